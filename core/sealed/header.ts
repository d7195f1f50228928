/**
 * The 14 bytes anyone can read, before and again inside the sealed part:
 * version u8 = 1 | suite u8 = 1 | key_id 4 | device_ref 8
 */
import { SealedError } from './errors.ts';
import { fromHex, toHex } from './hex.ts';

export const HEADER_BYTES = 14;
export const DEVICE_REF_BYTES = 8;
const VERSION = 1;
/** libsodium's sealed box: X25519, XSalsa20, Poly1305, nonce by BLAKE2b. */
const SUITE_SEALED_BOX = 1;

export interface Header {
  /** Which vendor key it is sealed to: 8 lower-case hex digits. */
  keyId: string;
  /** The recorder's random name for itself, 8 bytes. */
  deviceRef: Uint8Array;
}

export function encodeHeader({ keyId, deviceRef }: Header): Uint8Array {
  return Uint8Array.of(VERSION, SUITE_SEALED_BOX, ...fromHex(keyId), ...deviceRef);
}

/** Reads the header at the start of `payload`. Throws `damaged`, `newerVersion` or `unknownSuite`, in this order. */
export function decodeHeader(payload: Uint8Array): Header {
  const [version, suite] = payload;
  if (version === undefined || version < VERSION) throw new SealedError('damaged', 'no version');
  // Judged before the length: a newer version may have a header of another size.
  if (version > VERSION) throw new SealedError('newerVersion', `payload version ${version}`);
  if (payload.length < HEADER_BYTES) throw new SealedError('damaged', 'shorter than its header');
  if (suite !== SUITE_SEALED_BOX) throw new SealedError('unknownSuite', `suite ${suite}`);
  return { keyId: toHex(payload.subarray(2, 6)), deviceRef: payload.slice(6, HEADER_BYTES) };
}
