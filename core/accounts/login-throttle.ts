/**
 * Wrong passwords, counted per user and in total over all channels, in the store.
 *
 * The total keeps someone from trying one password on many users. A success takes away what its own user had added, and
 * no more: whoever knows a guest's password cannot use it to go on guessing the admin's. A name that nobody has is
 * counted in the total alone, which has the same limit, so the answers do not tell it from a real one.
 */
import { ApiError } from '../api/errors.ts';
import type { RunClock } from '../store/run-clock.ts';
import type { Store } from '../store/store.ts';
import { afterTry, current, type ThrottlePolicy, triesLeft, waitMs } from './throttle.ts';

export const loginPolicy: ThrottlePolicy = {
  free: 5,
  firstWaitMs: 30_000,
  maxWaitMs: 30 * 60_000,
  forgetAfterMs: 24 * 3_600_000,
};

const TOTAL = 'login';
const subjectOf = (user: string): string => `login:${user}`;

export interface LoginThrottle {
  /**
   * Takes a try before anything is judged.
   * @param user key of the user, or null for a name that nobody has
   * @returns what is left if this try turns out wrong
   */
  take(user: string | null): { triesLeft: number; retryAfterMs?: number };
  /** The try was right. To be called in the transaction that acts on it. */
  succeed(user: string): void;
}

export function createLoginThrottle(store: Store, clock: RunClock): LoginThrottle {
  return {
    take(user) {
      return store.transaction(() => {
        const now = clock.stamp();
        const subjects = user === null ? [TOTAL] : [TOTAL, subjectOf(user)];
        const before = subjects.map((subject) => store.throttles.get(subject));
        const wait = Math.max(...before.map((record) => waitMs(record, now)));
        if (wait > 0) throw new ApiError({ code: 'throttled', retryAfterMs: wait });
        const after = before.map((record) => afterTry(loginPolicy, record, now));
        for (const [i, subject] of subjects.entries()) store.throttles.put(subject, after[i]!);
        const left = Math.min(...after.map((record) => triesLeft(loginPolicy, record)));
        const begun = Math.max(...after.map((record) => waitMs(record, now)));
        return begun > 0 ? { triesLeft: left, retryAfterMs: begun } : { triesLeft: left };
      });
    },
    succeed(user) {
      const now = clock.now();
      const own = current(loginPolicy, store.throttles.get(subjectOf(user)), now);
      const total = current(loginPolicy, store.throttles.get(TOTAL), now);
      store.throttles.delete(subjectOf(user));
      if (own === null || total === null) return;
      const failures = total.failures - own.failures;
      if (failures <= 0) return store.throttles.delete(TOTAL);
      // A wait that this try itself began ends with it; one that others earned goes on.
      const othersWait = failures >= loginPolicy.free && total.lastAt > own.lastAt;
      store.throttles.put(TOTAL, { ...total, failures, lockedUntil: othersWait ? total.lockedUntil : 0 });
    },
  };
}
