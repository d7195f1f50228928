import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loginPolicy } from '../../../core/accounts/login-throttle.ts';
import { afterTry, current, type ThrottlePolicy, triesLeft, waitMs } from '../../../core/accounts/throttle.ts';
import type { ThrottleRecord } from '../../../core/store/records.ts';

const test = suite('throttle');

const policies: fc.Arbitrary<ThrottlePolicy> = fc.record({
  free: fc.integer({ min: 1, max: 10 }),
  firstWaitMs: fc.integer({ min: 1, max: 100_000 }),
  maxWaitMs: fc.integer({ min: 100_000, max: 10_000_000 }),
  forgetAfterMs: fc.integer({ min: 10_000_000, max: 100_000_000 }),
});

test('waits never get shorter while tries go on, and never exceed the longest', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 200 }), (policy, tries) => {
      let record: ThrottleRecord | null = null;
      let now = 0;
      let before = 0;
      for (let i = 1; i <= tries; i++) {
        record = afterTry(policy, record, now);
        const wait = waitMs(record, now);
        assert.is(record.failures, i);
        assert.is(wait > 0, i >= policy.free);
        assert.ok(wait >= before && wait <= policy.maxWaitMs);
        assert.is(triesLeft(policy, record), Math.max(0, policy.free - i));
        before = wait;
        now += wait;
      }
    }),
  );
});

test('forgets after the quiet time and not a moment before', () => {
  const record = afterTry(loginPolicy, null, 1000);
  assert.equal(current(loginPolicy, record, 999 + loginPolicy.forgetAfterMs), record);
  assert.is(current(loginPolicy, record, 1000 + loginPolicy.forgetAfterMs), null);
  assert.is(afterTry(loginPolicy, record, 1000 + loginPolicy.forgetAfterMs).failures, 1);
});

test('is five tries, 30 seconds and 30 minutes for logins', () => {
  assert.equal(loginPolicy, { free: 5, firstWaitMs: 30_000, maxWaitMs: 1_800_000, forgetAfterMs: 86_400_000 });
});

test.run();
