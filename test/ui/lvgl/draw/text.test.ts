import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mix, opaque } from '../../../../ui/lvgl/draw/blend.ts';
import { drawText, drawTextRange, fillRect } from '../../../../ui/lvgl/draw/index.ts';
import { type Font, type Glyph, layoutText } from '../../../../ui/lvgl/text/index.ts';
import { monoFont, PLAIN } from '../text/fake_font.ts';
import { canvas, changed, pixel } from './canvas.ts';

const test = suite('drawText');
const BACKGROUND = 0xff202833;
const COLOR = 0xe8edf3;

/** One glyph, five pixels wide and one high, of these coverages. */
const RAMP = [0, 64, 128, 255, 32];
const rampFont: Font = { name: 'ramp', lineHeight: 4, baseline: 3, glyph: () => ramp, kerning: () => 0 };
const ramp: Glyph = {
  id: 1,
  advance: 96,
  ofsX: 0,
  ofsY: 2,
  width: 5,
  height: 1,
  words: Uint32Array.of(((255 << 24) | (128 << 16) | (64 << 8)) >>> 0, 32),
  font: rampFont,
};

test('a glyph is mixed by its coverage, its top left at the pen and the baseline', () => {
  const layer = canvas(BACKGROUND);
  drawText(layer, layoutText('a', rampFont, PLAIN), 7, 10, COLOR, 255);
  RAMP.forEach((share, i) => {
    assert.is(pixel(layer, 7 + i, 11), mix(BACKGROUND, opaque(COLOR), share) >>> 0, `column ${i}`);
  });
  assert.equal(changed(layer, BACKGROUND), ['8,11', '9,11', '10,11', '11,11']);
});

test('opacity scales the coverage', () => {
  const layer = canvas(BACKGROUND);
  drawText(layer, layoutText('a', rampFont, PLAIN), 0, 0, COLOR, 100);
  assert.is(pixel(layer, 3, 1), mix(BACKGROUND, opaque(COLOR), 100) >>> 0);
});

test('each pixel mixes with what it stands on, also where the background changes under the text', () => {
  const layer = canvas(BACKGROUND);
  fillRect(layer, 2, 0, 40, 32, 0xd0021b, 255);
  drawText(layer, layoutText('a', rampFont, PLAIN), 0, 0, COLOR, 255);
  assert.is(pixel(layer, 1, 1), mix(BACKGROUND, opaque(COLOR), 64) >>> 0);
  assert.is(pixel(layer, 2, 1), mix(0xffd0021b, opaque(COLOR), 128) >>> 0);
  assert.is(pixel(layer, 4, 1), mix(0xffd0021b, opaque(COLOR), 32) >>> 0);
});

test('where a glyph reaches into its neighbour both are seen', () => {
  const tight: Font = { ...rampFont, glyph: () => ({ ...ramp, advance: 16 * 3 }) };
  const layer = canvas(BACKGROUND);
  drawText(layer, layoutText('ab', tight, PLAIN), 0, 0, COLOR, 255);
  const first = mix(BACKGROUND, opaque(COLOR), 32);
  assert.is(pixel(layer, 3, 1), 0xffe8edf3);
  assert.is(pixel(layer, 4, 1), mix(first, opaque(COLOR), 64) >>> 0);
});

test('lines follow each other by the line pitch, each at its x', () => {
  const layer = canvas(BACKGROUND);
  const layout = layoutText('a\nab', rampFont, { ...PLAIN, align: 'right', lineSpace: 3 });
  drawText(layer, layout, 0, 0, COLOR, 255);
  assert.is(pixel(layer, 6 + 3, 1), 0xffe8edf3);
  assert.is(pixel(layer, 3, 8), 0xffe8edf3);
  assert.is(pixel(layer, 9, 8), 0xffe8edf3);
});

test('a selected range has its own colour, by the source and not by the glyph', () => {
  const layer = canvas(BACKGROUND);
  fillRect(layer, 10, 0, 30, 14, 0x0050a0, 255);
  drawTextRange(layer, layoutText('abcd', monoFont, PLAIN), 0, 0, COLOR, 255, 1, 3, 0xffff00);
  assert.equal(
    [1, 11, 21, 31].map((x) => pixel(layer, x, 5)),
    [0xffe8edf3, 0xffffff00, 0xffffff00, 0xffe8edf3],
  );
});

test('a text beside, above or below the clip costs and changes nothing', () => {
  const layer = canvas(BACKGROUND);
  const layout = layoutText('abcd\nefgh', monoFont, PLAIN);
  for (const [x, y] of [
    [60, 0],
    [-60, 0],
    [0, 40],
    [0, -40],
  ] as const)
    drawText(layer, layout, x, y, COLOR, 255);
  drawText(layer, layout, 0, 0, COLOR, 0);
  layer.setClip(5, 5, 5, 20);
  drawText(layer, layout, 0, 0, COLOR, 255);
  assert.equal(changed(layer, BACKGROUND), []);
});

test.run();
