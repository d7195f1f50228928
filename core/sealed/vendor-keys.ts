/**
 * `vendor-keys.json`, the public half that firmware carries. A recorder seals to `current`; `next` waits for the day
 * the vendor turns the keys over, so that no recorder is ever without a key the service knows.
 */
import * as v from 'valibot';
import { SealedError } from './errors.ts';
import { toHex } from './hex.ts';
import { HexKey, HexKeyId, keyIdOf, type PublicKey, parseJson } from './keys.ts';
import { loadSodium } from './sodium.ts';

export interface VendorKeys {
  current: PublicKey;
  next: PublicKey | null;
}

const Key = v.strictObject({ keyId: HexKeyId, publicKey: HexKey });
const VendorKeysFile = v.strictObject({ current: Key, next: v.optional(Key) });

/**
 * Throws `badKey`. The key id is the checksum of its key: a slip of an editor is found here, when the daemon
 * starts, and not by an owner whose QR code nobody can open.
 */
export async function parseVendorKeys(text: string): Promise<VendorKeys> {
  const { current, next = null } = parseJson(VendorKeysFile, text, 'vendor keys');
  const sodium = await loadSodium();
  for (const key of [current, next]) {
    if (key !== null && keyIdOf(sodium, key.publicKey) !== key.keyId) {
      throw new SealedError('badKey', `vendor keys: ${key.keyId} is not the id of its public key`);
    }
  }
  return { current, next };
}

export function formatVendorKeys({ current, next }: VendorKeys): string {
  const entry = ({ keyId, publicKey }: PublicKey) => ({ keyId, publicKey: toHex(publicKey) });
  const file: v.InferInput<typeof VendorKeysFile> = {
    current: entry(current),
    ...(next === null ? {} : { next: entry(next) }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
