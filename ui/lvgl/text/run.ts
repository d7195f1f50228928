import type { Glyph } from './types.ts';

/** A text on one line turned into glyphs, in the order in which they are drawn. Lengths are in 1/16 px. */
export class Run {
  readonly glyphs: readonly Glyph[];
  /** Index of the UTF-16 unit at which each glyph's grapheme cluster begins. */
  readonly clusters: readonly number[];
  /** Pen of each glyph: the advances, kerning and extra space before it. */
  readonly #pens: number[] = [];
  readonly #text: string;

  constructor(text: string, glyphs: readonly Glyph[], clusters: readonly number[], letterSpace: number) {
    this.#text = text;
    this.glyphs = glyphs;
    this.clusters = clusters;
    let pen = 0;
    for (let i = 0; i < glyphs.length; i++) {
      const glyph = glyphs[i]!;
      if (i > 0) pen += letterSpace + glyph.font.kerning(glyphs[i - 1]!, glyph);
      this.#pens.push(pen);
      pen += glyph.advance;
    }
  }

  /** Distance of glyph `index` from glyph `from`. */
  offset(from: number, index: number): number {
    return this.#pens[index]! - this.#pens[from]!;
  }

  /** Width of glyphs [from, to). */
  width(from: number, to: number): number {
    return to > from ? this.offset(from, to - 1) + this.glyphs[to - 1]!.advance : 0;
  }

  /** `to` less the spaces at the end of glyphs [from, to), which hang over a line's edge and do not count. */
  trimmed(from: number, to: number): number {
    let end = to;
    while (end > from && isSpace(this.#text.charCodeAt(this.clusters[end - 1]!))) end--;
    return end;
  }

  /** The largest end of a cluster such that what lies from glyph `from` to it, trimmed, is at most `limit` wide. */
  fit(from: number, limit: number): number {
    const count = this.glyphs.length;
    if (this.width(from, this.trimmed(from, count)) <= limit) return count;
    let end = from;
    while (end < count) {
      const next = this.clusterEnd(end);
      if (this.width(from, this.trimmed(from, next)) > limit) break;
      end = next;
    }
    return end;
  }

  /** The end of the cluster of glyph `index`. */
  clusterEnd(index: number): number {
    let end = index + 1;
    while (end < this.glyphs.length && this.clusters[end] === this.clusters[index]) end++;
    return end;
  }
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x09;
