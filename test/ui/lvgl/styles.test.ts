import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  Label,
  Obj,
  STATE,
  type StateName,
  type StyleEntry,
  type StyleProps,
  type Theme,
} from '../../../ui/lvgl/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { plainTheme } from '../../kit/themes.ts';
import { box } from './objects.ts';

const test = suite('styles');

const entry = (style: StyleProps, state: StateName = 'default', part: StyleEntry['part'] = 'main'): StyleEntry => ({
  style,
  part,
  state: STATE[state],
});

const displayWith = (styles: Readonly<Record<string, readonly StyleEntry[]>>, scale: 1 | 2 = 1) =>
  makeTestDisplay({ scale, theme: plainTheme(styles) }).display;

test('a local style wins over the theme’s', () => {
  const { screen } = displayWith({ obj: [entry({ bgColor: 1, radius: 3 })] });
  const { style } = box(screen, { bgColor: 2 });
  assert.equal([style.bgColor, style.radius], [2, 3]);
});

test('the theme’s style for a state wins over a local one for none, as in LVGL', () => {
  const { screen } = displayWith({ obj: [entry({ bgColor: 1 }), entry({ bgColor: 3 }, 'pressed')] });
  const obj = box(screen, { bgColor: 2 });
  assert.is(obj.style.bgColor, 2);
  obj.setState('pressed', true);
  assert.is(obj.style.bgColor, 3);
});

test('of two states that hold the one with the larger number wins, whatever the order', () => {
  const { screen } = displayWith({
    obj: [entry({ bgColor: 5 }, 'disabled'), entry({ bgColor: 4 }, 'pressed'), entry({ bgColor: 3 }, 'hovered')],
  });
  const obj = new Obj(screen);
  obj.setState('hovered', true);
  obj.setState('pressed', true);
  assert.is(obj.style.bgColor, 4);
  obj.setState('disabled', true);
  assert.is(obj.style.bgColor, 5);
});

test('a style for two states needs both', () => {
  const { screen } = displayWith({});
  const obj = box(screen, { bgColor: 1 });
  obj.setStyle({ bgColor: 9 }, { state: ['checked', 'pressed'] });
  obj.setState('checked', true);
  assert.is(obj.style.bgColor, 1);
  obj.setState('pressed', true);
  assert.is(obj.style.bgColor, 9);
});

test('among equals the one set later wins, shorthand or not', () => {
  const { screen } = displayWith({});
  const obj = box(screen, { padLeft: 4 });
  obj.setStyle({ padAll: 8 });
  assert.is(obj.style.padLeft, 8);
  obj.setStyle({ padLeft: 5 });
  assert.equal([obj.style.padLeft, obj.style.padRight], [5, 8]);
  obj.setStyle({ padHor: 6 });
  assert.equal([obj.style.padLeft, obj.style.padRight, obj.style.padTop], [6, 6, 8]);
});

test('a longhand beside its shorthand wins over it', () => {
  const { style } = box(displayWith({}).screen, { padAll: 1, padHor: 2, padLeft: 3, padGap: 4, padRow: 5 });
  assert.equal([style.padTop, style.padRight, style.padLeft, style.padColumn, style.padRow], [1, 2, 3, 4, 5]);
});

test('a style taken back gives way to the theme’s', () => {
  const { screen } = displayWith({ obj: [entry({ padAll: 1, bgColor: 1 })] });
  const obj = box(screen, { padAll: 7, bgColor: 2 });
  obj.removeStyle({ padAll: 7 });
  assert.equal([obj.style.padLeft, obj.style.bgColor], [1, 2]);
});

test('a variant is styled over its class, and goes again', () => {
  const { screen } = displayWith({ obj: [entry({ bgColor: 1, radius: 2 })], 'obj.loud': [entry({ bgColor: 9 })] });
  const obj = new Obj(screen);
  obj.setVariant('loud');
  assert.equal([obj.style.bgColor, obj.style.radius], [9, 2]);
  obj.setVariant('loud', false);
  assert.is(obj.style.bgColor, 1);
});

