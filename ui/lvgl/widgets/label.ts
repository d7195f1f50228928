/** Text (LVGL's `lv_label`): wraps at the width it is given, or is cut with an ellipsis after `maxLines`. */
import { drawText } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import { sameSizes } from '../layout.ts';
import { type ContentSize, Obj } from '../obj.ts';
import type { ResolvedStyle } from '../style.ts';
import { layoutText, type TextLayout } from '../text/index.ts';

export class Label extends Obj {
  static override readonly themeClass: string = 'label';

  #text = '';
  #maxLines = Number.POSITIVE_INFINITY;
  // Measuring and drawing often use two widths in turn: both layouts are kept.
  #measured: TextLayout | null = null;
  #measuredWidth = 0;
  #drawn: TextLayout | null = null;
  #drawnWidth = 0;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'text';
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    if (text === this.#text) return;
    this.#text = text;
    this.#forgetLayouts();
    this.invalidate();
    // A text that needs just the room of the one before leaves everything else where it is.
    if (!sameSizes(this)) this.markLayoutDirty();
  }

  /** Lines kept; what does not fit ends in an ellipsis. Infinity, the default, keeps all. */
  get maxLines(): number {
    return this.#maxLines;
  }

  set maxLines(lines: number) {
    if (lines === this.#maxLines) return;
    this.#maxLines = lines;
    this.#forgetLayouts();
    this.invalidate();
    this.markLayoutDirty();
  }

  /** True when an ellipsis hides part of the text. */
  get truncated(): boolean {
    return this.#layout(this.#contentWidth).truncated;
  }

  override get accessibleName(): string {
    return this.label || this.#text;
  }

  #forgetLayouts(): void {
    this.#measured = null;
    this.#drawn = null;
  }

  #options(maxWidth: number) {
    const s = this.style;
    return {
      maxWidth,
      align: s.textAlign,
      lineSpace: s.textLineSpace,
      letterSpace: s.textLetterSpace,
      maxLines: this.#maxLines,
    };
  }

  #make(width: number): TextLayout {
    return layoutText(this.#text, this.display.fonts.get(this.style.textFont), this.#options(width));
  }

  get #contentWidth(): number {
    return this.width - this.style.insetHor;
  }

  #layout(width: number): TextLayout {
    if (this.#measured && this.#measuredWidth === width) return this.#measured;
    if (!this.#drawn || this.#drawnWidth !== width) {
      this.#drawn = this.#make(width);
      this.#drawnWidth = width;
    }
    return this.#drawn;
  }

  protected override styleRefreshed(): void {
    this.#forgetLayouts();
  }

  override measureContent(maxWidth: number, out: ContentSize): void {
    if (!this.#measured || this.#measuredWidth !== maxWidth) {
      this.#measured = this.#make(maxWidth);
      this.#measuredWidth = maxWidth;
    }
    out.width = Math.ceil(this.#measured.width);
    out.height = Math.ceil(this.#measured.height);
  }

  /** Glyphs reach out of their line a little: the foot of a j, an accent on a capital. In our faces by less than this. */
  protected override ownExtDrawSize(style: ResolvedStyle): number {
    return this.display.fonts.get(style.textFont).lineHeight >> 3;
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    if (this.#text === '') return;
    const s = this.style;
    const a = this.coords;
    const layout = this.#layout(this.#contentWidth);
    const overhang = this.extDrawSize;
    // What is cut off below must not show the top of one more line.
    const below = layout.height > this.height - s.insetVer ? 0 : overhang;
    const { x1, y1, x2, y2 } = layer.clip;
    layer.setClip(
      Math.max(x1, a.x1 - overhang),
      Math.max(y1, a.y1 - overhang),
      Math.min(x2, a.x2 + overhang),
      Math.min(y2, a.y2 + below),
    );
    drawText(layer, layout, a.x1 + s.insetLeft, a.y1 + s.insetTop, s.textColor, 255);
    layer.setClip(x1, y1, x2, y2);
  }
}
