import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawImage, drawMask, drawQrModules, QR_QUIET_ZONE } from '../../../../ui/lvgl/draw/index.ts';
import { canvas, changed, pixel } from './canvas.ts';

const test = suite('masks, images and QR codes');
const BACKGROUND = 0xff202833;

test('a mask is drawn in the colour asked for, by its coverage', () => {
  const layer = canvas(0xff000000);
  drawMask(layer, { data: Uint8Array.of(0, 255, 128, 64, 0, 255), width: 3, height: 2 }, 4, 5, 0xff8000, 255);
  assert.equal(changed(layer, 0xff000000), ['5,5', '6,5', '4,6', '6,6']);
  assert.equal([pixel(layer, 5, 5), pixel(layer, 6, 5), pixel(layer, 4, 6)], [0xffff8000, 0xff804000, 0xff402000]);
});

test('an opaque pixel of an image replaces, a transparent one leaves, a translucent one mixes', () => {
  const layer = canvas(0xff0000ff);
  const pixels = Uint32Array.of(0xff102030, 0x00000000, 0x80800000);
  drawImage(layer, { pixels, width: 3, height: 1 }, 1, 1, 255);
  assert.equal(
    [1, 2, 3].map((x) => pixel(layer, x, 1)),
    [0xff102030, 0xff0000ff, 0xff80007f],
  );
});

test('opacity fades an image, its opaque pixels too', () => {
  const layer = canvas(0xff0000ff);
  drawImage(layer, { pixels: Uint32Array.of(0xffff0000, 0), width: 2, height: 1 }, 0, 0, 128);
  assert.equal([pixel(layer, 0, 0), pixel(layer, 1, 0)], [0xff80007f, 0xff0000ff]);
});

test('an image on a transparent surface keeps its own alpha', () => {
  const layer = canvas(0);
  drawImage(layer, { pixels: Uint32Array.of(0x80402010), width: 1, height: 1 }, 0, 0, 255);
  assert.is(pixel(layer, 0, 0), 0x80402010);
});

test('a QR code has a quiet zone of four modules and each module is a square', () => {
  const layer = canvas(BACKGROUND);
  const modules = Uint8Array.of(1, 0, 1, 1, 1, 0, 0, 0, 1);
  drawQrModules(layer, modules, 3, 2, 3, 2, 0x000000, 0xffffff);
  for (let y = 0; y < layer.height; y++) {
    for (let x = 0; x < layer.width; x++) {
      const column = Math.floor((x - 2) / 2) - QR_QUIET_ZONE;
      const row = Math.floor((y - 3) / 2) - QR_QUIET_ZONE;
      const inCode = column >= 0 && column < 3 && row >= 0 && row < 3;
      const inZone = x >= 2 && x < 2 + 22 && y >= 3 && y < 3 + 22;
      const expected = inCode && modules[row * 3 + column] === 1 ? 0xff000000 : inZone ? 0xffffffff : BACKGROUND;
      assert.is(pixel(layer, x, y), expected, `${x},${y}`);
    }
  }
});

test.run();
