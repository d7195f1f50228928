import { ApiError, type ApiErrorData } from '../../../core/api/errors.ts';
import { type ReadonlySignal, signal } from '../../jsx/index.ts';
import { useApp } from '../context.ts';

/** Something that takes a while: a call to the daemon and what follows from it. */
export interface Action {
  /** Begins, unless it is under way already. */
  run(): void;
  readonly busy: ReadonlySignal<boolean>;
}

/**
 * Makes an action of `work`. What the daemon refuses goes to `refused`, which returns true when the screen itself has
 * a place for it (beside a field); everything else is shown in the error box. Other errors are faults of ours and end
 * the program, which comes back at the same place.
 */
export function useAction(work: () => Promise<void>, refused: (error: ApiErrorData) => boolean = () => false): Action {
  const app = useApp();
  const busy = signal(false);
  return {
    busy,
    run() {
      if (busy.peek()) return;
      busy.value = true;
      const done = work()
        .catch((error: unknown) => {
          if (!(error instanceof ApiError)) throw error;
          if (!refused(error.data)) app.fail(error.data);
        })
        .finally(() => {
          busy.value = false;
        });
      void app.wait(done);
    },
  };
}
