import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fillRect } from '../../../../ui/lvgl/draw/index.ts';
import { canvas, changed, pixel, WIDTH } from './canvas.ts';

const test = suite('fillRect');
const BACKGROUND = 0xff202833;

test('fills from the near edges up to, not including, the far ones', () => {
  const layer = canvas(BACKGROUND);
  fillRect(layer, 3, 2, 5, 4, 0x123456, 255);
  assert.equal(changed(layer, BACKGROUND), ['3,2', '4,2', '3,3', '4,3']);
  assert.is(pixel(layer, 4, 3), 0xff123456);
});

test('a span of any length is filled to its end', () => {
  for (let length = 1; length <= WIDTH; length++) {
    const layer = canvas(BACKGROUND);
    fillRect(layer, 0, 1, length, 2, 0xffffff, 255);
    assert.is(changed(layer, BACKGROUND).length, length);
  }
});

test('an area as wide as the surface leaves the rows around it alone', () => {
  const layer = canvas(BACKGROUND, 8, 5);
  fillRect(layer, -3, 1, 20, 3, 0xffffff, 255);
  assert.equal(new Set(changed(layer, BACKGROUND).map((at) => at.split(',')[1])), new Set(['1', '2']));
  assert.is(pixel(layer, layer.width, 1), BACKGROUND, 'the padding after a row');
});

test('a surface without padding is filled as one span', () => {
  const layer = canvas(BACKGROUND, 8, 5);
  const tight = { ...layer, stride: 8, clip: { x1: 0, y1: 1, x2: 8, y2: 3 }, setClip: layer.setClip };
  fillRect(tight, 0, 0, 8, 5, 0xffffff, 255);
  assert.equal(
    [...layer.pixels.subarray(0, 32)].map((value) => value !== BACKGROUND),
    Array.from({ length: 32 }, (_, i) => i >= 8 && i < 24),
  );
});

test('half opacity mixes with each pixel that is there, also where they differ', () => {
  const layer = canvas(0xff000000);
  fillRect(layer, 2, 0, 4, 1, 0x0000ff, 255);
  fillRect(layer, 0, 0, 6, 1, 0xff0000, 128);
  const row = [0, 1, 2, 3, 4, 5].map((x) => pixel(layer, x, 0));
  assert.equal(row, [0xff800000, 0xff800000, 0xff80007f, 0xff80007f, 0xff800000, 0xff800000]);
});

test('on a transparent surface half opacity gives half alpha, premultiplied', () => {
  const layer = canvas(0);
  fillRect(layer, 0, 0, 1, 1, 0xff0000, 128);
  assert.is(pixel(layer, 0, 0), 0x80800000);
});

test('the least opacity is still drawn', () => {
  const layer = canvas(0xff000000);
  fillRect(layer, 0, 0, 1, 1, 0xffffff, 1);
  assert.is(pixel(layer, 0, 0), 0xff010101);
});

test('nothing is drawn at opacity 0 or where the edges cross', () => {
  const layer = canvas(BACKGROUND);
  fillRect(layer, 0, 0, 9, 9, 0xffffff, 0);
  fillRect(layer, 9, 9, 4, 12, 0xffffff, 255);
  fillRect(layer, 4, 12, 9, 9, 0xffffff, 128);
  assert.equal(changed(layer, BACKGROUND), []);
});

test.run();
