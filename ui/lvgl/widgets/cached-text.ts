/** The layout of a text that is mostly drawn again as it was: made anew when text, font or width change. */
import { type Font, layoutText, type TextAlign, type TextLayout } from '../text/index.ts';

export class CachedText {
  #layout: TextLayout | null = null;
  #text = '';
  #font: Font | null = null;
  #width = 0;
  #maxLines = 0;
  #align: TextAlign = 'left';
  #letterSpace = 0;
  #lineSpace = 0;

  /**
   * @param maxWidth device pixels to wrap or, on the last line, to cut at
   * @param maxLines what is more ends in an ellipsis
   */
  layout(
    text: string,
    font: Font,
    maxWidth = Number.POSITIVE_INFINITY,
    maxLines = 1,
    align: TextAlign = 'left',
    letterSpace = 0,
    lineSpace = 0,
  ): TextLayout {
    if (
      this.#layout &&
      text === this.#text &&
      font === this.#font &&
      maxWidth === this.#width &&
      maxLines === this.#maxLines &&
      align === this.#align &&
      letterSpace === this.#letterSpace &&
      lineSpace === this.#lineSpace
    ) {
      return this.#layout;
    }
    this.#text = text;
    this.#font = font;
    this.#width = maxWidth;
    this.#maxLines = maxLines;
    this.#align = align;
    this.#letterSpace = letterSpace;
    this.#lineSpace = lineSpace;
    this.#layout = layoutText(text, font, { maxWidth, align, lineSpace, letterSpace, maxLines });
    return this.#layout;
  }

  /** Forgets text and layout, for what must not stay in memory. */
  forget(): void {
    this.#layout = null;
    this.#text = '';
  }
}
