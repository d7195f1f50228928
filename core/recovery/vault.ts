/**
 * What the service keeps secret on its disk: codes, addresses and device keys are encrypted under the service key, and
 * what it has to recognise again (addresses, networks) is kept as a keyed hash, which nobody without the key can try out.
 */
import { loadSodium, type Random, type Sodium } from '../sealed/sodium.ts';

export const SERVICE_KEY_BYTES = 32;
const HASH_BYTES = 16;

export interface Vault {
  /** XChaCha20-Poly1305. What was sealed in one `context` opens in no other, so rows cannot be swapped. */
  seal(context: string, plaintext: Uint8Array): Uint8Array;
  /** Throws when the box is damaged, of another context or of another key. */
  open(context: string, sealed: Uint8Array): Uint8Array;
  /** BLAKE2b-128 of the parts, keyed, 16 bytes. */
  hash(context: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array;
}

/** @param serviceKey 32 bytes @param random gives nonces of 24 bytes */
export async function createVault(serviceKey: Uint8Array, random: Random): Promise<Vault> {
  const sodium = await loadSodium();
  const boxKey = subkey(sodium, serviceKey, 'box');
  const hashKey = subkey(sodium, serviceKey, 'hash');
  const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  return {
    seal(context, plaintext) {
      const nonce = random(nonceBytes);
      const box = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context, null, nonce, boxKey);
      return Uint8Array.of(...nonce, ...box);
    },
    open(context, sealed) {
      const [nonce, box] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes)];
      return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box, context, nonce, boxKey);
    },
    hash(context, ...parts) {
      const state = sodium.crypto_generichash_init(hashKey, HASH_BYTES);
      for (const part of [context, ...parts]) {
        const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
        // Each part with its length, so that no two lists of parts read alike.
        sodium.crypto_generichash_update(state, Uint8Array.of(bytes.length >> 8, bytes.length & 0xff));
        sodium.crypto_generichash_update(state, bytes);
      }
      return sodium.crypto_generichash_final(state, HASH_BYTES);
    },
  };
}

const subkey = (sodium: Sodium, key: Uint8Array, purpose: string): Uint8Array =>
  sodium.crypto_generichash(SERVICE_KEY_BYTES, `porthole recovery ${purpose}`, key);

/** An address by which its mailbox is counted: case and `+tag` make no other mailbox. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).replace(/\+.*$/, '')}@${address.slice(at + 1)}`.toLowerCase();
}
