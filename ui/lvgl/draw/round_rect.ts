import { opaque } from './blend.ts';
import { fillCorner } from './corner.ts';
import type { Layer } from './layer.ts';
import { fillRect } from './rect.ts';
import { paintRoundRow } from './round_row.ts';

/** The radius a box of this size can have: whole pixels, at most half of its shorter side. */
export const clampRadius = (radius: number, width: number, height: number): number =>
  Math.max(0, Math.min(radius, Math.min(width, height) >> 1));

/**
 * Fills [x1, x2) × [y1, y2) with rounded, anti-aliased corners: `color` 0xRRGGBB at `opa` 0…255. The radius is
 * clamped to half of the shorter side, so that a huge one makes a pill or a circle.
 */
export function fillRoundRect(
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  radius: number,
  color: number,
  opa: number,
): void {
  const { clip } = layer;
  const size = clampRadius(radius, x2 - x1, y2 - y1);
  if (size === 0) {
    fillRect(layer, x1, y1, x2, y2, color, opa);
    return;
  }
  if (opa === 0 || x1 >= clip.x2 || x2 <= clip.x1) return;
  const corner = fillCorner(size);
  const over = opaque(color);
  const topEnd = Math.min(y1 + size, clip.y2);
  for (let y = Math.max(y1, clip.y1); y < topEnd; y++) paintRoundRow(layer, y, x1, x2, corner, y - y1, true, over, opa);
  fillRect(layer, x1, y1 + size, x2, y2 - size, color, opa);
  const bottomEnd = Math.min(y2, clip.y2);
  for (let y = Math.max(y2 - size, clip.y1); y < bottomEnd; y++) {
    paintRoundRow(layer, y, x1, x2, corner, y2 - 1 - y, true, over, opa);
  }
}
