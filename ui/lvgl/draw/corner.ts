/**
 * Coverage of round corners, computed once for each radius and border width.
 *
 * 1. A corner is the quarter of a circle in a square of `radius` pixels, the top left one; the others mirror it.
 * 2. A pixel's coverage is the exact area of the pixel inside the circle (the integral of the circle's height over the
 *    pixel's width, clamped to the pixel), times 255. A border's is the outer circle's minus the inner one's.
 * 3. Of each row only the part from the first covered to the last partly covered pixel is kept. What follows to the
 *    right is even: all covered, or, in a border's rows below its width, not at all.
 *
 * So a corner takes about 3 bytes a row (a border: its area); the cache holds at most 64 of them.
 */
export interface Corner {
  /** Rows and columns of the square. */
  readonly radius: number;
  /** For each row the first column with coverage, and the first of the even rest. */
  readonly start: Int16Array;
  readonly end: Int16Array;
  /** Coverage of column `start[row]`; the following ones follow. */
  readonly offset: Int32Array;
  readonly coverage: Uint8Array;
}

const CACHED = 64;
const cache = new Map<number, Corner>();

/** The corner of a filled shape. */
export const fillCorner = (radius: number): Corner => corner(radius, radius);

/** The corner of a border `width` wide, drawn inside the outline. `width` is at most `radius`. */
export const ringCorner = (radius: number, width: number): Corner => corner(radius, width);

function corner(radius: number, width: number): Corner {
  const key = radius * 0x8000 + width;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size === CACHED) for (const first of cache.keys()) if (cache.delete(first)) break;
  const made = makeCorner(radius, width);
  cache.set(key, made);
  return made;
}

function makeCorner(radius: number, width: number): Corner {
  const start = new Int16Array(radius);
  const end = new Int16Array(radius);
  const offset = new Int32Array(radius);
  const row = new Uint8Array(radius);
  const bytes: number[] = [];
  for (let y = 0; y < radius; y++) {
    for (let x = 0; x < radius; x++) {
      const area = quarterArea(radius, radius - 1 - x, radius - 1 - y);
      const hole = quarterArea(radius - width, radius - 1 - x, radius - 1 - y);
      row[x] = Math.round((area - hole) * 255);
    }
    const rest = y < width ? 255 : 0;
    let from = 0;
    while (from < radius && row[from] === 0) from++;
    let to = radius;
    while (to > from && row[to - 1] === rest) to--;
    start[y] = from;
    end[y] = to;
    offset[y] = bytes.length;
    for (let x = from; x < to; x++) bytes.push(row[x]!);
  }
  return { radius, start, end, offset, coverage: Uint8Array.from(bytes) };
}

/** Area of the unit square at (x, y) that lies in the circle of `radius` around the origin; x, y ≥ 0. */
function quarterArea(radius: number, x: number, y: number): number {
  if (x * x + y * y >= radius * radius) return 0;
  if ((x + 1) * (x + 1) + (y + 1) * (y + 1) <= radius * radius) return 1;
  // From x to `full` the circle is above the square's top, from there to `zero` inside it.
  const full = Math.min(x + 1, chord(radius, y + 1));
  const zero = Math.min(x + 1, chord(radius, y));
  const from = Math.max(x, full);
  return from - x + (integral(radius, zero) - integral(radius, from)) - y * (zero - from);
}

/** Half the chord of a circle at height `y`. */
const chord = (radius: number, y: number): number => Math.sqrt(Math.max(0, radius * radius - y * y));

/** ∫ of the circle's height from 0 to x. */
const integral = (radius: number, x: number): number =>
  (x * chord(radius, x) + radius * radius * Math.asin(Math.min(1, x / radius))) / 2;
