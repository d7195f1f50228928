import { mix, multiply255, opaque } from './blend.ts';
import type { Layer } from './layer.ts';

/**
 * Draws a line with round ends: `width` in pixels, `color` 0xRRGGBB at `opa` 0…255. Coordinates may be fractions and
 * mean points: pixel (i, j) reaches from i to i + 1 and from j to j + 1, so a crisp horizontal hairline is at j + 0.5.
 *
 * A pixel's coverage is how deep its centre lies inside the line, by distance to the segment.
 */
export function drawLine(
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  color: number,
  opa: number,
): void {
  if (width <= 0 || opa === 0) return;
  const { clip, pixels, stride } = layer;
  const over = opaque(color);
  const reach = width / 2 + 0.5;
  const dx = x2 - x1;
  const dy = y2 - y1;
  const squared = dx * dx + dy * dy;
  const left = Math.max(clip.x1, Math.floor(Math.min(x1, x2) - reach));
  const right = Math.min(clip.x2, Math.ceil(Math.max(x1, x2) + reach));
  const top = Math.max(clip.y1, Math.floor(Math.min(y1, y2) - reach));
  const bottom = Math.min(clip.y2, Math.ceil(Math.max(y1, y2) + reach));
  // In one row the line is at most this far from where its middle crosses the row; a flat line is all of the row.
  const half = dy === 0 ? Infinity : (reach * Math.sqrt(squared)) / Math.abs(dy);
  for (let y = top; y < bottom; y++) {
    const py = y + 0.5 - y1;
    const crossing = dy === 0 ? x1 : x1 + (py * dx) / dy;
    const to = Math.min(right, Math.ceil(crossing + half));
    for (let x = Math.max(left, Math.floor(crossing - half)); x < to; x++) {
      const px = x + 0.5 - x1;
      const along = squared === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const depth = reach - Math.sqrt(ex * ex + ey * ey);
      if (depth <= 0) continue;
      const coverage = Math.round(Math.min(1, depth) * 255);
      pixels[y * stride + x] = mix(pixels[y * stride + x]! | 0, over, multiply255(coverage, opa));
    }
  }
}
