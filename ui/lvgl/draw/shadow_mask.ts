/**
 * Coverage of a blurred rounded box, computed once for each radius and blur.
 *
 * 1. Three box blurs after each other are nearly a Gaussian; their radii add up to `blur`, so the shadow ends exactly
 *    `blur` pixels outside of the box's edge.
 * 2. Past `radius + blur` pixels from a corner every row is like the next. So the mask of any larger box is that of a
 *    box of twice that size, stretched in the middle; a smaller box has a mask of its own.
 * 3. The shape is symmetric: one quarter, middle row and column included, is kept.
 *
 * A mask takes (radius + 2 · blur + 1)² bytes at most. The cache holds 256 KB of them, or one that is larger.
 */
import { fillCorner } from './corner.ts';

export interface ShadowMask {
  readonly radius: number;
  readonly blur: number;
  /** Size of the box before the blur: that of the smallest box with this mask. */
  readonly boxWidth: number;
  readonly boxHeight: number;
  /** Size of the quarter, from the outermost pixel that the blur reaches. */
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const CACHED_BYTES = 256 * 1024;
const cache: ShadowMask[] = [];
let cachedBytes = 0;

/** The mask of a box of the given size, in whole pixels; `radius` is at most half of its shorter side. */
export function shadowMask(radius: number, blur: number, width: number, height: number): ShadowMask {
  const boxWidth = Math.min(width, 2 * (radius + blur) + 2);
  const boxHeight = Math.min(height, 2 * (radius + blur) + 2);
  for (let i = 0; i < cache.length; i++) {
    const mask = cache[i]!;
    if (mask.radius === radius && mask.blur === blur && mask.boxWidth === boxWidth && mask.boxHeight === boxHeight) {
      return mask;
    }
  }
  const mask = makeMask(radius, blur, boxWidth, boxHeight);
  cachedBytes += mask.data.length;
  cache.push(mask);
  while (cachedBytes > CACHED_BYTES && cache.length > 1) cachedBytes -= cache.shift()!.data.length;
  return mask;
}

function makeMask(radius: number, blur: number, boxWidth: number, boxHeight: number): ShadowMask {
  const fullWidth = boxWidth + 2 * blur;
  const fullHeight = boxHeight + 2 * blur;
  const width = (fullWidth + 1) >> 1;
  const height = (fullHeight + 1) >> 1;
  const quarter = new Float64Array(width * height);
  // Rows above the box are empty, and those below its corner are all like the first of them.
  const firstEven = Math.min(blur + radius, height - 1);
  for (let y = blur; y <= firstEven; y++) {
    sharpRow(quarter.subarray(y * width + blur, (y + 1) * width), radius, y - blur);
    blurHalf(quarter, y * width, 1, width, fullWidth, blur);
  }
  for (let y = firstEven + 1; y < height; y++) {
    quarter.copyWithin(y * width, firstEven * width, (firstEven + 1) * width);
  }
  for (let x = 0; x < width; x++) blurHalf(quarter, x, width, height, fullHeight, blur);
  return { radius, blur, boxWidth, boxHeight, width, height, data: rounded(quarter) };
}

/** Rounds to nearest; a clamped array does it while copying, without a call for each value. */
const rounded = (values: Float64Array): Uint8Array => new Uint8Array(new Uint8ClampedArray(values).buffer);

/** Row `row` of the box before the blur, 0…255, from its left edge to its middle. */
function sharpRow(values: Float64Array, radius: number, row: number): void {
  values.fill(255);
  if (row >= radius) return;
  const { start, end, offset, coverage } = fillCorner(radius);
  const from = start[row]!;
  values.fill(0, 0, from);
  for (let x = from; x < end[row]!; x++) values[x] = coverage[offset[row]! + x - from]!;
}

/** Blurs a symmetric line of `full` values of which `values` holds the first half, every `step`th from `first` on. */
function blurHalf(values: Float64Array, first: number, step: number, half: number, full: number, blur: number): void {
  let line = new Float64Array(half);
  let blurred = new Float64Array(half);
  for (let i = 0; i < half; i++) line[i] = values[first + i * step]!;
  for (let pass = 0; pass < 3; pass++) {
    boxBlur(line, blurred, full, Math.floor((blur + pass) / 3));
    [line, blurred] = [blurred, line];
  }
  for (let i = 0; i < half; i++) values[first + i * step] = line[i]!;
}

/** Mean over `2 · radius + 1` values of a symmetric line of `full` values, given and made as its first half. */
function boxBlur(from: Float64Array, to: Float64Array, full: number, radius: number): void {
  const half = from.length;
  const scale = 1 / (2 * radius + 1);
  let sum = 0;
  for (let enters = 0; enters < half + radius; enters++) {
    if (enters < half) sum += from[enters]!;
    else if (enters < full) sum += from[full - 1 - enters]!;
    const middle = enters - radius;
    if (middle > radius) sum -= from[middle - radius - 1]!;
    if (middle >= 0) to[middle] = sum * scale;
  }
}
