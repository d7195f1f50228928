import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { INPUT_EVENT_64 } from '../../../drivers/input/evdev-abi.ts';
import { ledEvents, openEvdev } from '../../../drivers/input/evdev-device.ts';
import { inputErrorOf } from '../../../drivers/input/input-error.ts';
import { SysError } from '../../../drivers/linux/sys-error.ts';

const test = suite('evdev device');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-evdev-'));
test.after(() => fs.rmSync(directory, { recursive: true }));

const codeOf = (node: string): string => {
  try {
    openEvdev(node);
  } catch (error) {
    return inputErrorOf(error, node).code;
  }
  return 'opened';
};

test('what is no input device is told apart from one that is not there', () => {
  const file = path.join(directory, 'event0');
  fs.writeFileSync(file, '');
  const open = fs.readdirSync('/proc/self/fd').length;
  assert.is(codeOf(file), 'notAnInputDevice');
  assert.is(codeOf('/dev/null'), 'notAnInputDevice');
  assert.is(codeOf(path.join(directory, 'event1')), 'missing');
  assert.is(fs.readdirSync('/proc/self/fd').length, open, 'no descriptor is left open');
});

test('each failure says what to do', () => {
  const advice = (errno: string) => {
    const { code, advice } = inputErrorOf(
      new SysError(errno, 'ioctl EVIOCGRAB', '/dev/input/event0'),
      '/dev/input/event0',
    );
    return `${code}: ${advice}`;
  };
  assert.match(advice('EACCES'), /^permission: .*group input/);
  assert.match(advice('EBUSY'), /^busy: .*End that program/);
  assert.match(advice('ENODEV'), /^missing: /);
  assert.match(advice('EIO'), /^failed: .*dmesg/);
});

test('the lights of a keyboard are set by two LED events and a report', () => {
  const zero = '00'.repeat(16);
  assert.is(
    Buffer.from(ledEvents({ numLock: true, capsLock: false }, INPUT_EVENT_64)).toString('hex'),
    `${zero}1100000001000000${zero}1100010000000000${zero}0000000000000000`,
  );
});

test.run();
