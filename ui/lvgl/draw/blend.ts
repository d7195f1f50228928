/**
 * Pixel arithmetic. A pixel is 0xAARRGGBB, premultiplied, held as an int32 so that V8 keeps it out of the heap.
 *
 * A plain colour over a premultiplied pixel is a linear mix of all four channels alike, the colour's own alpha being
 * 255: `under + (over - under) · coverage`. So one formula serves an opaque screen and a transparent overlay. Two
 * channels are computed at once in the 16-bit halves of an int32.
 */

/** An opaque pixel of colour 0xRRGGBB. */
export const opaque = (color: number): number => color | 0xff000000;

/** `a · b / 255`, rounded to nearest, for a and b in 0…255. */
export function multiply255(a: number, b: number): number {
  const product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

/** `under` with opaque pixel `over` on it at `coverage` 0…255; each channel rounded to nearest. */
export function mix(under: number, over: number, coverage: number): number {
  const rest = 255 - coverage;
  const rb = (Math.imul(over & 0xff00ff, coverage) + Math.imul(under & 0xff00ff, rest) + 0x800080) | 0;
  const ag = (Math.imul((over >>> 8) & 0xff00ff, coverage) + Math.imul((under >>> 8) & 0xff00ff, rest) + 0x800080) | 0;
  return (((rb + ((rb >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff) | ((ag + ((ag >>> 8) & 0xff00ff)) & 0xff00ff00);
}

/** All four channels of premultiplied `pixel` times `opa` / 255, rounded to nearest. */
export function fade(pixel: number, opa: number): number {
  const rb = (Math.imul(pixel & 0xff00ff, opa) + 0x800080) | 0;
  const ag = (Math.imul((pixel >>> 8) & 0xff00ff, opa) + 0x800080) | 0;
  return (((rb + ((rb >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff) | ((ag + ((ag >>> 8) & 0xff00ff)) & 0xff00ff00);
}

/** Premultiplied pixel `over` on `under` (Porter and Duff's source-over). No channel of `over` may exceed its alpha. */
export const sourceOver = (under: number, over: number): number => (over + fade(under, 255 - (over >>> 24))) | 0;

/** What mixing one colour gives at each of the 256 coverages on one background, so that no arithmetic is left. */
export class BlendTable {
  readonly pixels = new Int32Array(256);
  /** The pixel the table holds for, and what is mixed onto it: an opaque pixel at `opa`. */
  background = 0;
  over = 0;
  opa = 0;

  holds(background: number, over: number, opa: number): boolean {
    return this.background === background && this.over === over && this.opa === opa;
  }

  set(background: number, over: number, opa: number): void {
    this.background = background;
    this.over = over;
    this.opa = opa;
    for (let coverage = 0; coverage < 256; coverage++) {
      this.pixels[coverage] = mix(background, over, multiply255(coverage, opa));
    }
  }
}

/** Tables kept, 1 KB each: a screen has a few text colours on a few surfaces. */
const TABLES = 16;
const tables = Array.from({ length: TABLES }, () => new BlendTable());
let oldest = 0;

/** The table of opaque pixel `over` at `opa` on `background`. It may change in the 16th call after this one. */
export function blendTable(background: number, over: number, opa: number): BlendTable {
  for (let i = 0; i < TABLES; i++) {
    const table = tables[i]!;
    if (table.holds(background, over, opa)) return table;
  }
  const table = tables[oldest]!;
  oldest = (oldest + 1) % TABLES;
  table.set(background, over, opa);
  return table;
}
