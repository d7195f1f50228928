/**
 * The layout that sealing and opening share.
 *
 *   QR text   = "PH1:" + base45( header 14 | sealed box )
 *   plaintext = header 14 | device_tag 16 | CBOR body, padded so that the whole is a multiple of 32
 */
import { HEADER_BYTES } from './header.ts';
import type { Sodium } from './sodium.ts';

export const PREFIX = 'PH1:';

/** Whether a text claims to be a recorder's payload, of this version or a newer one. */
export const looksLikePayload = (text: string): boolean => /^PH[1-9]\d{0,2}:/.test(text);

export const TAG_BYTES = 16;
export const DEVICE_KEY_BYTES = 32;

/** Alphanumeric characters in a QR code of version 12 at error correction level M (ISO/IEC 18004, table 7). */
export const MAX_QR_TEXT = 419;

/** BLAKE2b-128 keyed with the device key: says which recorder wrote header and body. */
export function deviceTag(sodium: Sodium, deviceKey: Uint8Array, header: Uint8Array, body: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(TAG_BYTES, Uint8Array.of(...header, ...body), deviceKey);
}

export const tagOf = (plaintext: Uint8Array): Uint8Array => plaintext.subarray(HEADER_BYTES, HEADER_BYTES + TAG_BYTES);
