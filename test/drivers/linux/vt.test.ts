import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takeVt, VtError } from '../../../drivers/linux/vt.ts';

// Taking and restoring a real terminal is tested in the virtual recorder, where there is one to lose.
const test = suite('takeVt');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-vt-'));
test.after(() => fs.rmSync(directory, { recursive: true }));

const codeOf = (device: string): string => {
  try {
    takeVt(device);
  } catch (error) {
    if (error instanceof VtError) return error.code;
    throw error;
  }
  return 'taken';
};

test('a machine without virtual terminals is told apart', () => {
  assert.is(codeOf(path.join(directory, 'tty0')), 'missing');
});

test('what is no terminal is refused and left alone', () => {
  const file = path.join(directory, 'file');
  fs.writeFileSync(file, 'unchanged');
  assert.is(codeOf(file), 'notATerminal');
  assert.is(fs.readFileSync(file, 'utf8'), 'unchanged');
});

test('the error says what to do', () => {
  assert.throws(
    () => takeVt('/dev/null'),
    (error: unknown) =>
      error instanceof VtError && error.message.includes('/dev/null') && error.advice.includes('/dev/tty1'),
  );
});

test.run();
