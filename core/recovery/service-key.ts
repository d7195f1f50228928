/** The service key: 32 random bytes in a file of mode 0600, under which the database keeps its secrets. */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { SealedError } from '../sealed/errors.ts';
import { toHex } from '../sealed/hex.ts';
import { HexKey, parseJson } from '../sealed/keys.ts';
import type { Random } from '../sealed/sodium.ts';
import { RecoveryError } from './errors.ts';
import { readSecretFile, writeNewFile } from './secret-file.ts';
import { createVault, SERVICE_KEY_BYTES, type Vault } from './vault.ts';

const ServiceKeyFile = v.strictObject({ kind: v.literal('porthole-recovery-service-key'), key: HexKey });

/**
 * The vault of the service key in `path`. The file is made when neither it nor the database exists; with a database,
 * a missing key is an error: a new one could not open what is in there.
 */
export async function openVault(path: string, databaseFile: string, random: Random): Promise<Vault> {
  if (!existsSync(path)) {
    if (existsSync(databaseFile)) {
      throw new RecoveryError(
        'keyFile',
        `${path} is not there, but ${databaseFile} is. Restore the key from its backup.`,
      );
    }
    const file = { kind: 'porthole-recovery-service-key', key: toHex(random(SERVICE_KEY_BYTES)) };
    await writeNewFile(path, `${JSON.stringify(file, null, 2)}\n`, 0o600);
  }
  const text = await readSecretFile(path);
  try {
    return await createVault(parseJson(ServiceKeyFile, text, 'service key file').key, random);
  } catch (error) {
    if (error instanceof SealedError) throw new RecoveryError('keyFile', `${path}: ${error.message}`);
    throw error;
  }
}

/** What a database remembers of its service key. */
export const keyCheckOf = (vault: Vault): Uint8Array => vault.hash('key check');
