/** What may go into a field of one line, and where its words are. */
import { graphemeStarts, wordBounds } from '../text/grapheme.ts';

/** Control characters and line separators, which a line of text cannot hold. */
const NOT_ON_A_LINE = /[\p{Cc}\u2028\u2029]/u;

/** A run between word boundaries that is a word, and not the space or punctuation between two. */
const WORD = /[\p{L}\p{N}]/u;

/** Leaves out what cannot stand on a line and what `accepted` does not list ('' accepts all). */
export function cleanText(text: string, accepted: string): string {
  if (accepted === '' && !NOT_ON_A_LINE.test(text)) return text;
  let clean = '';
  for (const char of text) {
    if (!NOT_ON_A_LINE.test(char) && (accepted === '' || accepted.includes(char))) clean += char;
  }
  return clean;
}

export const countGraphemes = (text: string): number => graphemeStarts(text).length;

/** The first `most` graphemes. */
export const cutToLength = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, graphemeStarts(text)[most]);

/** Where the word before `index` begins; 0 when there is none. */
export function wordBefore(text: string, index: number): number {
  let at = index;
  while (at > 0) {
    const { start } = wordBounds(text, at - 1);
    const isWord = WORD.test(text.slice(start, at));
    at = start;
    if (isWord) break;
  }
  return at;
}

/** Where the word after `index` ends; the text's end when there is none. */
export function wordAfter(text: string, index: number): number {
  let at = index;
  while (at < text.length) {
    const { end } = wordBounds(text, at);
    const isWord = WORD.test(text.slice(at, end));
    at = end;
    if (isWord) break;
  }
  return at;
}
