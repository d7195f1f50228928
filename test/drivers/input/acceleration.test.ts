import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type AccelerationProfile,
  Accelerator,
  adaptiveFactor,
  flatFactor,
} from '../../../drivers/input/acceleration.ts';

const test = suite('pointer acceleration');

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} instead of ${expected}`);

/** Moves by the same counts every `everyMs`; the pixels that came of it. */
function move(profile: AccelerationProfile, setting: number, dx: number, dy: number, everyMs: number, times: number) {
  const accelerator = new Accelerator(profile, setting);
  const total = { dx: 0, dy: 0 };
  const last = { dx: 0, dy: 0 };
  for (let i = 1; i <= times; i++) {
    last.dx = dx;
    last.dy = dy;
    accelerator.apply(last, i * everyMs);
    total.dx += last.dx;
    total.dy += last.dy;
  }
  return { total, last };
}

test('the flat profile at middle speed is one pixel a count, from nearly nothing to twice that', () => {
  assert.is(flatFactor(0), 1);
  assert.is(flatFactor(1), 2);
  assert.is(flatFactor(-0.5), 0.5);
  assert.is(flatFactor(-1), 0.005);
});

test('the adaptive profile slows down, keeps, speeds up and ends, as the curves of libinput do', () => {
  near(adaptiveFactor(0, 0), 0.3);
  near(adaptiveFactor(0.05, 0), 0.8);
  near(adaptiveFactor(0.3, 0), 1);
  near(adaptiveFactor(0.9, 0), 1.55);
  near(adaptiveFactor(10, 0), 2);
  near(adaptiveFactor(10, 1), 3.5);
  near(adaptiveFactor(0.7, 1), 1 + 1.85 * 0.5);
  near(adaptiveFactor(10, -1), 0.5);
});

test('an even movement settles at the factor of its speed', () => {
  near(move('adaptive', 0, 8, 0, 8, 20).last.dx, 8 * adaptiveFactor(1, 0));
  near(move('adaptive', 0, 0, -1, 8, 20).last.dy, -adaptiveFactor(1 / 8, 0));
});

test('after a pause the old speed is forgotten', () => {
  const accelerator = new Accelerator('adaptive', 0);
  for (let i = 1; i <= 20; i++) accelerator.apply({ dx: 20, dy: 0 }, i);
  const slow = { dx: 1, dy: 0 };
  accelerator.apply(slow, 10_000);
  const again = { dx: 1, dy: 0 };
  accelerator.apply(again, 10_500);
  assert.ok(again.dx < 0.5, `${again.dx}`);
});

test('what is older than a second says nothing', () => {
  near(move('adaptive', 0, 30, 0, 600, 5).last.dx, 30 * adaptiveFactor(0.05, 0));
});

test('a sudden flick is a movement of its own', () => {
  const accelerator = new Accelerator('adaptive', 0);
  for (let i = 1; i <= 20; i++) accelerator.apply({ dx: 1, dy: 0 }, i * 8);
  const delta = { dx: 0, dy: 0 };
  for (let i = 1; i <= 3; i++) {
    delta.dx = 40;
    accelerator.apply(delta, 160 + i * 8);
  }
  near(delta.dx, 40 * adaptiveFactor(5, 0));
});

test('the factor between two speeds is their mean over the way, so that the pointer never jumps', () => {
  const accelerator = new Accelerator('adaptive', 0);
  accelerator.apply({ dx: 8, dy: 0 }, 0);
  const delta = { dx: 8, dy: 0 };
  accelerator.apply(delta, 8);
  // From 8 counts a second (nothing before) to 1 a millisecond.
  near(delta.dx, (8 * (adaptiveFactor(0.008, 0) + 4 * adaptiveFactor(0.504, 0) + adaptiveFactor(1, 0))) / 6);
});

test('turning round begins a new movement', () => {
  const accelerator = new Accelerator('adaptive', 0);
  for (let i = 1; i <= 20; i++) accelerator.apply({ dx: 1, dy: 0 }, i * 8);
  // Fast, the other way: the slow past must not hold it down for more than the smoothing of one report.
  for (let i = 1; i <= 2; i++) accelerator.apply({ dx: -24, dy: 0 }, 160 + i * 8);
  const delta = { dx: -24, dy: 0 };
  accelerator.apply(delta, 184);
  near(delta.dx, -24 * adaptiveFactor(3, 0));
});

test('a new setting counts from the next movement on', () => {
  const accelerator = new Accelerator('flat', 0);
  accelerator.setSpeed(1);
  const delta = { dx: 3, dy: -2 };
  accelerator.apply(delta, 1);
  assert.equal(delta, { dx: 6, dy: -4 });
});

const setting = fc.double({ min: -1, max: 1, noNaN: true });
const speed = fc.double({ min: 0, max: 50, noNaN: true });

test('property: faster is never less, and never more than the limit', () => {
  fc.assert(
    fc.property(setting, speed, speed, (s, a, b) => {
      const [slow, fast] = [adaptiveFactor(Math.min(a, b), s), adaptiveFactor(Math.max(a, b), s)];
      return slow <= fast && slow >= 0.3 && fast <= 2 + 1.5 * s;
    }),
  );
});

test('property: a higher setting is never slower', () => {
  fc.assert(
    fc.property(
      setting,
      setting,
      speed,
      (a, b, v) => adaptiveFactor(v, Math.min(a, b)) <= adaptiveFactor(v, Math.max(a, b)) + 1e-12,
    ),
  );
});

const counts = fc.integer({ min: -100, max: 100 });
const profile = fc.constantFrom<AccelerationProfile>('flat', 'adaptive');

test('property: the direction is kept, and mirrored movements are mirrored', () => {
  fc.assert(
    fc.property(profile, setting, counts, counts, fc.integer({ min: 1, max: 50 }), (p, s, dx, dy, ms) => {
      const one = move(p, s, dx, dy, ms, 5).total;
      const other = move(p, s, -dx, -dy, ms, 5).total;
      return (
        Math.abs(one.dx * dy - one.dy * dx) < 1e-6 &&
        Math.abs(one.dx + other.dx) < 1e-9 &&
        Math.abs(one.dy + other.dy) < 1e-9 &&
        one.dx * dx >= 0
      );
    }),
  );
});

test('a report without movement at the same instant moves nothing', () => {
  assert.equal(move('adaptive', 0, 0, 0, 0, 3).total, { dx: 0, dy: 0 });
});

test('property: reports of the same instant stay finite', () => {
  fc.assert(
    fc.property(profile, setting, counts, counts, (p, s, dx, dy) => Number.isFinite(move(p, s, dx, dy, 0, 5).total.dx)),
  );
});

test.run();
