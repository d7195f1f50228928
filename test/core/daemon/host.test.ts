import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { ApiError } from '../../../core/api/errors.ts';
import { createProcBootClock } from '../../../core/daemon/host/boot-clock.ts';
import { FactoryDataError, loadFactoryData } from '../../../core/daemon/host/factory-data.ts';
import { networkState } from '../../../core/daemon/host/network.ts';
import { power } from '../../../core/daemon/host/power.ts';
import { qrPicture } from '../../../core/daemon/host/qr-picture.ts';
import { saveToUsb, writableMounts } from '../../../core/daemon/host/usb-drive.ts';
import { temporaryDirectory } from '../store/temporary.ts';

const test = suite('the daemon’s host');

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

test('the boot clock is the kernel’s CLOCK_BOOTTIME and boot id', () => {
  const clock = createProcBootClock('/proc');
  // Python is everywhere a compiler is, and calls clock_gettime(CLOCK_BOOTTIME) itself.
  const before = clock.now();
  const kernel =
    Number(execFileSync('python3', ['-c', 'import time; print(time.clock_gettime(time.CLOCK_BOOTTIME))'])) * 1000;
  assert.ok(before <= kernel + 10 && kernel <= clock.now() + 10);
  assert.ok(Number.isInteger(before));
  assert.is(clock.bootId, readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
});

test('a clock that cannot be read is an error at start, not a clock that stands still', () => {
  assert.throws(() => createProcBootClock(temporaryDirectory()), /boot_id/);
});

test('factory data come from device.json, and the command line goes first', () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'device.json'), '{"name": "Shop", "model": "NV-8216", "serial": "QX1", "more": 1}');
  const data = loadFactoryData(directory, { name: 'Door' }, '1.2.3', random);
  assert.equal(data, { name: 'Door', model: 'NV-8216', serial: 'QX1', firmware: '1.2.3' });
});

test('a machine without device.json gets a serial number of its own and keeps it', () => {
  const directory = temporaryDirectory();
  const first = loadFactoryData(directory, {}, '1', random);
  assert.match(first.serial, /^[0-9A-F]{10}$/);
  assert.equal(loadFactoryData(directory, {}, '1', random), first);
  assert.is(statSync(join(directory, 'device.json')).mode & 0o777, 0o600);
});

test('a device.json that is wrong is refused by the name of the field', () => {
  const directory = temporaryDirectory();
  for (const [text, where] of [
    ['not json', 'the whole file'],
    ['{"serial": 7}', 'serial'],
    ['{"serial": "x", "name": ""}', 'name'],
  ] as const) {
    writeFileSync(join(directory, 'device.json'), text);
    assert.throws(
      () => loadFactoryData(directory, {}, '1', random),
      (error: unknown) => error instanceof FactoryDataError && error.message.includes(`: ${where} is not`),
    );
  }
});

test('the exported picture has 8 px a module and a quiet zone of 4, and reads as its text', async () => {
  const text = `PH1:${'0123456789ABCDEF$%*+-./:'.repeat(11)}`;
  const bytes = qrPicture(text);
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  assert.is(width, height);
  assert.is(width % 8, 0);
  const dark = (x: number, y: number): boolean => data[(y * width + x) * 4]! < 128;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < 32; j++) {
      assert.is(dark(i, j) || dark(j, i) || dark(i, height - 1 - j) || dark(width - 1 - j, i), false);
    }
  }
  // The finder pattern begins right after the quiet zone: seven dark modules, then a light one.
  assert.equal([dark(32, 32), dark(32 + 55, 32), dark(32 + 56, 32)], [true, true, false]);
  const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  const [found] = await readBarcodes(bytes, { formats: ['QRCode'] });
  assert.is(found?.text, text);
});

