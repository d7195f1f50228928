import { blendTable, mix, multiply255, opaque } from './blend.ts';
import type { Layer } from './layer.ts';

/** Coverage, one byte a pixel, rows without padding. */
export interface Mask {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws `mask` in `color` 0xRRGGBB with its top left pixel at (x, y), at `opa` 0…255. */
export function drawMask(layer: Layer, mask: Mask, x: number, y: number, color: number, opa: number): void {
  const { clip, pixels, stride } = layer;
  const left = Math.max(x, clip.x1);
  const right = Math.min(x + mask.width, clip.x2);
  const top = Math.max(y, clip.y1);
  const bottom = Math.min(y + mask.height, clip.y2);
  if (left >= right || opa === 0) return;
  const table = blendTable(backgroundAt(layer, x, y), opaque(color), opa);
  const { background, over, pixels: mixed } = table;
  for (let row = top; row < bottom; row++) {
    const source = (row - y) * mask.width - x;
    const target = row * stride;
    for (let column = left; column < right; column++) {
      cover(pixels, target + column, mask.data[source + column]!, background, mixed, over, opa);
    }
  }
}

/**
 * Mixes one pixel at `coverage`. Where it is the background of a `BlendTable`, whose fields the rest are, the table
 * has the result.
 */
export function cover(
  pixels: Uint32Array,
  index: number,
  coverage: number,
  background: number,
  mixed: Int32Array,
  over: number,
  opa: number,
): void {
  const under = pixels[index]! | 0;
  if (under === background) pixels[index] = mixed[coverage]!;
  else if (coverage !== 0) pixels[index] = mix(under, over, multiply255(coverage, opa));
}

/** The pixel of the clip that is nearest to (x, y): what a mask drawn there probably stands on. */
export function backgroundAt(layer: Layer, x: number, y: number): number {
  const { clip, pixels, stride } = layer;
  const column = Math.max(clip.x1, Math.min(x, clip.x2 - 1));
  const row = Math.max(clip.y1, Math.min(y, clip.y2 - 1));
  return pixels[row * stride + column]! | 0;
}
