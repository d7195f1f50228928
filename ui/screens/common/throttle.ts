import type { ApiErrorData } from '../../../core/api/errors.ts';
import { type ReadonlySignal, signal } from '../../jsx/index.ts';
import { useApp } from '../context.ts';
import type { Text } from '../i18n.ts';
import { durationText, useRemaining } from './remaining.ts';

/** The wait after too many wrong passwords, counting down, and what was wrong before it. */
export interface Throttle {
  readonly waiting: () => boolean;
  /** What to say beside the field; '' for nothing. */
  readonly message: () => string;
  /** True when the error is one of a wrong password or a wait, which is then shown. */
  heard(error: ApiErrorData): boolean;
  /** Forgets the message; a wait goes on. */
  forget(): void;
  /** Somebody else tries: the daemon says whether they have to wait. */
  restart(): void;
}

/** @param wrong what to say after a wrong password, for the tries that are left */
export function useThrottle(wrong: (triesLeft: number) => Text): Throttle {
  const { clock, t } = useApp();
  const problem = signal<Text | null>(null);
  const endsAt = signal(Number.NEGATIVE_INFINITY);
  const left: ReadonlySignal<number> = useRemaining(() => endsAt.value);
  const waitText = t('login.wait', { time: durationText(t, () => left.value) });
  return {
    waiting: () => left.value > 0,
    message: () => (left.value > 0 ? waitText() : (problem.value?.() ?? '')),
    heard(error) {
      if (error.code !== 'badCredentials' && error.code !== 'throttled') return false;
      if (error.retryAfterMs) endsAt.value = clock.now() + error.retryAfterMs;
      problem.value = error.code === 'badCredentials' ? wrong(error.triesLeft) : null;
      return true;
    },
    forget() {
      problem.value = null;
    },
    restart() {
      problem.value = null;
      endsAt.value = Number.NEGATIVE_INFINITY;
    },
  };
}
