import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fillCorner, ringCorner } from '../../../../ui/lvgl/draw/corner.ts';
import { fillRect, fillRoundRect, type Layer, strokeRoundRect } from '../../../../ui/lvgl/draw/index.ts';
import { blackCanvas, canvas, coverage, pixel } from './canvas.ts';

const test = suite('rounded rectangles');
const SIDE = 60;
const side = fc.integer({ min: 1, max: 50 });
const radius = fc.integer({ min: 0, max: 40 });
const width = fc.integer({ min: 0, max: 30 });

function draw(paint: (layer: Layer) => void): Layer {
  const layer = blackCanvas(SIDE, SIDE);
  paint(layer);
  return layer;
}

const total = (layer: Layer): number => {
  let sum = 0;
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) sum += coverage(layer, x, y);
  return sum / 255;
};

function assertSymmetric(layer: Layer, w: number, h: number): void {
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      assert.is(coverage(layer, x, y), coverage(layer, w - 1 - x, y), `${x},${y} left and right`);
      assert.is(coverage(layer, x, y), coverage(layer, x, h - 1 - y), `${x},${y} top and bottom`);
      if (w === h) assert.is(coverage(layer, x, y), coverage(layer, y, x), `${x},${y} across`);
    }
  }
}

test('a filled one mirrors left to right and top to bottom, a square one across its diagonal too', () => {
  fc.assert(
    fc.property(side, side, radius, (w, h, r) => {
      assertSymmetric(
        draw((l) => fillRoundRect(l, 0, 0, w, h, r, 0xffffff, 255)),
        w,
        h,
      );
    }),
  );
  assertSymmetric(
    draw((l) => fillRoundRect(l, 0, 0, 40, 40, 15, 0xffffff, 255)),
    40,
    40,
  );
});

test('its coverage adds up to its area', () => {
  for (const r of [1, 2, 3, 4, 6, 12, 20, 25]) {
    const expected = 50 * 50 - (4 - Math.PI) * r * r;
    const actual = total(draw((l) => fillRoundRect(l, 0, 0, 50, 50, r, 0xffffff, 255)));
    assert.ok(Math.abs(actual - expected) < 0.02 * r, `radius ${r}: ${actual} for ${expected}`);
  }
});

test('a corner of radius 1 covers π/4 of its pixel', () => {
  const layer = draw((l) => fillRoundRect(l, 0, 0, 10, 10, 1, 0xffffff, 255));
  assert.equal([coverage(layer, 0, 0), coverage(layer, 1, 0)], [Math.round((Math.PI / 4) * 255), 255]);
});

test('a radius is clamped to half of the shorter side, so a huge one makes a circle', () => {
  const huge = draw((l) => fillRoundRect(l, 5, 5, 45, 45, 999, 0xffffff, 255));
  const circle = draw((l) => fillRoundRect(l, 5, 5, 45, 45, 20, 0xffffff, 255));
  assert.equal(huge.pixels, circle.pixels);
});

test('with no radius it is a rectangle', () => {
  const round = draw((l) => fillRoundRect(l, 3, 4, 30, 20, 0, 0x336699, 255));
  assert.equal(round.pixels, draw((l) => fillRect(l, 3, 4, 30, 20, 0x336699, 255)).pixels);
});

test('opacity scales every pixel of it, at the corners as inside', () => {
  const solid = draw((l) => fillRoundRect(l, 0, 0, 30, 20, 8, 0xffffff, 255));
  const faded = draw((l) => fillRoundRect(l, 0, 0, 30, 20, 8, 0xffffff, 100));
  for (let y = 0; y < 20; y++) {
    for (let x = 0; x < 30; x++) assert.is(coverage(faded, x, y), Math.round((coverage(solid, x, y) * 100) / 255));
  }
});

test('on a transparent surface a corner is partly transparent', () => {
  const layer = canvas(0);
  fillRoundRect(layer, 0, 0, 10, 10, 1, 0xff0000, 255);
  assert.is(pixel(layer, 0, 0), 0xc8c80000);
});

test('a border and the inside that it leaves make up the whole, whatever radius and width', () => {
  fc.assert(
    fc.property(side, side, radius, width, (w, h, r, border) => {
      const whole = draw((l) => fillRoundRect(l, 0, 0, w, h, r, 0xffffff, 255));
      const ring = draw((l) => strokeRoundRect(l, 0, 0, w, h, r, border, 0xffffff, 255));
      const innerRadius = Math.max(0, Math.min(r, Math.min(w, h) >> 1) - border);
      const inner = draw((l) => {
        if (2 * border < Math.min(w, h))
          fillRoundRect(l, border, border, w - border, h - border, innerRadius, 0xffffff, 255);
      });
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++) {
          const sum = coverage(ring, x, y) + coverage(inner, x, y);
          assert.ok(Math.abs(sum - coverage(whole, x, y)) <= 1, `${x},${y}: ${sum} for ${coverage(whole, x, y)}`);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a border covers no pixel twice, so a translucent one is even', () => {
  fc.assert(
    fc.property(side, side, radius, width, (w, h, r, border) => {
      const solid = draw((l) => strokeRoundRect(l, 0, 0, w, h, r, border, 0xffffff, 255));
      const faded = draw((l) => strokeRoundRect(l, 0, 0, w, h, r, border, 0xffffff, 100));
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++) assert.is(coverage(faded, x, y), Math.round((coverage(solid, x, y) * 100) / 255));
      }
    }),
  );
});

test('a border as wide as half the box fills it', () => {
  const border = draw((l) => strokeRoundRect(l, 0, 0, 30, 21, 6, 11, 0xffffff, 255));
  assert.equal(border.pixels, draw((l) => fillRoundRect(l, 0, 0, 30, 21, 6, 0xffffff, 255)).pixels);
});

test('the last 64 corners are kept, and no more', () => {
  for (let width = 1; width <= 64; width++) ringCorner(100, width);
  const first = fillCorner(7);
  for (let width = 1; width <= 63; width++) ringCorner(101, width);
  assert.is(fillCorner(7), first);
  ringCorner(101, 64);
  assert.is.not(fillCorner(7), first);
});

test('more radii than the cache holds are still drawn right', () => {
  const first = draw((l) => fillRoundRect(l, 0, 0, 50, 50, 7, 0xffffff, 255));
  for (let r = 1; r <= 100; r++) draw((l) => fillRoundRect(l, 0, 0, 2 * r, 2 * r, r, 0xffffff, 255));
  assert.equal(draw((l) => fillRoundRect(l, 0, 0, 50, 50, 7, 0xffffff, 255)).pixels, first.pixels);
});

test.run();
