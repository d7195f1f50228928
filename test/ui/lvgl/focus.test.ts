import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Button, type Obj, type StyleProps } from '../../../ui/lvgl/index.ts';
import { focusOrder } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { box } from './objects.ts';

const test = suite('focus');

function button(parent: Obj, label: string, style: StyleProps = {}): Button {
  const obj = new Button(parent);
  obj.label = label;
  obj.setStyle({ width: 40, height: 20, ...style });
  return obj;
}

function dialog(parent: Obj): Obj {
  const obj = box(parent, { width: 200, height: 200, layout: 'flex' });
  obj.modal = true;
  return obj;
}

test('Tab goes through everything that can be focused, in the order of the tree, and begins anew', () => {
  const { display, keyboard } = makeTestDisplay();
  const group = box(display.screen);
  button(group, 'one');
  button(group, 'hidden').hidden = true;
  button(group, 'disabled').disabled = true;
  button(display.screen, 'two');
  button(display.topLayer, 'three');
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    keyboard.press('Tab');
    seen.push(display.group.focused!.label);
  }
  assert.equal(seen, ['one', 'two', 'three', 'one']);
  assert.equal(focusOrder(display), ["button 'one'", "button 'two'", "button 'three'"]);
});

test('Shift+Tab goes back, from nothing to the last', () => {
  const { display, keyboard } = makeTestDisplay();
  for (const name of ['one', 'two', 'three']) button(display.screen, name);
  const seen: string[] = [];
  for (let i = 0; i < 3; i++) {
    keyboard.press('Shift+Tab');
    seen.push(display.group.focused!.label);
  }
  assert.equal(seen, ['three', 'two', 'one']);
});

test('the focus ring shows to those who use keys, and not to those who click', () => {
  const { display, pointer, keyboard } = makeTestDisplay();
  const one = button(display.screen, 'one');
  const two = button(display.screen, 'two', { x: 100 });
  pointer.click(one);
  assert.ok(one.hasState('focused') && !one.hasState('focusKey'));
  keyboard.press('Tab');
  assert.ok(two.hasState('focusKey') && !one.hasState('focused'));
  pointer.click(two);
  assert.ok(two.hasState('focused') && !two.hasState('focusKey'));
});

test('focus and defocus are told, the old one first', () => {
  const { display } = makeTestDisplay();
  const seen: string[] = [];
  const objs = ['one', 'two'].map((name) => {
    const obj = button(display.screen, name);
    for (const code of ['focused', 'defocused'] as const) obj.on(code, () => seen.push(`${name} ${code}`));
    return obj;
  });
  for (const obj of objs) display.group.focus(obj);
  assert.equal(seen, ['one focused', 'one defocused', 'two focused']);
});

test('a handler that moves the focus on has the last word', () => {
  const { display } = makeTestDisplay();
  const [one, two, three] = ['one', 'two', 'three'].map((name) => button(display.screen, name)) as [Obj, Obj, Obj];
  display.group.focus(one);
  one.on('defocused', () => display.group.focus(three));
  display.group.focus(two);
  assert.is(display.group.focused, three);
  assert.not.ok(two.hasState('focused'));
});

test('what is deleted, hidden or disabled cannot be focused', () => {
  const { display } = makeTestDisplay();
  const outer = box(display.screen);
  const inside = button(outer, 'inside');
  outer.hidden = true;
  const disabled = button(display.screen, 'disabled');
  disabled.disabled = true;
  const gone = button(display.screen, 'gone');
  gone.delete();
  for (const obj of [inside, disabled, gone]) display.group.focus(obj);
  assert.is(display.group.focused, null);
});

test('at first the focus is on what asks for it', () => {
  const { display } = makeTestDisplay();
  button(display.screen, 'one');
  const wanted = button(display.screen, 'two');
  wanted.autoFocus = true;
  display.refreshNow();
  assert.is(display.group.focused, wanted);
});

test('a modal object takes the focus and keeps it', () => {
  const { display, keyboard } = makeTestDisplay();
  display.group.focus(button(display.screen, 'outside'));
  const modal = dialog(display.topLayer);
  button(modal, 'ok');
  button(modal, 'cancel').autoFocus = true;
  display.refreshNow();
  const seen = [display.group.focused!.label];
  for (let i = 0; i < 3; i++) {
    keyboard.press('Tab');
    seen.push(display.group.focused!.label);
  }
  assert.equal(seen, ['cancel', 'ok', 'cancel', 'ok']);
});

