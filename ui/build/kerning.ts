import { Blob, Face, Feature, Font, Buffer as ShapeBuffer, shape } from 'harfbuzzjs';
import { unpackWoff } from './woff.ts';

/** The code points for which a WOFF face has a glyph. */
export const codePointsIn = (woff: Buffer): Set<number> =>
  new Set(new Face(new Blob(unpackWoff(woff))).collectUnicodes());

/** Kerning only: a ligature or an alternate glyph would change more than the distance. */
const FEATURES = ['kern', '-liga', '-clig', '-calt', '-ccmp'];

/** For each left code point the right ones that stand closer (below 0) or farther than their advance says, in em. */
export type Kerning = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * The kerning between the given code points of a WOFF face. HarfBuzz reads it, since lv_font_conv's own reader does
 * not know the extension lookups in which most faces keep their pairs. For each left letter L it shapes one text
 * "LaLbLc…", in which the advance of each L shows its kerning with the letter after it.
 */
export function readKerning(woff: Buffer, codePoints: readonly number[]): Kerning {
  const face = new Face(new Blob(unpackWoff(woff)));
  const font = new Font(face);
  const features = FEATURES.flatMap((name) => Feature.fromString(name) ?? []);
  const advances = (text: string): number[] => {
    const buffer = new ShapeBuffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    shape(font, buffer, features);
    return buffer.getGlyphPositions().map((glyph) => glyph.xAdvance);
  };
  const letters = codePoints.map((code) => String.fromCodePoint(code));
  const kerning = new Map<number, Map<number, number>>();
  codePoints.forEach((left, i) => {
    const alone = advances(letters[i]!)[0]!;
    const shaped = advances(letters.map((letter) => letters[i]! + letter).join(''));
    const row = new Map<number, number>();
    codePoints.forEach((right, j) => {
      const units = shaped[2 * j]! - alone;
      if (units !== 0) row.set(right, units / face.upem);
    });
    if (row.size > 0) kerning.set(left, row);
  });
  return kerning;
}
