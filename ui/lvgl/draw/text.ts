import type { Glyph, TextLayout, TextLine } from '../text/types.ts';
import { type BlendTable, blendTable, opaque } from './blend.ts';
import type { Layer } from './layer.ts';
import { backgroundAt, cover } from './mask.ts';

/** Draws `layout` with the top left of its box at (x, y): `color` 0xRRGGBB at `opa` 0…255. */
export function drawText(layer: Layer, layout: TextLayout, x: number, y: number, color: number, opa: number): void {
  drawTextRange(layer, layout, x, y, color, opa, 0, 0, color);
}

/**
 * Like `drawText`, with the glyphs of the source range [from, to) in `selectedColor`. What is behind a selection is
 * the caller's to draw.
 */
export function drawTextRange(
  layer: Layer,
  layout: TextLayout,
  x: number,
  y: number,
  color: number,
  opa: number,
  from: number,
  to: number,
  selectedColor: number,
): void {
  const { clip } = layer;
  if (opa === 0 || clip.x1 >= clip.x2) return;
  const { lines, lineHeight, linePitch } = layout;
  // A glyph may reach out of its line box (an accent on a capital), by less than a line.
  const first = Math.max(0, Math.floor((clip.y1 - y - 2 * lineHeight) / linePitch) + 1);
  const last = Math.min(lines.length, Math.ceil((clip.y2 - y + lineHeight) / linePitch));
  for (let i = first; i < last; i++) {
    const line = lines[i]!;
    const left = x + line.x;
    const top = y + i * linePitch;
    const plain = blendTable(backgroundAt(layer, left, top), opaque(color), opa);
    if (from >= line.end || to <= line.start) {
      paintGlyphs(layer, line, left, top + layout.baseline, plain, plain, 0, 0);
    } else {
      const middle = top + (lineHeight >> 1);
      const selected = blendTable(backgroundAt(layer, left + penAt(line, from), middle), opaque(selectedColor), opa);
      paintGlyphs(layer, line, left, top + layout.baseline, plain, selected, from, to);
    }
  }
}

/** Pen of the first glyph at or after source index `index`. */
function penAt(line: TextLine, index: number): number {
  let i = 0;
  while (i < line.glyphs.length && line.clusters[i]! < index) i++;
  return line.xs[i]!;
}

function paintGlyphs(
  layer: Layer,
  line: TextLine,
  left: number,
  baseline: number,
  plain: BlendTable,
  selected: BlendTable,
  from: number,
  to: number,
): void {
  const { glyphs, xs, clusters } = line;
  const { x1, x2 } = layer.clip;
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    const x = left + xs[i]! + glyph.ofsX;
    if (x >= x2 || x + glyph.width <= x1) continue;
    const cluster = clusters[i]!;
    const table = cluster >= from && cluster < to ? selected : plain;
    if (x >= x1 && x + glyph.width + 3 <= x2) paintGlyph(layer, glyph, x, baseline - glyph.ofsY, table);
    else paintCutGlyph(layer, glyph, x, baseline - glyph.ofsY, table);
  }
}

/** Draws a glyph of which no column is clipped, not even the padding of its words, four pixels at a time. */
function paintGlyph(layer: Layer, { words, width, height }: Glyph, x: number, y: number, table: BlendTable): void {
  const { clip, pixels, stride } = layer;
  const { background, over, opa, pixels: mixed } = table;
  const wordsPerRow = (width + 3) >> 2;
  const top = Math.max(y, clip.y1);
  const rows = Math.min(y + height, clip.y2) - top;
  let source = (top - y) * wordsPerRow;
  let target = top * stride + x;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < wordsPerRow; i++) {
      const word = words[source + i]! | 0;
      if (word === 0) continue;
      const index = target + (i << 2);
      cover(pixels, index, word & 255, background, mixed, over, opa);
      cover(pixels, index + 1, (word >>> 8) & 255, background, mixed, over, opa);
      cover(pixels, index + 2, (word >>> 16) & 255, background, mixed, over, opa);
      cover(pixels, index + 3, word >>> 24, background, mixed, over, opa);
    }
    source += wordsPerRow;
    target += stride;
  }
}

/** Draws the columns of a glyph that lie in the clip, pixel by pixel. */
function paintCutGlyph(layer: Layer, { words, width, height }: Glyph, x: number, y: number, table: BlendTable): void {
  const { clip, pixels, stride } = layer;
  const { background, over, opa, pixels: mixed } = table;
  const wordsPerRow = (width + 3) >> 2;
  const from = Math.max(0, clip.x1 - x);
  const to = Math.min(width, clip.x2 - x);
  const bottom = Math.min(y + height, clip.y2);
  for (let row = Math.max(y, clip.y1); row < bottom; row++) {
    const source = (row - y) * wordsPerRow;
    const target = row * stride + x;
    for (let column = from; column < to; column++) {
      const coverage = (words[source + (column >> 2)]! >>> (8 * (column & 3))) & 255;
      cover(pixels, target + column, coverage, background, mixed, over, opa);
    }
  }
}
