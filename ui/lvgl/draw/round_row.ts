import { mix, multiply255 } from './blend.ts';
import type { Corner } from './corner.ts';
import type { Layer } from './layer.ts';
import { paintSpan } from './span.ts';

/**
 * Draws row `y` of a shape from x1 to x2 whose both ends are row `row` of `corner`, and between them a solid span if
 * `solid`. The row lies inside the clip; columns are clipped here.
 */
export function paintRoundRow(
  layer: Layer,
  y: number,
  x1: number,
  x2: number,
  corner: Corner,
  row: number,
  solid: boolean,
  over: number,
  opa: number,
): void {
  const { clip, pixels, stride } = layer;
  const start = corner.start[row]!;
  const end = corner.end[row]!;
  const coverage = corner.coverage;
  const line = y * stride;

  // Coverage of column x is at `x - x1 - start` on the left, at `x2 - 1 - x - start` on the right.
  const left = corner.offset[row]! - start - x1;
  const leftTo = Math.min(x1 + end, clip.x2);
  for (let x = Math.max(x1 + start, clip.x1); x < leftTo; x++) {
    pixels[line + x] = mix(pixels[line + x]! | 0, over, multiply255(coverage[left + x]!, opa));
  }
  if (solid) paintSpan(pixels, line + Math.max(x1 + end, clip.x1), line + Math.min(x2 - end, clip.x2), over, opa);
  const right = corner.offset[row]! - start + x2 - 1;
  const rightTo = Math.min(x2 - start, clip.x2);
  for (let x = Math.max(x2 - end, clip.x1); x < rightTo; x++) {
    pixels[line + x] = mix(pixels[line + x]! | 0, over, multiply255(coverage[right - x]!, opa));
  }
}
