/** Areas to redraw, joined where one larger area is cheaper than two (LVGL's rule), at most 32. */
import { type Area, areaSize, copyArea, covers, overlaps, union } from './area.ts';

const MOST = 32;

export class Damage {
  /** Only the first `count` are in use. */
  readonly areas: readonly Area[] = Array.from({ length: MOST }, () => ({ x1: 0, y1: 0, x2: 0, y2: 0 }));
  count = 0;
  readonly #joined: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };
  readonly #bounds: Area;

  /** @param width @param height of the screen; areas are clipped to it */
  constructor(width: number, height: number) {
    this.#bounds = { x1: 0, y1: 0, x2: width, y2: height };
  }

  add(x1: number, y1: number, x2: number, y2: number): void {
    const a = this.#joined;
    a.x1 = Math.max(x1, this.#bounds.x1);
    a.y1 = Math.max(y1, this.#bounds.y1);
    a.x2 = Math.min(x2, this.#bounds.x2);
    a.y2 = Math.min(y2, this.#bounds.y2);
    if (a.x1 >= a.x2 || a.y1 >= a.y2) return;
    for (let i = 0; i < this.count; i++) if (covers(this.areas[i]!, a)) return;
    if (this.count === MOST) {
      // Too many to be worth telling apart.
      this.addAll();
      return;
    }
    copyArea(this.areas[this.count++]!, a);
  }

  /** Marks the whole screen. */
  addAll(): void {
    copyArea(this.areas[0]!, this.#bounds);
    this.count = 1;
  }

  clear(): void {
    this.count = 0;
  }

  /** Joins areas that overlap when their union has fewer pixels than the two drawn apart. */
  join(): void {
    const joined = this.#joined;
    for (let again = true; again; ) {
      again = false;
      for (let i = 0; i < this.count; i++) {
        for (let j = i + 1; j < this.count; j++) {
          const a = this.areas[i]!;
          const b = this.areas[j]!;
          if (!overlaps(a, b)) continue;
          union(joined, a, b);
          if (areaSize(joined) >= areaSize(a) + areaSize(b)) continue;
          copyArea(a, joined);
          this.count--;
          copyArea(b, this.areas[this.count]!);
          j--;
          again = true;
        }
      }
    }
  }
}
