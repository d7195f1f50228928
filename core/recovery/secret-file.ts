/** Files with secrets in them: read only when nobody but their owner can, written once and whole. */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { errnoOf, fileError, RecoveryError } from './errors.ts';

/** The largest is an RSA key of 4096 bits in PEM. */
const SECRET_FILE_LIMIT = 8192;
const OTHERS = 0o077;

/** The text of a secret file of at most `limit` bytes. Throws `RecoveryError` `keyFileMode` when anyone but the owner could read it too. */
export async function readSecretFile(path: string, limit: number = SECRET_FILE_LIMIT): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw fileError(path, error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > limit) {
      throw new RecoveryError('keyFile', `${path} is not a key file: it is larger than any, or no file at all.`);
    }
    if ((stat.mode & OTHERS) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
      throw new RecoveryError('keyFileMode', `${path} may be used by others (mode ${mode}). Run: chmod 600 ${path}`);
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Writes a file that must not exist yet, and waits until it is on the disk. Leaves no half of one. */
export async function writeNewFile(path: string, text: string, mode: number): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, 'wx', mode);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') {
      throw new RecoveryError('keyExists', `${path} exists already. It was left as it is.`);
    }
    throw fileError(path, error);
  }
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path);
    throw fileError(path, error);
  } finally {
    await file.close();
  }
}
