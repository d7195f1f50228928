import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isFresh, writeStamp } from '../../../ui/build/stamp.ts';

const test = suite('build stamp');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-stamp-'));
const stamp = path.join(root, 'stamp.json');
const file = (name: string) => path.join(root, name);

test.before.each(() => {
  fs.writeFileSync(file('in.ts'), 'one');
  fs.writeFileSync(file('out.mjs'), 'two');
  writeStamp(stamp, root, ['in.ts', 'gone.ts'], ['out.mjs']);
});

test.after(() => fs.rmSync(root, { recursive: true }));

test('a build is fresh while nothing has changed', () => {
  assert.ok(isFresh(stamp, root));
});

test('an input of another size or time, a removed one and one that came back make it stale', () => {
  fs.writeFileSync(file('in.ts'), 'longer');
  assert.not(isFresh(stamp, root));
  fs.writeFileSync(file('in.ts'), 'one');
  fs.utimesSync(file('in.ts'), 1, 1);
  assert.not(isFresh(stamp, root));
  fs.rmSync(file('in.ts'));
  assert.not(isFresh(stamp, root));
});

test('an input that was missing and is there now makes it stale', () => {
  fs.writeFileSync(file('gone.ts'), '');
  assert.not(isFresh(stamp, root));
  fs.rmSync(file('gone.ts'));
});

test('a missing output makes it stale', () => {
  fs.rmSync(file('out.mjs'));
  assert.not(isFresh(stamp, root));
});

test('a stamp of another Node, cut short or missing is not trusted', () => {
  const text = fs.readFileSync(stamp, 'utf8');
  fs.writeFileSync(stamp, text.replace(process.version, 'v1.2.3'));
  assert.not(isFresh(stamp, root));
  fs.writeFileSync(stamp, text.slice(0, -5));
  assert.not(isFresh(stamp, root));
  fs.rmSync(stamp);
  assert.not(isFresh(stamp, root));
});

test.run();
