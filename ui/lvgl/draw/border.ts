import { opaque } from './blend.ts';
import { fillCorner, ringCorner } from './corner.ts';
import type { Layer } from './layer.ts';
import { fillRect } from './rect.ts';
import { clampRadius, fillRoundRect } from './round_rect.ts';
import { paintRoundRow } from './round_row.ts';

/**
 * Draws a border `width` pixels wide inside the edge of [x1, x2) × [y1, y2): `color` 0xRRGGBB at `opa` 0…255. The
 * inner corner is concentric with the outer one, square where the border is wider than the radius.
 */
export function strokeRoundRect(
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  radius: number,
  width: number,
  color: number,
  opa: number,
): void {
  const { clip } = layer;
  if (width <= 0 || opa === 0 || x1 >= clip.x2 || x2 <= clip.x1) return;
  if (2 * width >= Math.min(x2 - x1, y2 - y1)) {
    fillRoundRect(layer, x1, y1, x2, y2, radius, color, opa);
    return;
  }
  const size = clampRadius(radius, x2 - x1, y2 - y1);
  const over = opaque(color);
  if (size > 0) {
    const corner = width < size ? ringCorner(size, width) : fillCorner(size);
    const topEnd = Math.min(y1 + size, clip.y2);
    for (let y = Math.max(y1, clip.y1); y < topEnd; y++) {
      paintRoundRow(layer, y, x1, x2, corner, y - y1, y - y1 < width, over, opa);
    }
    const bottomEnd = Math.min(y2, clip.y2);
    for (let y = Math.max(y2 - size, clip.y1); y < bottomEnd; y++) {
      paintRoundRow(layer, y, x1, x2, corner, y2 - 1 - y, y2 - 1 - y < width, over, opa);
    }
  }
  if (width > size) {
    fillRect(layer, x1, y1 + size, x2, y1 + width, color, opa);
    fillRect(layer, x1, y2 - width, x2, y2 - size, color, opa);
  }
  const inset = Math.max(size, width);
  fillRect(layer, x1, y1 + inset, x1 + width, y2 - inset, color, opa);
  fillRect(layer, x2 - width, y1 + inset, x2, y2 - inset, color, opa);
}
