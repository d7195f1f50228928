/**
 * The sealed payload written down a second time, byte by byte and without the product's code: what makes the vectors,
 * and what lets a test make payloads the product never would.
 */
import sodium from 'libsodium-wrappers';

await sodium.ready;

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
export const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

export function base45(bytes: Uint8Array): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const digits = (n: number, count: number): string =>
    count === 0 ? '' : alphabet.charAt(n % 45) + digits((n - (n % 45)) / 45, count - 1);
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const [high = 0, low] = bytes.subarray(i, i + 2);
    text += low === undefined ? digits(high, 2) : digits(high * 256 + low, 3);
  }
  return text;
}

/** CBOR (RFC 8949), just the heads, so that a test can also write them wrong. */
export const cbor = {
  head(major: number, n: number): Uint8Array {
    const first = major << 5;
    if (n < 24) return Uint8Array.of(first | n);
    if (n <= 0xff) return Uint8Array.of(first | 24, n);
    if (n <= 0xffff) return Uint8Array.of(first | 25, n >> 8, n & 0xff);
    return Uint8Array.of(first | 26, n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff);
  },
  uint: (n: number): Uint8Array => cbor.head(0, n),
  bytes: (value: Uint8Array): Uint8Array => join(cbor.head(2, value.length), value),
  text: (value: string): Uint8Array => join(cbor.head(3, utf8(value).length), utf8(value)),
  /** Keys and values as given, in the order given. */
  map: (entries: readonly (readonly [Uint8Array, Uint8Array])[]): Uint8Array =>
    join(cbor.head(5, entries.length), ...entries.flat()),
};

export interface ReferenceBody {
  requestId: string;
  code: string;
  createdAt: number;
  validMinutes: number;
  locale: string;
  address: string;
  purpose: string;
}

/** The seven entries of a body, for `cbor.map`. */
export const entriesOf = (body: ReferenceBody): [Uint8Array, Uint8Array][] => [
  [cbor.uint(1), cbor.bytes(unhex(body.requestId))],
  [cbor.uint(2), cbor.bytes(unhex(body.code))],
  [cbor.uint(3), cbor.uint(body.createdAt)],
  [cbor.uint(4), cbor.uint(body.validMinutes)],
  [cbor.uint(5), cbor.text(body.locale)],
  [cbor.uint(6), cbor.text(body.address)],
  [cbor.uint(7), cbor.uint(body.purpose === 'test' ? 1 : 0)],
];

export function pad(bytes: Uint8Array): Uint8Array {
  const zeros = 31 - (bytes.length % 32);
  return join(bytes, Uint8Array.of(0x80), new Uint8Array(zeros));
}

export const deviceTag = (deviceKey: string, header: Uint8Array, body: Uint8Array): Uint8Array =>
  sodium.crypto_generichash(16, join(header, body), unhex(deviceKey));

export const keyIdOf = (publicKey: Uint8Array): string =>
  hex(sodium.crypto_generichash(32, publicKey, null)).slice(0, 8);

export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => sodium.crypto_scalarmult_base(privateKey);

/** The sealed box of libsodium's documentation with a one-time key of one's own. */
export function sealBox(message: Uint8Array, publicKey: Uint8Array, ephemeralPrivateKey: Uint8Array) {
  const ephemeralPublicKey = publicKeyOf(ephemeralPrivateKey);
  const nonce = sodium.crypto_generichash(24, join(ephemeralPublicKey, publicKey), null);
  const box = sodium.crypto_box_easy(message, nonce, publicKey, ephemeralPrivateKey);
  return { ephemeralPublicKey, nonce, sealed: join(ephemeralPublicKey, box) };
}

/** 32 bytes (or fewer) that are the same in every run: BLAKE2b of a label. Test-only. */
export const testBytes = (label: string, length = 32): Uint8Array =>
  sodium.crypto_generichash(32, `porthole test only: ${label}`, null).slice(0, length);
