/**
 * From the toolkit's pixels (0xAARRGGBB, premultiplied) to those of a framebuffer. Nothing here allocates.
 *
 * 16-bit formats are dithered with an ordered 4×4 Bayer matrix that is fixed to the screen, so that an area repainted
 * later meets its neighbours exactly. A colour that the format can show is never dithered: black and white stay pure,
 * which QR codes need.
 */

export type PixelFormatName = 'XRGB8888' | 'ARGB8888' | 'XBGR8888' | 'ABGR8888' | 'RGB565' | 'BGR565';

export interface PixelFormat {
  readonly name: PixelFormatName;
  readonly bytesPerPixel: 2 | 4;
  /** True when device pixels are the toolkit's own and rows are copied as they are. */
  readonly native: boolean;
}

/** Where one colour lies in a pixel: `struct fb_bitfield` of <linux/fb.h>. */
export interface Bitfield {
  readonly offset: number;
  readonly length: number;
}

export interface PixelLayout {
  readonly bitsPerPixel: number;
  readonly red: Bitfield;
  readonly green: Bitfield;
  readonly blue: Bitfield;
  readonly alpha: Bitfield;
}

export const PIXEL_FORMATS: Readonly<Record<PixelFormatName, PixelFormat>> = {
  XRGB8888: { name: 'XRGB8888', bytesPerPixel: 4, native: true },
  ARGB8888: { name: 'ARGB8888', bytesPerPixel: 4, native: true },
  XBGR8888: { name: 'XBGR8888', bytesPerPixel: 4, native: false },
  ABGR8888: { name: 'ABGR8888', bytesPerPixel: 4, native: false },
  RGB565: { name: 'RGB565', bytesPerPixel: 2, native: false },
  BGR565: { name: 'BGR565', bytesPerPixel: 2, native: false },
};

const is = (field: Bitfield, offset: number, length: number) => field.offset === offset && field.length === length;

/** The format that a device describes by its bitfields; null when it is none of ours. */
export function pixelFormatOf({ bitsPerPixel, red, green, blue, alpha }: PixelLayout): PixelFormat | null {
  if (bitsPerPixel === 32 && is(green, 8, 8)) {
    const hasAlpha = is(alpha, 24, 8);
    if (is(red, 16, 8) && is(blue, 0, 8)) return PIXEL_FORMATS[hasAlpha ? 'ARGB8888' : 'XRGB8888'];
    if (is(red, 0, 8) && is(blue, 16, 8)) return PIXEL_FORMATS[hasAlpha ? 'ABGR8888' : 'XBGR8888'];
  }
  if (bitsPerPixel === 16 && is(green, 5, 6)) {
    if (is(red, 11, 5) && is(blue, 0, 5)) return PIXEL_FORMATS.RGB565;
    if (is(red, 0, 5) && is(blue, 11, 5)) return PIXEL_FORMATS.BGR565;
  }
  return null;
}

/** Ordered dithering: the order in which the pixels of a 4×4 cell light up, 0 … 15. */
const BAYER_4X4 = Uint8Array.of(0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5);

/** Swaps red and blue of `count` pixels from `source[from]` into the start of `row`; alpha stays. */
export function swapRedBlue(source: Uint32Array, from: number, count: number, row: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const p = source[from + i]!;
    row[i] = (p & 0xff00ff00) | ((p & 0xff) << 16) | ((p >>> 16) & 0xff);
  }
}

/**
 * Reduces `count` pixels from `source[from]` to 5-6-5 bits into the start of `row`. `x` and `y` are where the first
 * pixel stands on the screen; `redShift` is 11 for RGB565 and 0 for BGR565.
 *
 * Subtracting a colour's own top bits first (c - (c >> 5)) maps 255 to 248, so that the threshold added next can never
 * carry out of the field, and maps every value the format can show to a multiple of 8, which no threshold changes.
 */
export function ditherTo565(
  source: Uint32Array,
  from: number,
  count: number,
  row: Uint16Array,
  x: number,
  y: number,
  redShift: 0 | 11,
): void {
  const blueShift = 11 - redShift;
  const cell = (y & 3) << 2;
  for (let i = 0; i < count; i++) {
    const p = source[from + i]!;
    const threshold = BAYER_4X4[cell | ((x + i) & 3)]!;
    const red = (p >>> 16) & 0xff;
    const green = (p >>> 8) & 0xff;
    const blue = p & 0xff;
    const r5 = (red - (red >> 5) + (threshold >> 1)) >> 3;
    const g6 = (green - (green >> 6) + (threshold >> 2)) >> 2;
    const b5 = (blue - (blue >> 5) + (threshold >> 1)) >> 3;
    row[i] = (r5 << redShift) | (g6 << 5) | (b5 << blueShift);
  }
}
