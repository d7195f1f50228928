/** Ascending ranges of code points as first, last, first, last, … */
export type Ranges = readonly number[];

/** True when `codePoint` lies in one of the ranges. */
export function inRanges(ranges: Ranges, codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (codePoint <= ranges[i + 1]!) return codePoint >= ranges[i]!;
  }
  return false;
}
