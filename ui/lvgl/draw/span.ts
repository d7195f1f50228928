import { mix } from './blend.ts';

/** Below this many pixels a loop beats the call of the built-in fill (measured: about 20). */
const SHORT = 20;

/**
 * Paints pixels [from, to) with opaque pixel `over` at `opa` 0…255. Neighbours mostly have one colour, so the last
 * mix is kept and reused. The caller has clipped.
 */
export function paintSpan(pixels: Uint32Array, from: number, to: number, over: number, opa: number): void {
  if (opa === 255) {
    if (to - from > SHORT) pixels.fill(over, from, to);
    else for (let i = from; i < to; i++) pixels[i] = over;
    return;
  }
  if (from >= to) return;
  let under = pixels[from]! | 0;
  let mixed = mix(under, over, opa);
  for (let i = from; i < to; i++) {
    const pixel = pixels[i]! | 0;
    if (pixel !== under) {
      under = pixel;
      mixed = mix(under, over, opa);
    }
    pixels[i] = mixed;
  }
}
