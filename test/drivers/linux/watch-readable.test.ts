import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { watchReadable } from '../../../drivers/linux/watch-readable.ts';
import { makeFifo } from '../fifo.ts';

const test = suite('watchReadable');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-watch-'));
test.after(() => fs.rmSync(directory, { recursive: true }));

let count = 0;
function openFifo(): number {
  const fifo = path.join(directory, `fifo${count++}`);
  makeFifo(fifo);
  return fs.openSync(fifo, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
}

/** Watches until it has called back once, and reads what is there. */
const nextText = (fd: number) =>
  new Promise<string>((resolve) => {
    const stop = watchReadable(fd, () => {
      const bytes = Buffer.alloc(100);
      const length = fs.readSync(fd, bytes);
      stop();
      resolve(bytes.toString('utf8', 0, length));
    });
  });

test('calls back when there is something to read', async () => {
  const fd = openFifo();
  const text = nextText(fd);
  fs.writeSync(fd, 'hello');
  assert.is(await text, 'hello');
  fs.closeSync(fd);
});

test('calls back again while something is left', async () => {
  const fd = openFifo();
  fs.writeSync(fd, 'abc');
  const letters: string[] = [];
  await new Promise<void>((resolve) => {
    const stop = watchReadable(fd, () => {
      const one = Buffer.alloc(1);
      fs.readSync(fd, one);
      letters.push(one.toString());
      if (letters.length < 3) return;
      stop();
      resolve();
    });
  });
  assert.is(letters.join(''), 'abc');
  fs.closeSync(fd);
});

test('an error thrown by the callback is an uncaught exception there and then, and watching goes on', async () => {
  const fd = openFifo();
  const caught = once(process, 'uncaughtException');
  let calls = 0;
  const calledAgain = new Promise<void>((resolve) => {
    const stop = watchReadable(fd, () => {
      fs.readSync(fd, Buffer.alloc(1));
      if (++calls === 1) throw new Error('thrown by the callback');
      stop();
      resolve();
    });
  });
  fs.writeSync(fd, 'x');
  const [error] = await caught;
  assert.is(error.message, 'thrown by the callback');
  fs.writeSync(fd, 'y');
  await calledAgain;
  fs.closeSync(fd);
});

test('keeps watching after a garbage collection', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const fd = openFifo();
  const text = nextText(fd);
  // Collection of wrapped objects finishes in later turns of the loop.
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise(setImmediate);
  }
  fs.writeSync(fd, 'still here');
  assert.is(await text, 'still here');
  fs.closeSync(fd);
});

test('a watch that was stopped says nothing more, even of what was already waiting', async () => {
  const stopped = openFifo();
  const other = openFifo();
  let calls = 0;
  const stop = watchReadable(stopped, () => calls++);
  fs.writeSync(stopped, 'x');
  stop();
  stop();
  const text = nextText(other);
  fs.writeSync(other, 'y');
  await text;
  assert.is(calls, 0);
  fs.closeSync(stopped);
  fs.closeSync(other);
});

test('one callback can stop another that is due in the same turn', async () => {
  const [first, second] = [openFifo(), openFifo()];
  const called: string[] = [];
  const stops = new Map<string, () => void>();
  const callback = (name: string, other: string) => () => {
    called.push(name);
    stops.get(name)?.();
    stops.get(other)?.();
  };
  stops.set('first', watchReadable(first, callback('first', 'second')));
  stops.set('second', watchReadable(second, callback('second', 'first')));
  fs.writeSync(first, 'x');
  fs.writeSync(second, 'y');
  const later = openFifo();
  fs.writeSync(later, 'z');
  await nextText(later);
  await new Promise(setImmediate);
  assert.is(called.length, 1);
  for (const fd of [first, second, later]) fs.closeSync(fd);
});

test('ten silent descriptors hold no thread: the file system still answers', async () => {
  const fds = Array.from({ length: 10 }, openFifo);
  const stops = fds.map((fd) => watchReadable(fd, () => {}));
  const stats = await new Promise<fs.Stats>((resolve, reject) =>
    fs.stat(directory, (error, stats) => (error ? reject(error) : resolve(stats))),
  );
  assert.ok(stats.isDirectory());
  for (const stop of stops) stop();
  for (const fd of fds) fs.closeSync(fd);
});

test('calls back when the other end hangs up', async () => {
  const fifo = path.join(directory, 'hangup');
  makeFifo(fifo);
  const reader = fs.openSync(fifo, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  const writer = fs.openSync(fifo, fs.constants.O_WRONLY);
  const text = nextText(reader);
  fs.closeSync(writer);
  assert.is(await text, '');
  fs.closeSync(reader);
});

test.run();
