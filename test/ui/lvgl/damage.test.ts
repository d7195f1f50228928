import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Area, areaSize, contains, overlaps, union } from '../../../ui/lvgl/area.ts';
import { Damage } from '../../../ui/lvgl/damage.ts';

const test = suite('damage');

const WIDTH = 60;
const HEIGHT = 40;

const rectangle = fc
  .tuple(
    fc.integer({ min: -20, max: 70 }),
    fc.integer({ min: -20, max: 50 }),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 30 }),
  )
  .map(([x1, y1, w, h]): Area => ({ x1, y1, x2: x1 + w, y2: y1 + h }));

const inUse = (damage: Damage): Area[] => damage.areas.slice(0, damage.count).map((a) => ({ ...a }));

function added(rectangles: readonly Area[]): Damage {
  const damage = new Damage(WIDTH, HEIGHT);
  for (const { x1, y1, x2, y2 } of rectangles) damage.add(x1, y1, x2, y2);
  return damage;
}

test('every pixel that was added is covered, before and after joining', () => {
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 60 }), (rectangles) => {
      const damage = added(rectangles);
      for (const step of ['added', 'joined']) {
        const areas = inUse(damage);
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = 0; x < WIDTH; x++) {
            if (rectangles.some((r) => contains(r, x, y)))
              assert.ok(
                areas.some((a) => contains(a, x, y)),
                `${x},${y} ${step}`,
              );
          }
        }
        damage.join();
      }
    }),
  );
});

test('areas stay on the screen and are at most 32', () => {
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 60 }), (rectangles) => {
      const damage = added(rectangles);
      damage.join();
      assert.ok(damage.count <= 32);
      for (const a of inUse(damage)) {
        assert.ok(a.x1 >= 0 && a.y1 >= 0 && a.x2 <= WIDTH && a.y2 <= HEIGHT && areaSize(a) > 0);
      }
    }),
  );
});

test('two areas are joined when, and only when, they overlap and one is cheaper than two', () => {
  fc.assert(
    fc.property(rectangle, rectangle, (a, b) => {
      const clip = (r: Area): Area => ({
        x1: Math.max(0, r.x1),
        y1: Math.max(0, r.y1),
        x2: Math.min(WIDTH, r.x2),
        y2: Math.min(HEIGHT, r.y2),
      });
      const [ca, cb] = [clip(a), clip(b)];
      fc.pre(areaSize(ca) > 0 && areaSize(cb) > 0);
      const damage = added([a, b]);
      damage.join();
      const whole: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };
      union(whole, ca, cb);
      const cheaper = overlaps(ca, cb) && areaSize(whole) < areaSize(ca) + areaSize(cb);
      assert.is(damage.count, cheaper ? 1 : 2);
    }),
  );
});

test('an area inside another is dropped at once', () => {
  assert.is(
    added([
      { x1: 0, y1: 0, x2: 20, y2: 20 },
      { x1: 5, y1: 5, x2: 10, y2: 10 },
    ]).count,
    1,
  );
});

test('more than 32 areas become the whole screen', () => {
  const damage = new Damage(WIDTH, HEIGHT);
  for (let i = 0; i < 33; i++) damage.add(i, i, i + 1, i + 1);
  assert.equal(inUse(damage), [{ x1: 0, y1: 0, x2: WIDTH, y2: HEIGHT }]);
});

test('what was cleared is gone', () => {
  const damage = added([{ x1: 0, y1: 0, x2: 20, y2: 20 }]);
  damage.clear();
  assert.is(damage.count, 0);
  damage.add(1, 1, 2, 2);
  assert.equal(inUse(damage), [{ x1: 1, y1: 1, x2: 2, y2: 2 }]);
});

test.run();
