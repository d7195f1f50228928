import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  lockMs,
  noLimits,
  REQUESTS_A_DAY,
  requestWaitMs,
  WRONG_CODES_A_DAY,
  withoutTry,
  withRequest,
  withTry,
} from '../../../core/reset/limits.ts';

const test = suite('recovery limits');
const DAY = 86_400_000;
const gaps = fc.array(fc.integer({ min: 0, max: DAY / 4 }), { minLength: 1, maxLength: 120 });

test('no span of 24 hours ever holds more than ten requests', () => {
  fc.assert(
    fc.property(gaps, (steps) => {
      let limits = noLimits;
      let now = 0;
      const made: number[] = [];
      for (const step of steps) {
        now += step;
        if (requestWaitMs(limits, now) > 0) continue;
        limits = withRequest(limits, now);
        made.push(now);
      }
      for (const start of made) {
        assert.ok(made.filter((time) => time >= start && time < start + DAY).length <= REQUESTS_A_DAY);
      }
    }),
  );
});

test('a wait for a new request is exact: refused a moment before, taken then', () => {
  fc.assert(
    fc.property(gaps, (steps) => {
      let limits = noLimits;
      let now = 0;
      for (const step of steps) {
        now += step;
        const wait = requestWaitMs(limits, now);
        if (wait > 0) assert.ok(requestWaitMs(limits, now + wait - 1) === 1 && requestWaitMs(limits, now + wait) === 0);
        else limits = withRequest(limits, now);
      }
    }),
  );
});

test('the tenth wrong code within a day locks for 24 hours, and ten spread over more do not', () => {
  let limits = noLimits;
  for (let i = 1; i < WRONG_CODES_A_DAY; i++) limits = withTry(limits, i);
  assert.is(lockMs(limits, 10), 0);
  assert.is(lockMs(withTry(limits, 10), 10), DAY);
  assert.is(lockMs(withTry(limits, 1 + DAY), 1 + DAY), 0);
});

test('a right code takes its own try back, and with it the lock that only this try had begun', () => {
  let limits = noLimits;
  for (let i = 1; i <= WRONG_CODES_A_DAY; i++) limits = withTry(limits, i);
  const after = withoutTry(limits, WRONG_CODES_A_DAY);
  assert.equal(after, { requests: [], wrongCodes: [1, 2, 3, 4, 5, 6, 7, 8, 9], lockedUntil: 0 });
});

test.run();
