import type { TextLayout, TextLine } from './types.ts';

/** A caret in device pixels, relative to the layout's box. It is as high as a line. */
export interface Caret {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/**
 * Where the caret before source index `index` stands. An index inside a grapheme cluster counts as its end, one beyond
 * the text as the text's end. Between two lines of a wrapped paragraph it is the start of the second one.
 */
export function caretAt(layout: TextLayout, index: number): Caret {
  const { lines, linePitch, lineHeight } = layout;
  let row = 0;
  while (row < lines.length - 1 && lines[row]!.caretEnd < index) row++;
  const line = lines[row]!;
  let glyph = 0;
  while (glyph < line.glyphs.length && line.clusters[glyph]! < index) glyph++;
  return { x: line.x + line.xs[glyph]!, y: row * linePitch, height: lineHeight };
}

/** The source index whose caret is nearest to the point (x, y), which may lie outside of the text. */
export function indexAt(layout: TextLayout, x: number, y: number): number {
  const row = Math.max(0, Math.min(Math.floor(y / layout.linePitch), layout.lines.length - 1));
  const line = layout.lines[row]!;
  return nearestInLine(line, x - line.x);
}

function nearestInLine(line: TextLine, x: number): number {
  const { xs, clusters, glyphs, caretEnd } = line;
  let nearest = caretEnd;
  let distance = Math.abs(x - xs[glyphs.length]!);
  for (let i = glyphs.length - 1; i >= 0; i--) {
    if (i > 0 && clusters[i] === clusters[i - 1]) continue;
    const away = Math.abs(x - xs[i]!);
    if (away < distance) {
      distance = away;
      nearest = clusters[i]!;
    }
  }
  return nearest;
}
