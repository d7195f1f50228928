import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DisplayDriver } from '../../../ui/lvgl/hal.ts';
import { Display, Label } from '../../../ui/lvgl/index.ts';
import { VirtualClock, VirtualPointer } from '../../../ui/lvgl/testing/index.ts';
import { testFonts } from '../../kit/fonts.ts';
import { plainTheme } from '../../kit/themes.ts';
import { box } from './objects.ts';

const test = suite('frames');

/** A monitor that notes when it was shown what. */
class Monitor implements DisplayDriver {
  readonly width = 200;
  readonly height = 100;
  readonly flushes: { at: number; areas: number[][] }[] = [];
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  flush(_surface: unknown, areas: readonly { x1: number; y1: number; x2: number; y2: number }[], count: number): void {
    this.flushes.push({
      at: this.#clock.now(),
      areas: areas.slice(0, count).map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
    });
  }
}

function setUp(): { display: Display; clock: VirtualClock; monitor: Monitor; pointer: VirtualPointer } {
  const clock = new VirtualClock(0);
  const monitor = new Monitor(clock);
  const display = new Display({
    driver: monitor,
    clock,
    fonts: testFonts(1),
    theme: plainTheme({ screen: [{ part: 'main', state: 0, style: { bgColor: 1 } }] }),
    scale: 1,
  });
  return { display, clock, monitor, pointer: new VirtualPointer(display) };
}

test('the first frame shows everything and is drawn by itself', () => {
  const { clock, monitor } = setUp();
  clock.advance(0);
  assert.equal(monitor.flushes, [{ at: 0, areas: [[0, 0, 200, 100]] }]);
});

test('idle means idle: for a minute no frame is drawn and no timer waits', () => {
  const { display, clock, monitor, pointer } = setUp();
  const label = new Label(display.screen);
  label.text = 'Idle';
  clock.advance(100);
  pointer.moveTo({ x: 20, y: 20 });
  pointer.click();
  clock.advance(100);
  const frames = monitor.flushes.length;
  clock.advance(60_000);
  assert.is(monitor.flushes.length, frames);
  assert.is(clock.pending, 0);
});

test('an event draws at once when the last frame is older than a period', () => {
  const { clock, monitor, pointer } = setUp();
  clock.advance(1000);
  pointer.moveTo({ x: 20, y: 20 });
  assert.is(monitor.flushes.at(-1)!.at, 1000);
  assert.is(clock.pending, 0);
});

test('events that follow within the period are drawn together at its end', () => {
  const { clock, monitor, pointer } = setUp();
  clock.advance(1000);
  const frames = monitor.flushes.length;
  pointer.moveTo({ x: 20, y: 20 });
  for (let i = 0; i < 10; i++) {
    clock.advance(1);
    pointer.moveTo({ x: 30 + i, y: 20 });
  }
  assert.is(monitor.flushes.length, frames + 1);
  clock.advance(6);
  assert.is(monitor.flushes.length, frames + 2);
  assert.is(monitor.flushes.at(-1)!.at, 1016);
  assert.is(clock.pending, 0);
});

test('a busy hand gets 60 frames a second and no more', () => {
  const { clock, monitor, pointer } = setUp();
  clock.advance(1000);
  const frames = monitor.flushes.length;
  for (let i = 0; i < 1000; i++) {
    clock.advance(1);
    pointer.moveTo({ x: i % 200, y: i % 100 });
  }
  assert.ok(monitor.flushes.length - frames <= 63 && monitor.flushes.length - frames >= 58);
});

test('a change without an event is drawn in the next turn of the loop', () => {
  const { display, clock, monitor } = setUp();
  const obj = box(display.screen, { width: 10, height: 10, bgColor: 2 });
  clock.advance(1000);
  obj.setStyle({ bgColor: 3 });
  assert.is(clock.untilNext, 0);
  clock.advance(0);
  assert.equal(monitor.flushes.at(-1), { at: 1000, areas: [[0, 0, 10, 10]] });
});

test('an event that changes nothing draws nothing', () => {
  const { clock, monitor, pointer } = setUp();
  pointer.moveTo({ x: 20, y: 20 });
  clock.advance(1000);
  const frames = monitor.flushes.length;
  pointer.moveTo({ x: 20, y: 20 });
  pointer.click();
  pointer.wheel(1);
  assert.is(monitor.flushes.length, frames);
  assert.is(clock.pending, 0);
});

test('changes of one event are one frame', () => {
  const { display, clock, monitor, pointer } = setUp();
  const objs = [0, 1, 2].map((i) => box(display.screen, { x: i * 20, width: 10, height: 10, bgColor: 2 }));
  objs[0]!.clickable = true;
  objs[0]!.on('clicked', () => {
    for (const obj of objs) obj.setStyle({ bgColor: 3, width: 12 });
  });
  pointer.moveTo({ x: 5, y: 5 });
  clock.advance(1000);
  const frames = monitor.flushes.length;
  pointer.press();
  pointer.release();
  assert.is(monitor.flushes.length, frames + 1);
});

test('drawing now cancels the frame that was planned', () => {
  const { display, clock, monitor } = setUp();
  const obj = box(display.screen, { width: 10, height: 10, bgColor: 2 });
  display.refreshNow();
  obj.setStyle({ bgColor: 3 });
  assert.is(clock.pending, 1);
  display.refreshNow();
  assert.is(clock.pending, 0);
  clock.advance(1000);
  assert.is(monitor.flushes.length, 2);
});

test('a handler of the layout that changes something costs one more frame, not an endless row', () => {
  const { display, clock, monitor } = setUp();
  const obj = box(display.screen, { width: 10, height: 10, bgColor: 2 });
  const other = box(display.screen, { x: 50, width: 10, height: 10 });
  obj.on('sizeChanged', () => other.setStyle({ bgColor: obj.width }));
  clock.advance(1000);
  obj.setStyle({ width: 20 });
  clock.advance(1000);
  assert.is(monitor.flushes.length, 2);
  assert.is(clock.pending, 0);
});

test('a text that needs the same room is laid out without moving anything else', () => {
  const { display, clock, monitor } = setUp();
  const column = box(display.screen, { layout: 'flex', flexFlow: 'column' });
  const label = new Label(column);
  label.text = '11:58';
  box(column, { width: 20, height: 20, bgColor: 5 });
  clock.advance(1000);
  let layouts = 0;
  const needed = display.layoutNeeded.bind(display);
  display.layoutNeeded = () => {
    layouts++;
    needed();
  };
  label.text = '11:58';
  assert.is(layouts, 0);
  label.text = '11:85';
  clock.advance(20);
  assert.is(layouts, 0);
  const [area] = monitor.flushes.at(-1)!.areas;
  assert.ok(area![2]! <= label.coords.x2 + 4 && area![3]! <= label.coords.y2 + 4, `${area}`);
  label.text = '11:58 pm';
  assert.is(layouts, 1);
});

test('a cut text that becomes longer asks for more room when the parent can give it', () => {
  const { display } = setUp();
  const outer = box(display.screen, { layout: 'flex', maxWidth: 150 });
  const label = new Label(outer);
  label.maxLines = 1;
  label.text = 'short';
  display.updateLayout();
  const { width } = label;
  label.text = 'a longer text';
  display.updateLayout();
  assert.ok(label.width > width && !label.truncated);
  label.text = 'a text that is so long that no line can hold it';
  display.updateLayout();
  assert.ok(label.truncated && label.width <= 150);
});

test.run();
