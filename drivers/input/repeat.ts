import type { Clock } from '../../ui/lvgl/hal.ts';

export const REPEAT_DELAY_MS = 500;
export const REPEAT_INTERVAL_MS = 33;

/**
 * Repeats the key that was pressed last while it is held, as every desktop does. The kernel's own repeat is not used:
 * it is a different one for every device, and some have none. A timer exists only while a key is held.
 */
export class KeyRepeat<K> {
  readonly #clock: Clock;
  readonly #onRepeat: (key: K) => void;
  #held: K | null = null;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, onRepeat: (key: K) => void) {
    this.#clock = clock;
    this.#onRepeat = onRepeat;
  }

  press(key: K): void {
    this.stop();
    this.#held = key;
    this.#schedule(key, this.#clock.now() + REPEAT_DELAY_MS);
  }

  /** Letting go of any other key changes nothing. */
  release(key: K): void {
    if (key === this.#held) this.stop();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#held = null;
  }

  #schedule(key: K, due: number): void {
    this.#cancel = this.#clock.after(due - this.#clock.now(), () => {
      // Kept in step with the clock, but after a stall one repeat stands for all that were missed.
      this.#schedule(key, Math.max(due, this.#clock.now()) + REPEAT_INTERVAL_MS);
      this.#onRepeat(key);
    });
  }
}
