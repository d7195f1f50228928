import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, truncateSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { createRecorder } from '../core/daemon/harness.ts';
import { serveRecorder } from '../core/daemon/sockets.ts';
import { temporaryDirectory } from '../core/store/temporary.ts';
import '../kit/fonts.ts';

const test = suite('the GUI process');
const root = path.resolve(import.meta.dirname, '../..');

const Tree = v.object({ tree: v.array(v.object({ role: v.string(), name: v.string(), value: v.string() })) });

interface Running {
  readonly child: ChildProcess;
  /** Everything it said on stderr. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'ui/gui.tsx', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  let said = '';
  const { stderr } = child;
  if (!stderr) throw new Error('it has no stderr');
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Not 'close': it never comes once the channel between the two was closed from here.
  const ended = Promise.all([once(child, 'exit'), once(stderr, 'close')]).then(() => child.exitCode);
  return { child, said: () => said, ended };
}

const WIDTH = 800;
const HEIGHT = 600;

/** A plain file in the place of a framebuffer. */
function makeMonitor(folder: string): { file: string; option: string } {
  const file = path.join(folder, 'fb');
  writeFileSync(file, '');
  truncateSync(file, WIDTH * HEIGHT * 4);
  return { file, option: `${file}@${WIDTH}x${HEIGHT}` };
}

test('without a framebuffer it says what to do and that starting again would not help', async () => {
  const { said, ended } = start(['--fb', '/dev/no-such-framebuffer']);
  assert.is(await ended, 2);
  assert.match(said(), /no-such-framebuffer.*--fb/);
});

test('so it does for an option that it does not know', async () => {
  const { said, ended } = start(['--scale', '3']);
  assert.is(await ended, 2);
  assert.match(said(), /--scale is one of 1, 2, auto/);
});

test('it draws before the daemon answers, and ends in order on SIGTERM', async () => {
  const folder = temporaryDirectory();
  const { file, option } = makeMonitor(folder);
  const gui = start(['--fb', option, '--input', path.join(folder, 'none'), '--socket', path.join(folder, 'none.sock')]);
  const [first] = await once(gui.child, 'message');
  assert.equal(first, { ready: true });
  const pixels = new Uint32Array(readFileSync(file).buffer);
  assert.ok(new Set(pixels).size > 1, 'there is a picture');
  const [second] = await once(gui.child, 'message');
  assert.equal(second, { ready: true, draws: 'fb 800×600 XRGB8888', reads: 'no input device yet' });
  gui.child.kill('SIGTERM');
  assert.is(await gui.ended, 0, gui.said());
});

test('it shows what the daemon has for it, tells tests where things are, and ends with its parent', async () => {
  const recorder = createRecorder();
  const folder = temporaryDirectory();
  const served = await serveRecorder(recorder, path.join(folder, 'socket'));
  const { option } = makeMonitor(folder);
  const gui = start(['--fb', option, '--input', path.join(folder, 'none'), '--socket', served.path, '--lang', 'de'], {
    PORTHOLE_TEST_TREE: '1',
  });
  await once(gui.child, 'message');
  const names = await waitForTree(gui.child, folder, (tree) => tree.includes('Rekorder aktivieren'));
  assert.ok(names.includes('Aktivieren'));
  assert.is((await recorder.call('device.info', {})).settings.locale, 'de', '--lang is the language from now on');
  gui.child.disconnect();
  assert.is(await gui.ended, 1, gui.said());
  await served.close();
});

/** Asks for the tree until it is as `seen` wants it: each one that was written is the occasion to ask for the next. */
async function waitForTree(child: ChildProcess, folder: string, seen: (names: string[]) => boolean): Promise<string[]> {
  const file = path.join(folder, 'gui-tree.json');
  const watcher = watch(folder);
  try {
    for (;;) {
      child.kill('SIGUSR2');
      do await once(watcher, 'change');
      while (!existsSync(file));
      const names = v.parse(Tree, JSON.parse(readFileSync(file, 'utf8'))).tree.map(({ name }) => name);
      if (seen(names)) return names;
    }
  } finally {
    watcher.close();
  }
}

test.run();
