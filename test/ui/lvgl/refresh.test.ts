import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Layer } from '../../../ui/lvgl/draw/index.ts';
import { Label, Obj, type StateName, type StyleProps } from '../../../ui/lvgl/index.ts';
import { comparePictures } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../kit/display.ts';
import { expectNothingStale } from '../../kit/stale.ts';
import { plainTheme } from '../../kit/themes.ts';
import { box } from './objects.ts';

const test = suite('refresh');

const WIDTH = 160;
const HEIGHT = 120;

// --- the property -------------------------------------------------------------------------------------------------

const color = fc.integer({ min: 0, max: 0xffffff });
const looks = {
  bgColor: color,
  bgOpa: fc.constantFrom(255, 255, 128, 0),
  radius: fc.constantFrom(0, 4, 30),
  borderColor: color,
  outlineWidth: fc.constantFrom(0, 2),
  outlinePad: fc.constantFrom(0, 3),
  outlineColor: color,
  shadowWidth: fc.constantFrom(0, 6),
  shadowOpa: fc.constantFrom(0, 120),
  shadowOfsY: fc.constantFrom(0, 4, -3),
  shadowColor: color,
  textColor: color,
};
const style: fc.Arbitrary<StyleProps> = fc.record(
  {
    ...looks,
    x: fc.integer({ min: -30, max: 120 }),
    y: fc.integer({ min: -30, max: 90 }),
    width: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant('content' as const)),
    height: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constant('content' as const)),
    borderWidth: fc.constantFrom(0, 1, 3),
    padAll: fc.integer({ min: 0, max: 5 }),
    padGap: fc.integer({ min: 0, max: 5 }),
    layout: fc.constantFrom<('none' | 'flex')[]>('none', 'none', 'flex'),
    flexFlow: fc.constantFrom<('column' | 'rowWrap')[]>('column', 'rowWrap'),
    textFont: fc.constantFrom<('body' | 'title')[]>('body', 'title'),
    textAlign: fc.constantFrom<('left' | 'center' | 'right')[]>('left', 'center', 'right'),
  },
  { requiredKeys: [] },
);
/** What is hovered must not move away from the pointer because of it: that never comes to rest. */
const stateStyle: fc.Arbitrary<StyleProps> = fc.record(looks, { requiredKeys: [] });

