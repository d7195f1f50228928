/**
 * The vendor's side: the text of a QR code becomes what the recorder sealed, or one typed refusal.
 *
 * 1. Refuse by prefix and length, before any work.
 * 2. Base45, readable header: version, suite and key id are refused by name.
 * 3. Open the box; the header inside must equal the one outside.
 * 4. Remove the padding; verify the device tag where the device is known; only then read the body.
 */
import { decodeBase45 } from './base45.ts';
import { type Body, decodeBody } from './body.ts';
import { BOX_OVERHEAD, openBox } from './box.ts';
import { SealedError } from './errors.ts';
import { decodeHeader, HEADER_BYTES, type Header } from './header.ts';
import type { KeyRing } from './keys.ts';
import { PADDING_BLOCK, unpad } from './padding.ts';
import { deviceTag, looksLikePayload, MAX_QR_TEXT, PREFIX, TAG_BYTES, tagOf } from './payload.ts';
import { loadSodium } from './sodium.ts';

export interface OpenedPayload {
  header: Header;
  body: Body;
  /** `unknownDevice`: no key for this device, so nothing is proved about who made the payload. */
  tag: 'verified' | 'unknownDevice';
}

/** The device key handed over at enrolment, 32 bytes; null for a recorder that is not enrolled. */
export type DeviceKeyLookup = (deviceRef: Uint8Array) => Uint8Array | null | Promise<Uint8Array | null>;

/**
 * Opens any text, however hostile; always answers with the payload or a `SealedError`: `notOurs`, `newerVersion`,
 * `tooLong`, `damaged`, `unknownSuite`, `unknownKey`, `headerMismatch`, `badTag`, `badBody`. What `lookup` throws
 * passes through.
 */
export async function openPayload(qrText: string, ring: KeyRing, lookup?: DeviceKeyLookup): Promise<OpenedPayload> {
  if (!qrText.startsWith(PREFIX)) throw new SealedError(looksLikePayload(qrText) ? 'newerVersion' : 'notOurs');
  if (qrText.length > MAX_QR_TEXT) throw new SealedError('tooLong');

  const payload = decodeBase45(qrText.slice(PREFIX.length));
  const header = decodeHeader(payload);
  const keyPair = ring.get(header.keyId);
  if (keyPair === undefined) throw new SealedError('unknownKey', `key ${header.keyId}`);
  const length = payload.length - HEADER_BYTES - BOX_OVERHEAD;
  if (length <= 0 || length % PADDING_BLOCK !== 0) throw new SealedError('damaged', `${payload.length} bytes`);

  const sodium = await loadSodium();
  const outer = payload.subarray(0, HEADER_BYTES);
  const plaintext = openBox(sodium, payload.subarray(HEADER_BYTES), keyPair);
  if (!sodium.memcmp(plaintext.subarray(0, HEADER_BYTES), outer)) throw new SealedError('headerMismatch');

  const unpadded = unpad(plaintext);
  if (unpadded.length < HEADER_BYTES + TAG_BYTES) throw new SealedError('badBody', 'no device tag');
  const body = unpadded.subarray(HEADER_BYTES + TAG_BYTES);
  const deviceKey = (await lookup?.(header.deviceRef)) ?? null;
  if (deviceKey !== null && !sodium.memcmp(tagOf(unpadded), deviceTag(sodium, deviceKey, outer, body))) {
    throw new SealedError('badTag');
  }
  return { header, body: decodeBody(body), tag: deviceKey === null ? 'unknownDevice' : 'verified' };
}