test('text properties come from the nearest object around that sets them, others do not', () => {
  const { screen } = displayWith({});
  const outer = box(screen, {
    textColor: 0x123456,
    textFont: 'title',
    textAlign: 'right',
    textLetterSpace: 2,
    textLineSpace: 3,
    bgColor: 7,
    padAll: 5,
  });
  const { style } = box(box(outer), { textAlign: 'left' });
  assert.equal(
    [style.textColor, style.textFont, style.textAlign, style.textLetterSpace, style.textLineSpace],
    [0x123456, 'title', 'left', 2, 3],
  );
  assert.equal([style.bgColor, style.padLeft], [0, 0]);
});

test('a text colour of a state reaches the objects inside, and goes back', () => {
  const { screen } = displayWith({});
  const outer = box(screen, { textColor: 1 });
  outer.setStyle({ textColor: 2 }, { state: 'pressed' });
  const inner = box(box(outer));
  assert.is(inner.style.textColor, 1);
  const before = inner.style;
  outer.setState('pressed', true);
  assert.is(inner.style.textColor, 2);
  outer.setState('pressed', false);
  assert.is(inner.style, before, 'resolved anew although it was known');
});

test('a part inherits from the object as it is in its state', () => {
  const { screen } = displayWith({
    obj: [entry({ textColor: 3 }), entry({ textColor: 4 }, 'pressed'), entry({ bgColor: 5 }, 'default', 'items')],
  });
  const obj = new Obj(screen);
  assert.is(obj.partStyle('items', STATE.pressed).textColor, 3);
  obj.setState('pressed', true);
  assert.equal([obj.partStyle('items').textColor, obj.partStyle('items').bgColor], [4, 5]);
});

test('a font that is inherited lays texts out anew', () => {
  const { display } = makeTestDisplay();
  const outer = box(display.screen, {});
  const label = new Label(outer);
  label.text = 'Recorder';
  display.updateLayout();
  const { width } = label;
  outer.setStyle({ textFont: 'title' });
  display.updateLayout();
  assert.ok(label.width > width);
  assert.is(outer.width, label.width);
});

test('a change of theme changes colours and sizes everywhere', () => {
  const { display } = makeTestDisplay({ theme: plainTheme({ obj: [entry({ padAll: 1, bgColor: 'primary' })] }) });
  const obj = box(display.screen, { textColor: 'danger' });
  display.updateLayout();
  assert.is(obj.width, 2);
  const colors = { ...display.theme.colors, primary: 0x111111, danger: 0x222222 };
  const other: Theme = { colors, styles: (name) => (name === 'obj' ? [entry({ padAll: 9, bgColor: 'primary' })] : []) };
  display.theme = other;
  display.updateLayout();
  assert.equal([obj.style.bgColor, obj.style.textColor, obj.width], [0x111111, 0x222222, 18]);
});

test('scale 2 doubles lengths, and no hairline vanishes', () => {
  const { style } = box(displayWith({}, 2).screen, {
    radius: 3,
    padLeft: 5,
    borderWidth: 0.4,
    width: 7,
    maxWidth: 9,
    outlineWidth: 0.2,
  });
  assert.equal(
    [style.radius, style.padLeft, style.borderWidth, style.width.value, style.maxWidth.value, style.outlineWidth],
    [6, 10, 1, 14, 18, 1],
  );
});

test('a background colour is opaque unless something says otherwise, and none is transparent', () => {
  const { screen } = displayWith({});
  assert.equal(
    [
      box(screen, { bgColor: 5 }).style.bgOpa,
      box(screen, { bgColor: 5, bgOpa: 9 }).style.bgOpa,
      box(screen).style.bgOpa,
    ],
    [255, 9, 0],
  );
});

test('setting a style to what it is changes nothing', () => {
  const { display, clock } = makeTestDisplay();
  const obj = box(display.screen, { width: 10, height: 10, bgColor: 5 });
  display.refreshNow();
  obj.setStyle({ width: 10, bgColor: 5 });
  assert.is(clock.pending, 0);
});

test('many states and parents do not make the kept styles grow without end', () => {
  const { screen } = displayWith({});
  const outer = box(screen);
  const inner = box(outer);
  const kept = new Set<object>();
  for (let i = 0; i < 300; i++) {
    outer.setStyle({ textColor: i });
    kept.add(inner.style);
  }
  outer.setStyle({ textColor: 0 });
  assert.not.ok(kept.has(inner.style), 'the first of 300 is still kept');
});

test.run();