/** The characters reach out of their boxes to all sides in most faces. */
const text = fc.string({ unit: fc.constantFrom('j', 'J', 'f', 'Å', 'g', 'W', ' ', '\n', 'i', '/'), maxLength: 12 });
const target = fc.nat(30);
const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), target, style, text: fc.option(text) }),
  fc.record({ kind: fc.constant('style' as const), target, style }),
  fc.record({ kind: fc.constant('text' as const), target, text }),
  fc.record({
    kind: fc.constant('state' as const),
    target,
    state: fc.constantFrom<StateName[]>('pressed', 'hovered', 'checked'),
    on: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('stateStyle' as const),
    target,
    style: stateStyle,
    state: fc.constantFrom<StateName[]>('pressed', 'hovered', 'checked'),
  }),
  fc.record({
    kind: fc.constant('flag' as const),
    target,
    flag: fc.constantFrom('hidden' as const, 'scrollable' as const, 'overflowVisible' as const, 'floating' as const),
    on: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('order' as const), target, to: fc.nat(6) }),
  fc.record({ kind: fc.constant('delete' as const), target }),
  fc.record({ kind: fc.constant('scroll' as const), target, clicks: fc.integer({ min: -3, max: 3 }) }),
  fc.record({
    kind: fc.constant('pointer' as const),
    x: fc.integer({ min: 0, max: WIDTH - 1 }),
    y: fc.integer({ min: 0, max: HEIGHT - 1 }),
  }),
  fc.record({
    kind: fc.constant('press' as const),
    x: fc.integer({ min: 0, max: WIDTH - 1 }),
    y: fc.integer({ min: 0, max: HEIGHT - 1 }),
  }),
  fc.record({ kind: fc.constant('unplug' as const) }),
  fc.record({ kind: fc.constant('theme' as const), shift: fc.integer({ min: 0, max: 200 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

function apply(kit: TestDisplay, objs: Obj[], one: Change): void {
  const { display, pointer } = kit;
  const obj = 'target' in one ? objs[one.target % objs.length]! : display.screen;
  if (obj.deleted) return;
  switch (one.kind) {
    case 'add': {
      const child = one.text === null ? new Obj(obj) : new Label(obj);
      if (child instanceof Label && one.text !== null) child.text = one.text;
      child.clickable = child.children.length % 2 === 0;
      child.setStyle(one.style);
      objs.push(child);
      break;
    }
    case 'style':
      obj.setStyle(one.style);
      break;
    case 'stateStyle':
      obj.setStyle(one.style, { state: one.state });
      break;
    case 'text':
      if (obj instanceof Label) obj.text = one.text;
      break;
    case 'state':
      obj.setState(one.state, one.on);
      break;
    case 'flag':
      if (obj === display.screen) break;
      // Flags other than `hidden` are set before the object is first shown.
      if (one.flag === 'hidden') obj.hidden = one.on;
      else {
        const child = new Obj(obj);
        child[one.flag] = one.on;
        child.setStyle({ width: 50, height: 40, bgColor: 0x304050, padAll: 3 });
        objs.push(child);
      }
      break;
    case 'order':
      obj.moveTo(one.to);
      break;
    case 'delete':
      if (obj !== display.screen) obj.delete();
      break;
    case 'scroll':
      pointer.wheel(one.clicks, { x: (obj.coords.x1 + obj.coords.x2) >> 1, y: (obj.coords.y1 + obj.coords.y2) >> 1 });
      break;
    case 'pointer':
      pointer.moveTo(one);
      break;
    case 'press':
      pointer.press(one);
      pointer.release();
      break;
    case 'unplug':
      pointer.leave();
      break;
    case 'theme':
      display.theme = plainTheme({
        screen: [{ part: 'main', state: 0, style: { bgColor: 0x102030 + one.shift } }],
        label: [{ part: 'main', state: 0, style: { padAll: one.shift % 4 } }],
      });
      break;
  }
}

const scrollbar: StyleProps = { width: 5, bgColor: 0xffcc00, padRight: 2, padVer: 3, minHeight: 8 };
const theme = plainTheme({
  screen: [{ part: 'main', state: 0, style: { bgColor: 0x182028 } }],
  obj: [{ part: 'scrollbar', state: 0, style: scrollbar }],
});

for (const scale of [1, 2] as const) {
  test(`after any changes, drawing only what is damaged gives the picture that drawing all gives, at scale ${scale}`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 15 }),
        (frames) => {
          const kit = makeTestDisplay({ width: WIDTH, height: HEIGHT, theme, scale });
          const objs = [
            kit.display.screen,
            kit.display.topLayer,
            box(kit.display.screen, { width: 100, height: 80, bgColor: 0x405060 }),
          ];
          for (const changes of frames) {
            kit.clock.advance(20);
            for (const one of changes) apply(kit, objs, one);
            expectNothingStale(kit, changes.map((one) => one.kind).join(', '));
          }
        },
      ),
      { numRuns: 150, includeErrorInReport: true },
    );
  });
}

// --- single cases ---------------------------------------------------------------------------------------------------

/** Counts how often it was drawn. */
class Drawn extends Obj {
  times = 0;
  override drawMain(layer: Layer): void {
    this.times++;
    super.drawMain(layer);
  }
}

function drawn(parent: Obj, style: StyleProps): Drawn {
  const obj = new Drawn(parent);
  obj.setStyle(style);
  return obj;
}

test('what an opaque object hides is not drawn', () => {
  const { display } = makeTestDisplay({ theme });
  const hidden = drawn(display.screen, { x: 10, y: 10, width: 50, height: 50, bgColor: 0xff0000 });
  const cover = drawn(display.screen, { width: 200, height: 200, bgColor: 0x00ff00 });
  display.refreshNow();
  hidden.times = 0;
  cover.times = 0;
  hidden.invalidate();
  display.refreshNow();
  assert.is(hidden.times, 0);
  assert.is(cover.times, 1);
});

