/**
 * User-perceived characters and words (UAX #29) by `Intl.Segmenter`. Its first use takes some 8 ms, which is much
 * beside the time to the first picture, so text in which every code point is a character by itself never touches it.
 */
import { inRanges, type Ranges } from './ranges.ts';

/**
 * UTF-16 units that are a character by themselves whatever stands beside them: all but CR (of CR LF), combining marks,
 * joiners, surrogates, and the scripts in which letters combine. Latin to Cyrillic, punctuation, CJK, private use.
 */
const SIMPLE: Ranges = [
  0x0000, 0x000c, 0x000e, 0x02ff, 0x0370, 0x0482, 0x048a, 0x058f, 0x2010, 0x2027, 0x2030, 0x205f, 0x20a0, 0x20cf,
  0x2190, 0x21ff, 0x3000, 0x3029, 0x3030, 0x3098, 0x309b, 0xa48f, 0xe000, 0xf8ff, 0xff00, 0xff9d,
];

/** True when each UTF-16 unit of `text` is a grapheme cluster. */
export function isSimple(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!inRanges(SIMPLE, text.charCodeAt(i))) return false;
  return true;
}

let graphemeSegmenter: Intl.Segmenter | undefined;
let wordSegmenter: Intl.Segmenter | undefined;

/** The grapheme clusters of `text` as the indices at which they begin. */
export function graphemeStarts(text: string): number[] {
  if (isSimple(text)) return Array.from({ length: text.length }, (_, i) => i);
  graphemeSegmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemeSegmenter.segment(text), (segment) => segment.index);
}

/** Index after the grapheme cluster that holds `index`; the text's length at its end. */
export function nextGrapheme(text: string, index: number): number {
  if (index >= text.length) return text.length;
  return graphemeStarts(text).find((start) => start > index) ?? text.length;
}

/** Index where the grapheme cluster that ends at, or else holds, `index` begins; 0 at the start. */
export function prevGrapheme(text: string, index: number): number {
  return graphemeStarts(text).findLast((start) => start < index) ?? 0;
}

/**
 * The word that holds the character after `index`, or, at the end of the text, the one before it. Spaces and
 * punctuation between words are runs of their own.
 */
export function wordBounds(text: string, index: number): { start: number; end: number } {
  if (text === '') return { start: 0, end: 0 };
  wordSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  const { index: start, segment } = wordSegmenter.segment(text).containing(Math.min(index, text.length - 1))!;
  return { start, end: start + segment.length };
}
