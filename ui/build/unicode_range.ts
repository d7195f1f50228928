/** "0020-007E" or "20AC", with or without fontsource's "U+", to all code points in it. Throws on anything else. */
export function codePointsOf(range: string): number[] {
  const [first, last] = range.replace(/^U\+/i, '').split('-');
  const from = Number.parseInt(first ?? '', 16);
  const to = last === undefined ? from : Number.parseInt(last, 16);
  if (!(from <= to)) throw new Error(`"${range}" is not a range of Unicode`);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
