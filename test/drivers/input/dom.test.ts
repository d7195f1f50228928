import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDomSeat } from '../../../drivers/input/dom.ts';
import type { InputEvent } from '../../../ui/lvgl/hal.ts';

const test = suite('a browser’s mouse and keyboard as a seat');

/** An element of 200 by 100 at (10, 20) that shows a monitor of 400 by 200. */
function makeSeat() {
  const listeners = new Map<string, { handleEvent(event: object): void }>();
  const heard: InputEvent[] = [];
  let prevented = 0;
  const close = openDomSeat({
    element: {
      addEventListener(type, listener, { signal }) {
        listeners.set(type, listener as { handleEvent(event: object): void });
        signal.addEventListener('abort', () => listeners.delete(type));
      },
      getBoundingClientRect: () => ({ left: 10, top: 20, width: 200, height: 100 }),
      setPointerCapture() {},
      focus() {},
    },
    width: 400,
    height: 200,
    clock: { now: () => 7, after: () => () => {} },
    sink: (event) => heard.push(event),
  });
  const nothing = {
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    buttons: 0,
    button: -1,
    pointerId: 1,
  };
  const send = (type: string, event: object, altGr = false): InputEvent | undefined => {
    heard.length = 0;
    listeners.get(type)?.handleEvent({
      ...nothing,
      clientX: 110,
      clientY: 70,
      repeat: false,
      getModifierState: (name: string) => altGr && name === 'AltGraph',
      preventDefault: () => prevented++,
      ...event,
    });
    return heard[0];
  };
  return { send, close, listening: () => listeners.size, prevented: () => prevented };
}

const placeOf = (event: InputEvent | undefined) => [event?.x, event?.y];

test('scales positions from the element to the monitor, and keeps them on it', () => {
  const { send } = makeSeat();
  assert.equal(placeOf(send('pointermove', {})), [200, 100]);
  assert.equal(placeOf(send('pointermove', { clientX: 0, clientY: 500 })), [0, 199]);
});

test('tells which button changed and which are down', () => {
  const { send } = makeSeat();
  const told = (event: InputEvent | undefined) => [event?.type, event?.button, event?.buttons];
  assert.equal(told(send('pointerdown', { button: 2, buttons: 2 })), ['pointerDown', 2, 2]);
  // The second one goes down and up while the first is held.
  assert.equal(told(send('pointermove', { button: 0, buttons: 3 })), ['pointerDown', 1, 3]);
  assert.equal(told(send('pointermove', { button: 0, buttons: 2 })), ['pointerUp', 1, 2]);
  assert.equal(told(send('pointerup', { button: 2, buttons: 0 })), ['pointerUp', 2, 0]);
});

test('adds turns of the wheel up to whole clicks', () => {
  const { send } = makeSeat();
  assert.is(send('wheel', { deltaY: 60, deltaMode: 0 }), undefined);
  assert.is(send('wheel', { deltaY: 60, deltaMode: 0 })?.wheel, 1);
  assert.is(send('wheel', { deltaY: -3, deltaMode: 1 })?.wheel, undefined);
  assert.is(send('wheel', { deltaY: -3, deltaMode: 1 })?.wheel, -1);
});

test('keys that type carry their text, also with AltGr; shortcuts do not', () => {
  const { send } = makeSeat();
  assert.is(send('keydown', { key: 'a' })?.text, 'a');
  assert.is(send('keyup', { key: 'a' })?.text, '');
  assert.is(send('keydown', { key: 'Enter' })?.text, '');
  const at = send('keydown', { key: '@', ctrlKey: true, altKey: true }, true);
  assert.equal([at?.text, at?.ctrl, at?.alt], ['@', false, false]);
  const copy = send('keydown', { key: 'c', ctrlKey: true });
  assert.equal([copy?.text, copy?.ctrl], ['', true]);
});

test('leaves the browser its own keys', () => {
  const { send, prevented } = makeSeat();
  for (const event of [{ key: 'F5' }, { key: 'r', ctrlKey: true }, { key: 'l', metaKey: true }])
    assert.is(send('keydown', event), undefined);
  assert.is(prevented(), 0);
});

test('says that the mouse came and went, and hears nothing once it is closed', () => {
  const { send, close, listening } = makeSeat();
  assert.equal([send('pointerenter', {})?.type, send('pointerenter', {})?.buttons], ['pointerPresence', 1]);
  assert.is(send('pointerleave', {})?.buttons, 0);
  close();
  assert.is(listening(), 0);
});

test.run();
