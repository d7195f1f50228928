export { type Caret, caretAt, indexAt } from './caret.ts';
export { type FontOptions, parseFont } from './font.ts';
export { FontError } from './font_reader.ts';
export { type FontName, Fonts } from './fonts.ts';
export { nextGrapheme, prevGrapheme, wordBounds } from './grapheme.ts';
export { ICONS, type IconName } from './icons.ts';
export { layoutText, measureText } from './layout.ts';
export { loadLineBreaks } from './line_break.ts';
export type { Font, Glyph, TextAlign, TextLayout, TextLine, TextOptions } from './types.ts';
