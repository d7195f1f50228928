/**
 * The kernel and initial file system that the virtual recorder boots: Debian's own kernel and busybox, unpacked beside
 * the tests and never installed. Made once, kept in `.vm/`, and made again when what it is made from changes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensurePackages, VM_PACKAGES } from '../packages.ts';

export const root = path.resolve(import.meta.dirname, '../..');
/** Everything the virtual recorder leaves behind. Ignored by git. */
export const vmFolder = path.join(root, '.vm');

/** Loaded at boot, in this order. */
const LOADED = [
  ...['virtio_pci', 'virtio_blk', 'virtio_console', '9p', '9pnet_virtio', 'overlay', 'ext4'],
  ...['bochs', 'evdev', 'virtio_input', 'xhci-pci', 'usbhid', 'hid-generic'],
];
/** Lies in /run/guest/modules for a test that wants it. */
const AT_HAND = ['vfb', 'uinput', 'virtio-gpu'];

export interface Image {
  readonly kernel: string;
  readonly initrd: string;
}

/** The image, built if need be (Debian packages and a 70 MB kernel package are fetched then). */
export function ensureImage(): Image {
  const init = path.join(import.meta.dirname, 'guest-init.sh');
  const key = createHash('sha256')
    .update(fs.readFileSync(init))
    .update(fs.readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
  const image = { kernel: path.join(vmFolder, `kernel-${key}`), initrd: path.join(vmFolder, `initrd-${key}.gz`) };
  if (fs.existsSync(image.initrd)) return image;
  if (process.arch !== 'x64')
    throw new Error(
      `The virtual recorder runs the host's own Node and is an x86-64 machine; this host is ${process.arch}.`,
    );
  fs.mkdirSync(vmFolder, { recursive: true });
  for (const file of fs.readdirSync(vmFolder)) if (/^(kernel|initrd)-/.test(file)) fs.rmSync(path.join(vmFolder, file));
  const work = fs.mkdtempSync(path.join(vmFolder, 'build-'));
  const unpacked = unpackKernel(work);
  const version = fs.readdirSync(path.join(unpacked, 'lib/modules'))[0];
  if (version === undefined) throw new Error('the kernel package holds no modules');
  fs.writeFileSync(image.kernel, directKernel(fs.readFileSync(path.join(unpacked, `boot/vmlinuz-${version}`))));
  const tree = path.join(work, 'initrd');
  fs.mkdirSync(path.join(tree, 'bin'), { recursive: true });
  fs.copyFileSync('/bin/busybox', path.join(tree, 'bin/busybox'));
  fs.copyFileSync(init, path.join(tree, 'init'));
  fs.chmodSync(path.join(tree, 'init'), 0o755);
  collectModules(unpacked, version, path.join(tree, 'modules'));
  execFileSync(
    'sh',
    ['-c', 'find . | cpio --quiet -o -H newc | gzip -1 > "$1.new" && mv "$1.new" "$1"', 'sh', image.initrd],
    { cwd: tree },
  );
  fs.rmSync(work, { recursive: true });
  return image;
}

/** Fetches the kernel package that Debian's `linux-image-amd64` stands for and unpacks it, without installing it. */
function unpackKernel(work: string): string {
  ensurePackages(VM_PACKAGES);
  const apt = (args: string[]) => execFileSync('apt-get', args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  if (process.getuid?.() === 0) apt(['update', '-q']);
  const depends = execFileSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (name === undefined) throw new Error('Debian knows no linux-image-amd64; check /etc/apt/sources.list');
  apt(['-q', '-o', 'APT::Sandbox::User=root', 'download', name]);
  const deb = fs.readdirSync(work).find((file) => file.endsWith('.deb'));
  if (deb === undefined) throw new Error(`apt-get downloaded no package for ${name}`);
  const unpacked = path.join(work, 'kernel');
  execFileSync('dpkg', ['-x', path.join(work, deb), unpacked]);
  return unpacked;
}

/**
 * The kernel proper out of a bzImage, so that the virtual machine does not spend three seconds of each boot on
 * unpacking it (QEMU starts an ELF kernel by its PVH note). Offsets: Linux, Documentation/x86/boot.rst.
 */
function directKernel(bzImage: Buffer): Buffer {
  const setupSectors = bzImage.readUInt8(0x1f1) || 4;
  const start = (setupSectors + 1) * 512 + bzImage.readUInt32LE(0x248);
  // Behind the compressed data stands its uncompressed size, which xz would take for garbage.
  const payload = bzImage.subarray(start, start + bzImage.readUInt32LE(0x24c) - 4);
  const xzMagic = Buffer.from('fd377a585a00', 'hex');
  if (!payload.subarray(0, xzMagic.length).equals(xzMagic)) return bzImage;
  return execFileSync('xz', ['-dc'], { input: payload, maxBuffer: 1 << 28 });
}

/** Copies the modules with all they depend on, flat, and the list of those to load, in order. */
function collectModules(unpacked: string, version: string, target: string): void {
  fs.mkdirSync(target);
  execFileSync('depmod', ['-b', unpacked, version]);
  const copy = (name: string) => {
    const plan = execFileSync('modprobe', ['-d', unpacked, '-S', version, '--show-depends', name], {
      encoding: 'utf8',
    });
    return [...plan.matchAll(/^insmod (\S+)/gm)].map(([, file = '']) => {
      const module = path.basename(file, '.xz');
      const content = fs.readFileSync(file);
      fs.writeFileSync(
        path.join(target, module),
        file.endsWith('.xz') ? execFileSync('xz', ['-dc'], { input: content, maxBuffer: 1 << 28 }) : content,
      );
      return module;
    });
  };
  const load = new Set(LOADED.flatMap(copy));
  for (const name of AT_HAND) copy(name);
  fs.writeFileSync(path.join(target, 'load'), `${[...load].join('\n')}\n`);
}
