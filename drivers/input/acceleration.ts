/**
 * From the counts of a mouse to the pixels of a pointer, after libinput's profiles
 * (https://wayland.freedesktop.org/libinput/doc/latest/pointer-acceleration.html). Counts are taken as those of a
 * 1000 dpi mouse, as libinput does when it does not know better.
 *
 * - flat: every movement times one factor.
 * - adaptive: slow movements below 1:1 to hit small things, moderate ones 1:1, fast ones more, up to a limit.
 *
 * Deltas are fractions of pixels. Whoever adds them up must keep the fraction, else slow movements vanish.
 */
export type AccelerationProfile = 'flat' | 'adaptive';

export interface Delta {
  dx: number;
  dy: number;
}

/** Counts a millisecond below which the adaptive profile slows down. */
const SLOW = 0.07;
/** Movements older than this say nothing about the present speed. */
const HISTORY_MS = 1000;
/** Speeds further apart than this (counts a millisecond) belong to different movements. */
const SAME_MOVEMENT = 1;
const HISTORY_LENGTH = 16;
/** Two reports of one millisecond still took some time; mice send at most 8000 a second. */
const SHORTEST_MS = 0.125;

function uncapped(countsPerMs: number, setting: number): number {
  if (countsPerMs < SLOW) return 0.3 + 10 * countsPerMs;
  const threshold = Math.max(0.2, 0.4 - 0.25 * setting);
  if (countsPerMs < threshold) return 1;
  return 1 + (1.1 + 0.75 * setting) * (countsPerMs - threshold);
}

/** The factor of the adaptive profile at a speed in counts a millisecond; `setting` is the user's, -1 … 1. */
export function adaptiveFactor(countsPerMs: number, setting: number): number {
  return Math.min(2 + 1.5 * setting, uncapped(countsPerMs, setting));
}

/** The factor of the flat profile; `setting` is the user's, -1 … 1. */
export const flatFactor = (setting: number): number => Math.max(0.005, 1 + setting);

/** One mouse. */
export class Accelerator {
  readonly #profile: AccelerationProfile;
  #setting: number;
  /** The last reports, the newest at `#newest`: when, what it moved, and what has been moved since. */
  readonly #time = new Float64Array(HISTORY_LENGTH).fill(Number.NEGATIVE_INFINITY);
  readonly #ownX = new Float64Array(HISTORY_LENGTH);
  readonly #ownY = new Float64Array(HISTORY_LENGTH);
  readonly #sinceX = new Float64Array(HISTORY_LENGTH);
  readonly #sinceY = new Float64Array(HISTORY_LENGTH);
  #newest = 0;
  #lastVelocity = 0;

  constructor(profile: AccelerationProfile, setting: number) {
    this.#profile = profile;
    this.#setting = setting;
  }

  /** @param setting -1 slowest … 1 fastest */
  setSpeed(setting: number): void {
    this.#setting = setting;
  }

  /** Replaces the counts in `delta` by pixels. `timeMs` never goes back. */
  apply(delta: Delta, timeMs: number): void {
    const factor = this.#profile === 'flat' ? flatFactor(this.#setting) : this.#adaptive(delta, timeMs);
    delta.dx *= factor;
    delta.dy *= factor;
  }

  /** The mean of the factors between the last speed and this one (Simpson's rule), so that it never jumps. */
  #adaptive({ dx, dy }: Delta, timeMs: number): number {
    const before = this.#lastVelocity;
    const now = this.#velocity(dx, dy, timeMs);
    this.#remember(dx, dy, timeMs);
    this.#lastVelocity = now;
    const factor = (velocity: number) => adaptiveFactor(velocity, this.#setting);
    return (factor(before) + 4 * factor((before + now) / 2) + factor(now)) / 6;
  }

  /**
   * Counts a millisecond, over as much of the past as belongs to the present movement: going back while the direction
   * is within a right angle and the speed about the same. One report alone says little, since time is measured coarsely.
   */
  #velocity(dx: number, dy: number, timeMs: number): number {
    let velocity = 0;
    for (let age = 0; age < HISTORY_LENGTH; age++) {
      const i = (this.#newest - age + HISTORY_LENGTH) % HISTORY_LENGTH;
      const elapsed = Math.max(SHORTEST_MS, timeMs - this.#time[i]!);
      const sinceThen = Math.hypot(this.#sinceX[i]! + dx, this.#sinceY[i]! + dy) / Math.min(elapsed, HISTORY_MS);
      if (age === 0) velocity = sinceThen;
      else if (elapsed > HISTORY_MS || Math.abs(sinceThen - velocity) > SAME_MOVEMENT) break;
      else velocity = sinceThen;
      if (elapsed > HISTORY_MS || this.#ownX[i]! * dx + this.#ownY[i]! * dy <= 0) break;
    }
    return velocity;
  }

  #remember(dx: number, dy: number, timeMs: number): void {
    for (let i = 0; i < HISTORY_LENGTH; i++) {
      this.#sinceX[i]! += dx;
      this.#sinceY[i]! += dy;
    }
    const i = (this.#newest + 1) % HISTORY_LENGTH;
    this.#newest = i;
    this.#time[i] = timeMs;
    this.#ownX[i] = dx;
    this.#ownY[i] = dy;
    this.#sinceX[i] = 0;
    this.#sinceY[i] = 0;
  }
}
