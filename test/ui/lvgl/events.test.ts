import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Obj } from '../../../ui/lvgl/index.ts';
import { inputEvent } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { box, button, record } from './objects.ts';

const test = suite('events');

// --- bubbling -----------------------------------------------------------------------------------------------------

test('an event is dealt with by the widget, then by handlers from the object outwards', () => {
  const { display } = makeTestDisplay();
  const order: string[] = [];
  class Own extends Obj {
    protected override onEvent(): void {
      order.push('widget');
    }
  }
  const outer = box(display.screen);
  const inner = new Own(outer);
  outer.on('valueChanged', (e) => order.push(`outer ${e.target === inner} ${e.currentTarget === outer}`));
  inner.on('valueChanged', () => order.push('inner 1'));
  inner.on('valueChanged', () => order.push('inner 2'));
  inner.send('valueChanged');
  assert.equal(order, ['widget', 'inner 1', 'inner 2', 'outer true true']);
});

test('a stopped event goes no further out, and its sender sees that', () => {
  const { display } = makeTestDisplay();
  const outer = box(display.screen);
  const inner = box(outer);
  const seen = record(outer);
  inner.on('clicked', (e) => e.stop());
  assert.ok(inner.send('clicked').stopped);
  assert.equal(seen, []);
});

test('a handler that was taken off is not called, also when another takes it off on the way', () => {
  const { display } = makeTestDisplay();
  const obj = box(display.screen);
  let calls = 0;
  const off = obj.on('ready', () => calls++);
  obj.on('ready', off);
  obj.send('ready');
  obj.send('ready');
  assert.is(calls, 1);
});

test('deleted and sizeChanged do not bubble', () => {
  const { display } = makeTestDisplay();
  const outer = box(display.screen, { width: 200 });
  const seen = record(outer);
  outer.on('sizeChanged', () => seen.push('size'));
  const inner = box(outer, { width: 10, height: 10 });
  display.updateLayout();
  assert.equal(seen, ['size']);
  inner.delete();
  assert.equal(seen, ['size']);
});

// --- deleting -----------------------------------------------------------------------------------------------------

test('deleting tells the innermost first and cleans up once', () => {
  const { display } = makeTestDisplay();
  const order: string[] = [];
  const outer = box(display.screen);
  const inner = box(outer);
  outer.on('delete', () => order.push('outer'));
  inner.on('delete', () => order.push('inner'));
  outer.onDelete(() => order.push('cleanup'));
  outer.delete();
  outer.delete();
  assert.equal(order, ['inner', 'outer', 'cleanup']);
  assert.ok(inner.deleted);
  assert.is(display.screen.children.length, 0);
});

test('a clean-up that was taken back is not run', () => {
  const { display } = makeTestDisplay();
  const obj = box(display.screen);
  let runs = 0;
  obj.onDelete(() => runs++)();
  obj.delete();
  assert.is(runs, 0);
});

test('a delete handler may delete the object again, its siblings and its children', () => {
  const { display } = makeTestDisplay();
  const outer = box(display.screen);
  const objs = Array.from({ length: 5 }, () => box(outer));
  let cleanups = 0;
  for (const obj of objs) {
    obj.onDelete(() => cleanups++);
    obj.on('delete', () => {
      obj.delete();
      for (const other of objs) other.delete();
    });
  }
  outer.on('delete', () => outer.clean());
  outer.delete();
  assert.is(cleanups, 5);
  assert.ok(objs.every((obj) => obj.deleted));
});

test('a button may delete itself, or all it lies in, when it is clicked', () => {
  for (const what of ['self', 'outer'] as const) {
    const { display, pointer, clock } = makeTestDisplay();
    const outer = box(display.screen);
    const obj = button(outer);
    obj.on('clicked', () => (what === 'self' ? obj : outer).delete());
    pointer.click(obj);
    assert.ok(obj.deleted);
    clock.advance(1000);
    pointer.click({ x: 10, y: 10 });
    assert.is(clock.pending, 0);
  }
});

test('a button that is deleted while it is held gives no click and leaves no timer', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  obj.delete();
  display.refreshNow();
  assert.is(clock.pending, 0);
  pointer.release();
  clock.advance(2000);
  assert.equal(seen, ['hoverOver', 'focused', 'pressed', 'delete']);
  assert.is(clock.pending, 0);
});

