import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('porthole');

const entry = path.resolve(import.meta.dirname, '../../ui/porthole.ts');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-cli-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

function porthole(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', entry, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

test('--help names every command, the exit codes and examples, and exits with 0', () => {
  const { status, stdout } = porthole('--help');
  assert.is(status, 0);
  for (const word of ['run', 'gui', 'daemon', 'recovery', 'Exit codes:', 'Examples:']) assert.match(stdout, word);
});

test('each command explains its own options', () => {
  for (const [command = '', ...options] of [
    ['run', '--fb', '--input', '--data', '--scale', '--lang', '--vendor-keys'],
    ['gui', '--fb', '--socket'],
    ['daemon', '--data', '--repair'],
    ['recovery', 'keygen', 'open'],
  ]) {
    const { status, stdout } = porthole(command, '--help');
    assert.is(status, 0, command);
    for (const option of options) assert.match(stdout, option);
  }
});

test('wrong usage is one line on stderr and exit code 2', () => {
  for (const args of [['play'], ['run', '--scale', '3'], ['run', '--lang', 'xx'], ['gui', '--colour']]) {
    const { status, stdout, stderr } = porthole(...args);
    assert.equal({ status, stdout }, { status: 2, stdout: '' }, args.join(' '));
    assert.match(stderr, /^porthole: [^\n]+\n(\(Did you mean [^\n]+\)\n)?$/);
  }
});

test('without a command it shows the help on stderr and exits with 2', () => {
  const { status, stderr } = porthole();
  assert.is(status, 2);
  assert.match(stderr, 'Usage: porthole');
});

test('run without a framebuffer says what to do, exits with 2 and has made nothing', () => {
  const data = path.join(folder, 'data');
  const { status, stdout, stderr } = porthole('run', '--fb', path.join(folder, 'fb9'), '--data', data);
  assert.equal({ status, stdout }, { status: 2, stdout: '' });
  assert.match(stderr, /^porthole: \S+fb9: there is no framebuffer\. [^\n]+--fb\n$/);
  assert.not(fs.existsSync(data));
});

test('run refuses a file that is no framebuffer, by name', () => {
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, 'no pixels');
  const { status, stderr } = porthole('run', '--fb', file);
  assert.is(status, 2);
  assert.match(stderr, /^porthole: \S+file: [^\n]+\n$/);
});

test.run();
