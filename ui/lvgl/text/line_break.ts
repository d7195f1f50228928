/// <reference path="./linebreak.d.ts" />
import type LineBreaker from 'linebreak';

let Breaker: typeof LineBreaker | null = null;

/**
 * Loads the table of UAX #14. Unpacking it takes a tenth of the time to the first picture, so a host does it right
 * after that, before it shows anything that wraps. Until then lines break at spaces only.
 */
export async function loadLineBreaks(): Promise<void> {
  Breaker ??= (await import('linebreak')).default;
}

/** A paragraph of a text: [start, end) is shown, [end, next) is the mark that ends it, empty at the text's end. */
export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const MANDATORY_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/;
const MANDATORY_BREAKS = new RegExp(MANDATORY_BREAK, 'g');

/** Cuts `text` at the line ends that UAX #14 makes mandatory. There is always one paragraph, perhaps an empty one. */
export function paragraphs(text: string): Paragraph[] {
  if (!MANDATORY_BREAK.test(text)) return [{ start: 0, end: text.length, next: text.length }];
  const found: Paragraph[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(MANDATORY_BREAKS)) {
    found.push({ start, end: index, next: index + mark.length });
    start = index + mark.length;
  }
  found.push({ start, end: text.length, next: text.length });
  return found;
}

const SOFT_HYPHEN = 0xad;

/**
 * Where a line of `paragraph` may begin by UAX #14, ascending. A soft hyphen is no such place, since it would have to
 * become visible there.
 */
export function breakOpportunities(paragraph: string): number[] {
  if (!Breaker) return Array.from(paragraph.matchAll(/ +(?=[^ ])/g), ({ index, 0: spaces }) => index + spaces.length);
  const breaker = new Breaker(paragraph);
  const positions: number[] = [];
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    if (found.position < paragraph.length && paragraph.charCodeAt(found.position - 1) !== SOFT_HYPHEN) {
      positions.push(found.position);
    }
  }
  return positions;
}
