/** Several children that stand and fall together: all are kept running until told to stop, or until one gives up. */
import type { Clock } from '../lvgl/hal.ts';
import { Child, type ChildListener, type Program } from './child.ts';

export interface Supervisor {
  /** Asks every child to end. Returns at once; `done` settles when the last is gone. */
  stop(): void;
  /** 0 after `stop()`, else the exit code of the child that gave up. No process is left when it settles. */
  readonly done: Promise<number>;
}

/** Starts `programs` in order and keeps them running. `listener` hears of what a user should be told. */
export function supervise(
  programs: readonly Program[],
  clock: Clock,
  listener: Pick<ChildListener, 'ready' | 'died'>,
): Supervisor {
  let children: Child[] = [];
  const stop = () => {
    for (const child of children) child.stop();
  };
  const done = new Promise<number>((resolve) => {
    let left = programs.length;
    let result = 0;
    const finished = (_program: Program, exitCode: number) => {
      left--;
      if (result === 0) result = exitCode;
      if (left === 0) resolve(result);
      else stop();
    };
    children = programs.map(
      (program) => new Child(program, clock, { ready: listener.ready, died: listener.died, finished }),
    );
  });
  return { stop, done };
}
