/** One supervised child process: does what restart-policy.ts says, with real processes and a clock it is given. */
import { type ChildProcess, spawn } from 'node:child_process';
import * as v from 'valibot';
import type { Clock } from '../lvgl/hal.ts';
import { Ready } from './protocol.ts';
import { type ChildEvent, type ChildState, started, step } from './restart-policy.ts';

/** A Node program to keep running. It is told to stop by SIGTERM, and has an IPC channel whose closing means that its parent is gone. */
export interface Program {
  /** How messages name it: `daemon`, `gui`. */
  readonly name: string;
  /** The script and its arguments. Never a secret: arguments are public. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ChildListener {
  /** The child said that it does its work. Comes again after each restart. */
  ready(program: Program, message: Ready): void;
  /** The child ended without being asked (`reason` says how) and will be started again in `waitMs`. */
  died(program: Program, reason: string, waitMs: number): void;
  /** The process is gone for good: 0 when it was asked to stop, else the exit code it gave up with. */
  finished(program: Program, exitCode: number): void;
}

/** Keeps `program` running from construction to `stop()`, whatever it dies of. */
export class Child {
  private readonly program: Program;
  private readonly clock: Clock;
  private readonly listener: ChildListener;
  private state: ChildState;
  private process: ChildProcess;
  private cancelTimer: () => void = () => {};

  constructor(program: Program, clock: Clock, listener: ChildListener) {
    this.program = program;
    this.clock = clock;
    this.listener = listener;
    this.state = started(clock.now());
    this.process = this.spawn();
  }

  /** Asks the process to end, kills it if it does not. Returns at once; `finished` is told when it is done. */
  stop(): void {
    this.handle({ type: 'stop' }, '');
  }

  private spawn(): ChildProcess {
    const child = spawn(process.execPath, this.program.args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...this.program.env },
    });
    child.on('message', (message) => {
      const ready = v.safeParse(Ready, message);
      if (ready.success) this.listener.ready(this.program, ready.output);
    });
    child.once('exit', (code, signal) => this.handle({ type: 'exited', code }, signal ?? `exit code ${code}`));
    child.on('error', (error) => {
      // Without a pid the process never began, and no exit event will come.
      if (child.pid === undefined) this.handle({ type: 'exited', code: null }, error.message);
    });
    return child;
  }

  private handle(event: ChildEvent, reason: string): void {
    const now = this.clock.now();
    const { state, action } = step(this.state, event, now);
    if (state === this.state && action === 'none') return;
    this.cancelTimer();
    this.state = state;
    if (action === 'start') this.process = this.spawn();
    if (action === 'terminate') this.process.kill('SIGTERM');
    if (action === 'kill') this.process.kill('SIGKILL');
    if ('until' in state && action !== 'kill') {
      const waitMs = state.until - now;
      this.cancelTimer = this.clock.after(waitMs, () => this.handle({ type: 'due' }, ''));
      if (state.name === 'waiting') this.listener.died(this.program, reason, waitMs);
    }
    if (state.name === 'stopped') this.listener.finished(this.program, state.exitCode);
  }
}
