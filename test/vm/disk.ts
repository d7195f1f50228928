/** Data disks: ext4 images that outlive the machine they are in. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { vmFolder } from './image.ts';

export interface Disk {
  readonly path: string;
  /** Reads one file off the disk of a machine that is off. The journal is not replayed: look at files that were synced. */
  read(file: string): Buffer;
}

/** A new, empty disk of `megabytes`, kept until the test process ends. */
export function makeDisk(megabytes = 64): Disk {
  const folder = path.join(vmFolder, 'disks');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${randomUUID()}.img`);
  fs.writeFileSync(file, '');
  fs.truncateSync(file, megabytes << 20);
  process.once('exit', () => fs.rmSync(file, { force: true }));
  execFileSync('mkfs.ext4', ['-q', '-F', file]);
  return {
    path: file,
    read: (name) => execFileSync('debugfs', ['-R', `cat ${name}`, file], { stdio: ['ignore', 'pipe', 'ignore'] }),
  };
}