/** A drive of a few hundred KiB, mounted below a folder, for as long as `work` runs. */
async function withDrive(options: string, work: (folder: string, drive: string) => Promise<void>): Promise<void> {
  const folder = join(temporaryDirectory(), 'media');
  const drive = join(folder, 'my drive');
  mkdirSync(drive, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', drive]);
  try {
    await work(folder, drive);
  } finally {
    execFileSync('umount', ['-l', drive]);
  }
}

const bytes = new Uint8Array(2000).fill(7);
const save = (folder: string, content = bytes): Promise<string> =>
  saveToUsb({ folder, mountinfo: '/proc/self/mountinfo' }, { stem: 'recorder-1a2b-qr', ending: 'png' }, content);
const refusal = (saving: Promise<string>): Promise<unknown> =>
  saving.then(
    (name) => name,
    (error: unknown) => (error instanceof ApiError ? error.data.code : error),
  );

test('a picture is written to a drive below the folder, and never over one that is there', async () => {
  await withDrive('size=512k', async (folder, drive) => {
    symlinkSync('/etc/should-not-be-written', join(drive, 'recorder-1a2b-qr-2.png'));
    assert.is(await save(folder), 'recorder-1a2b-qr.png');
    assert.is(await save(folder), 'recorder-1a2b-qr-3.png');
    assert.equal(new Uint8Array(readFileSync(join(drive, 'recorder-1a2b-qr-3.png'))), bytes);
    assert.is(existsSync('/etc/should-not-be-written'), false);
  });
});

test('no drive, a folder that is not there, and a read-only drive are all "no USB drive"', async () => {
  const folder = temporaryDirectory();
  assert.is(await refusal(save(folder)), 'noUsbDrive');
  assert.equal(readdirSync(folder), [], 'and nothing is written into the folder itself');
  assert.is(await refusal(save(join(folder, 'nowhere'))), 'noUsbDrive');
  await withDrive('ro,size=512k', async (readOnly) => assert.is(await refusal(save(readOnly)), 'noUsbDrive'));
});

test('a full drive is said to be full, and no half of a picture is left on it', async () => {
  await withDrive('size=512k', async (folder, drive) => {
    writeFileSync(join(drive, 'films'), new Uint8Array(470 * 1024));
    assert.is(await refusal(save(folder)), 'usbFull');
    assert.is(await refusal(save(folder, new Uint8Array(1024 * 1024))), 'usbFull');
    assert.equal(readdirSync(drive), ['films']);
  });
});

test('the kernel’s list of mounts is read as proc_pid_mountinfo(5) says', () => {
  const list = [
    '36 35 8:1 / /media/b rw,noatime shared:1 - vfat /dev/sdb1 rw,fmask=0022',
    '37 35 8:2 / /media/a\\040b\\011c rw - exfat /dev/sdc1 rw',
    '38 35 8:3 / /media/read-only ro - vfat /dev/sdd1 rw',
    '39 35 8:4 / /media/broken rw - ext4 /dev/sde1 ro,errors=remount-ro',
    '40 35 8:5 / /media rw - tmpfs none rw',
    '41 35 8:6 / /mediathek/x rw - tmpfs none rw',
    '42 1 8:7 / / rw shared:1 - ext4 /dev/root rw',
    '',
  ].join('\n');
  assert.equal(writableMounts(list, '/media'), ['/media/a b\tc', '/media/b']);
});

test('the power program is called with one word, and its failure is an error', async () => {
  const directory = temporaryDirectory();
  const program = join(directory, 'power');
  writeFileSync(program, `#!/bin/sh\necho "$# $1" >> ${directory}/calls\n[ "$1" = reboot ]\n`);
  chmodSync(program, 0o700);
  await power('reboot', program);
  const failed = await power('shutdown', program).then(
    () => false,
    () => true,
  );
  assert.is(failed, true);
  assert.is(readFileSync(join(directory, 'calls'), 'utf8'), '1 reboot\n1 poweroff\n');
});

test('the network is up with an address that others can reach, and down without', () => {
  const at = (address: string, internal = false) => {
    const common = { address, netmask: '', mac: '', cidr: null, internal };
    return address.includes(':')
      ? { ...common, family: 'IPv6' as const, scopeid: 0 }
      : { ...common, family: 'IPv4' as const };
  };
  const nothing = { lo: [at('127.0.0.1', true)], eth0: [at('169.254.7.7'), at('fe80::1')], wlan0: undefined };
  assert.is(networkState(nothing), 'down');
  assert.is(networkState({ ...nothing, wlan0: [at('192.168.1.20')] }), 'up');
  assert.is(networkState({ ...nothing, wlan0: [at('2001:db8::7')] }), 'up');
});

test.run();
