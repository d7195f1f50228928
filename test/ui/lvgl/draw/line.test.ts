import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawArc, drawLine, type Layer } from '../../../../ui/lvgl/draw/index.ts';
import { blackCanvas, coverage } from './canvas.ts';

const test = suite('lines and arcs');
const SIDE = 50;

function draw(paint: (layer: Layer) => void): Layer {
  const layer = blackCanvas(SIDE, SIDE);
  paint(layer);
  return layer;
}

function total(layer: Layer): number {
  let sum = 0;
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) sum += coverage(layer, x, y);
  return sum / 255;
}

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} for ${expected}`);

test('a hairline through the middles of pixels is crisp', () => {
  const across = draw((l) => drawLine(l, 5.5, 7.5, 15.5, 7.5, 1, 0xffffff, 255));
  assert.equal(
    [6, 7, 8].map((y) => coverage(across, 10, y)),
    [0, 255, 0],
  );
  const down = draw((l) => drawLine(l, 7.5, 5.5, 7.5, 15.5, 1, 0xffffff, 255));
  assert.equal(
    [6, 7, 8].map((x) => coverage(down, x, 10)),
    [0, 255, 0],
  );
});

test('a line covers its width times its length plus its round ends, at any angle', () => {
  for (let degrees = 0; degrees < 360; degrees += 15) {
    const x = 25 + 18 * Math.cos((degrees * Math.PI) / 180);
    const y = 25 + 18 * Math.sin((degrees * Math.PI) / 180);
    const layer = draw((l) => drawLine(l, 25, 25, x, y, 4, 0xffffff, 255));
    near(total(layer), 18 * 4 + Math.PI * 4, 2);
  }
});

test('both directions draw the same line', () => {
  const there = draw((l) => drawLine(l, 4, 9, 31, 22, 3, 0xffffff, 255));
  assert.equal(draw((l) => drawLine(l, 31, 22, 4, 9, 3, 0xffffff, 255)).pixels, there.pixels);
});

test('a line without length is a dot, one without width nothing', () => {
  near(total(draw((l) => drawLine(l, 25, 25, 25, 25, 6, 0xffffff, 255))), Math.PI * 9, 0.7);
  assert.is(total(draw((l) => drawLine(l, 5, 5, 25, 25, 0, 0xffffff, 255))), 0);
});

test('a full ring covers the area between its circles and is symmetric', () => {
  const ring = draw((l) => drawArc(l, 25, 25, 20, 5, 0, 360, 0xffffff, 255));
  near(total(ring), Math.PI * (400 - 225), 2);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      assert.is(coverage(ring, x, y), coverage(ring, SIDE - 1 - x, y));
      assert.is(coverage(ring, x, y), coverage(ring, y, x));
    }
  }
});

test('an arc as wide as its radius is a disc', () => {
  near(total(draw((l) => drawArc(l, 25, 25, 20, 20, 10, 370, 0xffffff, 255))), Math.PI * 400, 2);
});

test('a disc around the middle of a pixel has no hole', () => {
  assert.is(
    coverage(
      draw((l) => drawArc(l, 25.5, 25.5, 6, 9, 0, 360, 0xffffff, 255)),
      25,
      25,
    ),
    255,
  );
});

test('degrees begin at the right and grow clockwise', () => {
  const lowerRight = draw((l) => drawArc(l, 25, 25, 20, 4, 20, 70, 0xffffff, 255));
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) if (x < 25 || y < 25) assert.is(coverage(lowerRight, x, y), 0, `${x},${y}`);
  }
  assert.ok(total(lowerRight) > 50);
});

test('an arc covers its share of the ring plus its round ends, also over 0° and beyond half a turn', () => {
  for (const [from, to] of [
    [0, 90],
    [300, 30],
    [-60, 200],
    [10, 340],
    [20, 160],
    [700, 790],
  ] as const) {
    const sweep = (((to - from) % 360) + 360) % 360;
    const layer = draw((l) => drawArc(l, 25, 25, 20, 4, from, to, 0xffffff, 255));
    near(total(layer), (Math.PI * (400 - 256) * sweep) / 360 + Math.PI * 4, 3);
  }
});

test('an arc from an angle to itself is nothing', () => {
  assert.is(total(draw((l) => drawArc(l, 25, 25, 20, 4, 45, 45, 0xffffff, 255))), 0);
});

test('opacity scales lines and arcs', () => {
  const layer = draw((l) => {
    drawLine(l, 0, 2, 50, 2, 4, 0xffffff, 100);
    drawArc(l, 25, 30, 15, 6, 0, 360, 0xffffff, 50);
  });
  assert.equal([coverage(layer, 20, 2), coverage(layer, 13, 30)], [100, 50]);
});

test.run();
