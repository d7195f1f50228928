import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeTestDisplay } from '../../kit/display.ts';
import { box, button, record } from './objects.ts';

const test = suite('keys');

test('Enter and Space click the focused object, held down only once', () => {
  const { display, keyboard } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(obj);
  display.group.focus(obj);
  keyboard.press('Enter');
  keyboard.press(' ');
  keyboard.hold('Enter', 5);
  assert.is(seen.filter((code) => code === 'clicked').length, 3);
});

test('a key goes to the focused object first; stopped there, it does nothing else', () => {
  const { display, keyboard } = makeTestDisplay();
  const obj = button(display.screen);
  button(display.screen);
  const texts: string[] = [];
  obj.on('key', (e) => {
    texts.push(e.text);
    e.stop();
  });
  display.group.focus(obj);
  keyboard.type('aé');
  keyboard.press('Tab');
  assert.equal(texts, ['a', 'é', '']);
  assert.is(display.group.focused, obj);
});

test('Escape is a cancel that goes up from the focused object', () => {
  const { display, keyboard } = makeTestDisplay();
  const dialog = box(display.screen);
  const seen = record(dialog);
  display.group.focus(button(dialog));
  keyboard.press('Escape');
  assert.ok(seen.includes('cancel'));
});

test('the menu key is a right click in the middle of the focused object', () => {
  const { display, keyboard } = makeTestDisplay();
  const obj = button(display.screen);
  const places: number[][] = [];
  obj.on('rightClicked', (e) => places.push([e.x, e.y]));
  display.group.focus(obj);
  keyboard.press('ContextMenu');
  assert.equal(places, [[20, 10]]);
});

test('a handler that deletes the focused object ends the key there', () => {
  const { display, keyboard } = makeTestDisplay();
  const obj = button(display.screen);
  const seen = record(display.screen);
  obj.on('key', () => obj.delete());
  display.group.focus(obj);
  keyboard.press('Escape');
  assert.not.ok(seen.includes('cancel'));
});

test('every event counts as activity', () => {
  const { display, pointer, keyboard, clock } = makeTestDisplay();
  for (const act of [() => pointer.moveTo({ x: 1, y: 1 }), () => pointer.wheel(1), () => keyboard.press('a')]) {
    clock.advance(5000);
    act();
    assert.is(display.indev.lastActivity, clock.now());
  }
});

test.run();
