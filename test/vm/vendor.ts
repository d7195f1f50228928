/** The vendor's side of the story: a key pair made for this test run, and the operator's program that opens a picture. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { root, vmFolder } from './image.ts';
import type { Picture } from './picture.ts';

const Opened = v.object({ code: v.string(), address: v.string(), purpose: v.string(), locale: v.string() });
export type Opened = v.InferOutput<typeof Opened>;

const porthole = (folder: string, ...args: string[]): string =>
  execFileSync(process.execPath, [path.join(root, '.build/porthole.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export class Vendor {
  /** What the recorder's firmware carries; the guest sees it where the host does. */
  readonly publicKeys: string;
  private readonly folder: string;

  constructor() {
    fs.mkdirSync(vmFolder, { recursive: true });
    this.folder = fs.mkdtempSync(path.join(vmFolder, 'vendor-'));
    process.once('exit', () => fs.rmSync(this.folder, { recursive: true, force: true }));
    porthole(this.folder, 'recovery', 'keygen', '--out', '.');
    this.publicKeys = path.join(this.folder, 'vendor-keys.json');
  }

  /** Opens the QR code on a picture of the monitor, as an operator would; null while there is none on it. */
  open(picture: Picture): Opened | null {
    const file = path.join(this.folder, 'screen.png');
    fs.writeFileSync(file, picture.png());
    try {
      return v.parse(Opened, JSON.parse(porthole(this.folder, 'recovery', 'open', '--json', file)));
    } catch (error) {
      if (error instanceof Error && error.message.includes('No QR code')) return null;
      throw error;
    }
  }
}
