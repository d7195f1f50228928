import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  atScrollEnd,
  Button,
  canScroll,
  maxScrollY,
  type Obj,
  type StyleProps,
  scrollTo,
} from '../../../ui/lvgl/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../kit/display.ts';
import { plainTheme } from '../../kit/themes.ts';
import { box } from './objects.ts';

const test = suite('scroll');

const theme = plainTheme({
  obj: [{ part: 'scrollbar', state: 0, style: { width: 6, padRight: 2, padLeft: 4, padVer: 5, minHeight: 20 } }],
});

/** A list 100 × 100 with ten rows of 40, at (0, 0). */
function makeList({ display }: TestDisplay, style: StyleProps = {}): { list: Obj; rows: Button[] } {
  const list = box(display.screen, { width: 100, height: 100, layout: 'flex', flexFlow: 'column', ...style });
  list.scrollable = true;
  const rows = Array.from({ length: 10 }, () => {
    const row = new Button(list);
    row.setStyle({ width: 80, height: 40 });
    return row;
  });
  display.updateLayout();
  return { list, rows };
}

test('one click of the wheel scrolls 60 logical pixels, and never beyond the ends', () => {
  for (const scale of [1, 2] as const) {
    const kit = makeTestDisplay({ scale, theme });
    const { list } = makeList(kit);
    kit.pointer.wheel(1, list);
    assert.is(list.scrollState.y, 60 * scale);
    kit.pointer.wheel(100);
    assert.is(list.scrollState.y, 300 * scale);
    assert.ok(atScrollEnd(list));
    kit.pointer.wheel(-100);
    assert.is(list.scrollState.y, 0);
  }
});

test('scrolling moves what is inside, except what floats', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  const floating = box(list, { width: 10, height: 10 });
  floating.floating = true;
  kit.display.updateLayout();
  kit.pointer.wheel(1, list);
  assert.equal([rows[0]!.coords.y1, rows[2]!.coords.y1, floating.coords.y1], [-60, 20, 0]);
  kit.display.screen.setStyle({ padTop: 10 });
  kit.display.updateLayout();
  assert.equal([rows[0]!.coords.y1, rows[2]!.coords.y1, floating.coords.y1], [-50, 30, 10]);
});

test('the wheel scrolls the innermost that can be scrolled', () => {
  const kit = makeTestDisplay({ theme });
  const { list } = makeList(kit);
  const inner = box(list, { width: 50, height: 20 });
  inner.scrollable = true;
  const content = box(inner, { height: 50 });
  inner.moveTo(0);
  kit.display.updateLayout();
  kit.pointer.wheel(1, { x: 10, y: 10 });
  assert.equal([inner.scrollState.y, list.scrollState.y], [30, 0]);
  content.setStyle({ height: 10 });
  kit.display.updateLayout();
  kit.pointer.wheel(1, { x: 10, y: 10 });
  assert.equal([inner.scrollState.y, list.scrollState.y], [0, 60]);
});

test('an object that takes the wheel for itself keeps it', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  const turned: number[] = [];
  rows[0]!.on('wheel', (e) => {
    turned.push(e.wheel);
    e.stop();
  });
  kit.pointer.wheel(2, rows[0]!);
  assert.equal([turned, list.scrollState.y], [[2], 0]);
});

test('the thumb is dragged from end to end', () => {
  const kit = makeTestDisplay({ theme });
  const { list } = makeList(kit);
  // The track is 90 high, the thumb 90 · 100 / 400 = 23.
  kit.pointer.drag({ x: 95, y: 10 }, { x: 95, y: 10 + 67 });
  assert.is(list.scrollState.y, 300);
  kit.pointer.drag({ x: 95, y: 80 }, { x: 95, y: 0 });
  assert.is(list.scrollState.y, 0);
});

test('a press beside the thumb brings it under the pointer, and no row is clicked through the bar', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  let clicks = 0;
  for (const row of rows) row.on('clicked', () => clicks++);
  kit.pointer.click({ x: 92, y: 50 });
  assert.ok(Math.abs(list.scrollState.y - 150) <= 5, `${list.scrollState.y}`);
  kit.pointer.click({ x: 89, y: 94 });
  assert.is(list.scrollState.y, 300);
  assert.is(clicks, 0);
});

