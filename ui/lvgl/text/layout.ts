/**
 * From a text to lines of positioned glyphs.
 *
 * 1. The text is cut into paragraphs at mandatory line ends.
 * 2. Each paragraph is shaped as one run. If it fits it is one line, which is the case for nearly every label.
 * 3. Otherwise each line takes what fits: up to the last break opportunity of UAX #14, spaces hanging over; or, if no
 *    opportunity fits, up to the last grapheme cluster that does; at least one cluster, so that it always ends.
 * 4. The last line allowed is filled cluster by cluster instead, and ends in an ellipsis when text is left.
 * 5. Pens are rounded to whole pixels relative to their line's start, so that a line looks the same wherever it is.
 */
import { breakOpportunities, type Paragraph, paragraphs } from './line_break.ts';
import type { Run } from './run.ts';
import { shapeRun } from './shape.ts';
import type { Font, Glyph, TextAlign, TextLayout, TextLine, TextOptions } from './types.ts';

const ELLIPSIS = 0x2026;

/** A line whose x is set last, when the width of all is known. */
type Line = Omit<TextLine, 'x'> & { x: number };

const alignedX = (align: TextAlign, free: number): number =>
  align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2);

/** Width of `text` on one line, spaces at its end included, in device pixels. */
export function measureText(text: string, font: Font, letterSpace = 0): number {
  const run = shapeRun(text, font, letterSpace * 16);
  return Math.ceil(run.width(0, run.glyphs.length) / 16);
}

/** Lays `text` out in lines. No line is wider than `maxWidth` but one of a single grapheme cluster. */
export function layoutText(text: string, font: Font, options: TextOptions): TextLayout {
  const maxWidth = Math.max(0, Math.floor(options.maxWidth));
  const lines: Line[] = [];
  let truncated = false;
  for (const paragraph of paragraphs(text)) {
    const run = shapeRun(text.slice(paragraph.start, paragraph.end), font, options.letterSpace * 16);
    truncated = wrap(lines, text, paragraph, run, font, maxWidth * 16, options.maxLines);
    if (truncated) break;
  }
  let width = 0;
  for (const line of lines) width = Math.max(width, line.width);
  const box = maxWidth === Infinity ? width : maxWidth;
  for (const line of lines) line.x = alignedX(options.align, box - line.width);
  const linePitch = font.lineHeight + options.lineSpace;
  return {
    lines,
    width,
    height: font.lineHeight + (lines.length - 1) * linePitch,
    lineHeight: font.lineHeight,
    baseline: font.baseline,
    linePitch,
    truncated,
  };
}

/** Appends the lines of one paragraph; true when text was left out. `limit` is in 1/16 px. */
function wrap(
  lines: Line[],
  text: string,
  { start, end, next }: Paragraph,
  run: Run,
  font: Font,
  limit: number,
  maxLines: number,
): boolean {
  const count = run.glyphs.length;
  const sourceOf = (glyph: number): number => (glyph < count ? start + run.clusters[glyph]! : end);
  let opportunities: number[] | undefined;
  let from = 0;
  let lineStart = start;
  for (;;) {
    const fitting = run.fit(from, limit);
    if (lines.length + 1 >= maxLines && !(fitting === count && next === end)) {
      const ellipsis = font.glyph(ELLIPSIS);
      const to = run.trimmed(from, run.fit(from, limit - ellipsis.advance));
      const cut = sourceOf(to);
      lines.push(makeLine(run, from, to, start, { start: lineStart, end: cut, caretEnd: cut }, ellipsis));
      return true;
    }
    // A single cluster that is wider than the line cannot be helped.
    if (fitting === count || run.clusterEnd(from) >= count) {
      lines.push(makeLine(run, from, count, start, { start: lineStart, end: next, caretEnd: end }));
      return false;
    }
    opportunities ??= breakOpportunities(text.slice(start, end));
    const to = lastOpportunity(run, opportunities, from, fitting) ?? Math.max(fitting, run.clusterEnd(from));
    const range = { start: lineStart, end: sourceOf(to), caretEnd: sourceOf(to - 1) };
    lines.push(makeLine(run, from, to, start, range));
    from = to;
    lineStart = range.end;
  }
}

/** The last glyph up to `fitting` at which a line may begin, if there is one after `from`. */
function lastOpportunity(
  run: Run,
  opportunities: readonly number[],
  from: number,
  fitting: number,
): number | undefined {
  const position = opportunities.findLast((index) => index <= run.clusters[fitting]!);
  if (position === undefined || position <= run.clusters[from]!) return undefined;
  let glyph = fitting;
  while (run.clusters[glyph - 1]! >= position) glyph--;
  return glyph;
}

/** The line of glyphs [from, to) and perhaps an ellipsis. `base` is the source index at which the run begins. */
function makeLine(
  run: Run,
  from: number,
  to: number,
  base: number,
  range: { start: number; end: number; caretEnd: number },
  ellipsis?: Glyph,
): Line {
  const glyphs = run.glyphs.slice(from, to);
  if (ellipsis) glyphs.push(ellipsis);
  const xs: number[] = [];
  const clusters: number[] = [];
  for (let i = from; i < to; i++) {
    xs.push(wholePixels(run.offset(from, i)));
    clusters.push(base + run.clusters[i]!);
  }
  let end = run.width(from, to);
  let width = run.width(from, run.trimmed(from, to));
  if (ellipsis) {
    xs.push(wholePixels(end));
    clusters.push(range.end);
    end += ellipsis.advance;
    width = end;
  }
  xs.push(wholePixels(end));
  const { start, end: next, caretEnd } = range;
  return { start, end: next, caretEnd, x: 0, width: Math.ceil(width / 16), glyphs, xs, clusters };
}

const wholePixels = (sixteenths: number): number => (sixteenths + 8) >> 4;
