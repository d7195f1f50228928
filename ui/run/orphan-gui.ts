import { takeVt } from '../../drivers/linux/vt.ts';
import { whenOrphaned } from './orphan.ts';
import { TERMINAL_VARIABLE } from './protocol.ts';

/** For the GUI process: once its supervisor is gone, gives the console back in the supervisor's stead, and ends. */
export function restoreTerminalWhenOrphaned(): void {
  whenOrphaned(() => {
    const terminal = process.env[TERMINAL_VARIABLE];
    try {
      // Taking again what the supervisor took and restoring that: a guard never takes a leftover graphics mode for the
      // state to come back to.
      if (terminal !== undefined) takeVt(terminal).restore();
    } finally {
      process.exit(1);
    }
  });
}
