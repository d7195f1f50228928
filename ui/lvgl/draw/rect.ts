import { opaque } from './blend.ts';
import type { Layer } from './layer.ts';
import { paintSpan } from './span.ts';

/** Fills [x1, x2) × [y1, y2) with `color` 0xRRGGBB at `opa` 0…255. */
export function fillRect(
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  color: number,
  opa: number,
): void {
  const { clip, pixels, stride } = layer;
  const left = Math.max(x1, clip.x1);
  const right = Math.min(x2, clip.x2);
  const top = Math.max(y1, clip.y1);
  const bottom = Math.min(y2, clip.y2);
  if (left >= right || top >= bottom || opa === 0) return;
  const over = opaque(color);
  if (right - left === stride) {
    paintSpan(pixels, top * stride, bottom * stride, over, opa);
    return;
  }
  const end = bottom * stride + left;
  const width = right - left;
  for (let row = top * stride + left; row < end; row += stride) paintSpan(pixels, row, row + width, over, opa);
}
