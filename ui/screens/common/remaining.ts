import { onCleanup, type ReadonlySignal, signal, useEffect } from '../../jsx/index.ts';
import { useApp } from '../context.ts';
import type { Text, Translate } from '../i18n.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/**
 * Milliseconds until `endsAt()` (of the clock), rounded up to whole steps; 0 when it has passed. While the component
 * is there and time is left, one timer waits for the next step.
 * @param endsAt reads signals; Infinity never ends
 */
export function useRemaining(
  endsAt: () => number,
  stepFor: (left: number) => number = stepBySize,
): ReadonlySignal<number> {
  const { clock } = useApp();
  const remaining = signal(0);
  let cancel: (() => void) | null = null;
  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  const tick = (end: number): void => {
    stop();
    const left = end - clock.now();
    if (left <= 0 || !Number.isFinite(left)) {
      remaining.value = Math.max(0, left);
      return;
    }
    const step = stepFor(left);
    const steps = Math.ceil(left / step);
    remaining.value = steps * step;
    cancel = clock.after(left - (steps - 1) * step, () => tick(end));
  };
  useEffect(() => tick(endsAt()));
  onCleanup(stop);
  return remaining;
}

/** Hours need no seconds. */
const stepBySize = (left: number): number => (left > 10 * MINUTE ? MINUTE : SECOND);

/** `47 h 59 min`, `12 min`, `0:28`: as exact as the length is worth. */
export function durationText(t: Translate, milliseconds: () => number): Text {
  const hours = t('duration.hours', {
    h: () => Math.floor(milliseconds() / HOUR),
    m: () => Math.floor((milliseconds() % HOUR) / MINUTE),
  });
  const minutes = t('duration.minutes', { m: () => Math.floor(milliseconds() / MINUTE) });
  const seconds = t('duration.seconds', {
    m: () => Math.floor(milliseconds() / MINUTE),
    s: () => pad(Math.floor((milliseconds() % MINUTE) / SECOND)),
  });
  return () => {
    const left = milliseconds();
    if (left >= HOUR) return hours();
    return left > 10 * MINUTE ? minutes() : seconds();
  };
}

export const pad = (number: number): string => String(number).padStart(2, '0');
