import { EventEmitter, once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Machine, run } from '../../../ui/run/run.ts';
import { isAlive, ManualClock, type Nursery, openNursery } from './children.ts';

interface Context {
  nursery: Nursery;
  clock: ManualClock;
  /** What happened to the machine and what was said, in order. */
  log: string[];
  machine: Machine;
  /** Settles once a line of the log matches. */
  logged(pattern: RegExp): Promise<void>;
  stop(): void;
}

const test = suite<Context>('porthole run');

test.before.each(async (context) => {
  const { log } = Object.assign(context, { log: [] as string[], stop: () => {} });
  context.nursery = await openNursery();
  context.clock = new ManualClock();
  const lines = new EventEmitter();
  context.logged = async (pattern) => {
    while (!log.some((line) => pattern.test(line))) await once(lines, 'line');
  };
  context.machine = {
    clock: context.clock,
    checkDisplay: () => {},
    takeTerminal() {
      log.push('terminal taken');
      return { path: '/dev/tty9', restore: () => log.push('terminal restored') };
    },
    onStop: (stop) => {
      context.stop = stop;
    },
    say(line) {
      log.push(line);
      lines.emit('line');
    },
  };
});

test.after.each(({ nursery }) => nursery.close());

test('without a framebuffer it says so, starts nothing, leaves the console alone and exits with 2', async (context) => {
  const { machine, nursery, log } = context;
  const blind: Machine = {
    ...machine,
    checkDisplay(path) {
      throw new Error(`There is no ${path}.`);
    },
  };
  const plan = { display: '/dev/fb9', programs: [nursery.program('gui', 'obedient')], about: '' };
  assert.is(await run(plan, blind), 2);
  assert.equal(log, ['There is no /dev/fb9.']);
});

test('says in one line what it draws on, what it reads and where its data is, and not again', async (context) => {
  const { machine, nursery, log, clock } = context;
  const programs = [nursery.program('gui', 'obedient')];
  const done = run({ display: '/dev/fb9', programs, about: ' keeps its data in ./var' }, machine);
  await context.logged(/^draws on fb9 test 640×480, reads a mouse, keeps its data in \.\/var$/);
  process.kill((await nursery.next()).pid, 'SIGKILL');
  await context.logged(/SIGKILL/);
  clock.advance(200);
  await nursery.next();
  context.stop();
  assert.is(await done, 0);
  assert.is(log.filter((entry) => entry.startsWith('draws on')).length, 1);
});

test('holds the console while a killed GUI is started again, and gives it back after the last child', async (context) => {
  const { machine, nursery, log, clock } = context;
  const programs = [nursery.program('gui', 'obedient')];
  const done = run({ display: '/dev/fb9', programs, about: '' }, machine);
  const first = await nursery.next();
  assert.is(first.terminal, '/dev/tty9', 'the GUI can give the console back itself');
  process.kill(first.pid, 'SIGKILL');
  await context.logged(/SIGKILL/);
  clock.advance(200);
  const second = await nursery.next();
  assert.not(log.includes('terminal restored'));
  context.stop();
  assert.is(await done, 0);
  assert.not(isAlive(second.pid));
  assert.is(log.at(-1), 'terminal restored');
});

test('goes on without the console guard when the terminal cannot be taken, and says why', async (context) => {
  const { machine, nursery, log } = context;
  const refused: Machine = {
    ...machine,
    takeTerminal() {
      throw new Error('No permission for /dev/tty0.');
    },
  };
  const programs = [nursery.program('gui', 'obedient')];
  const done = run({ display: '/dev/fb9', programs, about: '' }, refused);
  assert.is((await nursery.next()).terminal, null);
  assert.match(log[0] ?? '', /^No permission for \/dev\/tty0\. Going on/);
  context.stop();
  assert.is(await done, 0);
});

test.run();
