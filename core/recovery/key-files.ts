/** The vendor's keys as files: private ones for their owner only, the public ones in `vendor-keys.json`. */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { SealedError } from '../sealed/errors.ts';
import { formatKeyPair, generateKeyPair, type KeyPair, parseKeyPair } from '../sealed/keys.ts';
import type { Random } from '../sealed/sodium.ts';
import { formatVendorKeys, parseVendorKeys, type VendorKeys } from '../sealed/vendor-keys.ts';
import { errnoOf, fileError, RecoveryError } from './errors.ts';
import { readSecretFile, writeNewFile } from './secret-file.ts';

export const VENDOR_KEYS_FILE = 'vendor-keys.json';

export interface NewKey {
  keyId: string;
  keyFile: string;
  vendorKeysFile: string;
  vendorKeys: VendorKeys;
}

/**
 * Makes a key pair in `directory`, which is made if needed: the private key as `<keyId>.key` (mode 0600, never
 * overwritten), the public one in `vendor-keys.json`, where the first key becomes `current` and the second `next`. Each
 * later one turns the keys over: `next` becomes `current` and the new key `next`.
 *
 * The private key is on the disk first, so that no public key is ever handed out without it. Throws `RecoveryError` or `SealedError`.
 */
export async function makeKey(directory: string, random: Random): Promise<NewKey> {
  const vendorKeysFile = join(directory, VENDOR_KEYS_FILE);
  const known = await readVendorKeys(vendorKeysFile);
  const pair = await generateKeyPair(random);
  const keyFile = join(directory, `${pair.keyId}.key`);
  const vendorKeys: VendorKeys =
    known === null ? { current: pair, next: null } : { current: known.next ?? known.current, next: pair };

  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw fileError(directory, error);
  });
  await writeNewFile(keyFile, formatKeyPair(pair), 0o600);
  const unfinished = `${vendorKeysFile}.${pair.keyId}`;
  await writeNewFile(unfinished, formatVendorKeys(vendorKeys), 0o644);
  await rename(unfinished, vendorKeysFile).catch((error: unknown) => {
    throw fileError(vendorKeysFile, error);
  });
  return { keyId: pair.keyId, keyFile, vendorKeysFile, vendorKeys };
}

/** Reads a private key. Throws `RecoveryError`. */
export async function readKeyFile(path: string): Promise<KeyPair> {
  const text = await readSecretFile(path);
  try {
    return await parseKeyPair(text);
  } catch (error) {
    if (error instanceof SealedError) throw new RecoveryError('keyFile', `${path}: ${error.message}`);
    throw error;
  }
}

async function readVendorKeys(path: string): Promise<VendorKeys | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fileError(path, error);
  }
  return parseVendorKeys(text);
}
