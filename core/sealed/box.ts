/**
 * libsodium's sealed box, put together from its documented parts so that the one-time key comes from the caller:
 * ephemeral_pk | crypto_box_easy(message, nonce = BLAKE2b-192(ephemeral_pk | recipient_pk), recipient_pk, ephemeral_sk)
 *
 * The product and the test vectors go the same way; `crypto_box_seal_open` of any libsodium opens the result.
 */
import { SealedError } from './errors.ts';
import type { Random, Sodium } from './sodium.ts';

/** Bytes a box is longer than its message: the ephemeral public key and the Poly1305 tag. */
export const BOX_OVERHEAD = 48;
export const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/** @param random gives the 32 bytes of the one-time private key. Throws `badKey` if nothing can be sealed to the key. */
export function sealBox(sodium: Sodium, message: Uint8Array, publicKey: Uint8Array, random: Random): Uint8Array {
  const ephemeralPrivateKey = random(KEY_BYTES);
  const ephemeralPublicKey = sodium.crypto_scalarmult_base(ephemeralPrivateKey);
  const nonce = sodium.crypto_generichash(NONCE_BYTES, Uint8Array.of(...ephemeralPublicKey, ...publicKey), null);
  try {
    const box = sodium.crypto_box_easy(message, nonce, publicKey, ephemeralPrivateKey);
    return Uint8Array.of(...ephemeralPublicKey, ...box);
  } catch {
    throw new SealedError('badKey', 'nothing can be sealed to this public key');
  } finally {
    // With it anyone could open the box again.
    sodium.memzero(ephemeralPrivateKey);
  }
}

/** Opens a box with both halves of the recipient's key pair. Throws `damaged`. */
export function openBox(
  sodium: Sodium,
  box: Uint8Array,
  { publicKey, privateKey }: { publicKey: Uint8Array; privateKey: Uint8Array },
): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(box, publicKey, privateKey);
  } catch {
    throw new SealedError('damaged', 'the sealed part does not open');
  }
}
