/**
 * Writing to a USB drive: whatever is mounted read-write under one folder, where the system mounts what is plugged in.
 * Nothing is ever written outside of such a mount, least of all into the folder itself when nothing is plugged in.
 */
import { constants } from 'node:fs';
import { open, readFile, realpath, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../api/errors.ts';

/** Left free, for the directory entry and the file system's own needs. */
const SPARE_BYTES = 64 * 1024;
const MAX_NAMES = 1000;

export interface UsbFolder {
  /** Absolute. */
  folder: string;
  /** The kernel's list of mounts, see proc_pid_mountinfo(5). */
  mountinfo: string;
}

/**
 * @param stem file name without its ending; the place of what lies there already is never taken
 * @returns the name the file got
 * @throws ApiError `noUsbDrive`, also for one that was pulled out or is read-only; `usbFull`
 */
export async function saveToUsb(
  { folder, mountinfo }: UsbFolder,
  { stem, ending }: { stem: string; ending: string },
  bytes: Uint8Array,
): Promise<string> {
  const drive = writableMounts(await readFile(mountinfo, 'utf8'), await realpath(folder).catch(() => folder))[0];
  if (drive === undefined) throw new ApiError({ code: 'noUsbDrive' });
  try {
    const { bavail, bsize } = await statfs(drive);
    if (bavail * bsize < bytes.length + SPARE_BYTES) throw new ApiError({ code: 'usbFull' });
    return await writeNew(drive, stem, ending, bytes);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new ApiError({ code: full ? 'usbFull' : 'noUsbDrive' });
  }
}

/** Mount points strictly under `folder` that take writes, in the order of their names. */
export function writableMounts(mountinfo: string, folder: string): string[] {
  const points = mountinfo.split('\n').flatMap((line) => {
    const [mount = '', source = ''] = line.split(' - ');
    const point = unescapeOctal(mount.split(' ')[4] ?? '');
    const options = [mount.split(' ')[5], source.split(' ')[2]];
    const writable = options.every((list) => list?.split(',').includes('rw'));
    return writable && point.startsWith(`${folder}/`) ? [point] : [];
  });
  return points.sort();
}

/** Blanks and the like in a path are written as `\040`. */
const unescapeOctal = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

async function writeNew(drive: string, stem: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let n = 1; n <= MAX_NAMES; n++) {
    const name = n === 1 ? `${stem}.${ending}` : `${stem}-${n}.${ending}`;
    const path = join(drive, name);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const file = await open(path, flags, 0o644).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (file === null) continue;
    try {
      await file.writeFile(bytes);
      // People pull a drive out when the screen says "done".
      await file.sync();
    } catch (error) {
      await unlink(path).catch(() => {});
      throw error;
    } finally {
      await file.close();
    }
    return name;
  }
  throw new ApiError({ code: 'usbFull' });
}