// --- clicks -------------------------------------------------------------------------------------------------------

test('a press and a release on an object are a click', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  assert.ok(obj.hasState('pressed'));
  pointer.release();
  assert.not.ok(obj.hasState('pressed'));
  assert.equal(
    seen,
    ['hoverOver', 'focused', 'pressed', 'released', 'clicked'].filter((code) => seen.includes(code)),
  );
  assert.is(seen.at(-1), 'clicked');
});

test('a click tells where it was', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const places: number[][] = [];
  obj.on('clicked', (e) => places.push([e.x, e.y]));
  pointer.click({ x: 7, y: 9 });
  assert.equal(places, [[7, 9]]);
});

test('released outside it is no click; dragged back in it is one', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  pointer.moveTo({ x: 300, y: 200 });
  assert.not.ok(obj.hasState('pressed'));
  pointer.release();
  assert.not.ok(seen.includes('clicked'));
  pointer.press(obj);
  pointer.moveTo({ x: 300, y: 200 });
  pointer.moveTo(obj);
  assert.ok(obj.hasState('pressed'));
  pointer.release();
  assert.is(seen.at(-1), 'clicked');
});

test('a disabled object is not clicked and hides what lies under it from the pointer', () => {
  const { display, pointer } = makeTestDisplay();
  const under = button(display.screen);
  const over = button(display.screen);
  over.disabled = true;
  const seen = [record(under), record(over)];
  pointer.click(over);
  pointer.rightClick(over);
  assert.equal(seen, [[], []]);
});

test('an object enabled under a resting pointer is hovered, one disabled there is not', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  obj.disabled = true;
  pointer.moveTo(obj);
  display.refreshNow();
  assert.not.ok(obj.hasState('hovered'));
  obj.disabled = false;
  display.refreshNow();
  assert.ok(obj.hasState('hovered'));
  obj.disabled = true;
  display.refreshNow();
  assert.not.ok(obj.hasState('hovered'));
});

test('an object that disables itself when pressed is not clicked', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  obj.on('pressed', () => {
    obj.disabled = true;
  });
  pointer.click(obj);
  assert.not.ok(seen.includes('clicked'));
  assert.not.ok(obj.hasState('pressed'));
});

test('an object that its release hides, disables or deletes is not clicked', () => {
  for (const how of ['hide', 'disable', 'delete'] as const) {
    const { display, pointer } = makeTestDisplay();
    const obj = button(display.screen);
    const seen = record(obj);
    obj.on('released', () => {
      if (how === 'hide') obj.hidden = true;
      else if (how === 'disable') obj.disabled = true;
      else obj.delete();
    });
    let clicks = 0;
    display.screen.on('clicked', () => clicks++);
    pointer.click(obj);
    assert.equal([seen.includes('clicked'), clicks], [false, 0], how);
  }
});

test('an object hidden while it is held loses the press', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const outer = box(display.screen);
  const obj = button(outer);
  const seen = record(obj);
  pointer.press(obj);
  outer.hidden = true;
  pointer.release();
  assert.equal(seen.slice(-1), ['pressLost']);
  clock.advance(1000);
  assert.not.ok(seen.includes('longPressed'));
});

test('the right button clicks what it was pressed and released on', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.rightClick(obj);
  assert.equal(seen, ['hoverOver', 'rightClicked']);
  pointer.press(obj, 2);
  pointer.moveTo({ x: 300, y: 200 });
  pointer.release(2);
  assert.equal(seen, ['hoverOver', 'rightClicked', 'hoverLeave']);
});

test('the topmost object takes the click, a transparent layer over it does not', () => {
  const { display, pointer } = makeTestDisplay();
  const under = button(display.screen);
  const over = button(display.topLayer, { x: 20, width: 40, height: 20 });
  const seen = [record(under), record(over)];
  pointer.click({ x: 30, y: 10 });
  pointer.click({ x: 10, y: 10 });
  assert.equal(
    seen.map((codes) => codes.filter((code) => code === 'clicked').length),
    [1, 1],
  );
});

