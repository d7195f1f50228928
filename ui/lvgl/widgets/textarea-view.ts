/** How a field shows its text: as dots or in groups, scrolled so that the caret can be seen, with the selection. */
import { drawText, drawTextRange, fillRect } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import { caretAt, indexAt, layoutText, type TextLayout } from '../text/index.ts';
import { CachedText } from './cached-text.ts';
import { type ShownText, showText } from './shown-text.ts';
import type { Textarea } from './textarea.ts';

/** Logical pixels around the text box that glyphs may reach into. */
const OVERHANG = 2;

export class TextareaView {
  readonly #field: Textarea;
  #shown: ShownText | null = null;
  #layout: TextLayout | null = null;
  readonly #placeholder = new CachedText();
  /** Device pixels of the text that lie to the left of the box. */
  #scroll = 0;

  constructor(field: Textarea) {
    this.#field = field;
  }

  /** The text is another, or shown another way. */
  forget(): void {
    this.#shown = null;
    this.#layout = null;
  }

  /** The source index nearest to a place on the screen. */
  indexAt(x: number): number {
    const layout = this.#textLayout();
    return this.#shownText().toSource(indexAt(layout, x - this.#left(layout), 0));
  }

  /** Scrolls just so far that the caret before source index `index` can be seen, and leaves no gap at the end. */
  scrollTo(index: number): void {
    const room = this.#innerWidth;
    if (room <= 0) return;
    const layout = this.#textLayout();
    const caretWidth = this.#caretWidth;
    const x = caretAt(layout, this.#shownText().toShown(index)).x;
    const least = Math.max(0, x + caretWidth - room);
    const most = Math.min(x, Math.max(0, layout.width + caretWidth - room));
    this.#scroll = Math.max(least, Math.min(this.#scroll, most));
  }

  /** Marks what the text can reach, not the frame around it. */
  invalidate(): void {
    const { style, coords, display } = this.#field;
    const slack = OVERHANG * display.scale;
    this.#field.invalidateArea(
      coords.x1 + style.insetLeft - slack,
      coords.y1 + style.borderWidth,
      coords.x2 - style.padRight - style.borderWidth + slack,
      coords.y2 - style.borderWidth,
    );
  }

  draw(layer: Layer): void {
    const { style, coords, display } = this.#field;
    const clip = layer.clip;
    const { x1, x2 } = clip;
    const slack = OVERHANG * display.scale;
    clip.x1 = Math.max(x1, coords.x1 + style.insetLeft - slack);
    clip.x2 = Math.min(x2, coords.x2 - style.padRight - style.borderWidth + slack);
    if (clip.x1 < clip.x2) this.#drawLine(layer);
    clip.x1 = x1;
    clip.x2 = x2;
  }

  #drawLine(layer: Layer): void {
    const field = this.#field;
    const s = field.style;
    const layout = this.#textLayout();
    const left = this.#left(layout);
    const top = (field.coords.y1 + s.insetTop + field.coords.y2 - s.padBottom - s.borderWidth - layout.lineHeight) >> 1;
    const focused = field.hasState('focused');
    const selection = focused ? field.selection : null;
    if (this.#shownText().text === '') this.#drawPlaceholder(layer, top + (layout.lineHeight >> 1));
    else if (selection && selection.start < selection.end)
      this.#drawSelected(layer, layout, left, top, selection.start, selection.end);
    else drawText(layer, layout, left, top, s.textColor, 255);
    if (focused && !field.readOnly) this.#drawCaret(layer, layout, left, top);
  }

  #drawPlaceholder(layer: Layer, middle: number): void {
    const field = this.#field;
    if (field.placeholderText === '') return;
    const s = field.partStyle('placeholder');
    const font = field.display.fonts.get(s.textFont);
    const layout = this.#placeholder.layout(field.placeholderText, font, this.#innerWidth, 1, field.style.textAlign);
    drawText(
      layer,
      layout,
      field.coords.x1 + field.style.insetLeft,
      middle - (layout.lineHeight >> 1),
      s.textColor,
      255,
    );
  }

  #drawSelected(layer: Layer, layout: TextLayout, left: number, top: number, start: number, end: number): void {
    const shown = this.#shownText();
    const from = shown.toShown(start);
    const to = shown.toShown(end);
    const { bgColor, textColor } = this.#field.partStyle('selected');
    fillSelection(layer, layout, left, top, from, to, bgColor);
    drawTextRange(layer, layout, left, top, this.#field.style.textColor, 255, from, to, textColor);
  }

  #drawCaret(layer: Layer, layout: TextLayout, left: number, top: number): void {
    const caret = caretAt(layout, this.#shownText().toShown(this.#field.cursorPos));
    const x = left + caret.x;
    fillRect(
      layer,
      x,
      top + caret.y,
      x + this.#caretWidth,
      top + caret.y + caret.height,
      this.#field.partStyle('cursor').bgColor,
      255,
    );
  }

  #shownText(): ShownText {
    if (!this.#shown) {
      // Only here, since each reading of the text makes a string of it.
      const { text, passwordMode, grouping } = this.#field;
      this.#shown = showText(text, passwordMode, grouping);
    }
    return this.#shown;
  }

  #textLayout(): TextLayout {
    if (!this.#layout) {
      const { style, display } = this.#field;
      const options = {
        maxWidth: Number.POSITIVE_INFINITY,
        align: 'left',
        lineSpace: 0,
        letterSpace: style.textLetterSpace,
        maxLines: 1,
      } as const;
      this.#layout = layoutText(this.#shownText().text, display.fonts.get(style.textFont), options);
    }
    return this.#layout;
  }

  get #innerWidth(): number {
    return this.#field.width - this.#field.style.insetHor;
  }

  get #caretWidth(): number {
    return this.#field.partStyle('cursor').width.value;
  }

  /** Screen x of the text's left edge. */
  #left(layout: TextLayout): number {
    const { style, coords } = this.#field;
    const room = Math.max(0, this.#innerWidth - layout.width - this.#caretWidth);
    const offset = style.textAlign === 'left' ? 0 : style.textAlign === 'center' ? room >> 1 : room;
    return coords.x1 + style.insetLeft + offset - this.#scroll;
  }
}

/** Fills behind the glyphs of a source range: in mixed directions these need not be neighbours. */
function fillSelection(
  layer: Layer,
  layout: TextLayout,
  left: number,
  top: number,
  from: number,
  to: number,
  color: number,
): void {
  const line = layout.lines[0]!;
  const x = left + line.x;
  for (let i = 0; i < line.glyphs.length; i++) {
    const cluster = line.clusters[i]!;
    if (cluster >= from && cluster < to)
      fillRect(layer, x + line.xs[i]!, top, x + line.xs[i + 1]!, top + layout.lineHeight, color, 255);
  }
}
