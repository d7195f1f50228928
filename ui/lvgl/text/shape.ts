import { graphemeStarts, isSimple } from './grapheme.ts';
import { inRanges, type Ranges } from './ranges.ts';
import { Run } from './run.ts';
import type { Font, Glyph } from './types.ts';

/** Never seen: soft hyphen, joiners, marks of direction, variation selectors, byte order mark, tags. */
const IGNORABLE: Ranges = [
  0x00ad, 0x00ad, 0x061c, 0x061c, 0x180e, 0x180e, 0x200b, 0x200f, 0x202a, 0x202e, 0x2060, 0x206f, 0xfe00, 0xfe0f,
  0xfeff, 0xfeff, 0xe0000, 0xe0fff,
];

const TAB = 9;
const SPACE = 32;

/**
 * The one way from text to glyphs; measuring, wrapping, drawing and the caret all go through it, so shaping of scripts
 * that need it has its place here. `text` is on one line. `letterSpace` is added after each glyph, in 1/16 px.
 *
 * 1. A grapheme cluster of several code points is composed (NFC), since the fonts hold composed letters.
 * 2. Ignorable code points give no glyph; a tab is a space.
 */
export function shapeRun(text: string, font: Font, letterSpace = 0): Run {
  const glyphs: Glyph[] = [];
  const clusters: number[] = [];
  if (isSimple(text)) {
    for (let i = 0; i < text.length; i++) addCodePoint(text.charCodeAt(i), i, font, glyphs, clusters);
  } else {
    const starts = graphemeStarts(text);
    starts.forEach((start, i) => {
      for (const character of text.slice(start, starts[i + 1]).normalize('NFC')) {
        addCodePoint(character.codePointAt(0)!, start, font, glyphs, clusters);
      }
    });
  }
  return new Run(text, glyphs, clusters, letterSpace);
}

function addCodePoint(codePoint: number, cluster: number, font: Font, glyphs: Glyph[], clusters: number[]): void {
  if (inRanges(IGNORABLE, codePoint)) return;
  glyphs.push(font.glyph(codePoint === TAB ? SPACE : codePoint));
  clusters.push(cluster);
}
