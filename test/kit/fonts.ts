import { readFileSync } from 'node:fs';
import { bakeFonts } from '../../ui/build/fonts.ts';
import { Fonts, loadLineBreaks } from '../../ui/lvgl/index.ts';

await Promise.all([bakeFonts(), loadLineBreaks()]);
const folder = new URL('../../.build/fonts/', import.meta.url);

const load = (scale: 1 | 2): Fonts =>
  new Fonts(
    (file) => readFileSync(new URL(file, folder)),
    scale,
    (codePoint) => {
      throw new Error(`no font has U+${codePoint.toString(16).toUpperCase()}`);
    },
  );
const fonts = { 1: load(1), 2: load(2) };

/** The product's own fonts, read once for all displays. A character that none of them has fails the test. */
export const testFonts = (scale: 1 | 2): Fonts => fonts[scale];
