/**
 * Counting wrong tries. Pure: a record and a time in, a record out.
 *
 *   tries 1 … free      counted, no wait
 *   try `free`          a wait of `firstWaitMs` begins with it
 *   each further try    twice the wait before, up to `maxWaitMs`
 *   quiet for `forgetAfterMs`, or a success: back to the start
 *
 * A try is counted *before* it is judged. So a hundred at once cannot all be judged before the first is counted, and a
 * power cut in between counts against the one who tries, never for them.
 */
import type { ThrottleRecord } from '../store/records.ts';

export interface ThrottlePolicy {
  free: number;
  firstWaitMs: number;
  maxWaitMs: number;
  forgetAfterMs: number;
}

/** Milliseconds until the next try is judged; 0 when it would be now. */
export const waitMs = (record: ThrottleRecord | null, now: number): number =>
  record === null ? 0 : Math.max(0, record.lockedUntil - now);

/** The record as it stands now: a long quiet time forgets it. */
export const current = (policy: ThrottlePolicy, record: ThrottleRecord | null, now: number): ThrottleRecord | null =>
  record !== null && now - record.lastAt >= policy.forgetAfterMs ? null : record;

/** One more try. Only to be asked when `waitMs` is 0. */
export function afterTry(policy: ThrottlePolicy, record: ThrottleRecord | null, now: number): ThrottleRecord {
  const failures = (current(policy, record, now)?.failures ?? 0) + 1;
  const doublings = failures - policy.free;
  // 2 ** 60 is beyond any cap, and the exponent must not grow for ever.
  const wait = doublings < 0 ? 0 : Math.min(policy.maxWaitMs, policy.firstWaitMs * 2 ** Math.min(doublings, 60));
  return { failures, lockedUntil: wait === 0 ? 0 : now + wait, lastAt: now };
}

/** Tries before the next wait. */
export const triesLeft = (policy: ThrottlePolicy, record: ThrottleRecord | null): number =>
  Math.max(0, policy.free - (record?.failures ?? 0));
