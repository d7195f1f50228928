/**
 * CLOCK_BOOTTIME without a native module: the first number of /proc/uptime is that clock, in hundredths of a second
 * (proc_uptime(5); fs/proc/uptime.c reads ktime_get_boottime). `process.hrtime` will not do: it is CLOCK_MONOTONIC,
 * which stands still while the machine is suspended.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BootClock } from '../../store/run-clock.ts';

/** @param proc where procfs is mounted; throws when it is not there, since no limit could be kept without it */
export function createProcBootClock(proc: string): BootClock {
  const bootId = readFileSync(join(proc, 'sys/kernel/random/boot_id'), 'utf8').trim();
  const uptime = join(proc, 'uptime');
  const now = (): number => {
    const seconds = Number.parseFloat(readFileSync(uptime, 'utf8'));
    if (!Number.isFinite(seconds)) throw new Error(`${uptime} holds no number`);
    return Math.round(seconds * 1000);
  };
  now();
  return { bootId, now };
}
