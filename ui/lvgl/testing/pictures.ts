/** A picture as a display gives it: 0xAARRGGBB, rows without padding. */
export interface Picture {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** Where two pictures differ first, row by row; or that they differ in size. */
export type PictureDifference =
  | { readonly kind: 'size'; readonly actual: string; readonly expected: string }
  | {
      readonly kind: 'pixel';
      readonly x: number;
      readonly y: number;
      readonly actual: string;
      readonly expected: string;
    };

const hex = (pixel: number): string => `#${pixel.toString(16).padStart(8, '0')}`;

/** Compares exactly; null when the pictures are the same. Pixels are told as #aarrggbb. */
export function comparePictures(actual: Picture, expected: Picture): PictureDifference | null {
  if (actual.width !== expected.width || actual.height !== expected.height) {
    return {
      kind: 'size',
      actual: `${actual.width}×${actual.height}`,
      expected: `${expected.width}×${expected.height}`,
    };
  }
  const size = actual.width * actual.height;
  for (let i = 0; i < size; i++) {
    const a = actual.pixels[i]!;
    const e = expected.pixels[i]!;
    if (a !== e)
      return { kind: 'pixel', x: i % actual.width, y: Math.floor(i / actual.width), actual: hex(a), expected: hex(e) };
  }
  return null;
}

/** One line for a failed test. */
export const describeDifference = (difference: PictureDifference): string =>
  difference.kind === 'size'
    ? `the picture is ${difference.actual}, expected ${difference.expected}`
    : `first differing pixel (${difference.x}, ${difference.y}): ${difference.actual}, expected ${difference.expected}`;
