/**
 * A box to tick with a text beside it (LVGL's `lv_checkbox`); the whole row takes the click. With the variant `radio`
 * it is one of several choices: a click checks it and never takes it back, the others are whoever's who made them.
 * `valueChanged` is sent when the user changed it, not when `setState` did.
 */
import type { Area } from '../area.ts';
import { drawText } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import type { ObjEvent } from '../event.ts';
import { type ContentSize, drawBox, Obj } from '../obj.ts';
import { ICONS } from '../text/index.ts';
import { CachedText } from './cached-text.ts';

export class Checkbox extends Obj {
  static override readonly themeClass: string = 'checkbox';

  #text = '';
  readonly #measured = new CachedText();
  readonly #drawn = new CachedText();
  readonly #tick = new CachedText();
  readonly #box: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };

  constructor(parent: Obj) {
    super(parent);
    this.role = 'checkbox';
    this.clickable = true;
    this.clickFocusable = true;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    if (text === this.#text) return;
    this.#text = text;
    this.invalidate();
    this.markLayoutDirty();
  }

  get checked(): boolean {
    return this.hasState('checked');
  }

  override get accessibleName(): string {
    return this.label || this.#text;
  }

  override setVariant(variant: string, on = true): void {
    super.setVariant(variant, on);
    if (variant === 'radio') this.role = on ? 'radio' : 'checkbox';
  }

  protected override onEvent(event: ObjEvent): void {
    if (event.code !== 'clicked') return;
    if (this.role === 'radio' && this.checked) return;
    this.setState('checked', !this.checked);
    this.send('valueChanged');
  }

  /** Device pixels before the text. */
  get #indent(): number {
    return this.partStyle('indicator').width.value + this.style.padColumn;
  }

  #layout(cache: CachedText, width: number) {
    const s = this.style;
    return cache.layout(
      this.#text,
      this.display.fonts.get(s.textFont),
      Math.max(0, width - this.#indent),
      Number.POSITIVE_INFINITY,
      s.textAlign,
      s.textLetterSpace,
      s.textLineSpace,
    );
  }

  override measureContent(maxWidth: number, out: ContentSize): void {
    const text = this.#layout(this.#measured, maxWidth);
    out.width = this.#text === '' ? this.partStyle('indicator').width.value : this.#indent + Math.ceil(text.width);
    out.height = Math.max(this.partStyle('indicator').height.value, Math.ceil(text.height));
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const s = this.style;
    const a = this.coords;
    const text = this.#layout(this.#drawn, this.width - s.insetHor);
    const top = (a.y1 + s.insetTop + a.y2 - s.padBottom - s.borderWidth - text.height) >> 1;
    const left = a.x1 + s.insetLeft;
    const indicator = this.partStyle('indicator');
    const box = this.#box;
    box.x1 = left;
    box.x2 = left + indicator.width.value;
    // Beside the first line, however many follow.
    box.y1 = top + ((text.lineHeight - indicator.height.value) >> 1);
    box.y2 = box.y1 + indicator.height.value;
    drawBox(layer, box, indicator);
    if (this.checked) this.#drawMark(layer, box, indicator.textColor);
    if (this.#text !== '') drawText(layer, text, left + this.#indent, top, s.textColor, 255);
  }

  #drawMark(layer: Layer, box: Area, color: number): void {
    const knob = this.partStyle('knob');
    if (knob.bgOpa > 0) {
      const size = knob.width.value;
      const x = (box.x1 + box.x2 - size) >> 1;
      const y = (box.y1 + box.y2 - size) >> 1;
      drawBox(layer, { x1: x, y1: y, x2: x + size, y2: y + size }, knob);
      return;
    }
    const tick = this.#tick.layout(ICONS.check, this.display.fonts.get('icon'));
    drawText(layer, tick, (box.x1 + box.x2 - tick.width) >> 1, (box.y1 + box.y2 - tick.height) >> 1, color, 255);
  }
}
