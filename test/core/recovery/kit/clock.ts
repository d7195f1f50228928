import type { Clock } from '../../../../core/recovery/clock.ts';

/** A clock that stands still until it is turned. */
export class ManualClock implements Clock {
  private time = Date.UTC(2026, 10, 22, 12);
  private readonly timers = new Set<{ at: number; work: () => void }>();

  now(): number {
    return this.time;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.time + ms, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  /** Moves on by `ms`; what falls due is called at its own time, in order. */
  turn(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.work();
    }
    this.time = end;
  }
}
