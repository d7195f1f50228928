/**
 * The one place of the virtual recorder that waits by the clock: an outside observer who has nothing but the picture on
 * the monitor can only look again. Everything else waits for an event.
 */
import { setInterval } from 'node:timers/promises';

const EVERY_MS = 150;

/**
 * Looks until `look` gives something other than null or undefined, and returns that.
 * @throws an error naming `what` after `deadlineMs`, with what `describe` finds worth telling
 */
export async function pollUntil<T>(
  what: string,
  look: () => Promise<T | null | undefined>,
  deadlineMs: number,
  describe: () => Promise<string>,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for await (const _ of setInterval(EVERY_MS)) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (performance.now() > end) break;
  }
  throw new Error(`not seen within ${deadlineMs / 1000} s: ${what}\n${await describe()}`);
}
