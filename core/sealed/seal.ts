/**
 * The recorder's side: a reset request becomes the text of a QR code that only the vendor can read.
 *
 * 1. Encode the body; compute the device tag over header and body.
 * 2. Pad header | tag | body, and seal it to the vendor's public key.
 * 3. Put the header before it, write it as base45, and refuse what does not fit the largest QR code.
 */
import { checkAddressSyntax } from './address.ts';
import { encodeBase45 } from './base45.ts';
import { type Body, encodeBody } from './body.ts';
import { KEY_BYTES, sealBox } from './box.ts';
import { SealedError } from './errors.ts';
import { DEVICE_REF_BYTES, encodeHeader } from './header.ts';
import { keyIdOf } from './keys.ts';
import { pad } from './padding.ts';
import { DEVICE_KEY_BYTES, deviceTag, MAX_QR_TEXT, PREFIX } from './payload.ts';
import { loadSodium, type Random } from './sodium.ts';

export interface SealRequest extends Body {
  /** The vendor's, 32 bytes. */
  publicKey: Uint8Array;
  /** Random name the recorder gave itself at first boot, 8 bytes. */
  deviceRef: Uint8Array;
  /** Secret shared with the vendor at enrolment, 32 bytes. */
  deviceKey: Uint8Array;
}

const CLOCK_MAX = 0xffffffff;

/**
 * @param random gives 32 bytes, once, for the one-time key; they are overwritten after use.
 * @throws SealedError `tooLong` when the address makes the QR code too large, `badRequest` naming a field, `badKey`.
 *
 * `createdAt` outside of 32 bits is clamped: a recorder with a wild clock must still be recoverable.
 */
export async function sealRequest(request: SealRequest, random: Random): Promise<{ qrText: string }> {
  const { publicKey, deviceRef, deviceKey, ...fields } = request;
  requireLength('publicKey', publicKey, KEY_BYTES);
  requireLength('deviceRef', deviceRef, DEVICE_REF_BYTES);
  requireLength('deviceKey', deviceKey, DEVICE_KEY_BYTES);
  if (checkAddressSyntax(fields.address) === 'tooLong') throw new SealedError('tooLong');
  const body = encodeBody({ ...fields, createdAt: Math.min(Math.max(fields.createdAt, 0), CLOCK_MAX) });

  const sodium = await loadSodium();
  const header = encodeHeader({ keyId: keyIdOf(sodium, publicKey), deviceRef });
  const plaintext = pad(Uint8Array.of(...header, ...deviceTag(sodium, deviceKey, header, body), ...body));
  const box = sealBox(sodium, plaintext, publicKey, random);
  const qrText = PREFIX + encodeBase45(Uint8Array.of(...header, ...box));
  if (qrText.length > MAX_QR_TEXT) throw new SealedError('tooLong');
  return { qrText };
}

function requireLength(name: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new SealedError('badRequest', `${name}: ${bytes.length} bytes, not ${length}`);
}
