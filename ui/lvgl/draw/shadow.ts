import { type BlendTable, blendTable, mix, multiply255, opaque } from './blend.ts';
import { fillCorner } from './corner.ts';
import type { Layer } from './layer.ts';
import { backgroundAt } from './mask.ts';
import { clampRadius } from './round_rect.ts';
import { type ShadowMask, shadowMask } from './shadow_mask.ts';
import { paintSpan } from './span.ts';

/** How far a shadow reaches out of its box on each side, in pixels. */
export const shadowExtent = (blur: number, spread: number): number => Math.max(0, blur + spread);

/**
 * Draws the shadow of a box [x1, x2) × [y1, y2) with rounded corners, before the box itself: `color` 0xRRGGBB at
 * `opa` 0…255. The shadow's shape is the box grown by `spread`; it fades to nothing over `blur` pixels outside of that
 * and is full `blur` pixels inside, all of it `ofsY` pixels further down. As in CSS nothing is drawn where the box will
 * cover the pixel wholly, so a translucent box does not show its own shadow.
 */
export function drawShadow(
  layer: Layer,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  radius: number,
  blur: number,
  spread: number,
  color: number,
  opa: number,
  ofsY = 0,
): void {
  const { clip } = layer;
  const width = x2 - x1 + 2 * spread;
  const height = y2 - y1 + 2 * spread;
  const boxRadius = clampRadius(radius, x2 - x1, y2 - y1);
  const left = x1 - spread - blur;
  const right = x2 + spread + blur;
  const shapeTop = y1 - spread - blur + ofsY;
  const shapeBottom = y2 + spread + blur + ofsY;
  const top = Math.max(shapeTop, clip.y1);
  const bottom = Math.min(shapeBottom, clip.y2);
  if (width <= 0 || height <= 0 || opa === 0) return;
  if (top >= bottom || left >= clip.x2 || right <= clip.x1) return;
  const inBoxRows = clip.y1 >= y1 + boxRadius && clip.y2 <= y2 - boxRadius;
  if (inBoxRows && clip.x1 >= x1 && clip.x2 <= x2) return;

  const mask = shadowMask(clampRadius(radius > 0 ? radius + spread : 0, width, height), blur, width, height);
  const corner = boxRadius > 0 ? fillCorner(boxRadius) : undefined;
  const table = blendTable(backgroundAt(layer, left, top), opaque(color), opa);
  for (let y = top; y < bottom; y++) {
    const fromEdge = Math.min(y - shapeTop, shapeBottom - 1 - y, mask.height - 1);
    const boxRow = Math.min(y - y1, y2 - 1 - y);
    if (boxRow < 0) {
      paintShadowRow(layer, y, left, right, left, right, mask, fromEdge, table);
    } else {
      const inset = corner && boxRow < boxRadius ? corner.end[boxRow]! : 0;
      paintShadowRow(layer, y, left, right, left, x1 + inset, mask, fromEdge, table);
      paintShadowRow(layer, y, left, right, x2 - inset, right, mask, fromEdge, table);
    }
  }
}

/** Paints columns [from, to) of row `y` of a shadow that reaches from `left` to `right`. */
function paintShadowRow(
  layer: Layer,
  y: number,
  left: number,
  right: number,
  from: number,
  to: number,
  mask: ShadowMask,
  maskRow: number,
  table: BlendTable,
): void {
  const { clip, pixels, stride } = layer;
  const { background, over, opa, pixels: mixed } = table;
  const { data, width } = mask;
  const line = y * stride;
  const first = Math.max(from, clip.x1);
  const last = Math.min(to, clip.x2);
  const row = maskRow * width;
  const evenFrom = Math.max(first, Math.min(left + width, last));
  const evenTo = Math.min(last, Math.max(right - width, evenFrom));
  for (let x = first; x < evenFrom; x++) {
    const coverage = data[row + Math.min(x - left, right - 1 - x)]!;
    const under = pixels[line + x]! | 0;
    pixels[line + x] = under === background ? mixed[coverage]! : mix(under, over, multiply255(coverage, opa));
  }
  paintSpan(pixels, line + evenFrom, line + evenTo, over, multiply255(data[row + width - 1]!, opa));
  for (let x = evenTo; x < last; x++) {
    const coverage = data[row + right - 1 - x]!;
    const under = pixels[line + x]! | 0;
    pixels[line + x] = under === background ? mixed[coverage]! : mix(under, over, multiply255(coverage, opa));
  }
}
