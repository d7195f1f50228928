/** What the supervisor and its children tell each other. */
import * as v from 'valibot';

/** Child to supervisor, over the IPC channel, once it does its work. */
export const Ready = v.object({
  ready: v.literal(true),
  /** The GUI only: what it draws on, in one line. */
  draws: v.optional(v.string()),
  /** The GUI only: what it reads, in one line. */
  reads: v.optional(v.string()),
});
export type Ready = v.InferOutput<typeof Ready>;

/** Tells the supervisor, if there is one. That it may be gone by now is for orphan.ts to notice. */
export function tellSupervisor(message: Ready): void {
  process.send?.(message, undefined, undefined, () => {});
}

/** The environment variable by which the GUI learns which terminal to give back should its parent vanish. */
export const TERMINAL_VARIABLE = 'PORTHOLE_TERMINAL';
