import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { STOP_GRACE_MS } from '../../../ui/run/restart-policy.ts';
import { type Supervisor, supervise } from '../../../ui/run/supervisor.ts';
import { isAlive, ManualClock, type Nursery, openNursery } from './children.ts';

interface Context {
  nursery: Nursery;
  clock: ManualClock;
  /** What the supervisor told, in order, and the moment of the next telling. */
  deaths: string[];
  nextDeath(): Promise<void>;
  supervise(...programs: [name: string, behaviour: string][]): Supervisor;
}

const test = suite<Context>('supervisor');

test.before.each(async (context) => {
  context.nursery = await openNursery();
  context.clock = new ManualClock();
  context.deaths = [];
  let told: () => void = () => {};
  context.nextDeath = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  context.supervise = (...programs) =>
    supervise(
      programs.map(([name, behaviour]) => context.nursery.program(name, behaviour)),
      context.clock,
      {
        ready: () => {},
        died(program, reason, waitMs) {
          context.deaths.push(`${program.name} ${reason} ${waitMs}`);
          told();
        },
      },
    );
});

test.after.each(({ nursery }) => nursery.close());

test('starts a killed child again after its wait, and leaves the other alone', async (context) => {
  const { nursery, clock, deaths } = context;
  const supervisor = context.supervise(['gui', 'obedient']);
  const first = await nursery.next();
  const death = context.nextDeath();
  process.kill(first.pid, 'SIGKILL');
  await death;
  assert.equal(deaths, ['gui SIGKILL 200']);
  clock.advance(200);
  const second = await nursery.next();
  assert.is.not(second.pid, first.pid);
  supervisor.stop();
  assert.is(await supervisor.done, 0);
});

test('leaves no process behind when it is done', async (context) => {
  const supervisor = context.supervise(['daemon', 'obedient'], ['gui', 'obedient']);
  const [a, b] = [await context.nursery.next(), await context.nursery.next()];
  supervisor.stop();
  assert.is(await supervisor.done, 0);
  assert.equal([isAlive(a.pid), isAlive(b.pid)], [false, false]);
  assert.equal(context.deaths, [], 'a child that was asked to end did not die');
});

test('kills a child that ignores SIGTERM once its grace is over', async (context) => {
  const supervisor = context.supervise(['gui', 'deaf']);
  const child = await context.nursery.next();
  supervisor.stop();
  context.clock.advance(STOP_GRACE_MS - 1);
  assert.ok(isAlive(child.pid));
  context.clock.advance(1);
  assert.is(await supervisor.done, 0);
  assert.not(isAlive(child.pid));
});

test('one child that gives up ends them all, with its exit code', async (context) => {
  const supervisor = context.supervise(['daemon', 'obedient'], ['gui', 'gives-up']);
  assert.is(await supervisor.done, 2);
});

test('a child that cannot even be spawned counts as one that died', async (context) => {
  const node = process.execPath;
  process.execPath = '/nowhere/node';
  const death = context.nextDeath();
  const supervisor = context.supervise(['gui', 'obedient']);
  process.execPath = node;
  await death;
  assert.equal(context.deaths, ['gui spawn /nowhere/node ENOENT 200']);
  context.clock.advance(200);
  assert.ok(isAlive((await context.nursery.next()).pid));
  supervisor.stop();
  assert.is(await supervisor.done, 0);
});

for (const [behaviour, when] of [
  ['orphan', 'when the supervisor is killed'],
  ['late', 'also when they look for the supervisor only after it is gone'],
] as const) {
  test(`children end by themselves ${when}`, async ({ nursery }) => {
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('./fixtures/parent.ts', import.meta.url).pathname, nursery.socketPath, behaviour],
      { stdio: 'inherit' },
    );
    const child = await nursery.next();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await child.gone;
  });
}

test.run();
