/**
 * `porthole run` and `porthole gui` from the first check to the last restored mode:
 *
 * 1. Look at the framebuffer. Without one nothing is started and nothing on the machine is changed.
 * 2. Take the virtual terminal. This process holds it, not the GUI: while a GUI that died is started again the console
 *    stays hidden, and whatever the GUI dies of, somebody is left to give the console back.
 * 3. Start the children and keep them running.
 * 4. On a signal: children first, then the terminal.
 */
import type { VtGuard } from '../../drivers/linux/vt.ts';
import type { Clock } from '../lvgl/hal.ts';
import type { Program } from './child.ts';
import { TERMINAL_VARIABLE } from './protocol.ts';
import { supervise } from './supervisor.ts';

/** The exit code of a program that has nothing to draw on or was called wrongly. */
export const NOTHING_TO_DRAW_ON = 2;

/** What run.ts needs from the machine, so that tests need neither a monitor nor a console. */
export interface Machine {
  readonly clock: Clock;
  /** Throws an error whose message says what is wrong and what to do when `path` cannot be drawn on. */
  checkDisplay(path: string): void;
  /** Hides the console. Throws when it cannot, saying what to do; null on a machine without virtual terminals. */
  takeTerminal(): VtGuard | null;
  /** Calls `stop` on every signal that asks this process to end. */
  onStop(stop: () => void): void;
  /** One line for the user. */
  say(line: string): void;
}

export interface RunPlan {
  /** Path of the framebuffer device. */
  readonly display: string;
  /** Started in this order; the one named `gui` is told which terminal was taken. */
  readonly programs: readonly Program[];
  /** The end of the line that says what goes on, after display and input: ` keeps its data in …`. */
  readonly about: string;
}

/** Runs the plan until it is told to stop. Resolves to the exit code; no child is left then and the console is back. */
export async function run(plan: RunPlan, machine: Machine): Promise<number> {
  try {
    machine.checkDisplay(plan.display);
  } catch (error) {
    machine.say(message(error));
    return NOTHING_TO_DRAW_ON;
  }
  let terminal: VtGuard | null = null;
  try {
    terminal = machine.takeTerminal();
  } catch (error) {
    machine.say(`${message(error)} Going on: console text may show through.`);
  }
  try {
    const env = terminal === null ? {} : { [TERMINAL_VARIABLE]: terminal.path };
    let said = '';
    const supervisor = supervise(
      plan.programs.map((program) => (program.name === 'gui' ? { ...program, env } : program)),
      machine.clock,
      {
        ready(_program, { draws, reads }) {
          if (draws === undefined) return;
          const line = `draws on ${draws}, reads ${reads ?? 'nothing yet'},${plan.about}`;
          if (line !== said) machine.say(line);
          said = line;
        },
        died(program, reason, waitMs) {
          machine.say(`the ${program.name} ended (${reason}); starting it again in ${(waitMs / 1000).toFixed(1)} s`);
        },
      },
    );
    machine.onStop(supervisor.stop);
    return await supervisor.done;
  } finally {
    terminal?.restore();
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
