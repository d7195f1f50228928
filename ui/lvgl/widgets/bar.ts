/** How much of something there is (LVGL's `lv_bar`). Variants `success`, `warning`, `danger` colour the filled part. */
import type { Area } from '../area.ts';
import type { Layer } from '../draw/layer.ts';
import { drawBox, Obj } from '../obj.ts';

export class Bar extends Obj {
  static override readonly themeClass: string = 'bar';

  #min = 0;
  #max = 100;
  #value = 0;
  readonly #filled: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };

  constructor(parent: Obj) {
    super(parent);
    this.role = 'progressbar';
  }

  get min(): number {
    return this.#min;
  }

  set min(min: number) {
    if (min === this.#min) return;
    this.#min = min;
    this.invalidate();
  }

  get max(): number {
    return this.#max;
  }

  set max(max: number) {
    if (max === this.#max) return;
    this.#max = max;
    this.invalidate();
  }

  /** Shown as far as it lies between `min` and `max`. */
  get value(): number {
    return this.#value;
  }

  set value(value: number) {
    if (value === this.#value) return;
    this.#value = value;
    this.invalidate();
  }

  override get accessibleValue(): string {
    return String(this.#value);
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const range = this.#max - this.#min;
    const share = range > 0 ? (this.#value - this.#min) / range : 0;
    const s = this.style;
    const a = this.coords;
    const inner = this.width - s.insetHor;
    const length = Math.round(inner * share);
    if (length <= 0) return;
    const filled = this.#filled;
    filled.x1 = a.x1 + s.insetLeft;
    filled.y1 = a.y1 + s.insetTop;
    filled.y2 = a.y2 - s.padBottom - s.borderWidth;
    // Never shorter than it is high: a round end stays round.
    filled.x2 = filled.x1 + Math.min(inner, Math.max(length, filled.y2 - filled.y1));
    drawBox(layer, filled, this.partStyle('indicator'));
  }
}
