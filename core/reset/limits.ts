/**
 * How often recovery by code may be tried on this recorder, whoever tries. Pure; times of the run clock in ms.
 *
 *   10 requests in 24 h       the next one when the oldest is a day old
 *   10 wrong codes in 24 h    recovery by code is locked for 24 h; login is not touched
 */
import type { RecoveryLimits } from '../store/records.ts';

export const REQUESTS_A_DAY = 10;
export const WRONG_CODES_A_DAY = 10;
const DAY = 24 * 3_600_000;

export const noLimits: RecoveryLimits = { requests: [], wrongCodes: [], lockedUntil: 0 };

const recent = (times: readonly number[], now: number): number[] => times.filter((time) => now - time < DAY);

/** Milliseconds until recovery by code works again; 0 when it does. */
export const lockMs = (limits: RecoveryLimits, now: number): number => Math.max(0, limits.lockedUntil - now);

/** Milliseconds until a new request may be made; 0 when it may be now. */
export function requestWaitMs(limits: RecoveryLimits, now: number): number {
  const made = recent(limits.requests, now);
  const blocking = made[made.length - REQUESTS_A_DAY];
  return blocking === undefined ? 0 : blocking + DAY - now;
}

export const withRequest = (limits: RecoveryLimits, now: number): RecoveryLimits => ({
  ...limits,
  requests: [...recent(limits.requests, now), now],
});

/** Counts a code as wrong before it is judged. */
export function withTry(limits: RecoveryLimits, now: number): RecoveryLimits {
  const wrongCodes = [...recent(limits.wrongCodes, now), now];
  return { ...limits, wrongCodes, lockedUntil: wrongCodes.length >= WRONG_CODES_A_DAY ? now + DAY : 0 };
}

/** The code was right: takes back the try that was counted at `time`. */
export function withoutTry(limits: RecoveryLimits, time: number): RecoveryLimits {
  const wrongCodes = [...limits.wrongCodes];
  const index = wrongCodes.lastIndexOf(time);
  if (index >= 0) wrongCodes.splice(index, 1);
  return { ...limits, wrongCodes, lockedUntil: wrongCodes.length >= WRONG_CODES_A_DAY ? limits.lockedUntil : 0 };
}
