/**
 * Base45 (RFC 9285): two bytes become three characters of the QR code's alphanumeric alphabet, a last odd byte two.
 * Decoding is strict: a group out of range or a lone last character is refused, so a payload has exactly one text.
 */
import { SealedError } from './errors.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const digits = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Any bytes to text. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length;
    const n = pair ? bytes[i]! * 256 + bytes[i + 1]! : bytes[i]!;
    text += ALPHABET[n % 45]! + ALPHABET[Math.floor(n / 45) % 45]!;
    if (pair) text += ALPHABET[Math.floor(n / 2025)]!;
  }
  return text;
}

/** Text to bytes. Throws `SealedError` `damaged`. */
export function decodeBase45(text: string): Uint8Array {
  const rest = text.length % 3;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest === 2 ? 1 : 0));
  for (let from = 0, to = 0; from < text.length; from += 3, to += 2) {
    const n =
      digit(text, from) + digit(text, from + 1) * 45 + (from + 2 < text.length ? digit(text, from + 2) * 2025 : 0);
    const pair = to + 1 < bytes.length;
    if (n > (pair ? 0xffff : 0xff)) throw new SealedError('damaged', 'base45 group out of range');
    if (pair) bytes[to] = n >> 8;
    bytes[pair ? to + 1 : to] = n & 0xff;
  }
  return bytes;
}

function digit(text: string, at: number): number {
  const value = digits.get(text.charAt(at));
  if (value === undefined) throw new SealedError('damaged', 'not base45');
  return value;
}
