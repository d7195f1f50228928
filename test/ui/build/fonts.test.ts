import { readFileSync, statSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bakeFonts } from '../../../ui/build/fonts.ts';
import { codePointsOf } from '../../../ui/build/unicode_range.ts';
import { unpackWoff } from '../../../ui/build/woff.ts';
import { type FontName, Fonts, ICONS, measureText } from '../../../ui/lvgl/text/index.ts';

const test = suite('baked fonts');

const baked = new URL('../../../.build/fonts/', import.meta.url);
const TEXT: FontName[] = ['caption', 'body', 'strong', 'label', 'title', 'display', 'key', 'code'];
const missing: number[] = [];
const load = (file: string): Uint8Array => readFileSync(new URL(file, baked));
const fonts = {
  1: new Fonts(load, 1, (code) => missing.push(code)),
  2: new Fonts(load, 2, (code) => missing.push(code)),
};
const scales = [1, 2] as const;

test.before(bakeFonts);
test.before.each(() => {
  missing.length = 0;
});

test('text fonts hold what people type in Latin, Greek and Cyrillic, at both scales', () => {
  const typed = [...'aZ09~ ñßÅžŁſΩάώЖяґ•…–—‘’“”€№™'].map((character) => character.codePointAt(0)!);
  for (const name of TEXT) for (const scale of scales) for (const code of typed) fonts[scale].get(name).glyph(code);
  assert.equal(
    missing.map((code) => String.fromCodePoint(code)),
    [],
  );
});

test('sans fonts hold Chinese punctuation even when no text uses it', () => {
  for (const scale of scales) for (const code of codePointsOf('3001-3002')) fonts[scale].get('body').glyph(code);
  assert.equal(missing, []);
});

test('every icon is there, as large as its font, in both sizes', () => {
  for (const [name, size] of [
    ['icon', 22],
    ['iconLarge', 48],
  ] as const) {
    for (const scale of scales) {
      const font = fonts[scale].get(name);
      for (const icon of Object.values(ICONS)) {
        const glyph = font.glyph(icon.codePointAt(0)!);
        assert.is(glyph.advance, 16 * size * scale);
        assert.ok(glyph.width > 0 && glyph.width <= size * scale);
      }
    }
  }
  assert.equal(missing, []);
});

test('scale 2 is twice as large', () => {
  for (const name of TEXT) {
    const [small, large] = scales.map((scale) => measureText('Reset password', fonts[scale].get(name)));
    assert.ok(Math.abs(large! - 2 * small!) <= 3, `${name}: ${small} and ${large}`);
  }
});

test('pairs are kerned as the face says: AV by 140/2048 em in Inter', () => {
  const font = fonts[2].get('label');
  const [a, v] = ['A', 'V'].map((letter) => font.glyph(letter.codePointAt(0)!));
  assert.ok(Math.abs(font.kerning(a!, v!) / 16 + (40 * 140) / 2048) < 0.4, `${font.kerning(a!, v!)}`);
  assert.is(font.kerning(v!, font.glyph(0x48)), 0);
});

test('the code font is monospaced', () => {
  const font = fonts[1].get('code');
  assert.is(
    new Set([...'0123456789ABCDEFGHJKMNPQRSTVWXYZ-'].map((c) => font.glyph(c.codePointAt(0)!).advance)).size,
    1,
  );
});

test('what is unchanged is not baked again', async () => {
  const before = statSync(new URL('body@1.bin', baked)).mtimeMs;
  await bakeFonts();
  assert.is(statSync(new URL('body@1.bin', baked)).mtimeMs, before);
});

test('a range of Unicode is read in both spellings, and anything else is refused', () => {
  assert.equal([codePointsOf('20AC'), codePointsOf('U+1f1e9-1f1eb')], [[0x20ac], [0x1f1e9, 0x1f1ea, 0x1f1eb]]);
  for (const bad of ['', 'x', '30-20', '0020-']) assert.throws(() => codePointsOf(bad), /not a range/);
});

test('only WOFF 1.0 is unpacked', () => {
  assert.throws(() => unpackWoff(Buffer.from('wOF2 something else')), /WOFF 1.0/);
});

test.run();
