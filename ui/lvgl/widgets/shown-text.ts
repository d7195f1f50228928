/** What a field draws instead of its text: dots for a secret, groups with hyphens for a code. */
import { graphemeStarts } from '../text/grapheme.ts';

export interface ShownText {
  readonly text: string;
  /** Index in the shown text for one in the source, and back. Both count UTF-16 units. */
  toShown(index: number): number;
  toSource(index: number): number;
}

/** Text that is shown as it is. */
const asItIs = (text: string): ShownText => ({ text, toShown: (i) => i, toSource: (i) => i });

/**
 * @param masked one dot for each grapheme
 * @param grouping graphemes between two hyphens; 0 for none
 */
export function showText(source: string, masked: boolean, grouping: number): ShownText {
  if (!masked && grouping === 0) return asItIs(source);
  const sources = graphemeStarts(source);
  // Where each grapheme begins in what is shown; at last in both where the text ends.
  const showns: number[] = [];
  let text = '';
  for (const [i, start] of sources.entries()) {
    if (grouping > 0 && i > 0 && i % grouping === 0) text += '-';
    showns.push(text.length);
    text += masked ? '•' : source.slice(start, sources[i + 1]);
  }
  sources.push(source.length);
  showns.push(text.length);
  return { text, toShown: (i) => lookUp(sources, showns, i), toSource: (i) => lookUp(showns, sources, i) };
}

/** The entry of `to` for the first entry of `from` that is not less than `value`. */
function lookUp(from: readonly number[], to: readonly number[], value: number): number {
  const i = from.findIndex((start) => start >= value);
  return to[i < 0 ? to.length - 1 : i]!;
}
