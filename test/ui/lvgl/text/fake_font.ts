import type { Font, Glyph } from '../../../../ui/lvgl/text/index.ts';

/**
 * A font without a file: every glyph is a box 10 px high and 1 px narrower than its advance, solid unless
 * `coverageAt` says otherwise. Advances and kerning are in 1/16 px.
 */
export function fakeFont(
  advanceOf: (codePoint: number) => number,
  kern: (left: number, right: number) => number = () => 0,
  coverageAt: (x: number, y: number) => number = () => 255,
): Font {
  const glyphs = new Map<number, Glyph>();
  const font: Font = {
    name: 'fake',
    lineHeight: 14,
    baseline: 11,
    glyph(codePoint) {
      const advance = advanceOf(codePoint);
      const width = codePoint === 0x20 ? 0 : Math.max(0, (advance >> 4) - 1);
      const known = glyphs.get(codePoint) ?? {
        id: codePoint,
        advance,
        ofsX: 1,
        ofsY: 10,
        width,
        height: 10,
        words: bitmap(width, 10, coverageAt),
        font,
      };
      glyphs.set(codePoint, known);
      return known;
    },
    kerning: (left, right) => kern(left.id, right.id),
  };
  return font;
}

function bitmap(width: number, height: number, coverageAt: (x: number, y: number) => number): Uint32Array {
  const perRow = (width + 3) >> 2;
  const words = new Uint32Array(perRow * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) words[y * perRow + (x >> 2)]! |= coverageAt(x, y) << (8 * (x & 3));
  }
  return words;
}

/** Ten pixels a character. */
export const monoFont = fakeFont(() => 160);

/** Widths from 4 to 15.9 px by code point, kerning of up to 2 px, and bitmaps of which no two rows are alike. */
export const inkFont = fakeFont(
  (codePoint) => 64 + ((codePoint * 7) % 192),
  (left, right) => -((left + right) % 32),
  (x, y) => (x * 37 + y * 91) & 255,
);

export const PLAIN = { maxWidth: Infinity, align: 'left', lineSpace: 0, letterSpace: 0, maxLines: Infinity } as const;
