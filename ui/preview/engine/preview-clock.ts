import type { Clock } from '../../lvgl/index.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Where it begins, in milliseconds; any figure that is not 0 would do. */
const START = 1000;

/**
 * A clock that stands still while a story is set up, so that every picture of it is the same, and then goes on with
 * the time of its host, so that somebody can play on from there.
 */
export class PreviewClock implements Clock {
  /** What it showed when it was last started or moved. */
  #shown = START;
  #host: Clock | null = null;
  #started = 0;
  #timers: Timer[] = [];
  #cancelWake: (() => void) | null = null;

  now(): number {
    return this.#host ? this.#shown + this.#host.now() - this.#started : this.#shown;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { due: this.now() + Math.max(0, delayMs), callback };
    this.#timers.push(timer);
    this.#wakeInTime();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves on by `ms` while it stands, running what falls due on the way at its own time and in order. */
  advance(ms: number): void {
    const end = this.#shown + ms;
    for (let timer = this.#takeDue(end); timer; timer = this.#takeDue(end)) {
      this.#shown = Math.max(this.#shown, timer.due);
      timer.callback();
    }
    this.#shown = end;
  }

  /** Goes on with the time of `host`. */
  run(host: Clock): void {
    this.#host = host;
    this.#started = host.now();
    this.#wakeInTime();
  }

  /** Stands still, and forgets every timer: whoever set one is gone. */
  stop(): void {
    this.#shown = this.now();
    this.#host = null;
    this.#timers = [];
    this.#cancelWake?.();
    this.#cancelWake = null;
  }

  /** Takes the earliest timer that is due by `end` from the list. */
  #takeDue(end: number): Timer | null {
    const next = this.#earliest();
    if (!next || next.due > end) return null;
    this.#timers.splice(this.#timers.indexOf(next), 1);
    return next;
  }

  #earliest(): Timer | null {
    return this.#timers.reduce<Timer | null>((first, timer) => (first && first.due <= timer.due ? first : timer), null);
  }

  #wakeInTime(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
    const next = this.#earliest();
    if (!this.#host || !next) return;
    this.#cancelWake = this.#host.after(Math.max(0, next.due - this.now()), () => {
      this.#cancelWake = null;
      try {
        for (let timer = this.#takeDue(this.now()); timer; timer = this.#takeDue(this.now())) timer.callback();
      } finally {
        this.#wakeInTime();
      }
    });
  }
}
