import { onCleanup, type ReadonlySignal, signal } from '../../jsx/index.ts';
import { useApp } from '../context.ts';
import type { Text } from '../i18n.ts';
import { MINUTE, pad } from './remaining.ts';

/** The recorder's wall clock in whole minutes; one timer waits for the next. */
export function useWallClock(): ReadonlySignal<Date> {
  const { clock, recorder } = useApp();
  const now = signal(new Date(recorder.wallClock()));
  let cancel = (): void => {};
  const tick = (): void => {
    const wall = recorder.wallClock();
    now.value = new Date(wall);
    cancel();
    cancel = clock.after(MINUTE - (wall % MINUTE), tick);
  };
  tick();
  // The daemon says when it was set.
  onCleanup(recorder.device.subscribe(tick));
  onCleanup(() => cancel());
  return now;
}

/** Date and time of day, as the language writes them. */
export function useClockText(): { date: Text; time: Text } {
  const { t } = useApp();
  const now = useWallClock();
  return {
    date: t('clock.date', {
      year: () => now.value.getFullYear(),
      month: () => pad(now.value.getMonth() + 1),
      day: () => pad(now.value.getDate()),
    }),
    time: t('clock.time', { hour: () => pad(now.value.getHours()), minute: () => pad(now.value.getMinutes()) }),
  };
}
