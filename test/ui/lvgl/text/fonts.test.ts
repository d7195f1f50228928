import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Fonts } from '../../../../ui/lvgl/text/index.ts';
import { buildFont } from './blob.ts';

const test = suite('Fonts');

const face = (first: number, advance: number): Uint8Array =>
  buildFont({
    glyphs: [{ advance, x: 0, y: 0, width: 1, height: 1, coverage: [255] }],
    cmaps: [{ format: 2, first, firstId: 1, count: 1 }],
  });

function fixture(scale: 1 | 2): { fonts: Fonts; loads: string[]; missing: number[] } {
  const loads: string[] = [];
  const missing: number[] = [];
  const load = (file: string): Uint8Array => {
    loads.push(file);
    return file.includes('-han') ? face(0x4e00, 200) : face(0x61, 100);
  };
  return { fonts: new Fonts(load, scale, (codePoint) => missing.push(codePoint)), loads, missing };
}

test('a font is read when first asked for, in the size of the scale, and once', () => {
  const { fonts, loads } = fixture(2);
  assert.equal(loads, []);
  const body = fonts.get('body');
  assert.is(fonts.get('body'), body);
  assert.equal([body.name, loads], ['body@2', ['body@2.bin']]);
});

test('Chinese comes from a second file, read with the first such character', () => {
  const { fonts, loads } = fixture(1);
  const title = fonts.get('title');
  title.glyph(0x61);
  assert.is(loads.length, 1);
  assert.is(title.glyph(0x4e00).advance, 200);
  title.glyph(0x4e01);
  assert.equal(loads, ['title@1.bin', 'title-han@1.bin']);
});

test('a missing code point is reported once, whichever fonts lack it', () => {
  const { fonts, missing } = fixture(1);
  fonts.get('body').glyph(0x905);
  fonts.get('label').glyph(0x905);
  fonts.get('code').glyph(0x905);
  assert.equal(missing, [0x905]);
});

test('icons have no second file to look in', () => {
  const { fonts, loads, missing } = fixture(1);
  fonts.get('icon').glyph(0xe000);
  assert.equal([loads, missing], [['icon@1.bin'], [0xe000]]);
});

test.run();
