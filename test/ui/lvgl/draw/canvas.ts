import { Layer } from '../../../../ui/lvgl/draw/index.ts';

export const WIDTH = 40;
export const HEIGHT = 32;

/** A layer in a surface that is wider than its rows, so that a mistaken stride shows, filled with one pixel. */
export function canvas(background = 0xff202833, width = WIDTH, height = HEIGHT): Layer {
  const stride = width + 5;
  return new Layer({ pixels: new Uint32Array(stride * height).fill(background), width, height, stride });
}

export const pixel = (layer: Layer, x: number, y: number): number => layer.pixels[y * layer.stride + x]!;

/** Coverage 0…255 of what was drawn in white on opaque black. */
export const coverage = (layer: Layer, x: number, y: number): number => pixel(layer, x, y) & 255;

export const blackCanvas = (width = WIDTH, height = HEIGHT): Layer => canvas(0xff000000, width, height);

/** Pixels that differ from `background`, as "x,y" in reading order. */
export function changed(layer: Layer, background: number): string[] {
  const found: string[] = [];
  for (let y = 0; y < layer.height; y++) {
    for (let x = 0; x < layer.width; x++) if (pixel(layer, x, y) !== background) found.push(`${x},${y}`);
  }
  return found;
}

/** The four channels of a pixel: alpha, red, green, blue. */
export const channels = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
