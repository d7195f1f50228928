import { fade, sourceOver } from './blend.ts';
import type { Layer } from './layer.ts';

/** Pixels 0xAARRGGBB, premultiplied (no channel above its alpha), rows without padding. */
export interface ImagePixels {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** Draws `image` with its top left pixel at (x, y), at `opa` 0…255. */
export function drawImage(layer: Layer, image: ImagePixels, x: number, y: number, opa: number): void {
  const { clip, pixels, stride } = layer;
  const left = Math.max(x, clip.x1);
  const right = Math.min(x + image.width, clip.x2);
  const top = Math.max(y, clip.y1);
  const bottom = Math.min(y + image.height, clip.y2);
  if (left >= right || opa === 0) return;
  const data = image.pixels;
  for (let row = top; row < bottom; row++) {
    const source = (row - y) * image.width - x;
    const target = row * stride;
    for (let column = left; column < right; column++) {
      const over = opa === 255 ? data[source + column]! | 0 : fade(data[source + column]! | 0, opa);
      const alpha = over >>> 24;
      if (alpha === 255) pixels[target + column] = over;
      else if (alpha !== 0) pixels[target + column] = sourceOver(pixels[target + column]! | 0, over);
    }
  }
}