test('of several dialogs the topmost has the focus, whichever layer and order', () => {
  const { display } = makeTestDisplay();
  const names = ['lower', 'upper', 'on the layer above'].map((name, i) => {
    const modal = dialog(i < 2 ? display.screen : display.topLayer);
    button(modal, name).autoFocus = true;
    display.refreshNow();
    return display.group.focused!.label;
  });
  assert.equal(names, ['lower', 'upper', 'on the layer above']);
});

test('when a dialog closes the focus goes back to where it was', () => {
  const { display } = makeTestDisplay();
  button(display.screen, 'first');
  const before = button(display.screen, 'before');
  display.group.focus(before);
  const modal = dialog(display.topLayer);
  button(modal, 'ok').autoFocus = true;
  display.refreshNow();
  modal.delete();
  display.refreshNow();
  assert.is(display.group.focused, before);
  assert.ok(before.hasState('focused'));
});

test('a dialog without anything to focus takes the focus away, and gives it back', () => {
  const { display } = makeTestDisplay();
  const before = button(display.screen, 'before');
  display.group.focus(before);
  const modal = dialog(display.topLayer);
  display.refreshNow();
  assert.is(display.group.focused, null);
  modal.hidden = true;
  display.refreshNow();
  assert.is(display.group.focused, before);
});

test('a focused object that is disabled, hidden or deleted gives the focus up', () => {
  for (const how of ['disable', 'hide', 'hide outer', 'delete'] as const) {
    const { display } = makeTestDisplay();
    const other = button(display.screen, 'other');
    const outer = box(display.screen);
    const obj = button(outer, 'obj');
    display.group.focus(other);
    display.group.focus(obj);
    if (how === 'disable') obj.disabled = true;
    else if (how === 'hide') obj.hidden = true;
    else if (how === 'hide outer') outer.hidden = true;
    else obj.delete();
    display.refreshNow();
    assert.is(display.group.focused, other, how);
  }
});

test('a key finds a dialog’s focus although nothing was drawn since it opened', () => {
  const { display, keyboard } = makeTestDisplay();
  const outside = button(display.screen, 'outside');
  display.group.focus(outside);
  let clicks = 0;
  outside.on('clicked', () => clicks++);
  const ok = button(dialog(display.topLayer), 'ok');
  ok.autoFocus = true;
  keyboard.press('Enter');
  assert.is(clicks, 0);
  assert.is(display.group.focused, ok);
});

test('arrows go to the nearest object in their direction', () => {
  const { display, keyboard } = makeTestDisplay();
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const [i, name] of names.entries()) button(display.screen, name, { x: (i % 3) * 60, y: Math.floor(i / 3) * 40 });
  display.group.focus(display.screen.children[0]!);
  const walk = (keys: string[]): string =>
    keys
      .map((key) => {
        keyboard.press(key);
        return display.group.focused!.label;
      })
      .join('');
  assert.is(walk(['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowLeft']), 'bcfeba');
  assert.is(walk(['ArrowLeft', 'ArrowUp']), 'aa');
});

test('an arrow prefers what lies straight ahead to what is nearer but beside', () => {
  const { display, keyboard } = makeTestDisplay();
  display.group.focus(button(display.screen, 'from', { x: 0, y: 0 }));
  button(display.screen, 'beside', { x: 50, y: 60 });
  button(display.screen, 'ahead', { x: 100, y: 0 });
  keyboard.press('ArrowRight');
  assert.is(display.group.focused!.label, 'ahead');
});

test('a click focuses what is clicked, or what it lies in; on nothing it leaves the focus', () => {
  const { display, pointer } = makeTestDisplay();
  const outer = button(display.screen, 'outer', { width: 100, height: 100 });
  const inner = box(outer, { width: 20, height: 20 });
  inner.clickable = true;
  pointer.click(inner);
  assert.is(display.group.focused, outer);
  pointer.click({ x: 300, y: 200 });
  assert.is(display.group.focused, outer);
});

test.run();
