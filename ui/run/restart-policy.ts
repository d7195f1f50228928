/**
 * When a child process that died is started again: a state machine without clock, timers or processes. Whoever drives
 * it (child.ts) tells what happened and does what it is told.
 *
 *            start            exited               due
 *   ─────────────────▶ running ─────▶ waiting ─────────────▶ running …
 *                         │ stop         │ stop
 *                         ▼              ▼
 *                      stopping ─────▶ stopped ◀── running, exited with NOT_WORTH_RESTARTING
 *                         │ due: kill
 *
 * The wait doubles with every death and begins anew once a child has stayed up long enough, so a child that crashes at
 * once does not burn the processor, and one that crashes once a day costs its user a blink.
 *
 * All times are milliseconds on a clock that never goes back.
 */

export const FIRST_WAIT_MS = 200;
export const LONGEST_WAIT_MS = 10_000;
/** A child that stayed up this long is healthy: its next death waits `FIRST_WAIT_MS` again. */
export const HEALTHY_AFTER_MS = 60_000;
/** How long a child may take to stop when asked, before it is killed. */
export const STOP_GRACE_MS = 5_000;
/** A child that exits with this code has told the user what to do and would only say it again. */
export const NOT_WORTH_RESTARTING = 2;

export type ChildState =
  /** `waitMs` is how long its death will wait if it does not become healthy first. */
  | { readonly name: 'running'; readonly since: number; readonly waitMs: number }
  | { readonly name: 'waiting'; readonly until: number; readonly waitMs: number }
  | { readonly name: 'stopping'; readonly until: number }
  | { readonly name: 'stopped'; readonly exitCode: number };

export type ChildEvent =
  /** `code` is null when a signal ended it. */
  | { readonly type: 'exited'; readonly code: number | null }
  /** The time a `waiting` or `stopping` state was waiting for has come. */
  | { readonly type: 'due' }
  | { readonly type: 'stop' };

/** What to do to the process after a step. `waiting` and `stopping` also want a `due` at their `until`. */
export type ChildAction = 'none' | 'start' | 'terminate' | 'kill';

export interface Step {
  readonly state: ChildState;
  readonly action: ChildAction;
}

/** The state of a child that has just been started for the first time. */
export function started(now: number): ChildState {
  return { name: 'running', since: now, waitMs: FIRST_WAIT_MS };
}

/** What follows from `event` at `now`. An event that cannot happen in `state` (a late timer) changes nothing. */
export function step(state: ChildState, event: ChildEvent, now: number): Step {
  switch (state.name) {
    case 'running':
      if (event.type === 'exited') return died(state, event.code, now);
      if (event.type === 'stop')
        return { state: { name: 'stopping', until: now + STOP_GRACE_MS }, action: 'terminate' };
      break;
    case 'waiting':
      if (event.type === 'due')
        return { state: { name: 'running', since: now, waitMs: state.waitMs }, action: 'start' };
      if (event.type === 'stop') return { state: { name: 'stopped', exitCode: 0 }, action: 'none' };
      break;
    case 'stopping':
      if (event.type === 'exited') return { state: { name: 'stopped', exitCode: 0 }, action: 'none' };
      if (event.type === 'due') return { state, action: 'kill' };
      break;
    case 'stopped':
      break;
  }
  return { state, action: 'none' };
}

function died(state: Extract<ChildState, { name: 'running' }>, code: number | null, now: number): Step {
  if (code === NOT_WORTH_RESTARTING) return { state: { name: 'stopped', exitCode: code }, action: 'none' };
  const wait = now - state.since >= HEALTHY_AFTER_MS ? FIRST_WAIT_MS : state.waitMs;
  return {
    state: { name: 'waiting', until: now + wait, waitMs: Math.min(wait * 2, LONGEST_WAIT_MS) },
    action: 'none',
  };
}
