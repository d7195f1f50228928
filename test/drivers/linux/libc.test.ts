import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodedIoctl, ioctl, ioctlRequest, mapForWriting } from '../../../drivers/linux/libc.ts';
import { errnoOf, SysError } from '../../../drivers/linux/sys-error.ts';
import { makeFifo } from '../fifo.ts';

const test = suite('libc');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-libc-'));
test.after(() => fs.rmSync(directory, { recursive: true }));

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return assert.unreachable('nothing was thrown');
};

test('request numbers are those that a C compiler makes of <linux/input.h>', () => {
  assert.is(encodedIoctl('EVIOCGRAB', 'write', 'E', 0x90, 4).request, 0x40044590);
  assert.is(encodedIoctl('EVIOCGNAME(256)', 'read', 'E', 0x06, 256).request, 0x81004506);
  assert.is(encodedIoctl('EVIOCGABS(ABS_X)', 'read', 'E', 0x40, 24).request, 0x80184540);
});

test('an ioctl fills the bytes it is given', () => {
  // FIONREAD of <asm-generic/ioctls.h> on a pipe end: how many bytes wait.
  const fifo = path.join(directory, 'fifo');
  makeFifo(fifo);
  const fd = fs.openSync(fifo, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  fs.writeSync(fd, 'seven b');
  const answer = new Uint8Array(4);
  ioctl(fd, ioctlRequest('FIONREAD', 0x541b), answer, fifo);
  fs.closeSync(fd);
  assert.is(answer[0], 7);
});

test('a failed call names the request, the file and the errno', () => {
  const file = path.join(directory, 'plain');
  fs.writeFileSync(file, 'x');
  const fd = fs.openSync(file, 'r');
  const error = thrownBy(() => ioctl(fd, ioctlRequest('FBIOGET_VSCREENINFO', 0x4600), new Uint8Array(160), file));
  fs.closeSync(fd);
  assert.instance(error, SysError);
  assert.is(error instanceof SysError && error.message, `ioctl FBIOGET_VSCREENINFO on ${file}: ENOTTY`);
  assert.is(errnoOf(error), 'ENOTTY');
});

test('what is written to a mapping is in the file, after closing the descriptor too', () => {
  const file = path.join(directory, 'mapped');
  fs.writeFileSync(file, Buffer.alloc(8192));
  const fd = fs.openSync(file, 'r+');
  const mapping = mapForWriting(fd, 8192, file);
  fs.closeSync(fd);
  mapping.bytes.set([1, 2, 3], 5000);
  mapping.unmap();
  assert.equal([...fs.readFileSync(file).subarray(4999, 5004)], [0, 1, 2, 3, 0]);
});

test('unmapping twice leaves alone what was mapped to the same place since', () => {
  const file = path.join(directory, 'remapped');
  fs.writeFileSync(file, Buffer.alloc(4096));
  const fd = fs.openSync(file, 'r+');
  const first = mapForWriting(fd, 4096, file);
  first.unmap();
  const second = mapForWriting(fd, 4096, file);
  first.unmap();
  second.bytes[0] = 42; // faults when it is gone
  second.unmap();
  fs.closeSync(fd);
  assert.is(fs.readFileSync(file)[0], 42);
});

test('a file that is not open for writing cannot be mapped for it', () => {
  const file = path.join(directory, 'readonly');
  fs.writeFileSync(file, Buffer.alloc(4096));
  const fd = fs.openSync(file, 'r');
  const error = thrownBy(() => mapForWriting(fd, 4096, file));
  fs.closeSync(fd);
  assert.is(error instanceof SysError && `${error.call} ${error.code}`, 'mmap EACCES');
});

test('a fault of the program is not taken for a failed call', () => {
  const fault = new RangeError('a fault');
  assert.is(
    thrownBy(() => errnoOf(fault)),
    fault,
  );
});

test.run();
