import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createMemoryStore } from '../../../core/store/memory.ts';
import { createRunClock } from '../../../core/store/run-clock.ts';

const test = suite('run clock');

test('goes on within a boot, whether readings were stored or not', () => {
  const store = createMemoryStore();
  const boot = { bootId: 'a', ms: 1000, now: () => boot.ms };
  const clock = createRunClock(store, boot);
  assert.is(clock.stamp(), 1000);
  boot.ms = 5000;
  assert.is(clock.now(), 5000);
  assert.is(createRunClock(store, boot).now(), 5000);
});

test('adds the whole of a new boot to the last reading', () => {
  const store = createMemoryStore();
  createRunClock(store, { bootId: 'a', now: () => 7000 }).stamp();
  assert.is(createRunClock(store, { bootId: 'b', now: () => 300 }).now(), 7300);
});

test('never runs ahead of the time that really passed, and never back within a boot', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(10_000_000) }),
    fc.record({ kind: fc.constant('stamp' as const) }),
    fc.record({ kind: fc.constant('reboot' as const), off: fc.nat(10_000_000), bootMs: fc.nat(60_000) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const store = createMemoryStore();
      let boots = 0;
      let bootMs = 0;
      let real = 0;
      let last = 0;
      let stored = 0;
      const clock = () => createRunClock(store, { bootId: String(boots), now: () => bootMs });
      for (const happens of events) {
        if (happens.kind === 'pass') {
          bootMs += happens.ms;
          real += happens.ms;
        }
        if (happens.kind === 'stamp') stored = clock().stamp();
        if (happens.kind === 'reboot') {
          boots += 1;
          bootMs = happens.bootMs;
          real += happens.off + happens.bootMs;
          last = stored;
        }
        const now = clock().now();
        assert.ok(now <= real, 'ahead of real time');
        assert.ok(now >= last, 'back within a boot, or behind what was stored');
        last = now;
      }
    }),
  );
});

test.run();