test('dragging the content scrolls it and is no click; less than ten pixels is one', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  const seen: string[] = [];
  for (const code of ['clicked', 'pressLost'] as const) rows[1]!.on(code, () => seen.push(code));
  kit.pointer.drag({ x: 20, y: 60 }, { x: 20, y: 51 });
  assert.equal([seen, list.scrollState.y], [['clicked'], 0]);
  kit.pointer.drag({ x: 20, y: 60 }, { x: 20, y: 20 });
  assert.equal([seen, list.scrollState.y], [['clicked', 'pressLost'], 40]);
  kit.pointer.moveTo({ x: 20, y: 90 });
  assert.is(list.scrollState.y, 40);
});

test('what deals with drags itself does not scroll the list', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  rows[1]!.ownsDrag = true;
  kit.pointer.drag(rows[1]!, { x: 20, y: 0 });
  assert.is(list.scrollState.y, 0);
});

test('an object that gets the focus scrolls into view, through every list around it', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit, { padVer: 5 });
  kit.display.group.focus(rows[9]!);
  assert.is(rows[9]!.coords.y2, 95);
  kit.display.group.focus(rows[0]!);
  assert.is(rows[0]!.coords.y1, 5);
  assert.is(list.scrollState.y, 0);
});

test('bringing what floats into view scrolls nothing', () => {
  const kit = makeTestDisplay({ theme });
  const { list } = makeList(kit);
  const floating = box(list, { y: 150, width: 10, height: 10 });
  floating.floating = true;
  floating.scrollToView();
  assert.is(list.scrollState.y, 0);
});

test('when the content becomes shorter, the offset follows', () => {
  const kit = makeTestDisplay({ theme });
  const { list, rows } = makeList(kit);
  kit.pointer.wheel(100, list);
  let events = 0;
  list.on('scroll', () => events++);
  for (const row of rows.slice(3)) row.delete();
  kit.display.updateLayout();
  assert.equal([list.scrollState.y, rows[2]!.coords.y2, events], [20, 100, 1]);
  rows[2]!.delete();
  kit.display.updateLayout();
  assert.equal([list.scrollState.y, canScroll(list), maxScrollY(list)], [0, false, 0]);
});

test('each scroll is told once, none where nothing moved', () => {
  const kit = makeTestDisplay({ theme });
  const { list } = makeList(kit);
  let events = 0;
  list.on('scroll', () => events++);
  assert.ok(scrollTo(list, 0, 10));
  assert.not.ok(scrollTo(list, 0, 10));
  assert.not.ok(scrollTo(list, 50, 10));
  assert.is(events, 1);
});

test('what was scrolled away cannot be clicked', () => {
  const kit = makeTestDisplay({ theme });
  const { rows } = makeList(kit);
  let clicks = 0;
  rows[4]!.on('clicked', () => clicks++);
  kit.pointer.click({ x: 20, y: 180 });
  assert.is(clicks, 0);
});

test('arrows, Page Down, Home and End scroll a text that cannot be focused', () => {
  const { display, keyboard } = makeTestDisplay({ theme });
  const text = box(display.screen, { width: 100, height: 100 });
  text.scrollable = true;
  box(text, { height: 400 });
  const offsets = ['ArrowDown', 'PageDown', 'End', 'PageUp', 'ArrowUp', 'Home'].map((key) => {
    keyboard.press(key);
    return text.scrollState.y;
  });
  assert.equal(offsets, [60, 100, 300, 260, 200, 0]);
});

test('a thumb is never longer than its track', () => {
  const kit = makeTestDisplay({ theme });
  const { list } = makeList(kit, { height: 24 });
  kit.pointer.drag({ x: 95, y: 12 }, { x: 95, y: 30 });
  assert.ok(list.scrollState.y >= 0 && list.scrollState.y <= maxScrollY(list));
});

test.run();
