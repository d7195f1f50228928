/** What holds for every primitive: the clip hides, and does nothing else. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  drawArc,
  drawImage,
  drawLine,
  drawMask,
  drawQrModules,
  drawShadow,
  drawText,
  fillRect,
  fillRoundRect,
  type Layer,
  strokeRoundRect,
} from '../../../../ui/lvgl/draw/index.ts';
import { layoutText } from '../../../../ui/lvgl/text/index.ts';
import { inkFont } from '../text/fake_font.ts';
import { canvas, HEIGHT, pixel, WIDTH } from './canvas.ts';

const test = suite('clip');

const at = fc.integer({ min: -20, max: 50 });
const length = fc.integer({ min: 0, max: 40 });
const small = fc.integer({ min: 0, max: 14 });
const opa = fc.constantFrom(0, 1, 100, 255);
const color = fc.constantFrom(0xffffff, 0x12a0ff);
const real = fc.integer({ min: -200, max: 500 }).map((tenths) => tenths / 10);

const mask = { data: Uint8Array.from({ length: 12 * 9 }, (_, i) => (i * 37) & 255), width: 12, height: 9 };
const image = {
  pixels: Uint32Array.from({ length: 12 * 9 }, (_, i) => ((((i * 29) & 255) << 24) | ((i * 29) & 255)) >>> 0),
  width: 12,
  height: 9,
};
const modules = Uint8Array.from({ length: 25 }, (_, i) => ((i * 7) >> 1) & 1);
const text = layoutText('wide text\nof two lines', inkFont, {
  maxWidth: Infinity,
  align: 'left',
  lineSpace: 1,
  letterSpace: 0,
  maxLines: Infinity,
});

type Draw = (layer: Layer) => void;
const primitives: Record<string, fc.Arbitrary<Draw>> = {
  fillRect: fc.tuple(at, at, length, length, color, opa).map(
    ([x, y, w, h, c, o]) =>
      (l) =>
        fillRect(l, x, y, x + w, y + h, c, o),
  ),
  fillRoundRect: fc.tuple(at, at, length, length, small, color, opa).map(
    ([x, y, w, h, r, c, o]) =>
      (l) =>
        fillRoundRect(l, x, y, x + w, y + h, r, c, o),
  ),
  strokeRoundRect: fc.tuple(at, at, length, length, small, small, color, opa).map(
    ([x, y, w, h, r, b, c, o]) =>
      (l) =>
        strokeRoundRect(l, x, y, x + w, y + h, r, b, c, o),
  ),
  drawShadow: fc.tuple(at, at, length, length, small, small, fc.integer({ min: -3, max: 5 }), color, opa).map(
    ([x, y, w, h, r, b, s, c, o]) =>
      (l) =>
        drawShadow(l, x, y, x + w, y + h, r, b, s, c, o),
  ),
  drawMask: fc.tuple(at, at, color, opa).map(
    ([x, y, c, o]) =>
      (l) =>
        drawMask(l, mask, x, y, c, o),
  ),
  drawImage: fc.tuple(at, at, opa).map(
    ([x, y, o]) =>
      (l) =>
        drawImage(l, image, x, y, o),
  ),
  drawText: fc.tuple(at, at, color, opa).map(
    ([x, y, c, o]) =>
      (l) =>
        drawText(l, text, x, y, c, o),
  ),
  drawLine: fc.tuple(real, real, real, real, small, color, opa).map(
    ([x1, y1, x2, y2, w, c, o]) =>
      (l) =>
        drawLine(l, x1, y1, x2, y2, w / 2, c, o),
  ),
  drawArc: fc
    .tuple(
      real,
      real,
      small,
      small,
      fc.integer({ min: -400, max: 400 }),
      fc.integer({ min: -400, max: 400 }),
      color,
      opa,
    )
    .map(
      ([x, y, r, w, from, to, c, o]) =>
        (l) =>
          drawArc(l, x, y, 2 * r, w, from, to, c, o),
    ),
  drawQrModules: fc.tuple(at, at, fc.integer({ min: 1, max: 3 })).map(
    ([x, y, px]) =>
      (l) =>
        drawQrModules(l, modules, 5, x, y, px, 0, 0xffffff),
  ),
};

/** Something to draw on in which neighbours are sometimes alike and sometimes not, some of it transparent. */
function patterned(): Layer {
  const layer = canvas(0xff202833);
  for (let i = 0; i < layer.pixels.length; i++) {
    if (i % 11 === 0) layer.pixels[i] = 0xff10151d;
    if (i % 17 === 0) layer.pixels[i] = 0x40102030;
  }
  return layer;
}

for (const [name, arbitrary] of Object.entries(primitives)) {
  test(`${name} draws inside the clip what it draws without one, and nothing outside`, () => {
    fc.assert(
      fc.property(arbitrary, at, at, length, length, (draw, x1, y1, width, height) => {
        const before = patterned();
        const whole = patterned();
        const clipped = patterned();
        draw(whole);
        clipped.setClip(x1, y1, x1 + width, y1 + height);
        draw(clipped);
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = 0; x < WIDTH; x++) {
            const inside = x >= x1 && x < x1 + width && y >= y1 && y < y1 + height;
            const expected = pixel(inside ? whole : before, x, y);
            if (pixel(clipped, x, y) !== expected) assert.unreachable(`pixel ${x},${y} ${inside ? 'in' : 'out'}side`);
          }
        }
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = WIDTH; x < whole.stride; x++) {
            if (pixel(whole, x, y) !== pixel(before, x, y)) assert.unreachable(`padding of row ${y}`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
}

test.run();
