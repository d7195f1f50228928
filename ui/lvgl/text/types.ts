/** Text as the rest of the toolkit sees it: fonts give glyphs, a layout is lines of positioned glyphs. */

/** One glyph of a baked font. Device pixels. */
export interface Glyph {
  readonly id: number;
  /** Pen advance in 1/16 px. */
  readonly advance: number;
  /** Bitmap box relative to the pen on the baseline: x to the right, y upwards to the top row. */
  readonly ofsX: number;
  readonly ofsY: number;
  readonly width: number;
  readonly height: number;
  /**
   * Coverage, four pixels a word, the leftmost in the lowest byte. Each row begins with a new word; what is left of its
   * last word is 0. A word tells at once that four pixels are empty, which many are.
   */
  readonly words: Uint32Array;
  /** The face the glyph is from: a fallback's glyph belongs to the fallback. */
  readonly font: Font;
}

/** A face at one pixel size. */
export interface Font {
  /** Name for messages, e.g. `sans-400-18@1`. */
  readonly name: string;
  /** Device pixels from one baseline to the next. */
  readonly lineHeight: number;
  /** Device pixels from the top of the line to the baseline. */
  readonly baseline: number;
  /** The glyph of a code point from this face or one of its fallbacks; a box when none has it (reported once). */
  glyph(codePoint: number): Glyph;
  /** Pair adjustment in 1/16 px. */
  kerning(left: Glyph, right: Glyph): number;
}

export type TextAlign = 'left' | 'center' | 'right';

export interface TextOptions {
  /** Line breaks at UAX #14 opportunities when a line would be wider; Infinity never wraps. Device pixels. */
  readonly maxWidth: number;
  readonly align: TextAlign;
  /** Extra device pixels between lines and between glyphs. */
  readonly lineSpace: number;
  readonly letterSpace: number;
  /** Lines kept; the last ends in an ellipsis when text was cut. Infinity keeps all. */
  readonly maxLines: number;
}

/**
 * Glyphs of one line with their pen positions, left to right as drawn. Plain arrays of small integers: a typed array
 * lives outside of V8's heap, and making one takes longer than laying out a word.
 */
export interface TextLine {
  /** Range of the source string (UTF-16 units) this line shows, trailing spaces and line ends included. */
  readonly start: number;
  readonly end: number;
  /** The last index whose caret stands on this line; the one at `end` of a wrapped line stands on the next line. */
  readonly caretEnd: number;
  /**
   * Left edge and width in device pixels; trailing spaces do not count. The edge is relative to the layout's box,
   * which is `maxWidth` wide, or as wide as the widest line where that is Infinity.
   */
  readonly x: number;
  readonly width: number;
  readonly glyphs: readonly Glyph[];
  /**
   * Pen x of each glyph, whole device pixels, relative to the line's left edge, and one more: the pen after the last
   * glyph, trailing spaces included.
   */
  readonly xs: readonly number[];
  /** Source index of the first UTF-16 unit of each glyph's cluster. */
  readonly clusters: readonly number[];
}

export interface TextLayout {
  /** Never empty: no text is one empty line, which is where the caret stands. */
  readonly lines: readonly TextLine[];
  /** Widest line and height of all lines, device pixels. */
  readonly width: number;
  readonly height: number;
  /** Height of one line box, its baseline from its top, and the distance from one line's top to the next's. */
  readonly lineHeight: number;
  readonly baseline: number;
  readonly linePitch: number;
  /** True when the ellipsis cut something. */
  readonly truncated: boolean;
}
