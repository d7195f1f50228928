/**
 * An arc that turns while something is awaited (LVGL's `lv_spinner`).
 * Each drawing asks for the next step, so that a spinner which is not drawn (hidden, in something hidden, scrolled
 * away, deleted) runs no timer, and one that is shown again goes on by itself.
 */
import { drawArc } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import { Obj } from '../obj.ts';

const STEP_MS = 16;
const TURN_MS = 1000;
/** Degrees of the ring that the arc takes. */
const SWEEP = 100;

export class Spinner extends Obj {
  static override readonly themeClass: string = 'spinner';

  #cancelStep: (() => void) | null = null;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'status';
    this.onDelete(() => this.#cancelStep?.());
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const a = this.coords;
    const x = (a.x1 + a.x2) / 2;
    const y = (a.y1 + a.y2) / 2;
    const radius = Math.min(this.width, this.height) / 2;
    const { arcWidth, arcColor } = this.style;
    const clock = this.display.clock;
    const start = ((clock.now() % TURN_MS) / TURN_MS) * 360 - 90;
    drawArc(layer, x, y, radius, arcWidth, 0, 360, arcColor, 255);
    const indicator = this.partStyle('indicator');
    drawArc(layer, x, y, radius, indicator.arcWidth, start, start + SWEEP, indicator.arcColor, 255);
    this.#cancelStep ??= clock.after(STEP_MS, () => {
      this.#cancelStep = null;
      this.invalidate();
    });
  }
}