test('what lies under a modal object is not clicked, hovered or scrolled; what lies over it is', () => {
  const { display, pointer } = makeTestDisplay();
  const under = button(display.screen);
  const list = box(display.screen, { y: 200, width: 100, height: 50 });
  list.scrollable = true;
  box(list, { height: 500 });
  const dialog = box(display.topLayer, { x: 100, width: 100, height: 100 });
  dialog.modal = true;
  const inside = button(dialog);
  const over = button(display.topLayer, { x: 300, width: 40, height: 20 });
  const seen = [record(under), record(inside), record(over)];
  for (const obj of [under, inside, over]) pointer.click(obj);
  pointer.wheel(2, list);
  assert.equal(
    seen.map((codes) => codes.includes('clicked')),
    [false, true, true],
  );
  assert.not.ok(seen[0]!.includes('hoverOver'));
  assert.is(list.scrollState.y, 0);
});

test('a second press without a release between ends the first', () => {
  const { display, pointer } = makeTestDisplay();
  const one = button(display.screen);
  const other = button(display.screen, { x: 100, width: 40, height: 20 });
  const seen = record(one);
  pointer.press(one);
  pointer.press(other);
  pointer.release();
  assert.not.ok(one.hasState('pressed'));
  assert.ok(seen.includes('pressLost'));
});

// --- holding ------------------------------------------------------------------------------------------------------

test('held for 400 ms an object is long-pressed, once', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  clock.advance(399);
  assert.not.ok(seen.includes('longPressed'));
  clock.advance(1);
  assert.ok(seen.includes('longPressed'));
  clock.advance(5000);
  pointer.release();
  assert.equal(seen.slice(-3), ['longPressed', 'released', 'clicked']);
  assert.is(clock.pending, 0);
});

test('one that repeats goes on every 100 ms until it is let go', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const obj = button(display.screen);
  obj.pressRepeats = true;
  const seen = record(obj);
  pointer.press(obj);
  clock.advance(400 + 3 * 100);
  assert.is(seen.filter((code) => code === 'longPressedRepeat').length, 3);
  pointer.release();
  clock.advance(1000);
  assert.is(seen.filter((code) => code === 'longPressedRepeat').length, 3);
});

test('moved off, a held object is not long-pressed', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  pointer.moveTo({ x: 300, y: 200 });
  clock.advance(1000);
  assert.not.ok(seen.includes('longPressed'));
});

// --- hovering -----------------------------------------------------------------------------------------------------

test('the pointer hovers what it is over, and leaves it', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.moveTo(obj);
  assert.ok(obj.hasState('hovered'));
  pointer.moveTo({ x: 300, y: 200 });
  assert.not.ok(obj.hasState('hovered'));
  assert.equal(seen, ['hoverOver', 'hoverLeave']);
});

test('an object that moves under a resting pointer is hovered', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const obj = button(display.screen, { x: 200, width: 40, height: 20 });
  pointer.moveTo({ x: 10, y: 10 });
  obj.setStyle({ x: 0 });
  clock.advance(20);
  assert.ok(obj.hasState('hovered'));
});

test('without a mouse nothing is hovered or held any more', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  pointer.press(obj);
  pointer.leave();
  assert.not.ok(obj.hasState('hovered') || obj.hasState('pressed'));
  assert.equal(seen.slice(-2), ['pressLost', 'hoverLeave']);
});

test('the pointer looks as the object under it wants', () => {
  const { display, pointer, monitor, clock } = makeTestDisplay();
  const obj = button(display.screen, { x: 100, y: 100, width: 40, height: 40 });
  const shot = (): Uint32Array => monitor.picture.pixels.slice();
  pointer.moveTo(obj);
  const arrow = shot();
  obj.pointerShape = 'text';
  clock.advance(20);
  pointer.moveTo({ x: 300, y: 200 });
  clock.advance(20);
  pointer.moveTo(obj);
  clock.advance(20);
  assert.not.equal(shot(), arrow);
});

test('an error in a handler reaches the caller, and what changed is drawn all the same', () => {
  const { display, clock } = makeTestDisplay();
  const obj = button(display.screen);
  display.refreshNow();
  obj.on('clicked', () => {
    obj.setStyle({ bgColor: 0x123456 });
    throw new Error('from the handler');
  });
  display.group.focus(obj);
  clock.advance(1000);
  const event = inputEvent('keyDown', clock.now());
  event.key = 'Enter';
  assert.throws(() => display.input(event), 'from the handler');
  clock.advance(20);
  assert.is(display.pixels[0], 0xff123456);
});

test.run();
