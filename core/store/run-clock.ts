/**
 * The clock that limits are counted on: how long this recorder has been running, over all its boots.
 *
 * The wall clock may be set by anyone, and the boot clock starts again at every boot. So the store keeps one reading of
 * both ("at boot time B of boot I, the recorder had run for R"), and:
 *   same boot     now = R + (boot clock - B)
 *   another boot  now = R + boot clock             all of this boot came after the reading
 * Time spent switched off, and time between the last reading and a power cut, is not counted: the clock can be late and
 * never early, so a reboot never makes a lock shorter. Whoever stores a time takes it by `stamp`, which keeps the
 * reading in the same transaction; a lock is then prolonged by a power cut by no more than the time it took to boot.
 */
import type { Store } from './store.ts';

/** CLOCK_BOOTTIME: runs while suspended, cannot be set. */
export interface BootClock {
  /** Differs from boot to boot. */
  readonly bootId: string;
  /** Milliseconds since boot. */
  now(): number;
}

export interface RunClock {
  readonly bootId: string;
  /** Milliseconds. */
  now(): number;
  /** `now`, and the reading is stored. To be called inside the transaction that stores the time. */
  stamp(): number;
}

export function createRunClock(store: Store, boot: BootClock): RunClock {
  const now = (): number => {
    const reading = store.clock.get();
    if (reading === null) return boot.now();
    const since = reading.bootId === boot.bootId ? boot.now() - reading.bootMs : boot.now();
    return reading.runMs + Math.max(0, since);
  };
  return {
    bootId: boot.bootId,
    now,
    stamp() {
      const runMs = now();
      store.clock.put({ bootId: boot.bootId, bootMs: boot.now(), runMs });
      return runMs;
    },
  };
}