test('under a translucent object and in a round corner, what lies below is drawn', () => {
  const { display } = makeTestDisplay({ theme });
  const below = drawn(display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  const cover = drawn(display.screen, { width: 50, height: 50, bgColor: 0x00ff00, bgOpa: 254 });
  display.refreshNow();
  assert.is(below.times, 1);
  cover.setStyle({ bgOpa: 255, radius: 10 });
  display.refreshNow();
  assert.is(below.times, 2);
});

test('a change draws the object that changed and nothing beside it', () => {
  const { display } = makeTestDisplay({ theme });
  const one = drawn(display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  const other = drawn(display.screen, { x: 60, width: 50, height: 50, bgColor: 0xff0000 });
  display.refreshNow();
  one.setStyle({ bgColor: 0x0000ff });
  display.refreshNow();
  assert.equal([one.times, other.times], [2, 1]);
  assert.is(display.stats.pixels, 2500);
});

test('a state that no style is for draws nothing', () => {
  const { display, clock } = makeTestDisplay({ theme });
  const obj = drawn(display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  display.refreshNow();
  obj.setState('checked', true);
  assert.is(clock.pending, 0);
});

test('moving the pointer draws no object and leaves no trace', () => {
  const kit = makeTestDisplay({ theme });
  const { display, pointer, clock } = kit;
  const obj = drawn(display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  display.refreshNow();
  const clean = display.pixels.slice();
  obj.times = 0;
  for (const [x, y] of [
    [0, 0],
    [25, 25],
    [48, 48],
    [399, 299],
    [200, 0],
    [30, 40],
  ] as const) {
    clock.advance(20);
    pointer.moveTo({ x, y });
  }
  assert.is(obj.times, 0);
  assert.is.not(
    comparePictures({ ...kit.monitor.picture, pixels: clean }, kit.monitor.picture),
    null,
    'no pointer was shown',
  );
  clock.advance(20);
  pointer.leave();
  assert.is(comparePictures({ ...kit.monitor.picture, pixels: clean }, kit.monitor.picture), null);
});

test('what changes under a resting pointer is redrawn under it', () => {
  const kit = makeTestDisplay({ theme });
  const obj = box(kit.display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  kit.pointer.moveTo({ x: 20, y: 20 });
  obj.setStyle({ bgColor: 0x00ff00 });
  expectNothingStale(kit, 'a change under the pointer');
});

test('a change elsewhere does not show the pointer’s place again', () => {
  const kit = makeTestDisplay({ theme });
  const flushed: number[] = [];
  const flush = kit.monitor.flush.bind(kit.monitor);
  kit.monitor.flush = (surface, areas, count) => {
    flushed.push(count);
    flush(surface, areas, count);
  };
  const obj = box(kit.display.screen, { x: 200, width: 50, height: 50, bgColor: 0xff0000 });
  kit.pointer.moveTo({ x: 20, y: 20 });
  kit.display.refreshNow();
  obj.setStyle({ bgColor: 0x00ff00 });
  kit.display.refreshNow();
  assert.is(flushed.at(-1), 1);
});

test('where nothing covers the screen it is transparent, for what the hardware shows below', () => {
  const { display } = makeTestDisplay();
  const obj = box(display.screen, { width: 50, height: 50, bgColor: 0xff0000 });
  display.refreshNow();
  assert.is(display.pixels[0], 0xffff0000);
  assert.is(display.pixels[60], 0);
  obj.delete();
  display.refreshNow();
  assert.is(display.pixels[0], 0);
});

test('what drawing itself invalidates is drawn in the next frame, not lost and not in this one', () => {
  const { display, clock } = makeTestDisplay({ theme });
  class Restless extends Drawn {
    override drawMain(layer: Layer): void {
      super.drawMain(layer);
      if (this.times < 5) this.invalidate();
    }
  }
  const obj = new Restless(display.screen);
  obj.setStyle({ width: 20, height: 20, bgColor: 0xff0000 });
  display.refreshNow();
  assert.is(obj.times, 1);
  clock.advance(1000);
  assert.is(obj.times, 5);
  assert.is(clock.pending, 0);
});

test('a glyph that reaches out of its box is drawn whole', () => {
  const { display } = makeTestDisplay({ theme });
  const label = new Label(display.screen);
  label.text = 'j';
  label.setStyle({ x: 20, y: 20 });
  display.refreshNow();
  const column = (x: number): number[] => Array.from({ length: 60 }, (_, y) => display.pixels[y * display.width + x]!);
  assert.is(label.coords.x1, 20);
  assert.ok(
    column(19).some((pixel) => pixel !== display.pixels[0]),
    'the foot of the j is cut off',
  );
});

test('a text higher than its object is cut off at its edge', () => {
  const { display } = makeTestDisplay({ theme });
  const label = new Label(display.screen);
  label.text = 'one\ntwo\nthree';
  label.setStyle({ height: 30 });
  display.refreshNow();
  const below = display.pixels.subarray(30 * display.width, 80 * display.width);
  assert.ok(below.every((pixel) => pixel === display.pixels.at(-1)));
});

test('a longer content moves the scrollbar’s thumb', () => {
  const kit = makeTestDisplay({ theme });
  const list = box(kit.display.screen, { width: 100, height: 50, bgColor: 0x203040 });
  list.scrollable = true;
  box(list, { height: 80, width: 10 });
  kit.display.refreshNow();
  box(list, { y: 90, height: 80, width: 10 });
  expectNothingStale(kit, 'more content');
});

test.run();
