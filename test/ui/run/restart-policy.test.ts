import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ChildEvent,
  type ChildState,
  FIRST_WAIT_MS,
  HEALTHY_AFTER_MS,
  LONGEST_WAIT_MS,
  NOT_WORTH_RESTARTING,
  STOP_GRACE_MS,
  started,
  step,
} from '../../../ui/run/restart-policy.ts';

const test = suite('restart policy');

const exited = (code: number | null): ChildEvent => ({ type: 'exited', code });
const due: ChildEvent = { type: 'due' };
const stop: ChildEvent = { type: 'stop' };

/** The waits of a child that dies `upMs[i]` after its i-th start. */
function waits(upMs: readonly number[]): number[] {
  let now = 0;
  let state = started(now);
  return upMs.map((up) => {
    now += up;
    state = step(state, exited(1), now).state;
    if (state.name !== 'waiting') throw new Error(`expected to wait, got ${state.name}`);
    const wait = state.until - now;
    now = state.until;
    state = step(state, due, now).state;
    return wait;
  });
}

test('a child that dies at once waits 0.2 s, twice as long each time, and never more than 10 s', () => {
  assert.equal(waits(new Array(9).fill(0)), [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
});

test('a child that stayed up for a minute waits 0.2 s again when it dies', () => {
  assert.equal(waits([0, 0, HEALTHY_AFTER_MS - 1, HEALTHY_AFTER_MS, 0]), [200, 400, 800, 200, 400]);
});

test('any history of deaths waits between the shortest and the longest wait', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * HEALTHY_AFTER_MS }), { minLength: 1, maxLength: 50 }), (up) => {
      for (const [i, wait] of waits(up).entries()) {
        assert.ok(wait >= FIRST_WAIT_MS && wait <= LONGEST_WAIT_MS);
        if (up[i]! >= HEALTHY_AFTER_MS) assert.is(wait, FIRST_WAIT_MS);
      }
    }),
  );
});

test('a child that gives up is not started again and its exit code is kept', () => {
  assert.equal(step(started(0), exited(NOT_WORTH_RESTARTING), 5), {
    state: { name: 'stopped', exitCode: NOT_WORTH_RESTARTING },
    action: 'none',
  });
});

test('a child that does not stop when asked is killed when its grace is over', () => {
  const asked = step(started(0), stop, 100);
  assert.equal(asked, { state: { name: 'stopping', until: 100 + STOP_GRACE_MS }, action: 'terminate' });
  assert.is(step(asked.state, due, 100 + STOP_GRACE_MS).action, 'kill');
});

test('a child stopped while it waits to be started again is stopped at once', () => {
  const waiting = step(started(0), exited(null), 10).state;
  assert.equal(step(waiting, stop, 20), { state: { name: 'stopped', exitCode: 0 }, action: 'none' });
});

test('whatever happens there is never a second process, none is started after a stop, and a stop ends it', () => {
  const event = fc.oneof(
    fc.constantFrom<ChildEvent>(due, stop),
    fc.constantFrom(0, 1, NOT_WORTH_RESTARTING, null).map((code) => exited(code)),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ event, after: fc.nat(100_000) })), (history) => {
      let now = 0;
      let state: ChildState = started(now);
      let alive = true;
      let asked = false;
      const happen = (what: ChildEvent) => {
        if (what.type === 'exited' && !alive) return;
        if (what.type === 'exited') alive = false;
        if (what.type === 'stop') asked = true;
        const next = step(state, what, now);
        state = next.state;
        if (next.action === 'start') {
          assert.not(alive, 'a second process');
          assert.not(asked, 'started after a stop');
          alive = true;
        }
        if (next.action !== 'none') assert.ok(alive, `${next.action} without a process`);
        if (state.name === 'stopped') assert.not(alive, 'stopped, but a process is left');
      };
      for (const { event, after } of history) {
        now += after;
        happen(event);
      }
      happen(stop);
      happen(exited(null));
      assert.is(state.name, 'stopped');
    }),
  );
});

test.run();
