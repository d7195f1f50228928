import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawShadow, fillRoundRect, type Layer, shadowExtent } from '../../../../ui/lvgl/draw/index.ts';
import { blackCanvas, coverage } from './canvas.ts';

const test = suite('drawShadow');
const SIDE = 80;
const CENTER = 40;

const side = fc.integer({ min: 2, max: 30 });
const radius = fc.integer({ min: 0, max: 20 });
const blur = fc.integer({ min: 0, max: 14 });
const spread = fc.integer({ min: 0, max: 4 });

interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A box around the middle of the canvas. */
const box = (w: number, h: number): Box => {
  const x1 = CENTER - (w >> 1);
  const y1 = CENTER - (h >> 1);
  return { x1, y1, x2: x1 + w, y2: y1 + h };
};

function shadow({ x1, y1, x2, y2 }: Box, r: number, b: number, s: number, opa = 255): Layer {
  const layer = blackCanvas(SIDE, SIDE);
  drawShadow(layer, x1, y1, x2, y2, r, b, s, 0xffffff, opa);
  return layer;
}

test('it reaches as far as shadowExtent says and fades on the way', () => {
  const layer = shadow(box(20, 20), 4, 12, 3);
  assert.is(shadowExtent(12, 3), 15);
  const right = Array.from({ length: 17 }, (_, i) => coverage(layer, 50 + i, CENTER));
  assert.is(right[15], 0);
  for (let i = 1; i < 15; i++) assert.ok(right[i]! <= right[i - 1]!, `${right}`);
  assert.ok(right[0]! > 120 && right[12]! > 0, `${right}`);
});

test('nothing is drawn beyond its reach or under the box', () => {
  fc.assert(
    fc.property(side, side, radius, blur, spread, (w, h, r, b, s) => {
      const { x1, y1, x2, y2 } = box(w, h);
      const layer = shadow({ x1, y1, x2, y2 }, r, b, s);
      const cover = blackCanvas(SIDE, SIDE);
      fillRoundRect(cover, x1, y1, x2, y2, r, 0xffffff, 255);
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          const far = x < x1 - b - s || x >= x2 + b + s || y < y1 - b - s || y >= y2 + b + s;
          if (far) assert.is(coverage(layer, x, y), 0, `${x},${y} is out of reach`);
        }
      }
      const middle = y1 + (h >> 1);
      for (let x = x1; x < x2; x++) {
        if (coverage(cover, x, middle) === 255)
          assert.is(coverage(layer, x, middle), 0, `${x},${middle} is under the box`);
      }
    }),
  );
});

test('it mirrors left to right and top to bottom', () => {
  fc.assert(
    fc.property(side, side, radius, blur, spread, (w, h, r, b, s) => {
      const { x1, y1, x2, y2 } = box(w, h);
      const layer = shadow({ x1, y1, x2, y2 }, r, b, s);
      for (let y = y1 - b - s; y < y2 + b + s; y++) {
        for (let x = x1 - b - s; x < x2 + b + s; x++) {
          assert.is(coverage(layer, x, y), coverage(layer, x1 + x2 - 1 - x, y));
          assert.is(coverage(layer, x, y), coverage(layer, x, y1 + y2 - 1 - y));
        }
      }
    }),
  );
});

test('it is the box blurred three times, to within rounding, for small boxes and large', () => {
  fc.assert(
    fc.property(side, side, radius, blur, (w, h, r, b) => {
      const area = box(w, h);
      const layer = shadow(area, r, b, 0);
      const sharp = blackCanvas(SIDE, SIDE);
      fillRoundRect(sharp, area.x1, area.y1, area.x2, area.y2, r, 0xffffff, 255);
      let plane = Array.from({ length: SIDE * SIDE }, (_, i) => coverage(sharp, i % SIDE, Math.floor(i / SIDE)));
      for (const pass of [0, 1, 2]) {
        const reach = Math.floor((b + pass) / 3);
        plane = boxBlur(plane, reach, 1);
        plane = boxBlur(plane, reach, SIDE);
      }
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          const under = x >= area.x1 && x < area.x2 && y >= area.y1 && y < area.y2;
          if (!under) assert.ok(Math.abs(coverage(layer, x, y) - plane[y * SIDE + x]!) <= 0.51, `${x},${y}`);
        }
      }
    }),
    { numRuns: 25 },
  );
});

function boxBlur(plane: readonly number[], reach: number, step: number): number[] {
  return plane.map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += plane[i + k * step] ?? 0;
    return sum / (2 * reach + 1);
  });
}

test('without blur it is the grown box around the box', () => {
  const layer = shadow(box(20, 10), 0, 0, 3);
  assert.is(coverage(layer, 27, 32), 255);
  assert.is(coverage(layer, 26, 32), 0);
  assert.is(coverage(layer, 31, 40), 0);
});

test('it lies under the anti-aliased corner of the box, so that no seam shows', () => {
  const area = box(30, 30);
  const layer = shadow(area, 12, 10, 0);
  for (let i = 0; i < 12; i++) assert.ok(coverage(layer, area.x1 + i, area.y1) > 0, `column ${i}`);
  assert.is(coverage(layer, area.x1 + 12, area.y1), 0);
});

test('a spread shadow is concentric with its box', () => {
  const layer = shadow(box(20, 20), 4, 0, 3);
  const grown = blackCanvas(SIDE, SIDE);
  fillRoundRect(grown, 27, 27, 53, 53, 7, 0xffffff, 255);
  for (let i = 27; i < 53; i++) assert.is(coverage(layer, i, 27), coverage(grown, i, 27));
});

test('a box with square corners has a shadow with square corners', () => {
  assert.is(coverage(shadow(box(20, 20), 0, 0, 4), 26, 26), 255);
  assert.is(coverage(shadow(box(20, 20), 4, 0, 4), 26, 26), 0);
});

test('opacity scales it', () => {
  const solid = shadow(box(20, 20), 4, 10, 0);
  const faded = shadow(box(20, 20), 4, 10, 0, 100);
  for (let x = 20; x < 30; x++) {
    assert.is(coverage(faded, x, CENTER), Math.round((coverage(solid, x, CENTER) * 100) / 255));
  }
});

test('a shadow shrunk to nothing is not drawn', () => {
  const layer = shadow(box(6, 6), 0, 4, -3);
  assert.ok(layer.pixels.every((value) => value === 0xff000000));
});

test.run();
