import type { Display } from '../../lvgl/index.ts';

/**
 * Calls `idle` once nobody has touched mouse or keyboard for `ms`. One timer, which looks at the time of the last input
 * when it is due, so that input itself costs nothing. The returned function stops it.
 */
export function whenIdle(display: Display, ms: number, idle: () => void): () => void {
  let cancel = (): void => {};
  const look = (): void => {
    const left = display.indev.lastActivity + ms - display.clock.now();
    if (left <= 0) idle();
    else cancel = display.clock.after(left, look);
  };
  look();
  return () => cancel();
}
