/** Padding of ISO/IEC 7816-4: one byte 0x80, then zeros. It hides how long the address is, to 32 bytes. */
import { SealedError } from './errors.ts';

export const PADDING_BLOCK = 32;
const MARK = 0x80;

/** Length after padding: the next multiple of 32 above `length`, for at least the mark is added. */
export const paddedLength = (length: number): number => (Math.floor(length / PADDING_BLOCK) + 1) * PADDING_BLOCK;

export function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(bytes.length));
  padded.set(bytes);
  padded[bytes.length] = MARK;
  return padded;
}

/** The bytes before the padding, as a view. Throws `badBody` unless the padding is exactly what `pad` adds. */
export function unpad(padded: Uint8Array): Uint8Array {
  const mark = padded.findLastIndex((byte) => byte !== 0);
  if (padded[mark] !== MARK || paddedLength(mark) !== padded.length) {
    throw new SealedError('badBody', 'padding');
  }
  return padded.subarray(0, mark);
}
