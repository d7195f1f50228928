import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EventDecoder } from '../../../drivers/input/decoder.ts';
import * as abi from '../../../drivers/input/evdev-abi.ts';
import type { Locks } from '../../../drivers/input/keymap/keyboard.ts';
import * as keys from '../../../drivers/input/keymap/keys.ts';
import { type SeatDevice, SeatState } from '../../../drivers/input/seat-state.ts';
import type { DeviceTraits } from '../../../drivers/input/traits.ts';
import type { InputEvent } from '../../../ui/lvgl/hal.ts';
import {
  absolute,
  down,
  encode,
  KEYBOARD,
  line,
  ManualClock,
  MOUSE,
  type RawEvent,
  REPORT,
  rel,
  TABLET,
  TOUCH_SCREEN,
  up,
} from './events.ts';

const test = suite('seat');
const KEY_A = 30;
const KEY_B = 48;
const WHEEL_HI_RES = 0x0b;

function setUp() {
  const clock = new ManualClock();
  const lines: string[] = [];
  const events: InputEvent[] = [];
  const lights: Locks[] = [];
  const state = new SeatState({
    width: 1920,
    height: 1080,
    layout: 'us',
    pointerSpeed: 0,
    profile: 'flat',
    clock,
    sink: (event) => {
      lines.push(line(event));
      events.push({ ...event });
    },
    onLocks: (locks) => lights.push(locks),
  });
  const decoders = new Map<SeatDevice, EventDecoder>();
  return {
    clock,
    events,
    lights,
    state,
    /** Adds a device, its presence not told. */
    add(traits: DeviceTraits) {
      const device = state.addDevice(traits);
      decoders.set(device, new EventDecoder(abi.inputEventLayout));
      lines.length = 0;
      return device;
    },
    /** Sends one frame and takes what came of all that happened since the last. */
    send(device: SeatDevice, ...raw: RawEvent[]): string[] {
      const bytes = encode([...raw, REPORT]);
      decoders.get(device)?.push(bytes, bytes.length, (frame) => state.frame(device, frame, clock.now()));
      return lines.splice(0);
    },
    taken: () => lines.splice(0),
  };
}

const bitmapOf = (...codes: number[]): Uint8Array => {
  const bits = abi.bitmap(abi.KEY_CNT);
  for (const code of codes) bits[code >> 3] = (bits[code >> 3] ?? 0) | (1 << (code & 7));
  return bits;
};

test('the pointer starts in the middle and both axes of a report are one movement', () => {
  const { add, send } = setUp();
  assert.equal(send(add(MOUSE), rel(abi.REL_X, 10), rel(abi.REL_Y, -4)), ['move 970,536']);
});

test('all mice move one pointer', () => {
  const { add, send } = setUp();
  const [one, two] = [add(MOUSE), add(MOUSE)];
  send(one, rel(abi.REL_X, 10));
  assert.equal(send(two, rel(abi.REL_Y, 5)), ['move 970,545']);
});

test('the pointer stops at the edges and comes back at once', () => {
  const { add, send } = setUp();
  const mouse = add(MOUSE);
  assert.equal(send(mouse, rel(abi.REL_X, 5000), rel(abi.REL_Y, 5000)), ['move 1919,1079']);
  assert.equal(send(mouse, rel(abi.REL_X, 1)), []);
  assert.equal(send(mouse, rel(abi.REL_X, -1)), ['move 1918,1079']);
  assert.equal(send(mouse, rel(abi.REL_X, -5000), rel(abi.REL_Y, -5000)), ['move 0,0']);
});

test('movements of less than a pixel add up', () => {
  const { add, send, state } = setUp();
  const mouse = add(MOUSE);
  state.setPointerSpeed(-0.75);
  assert.equal(
    [1, 2, 3, 4, 5].flatMap(() => send(mouse, rel(abi.REL_X, 1))),
    ['move 961,540'],
  );
});

test('a tablet covers the screen from corner to corner', () => {
  const { add, send } = setUp();
  const tablet = add(TABLET);
  assert.equal(send(tablet, absolute(abi.ABS_X, 0), absolute(abi.ABS_Y, 0)), ['move 0,0']);
  assert.equal(send(tablet, absolute(abi.ABS_X, 32767), absolute(abi.ABS_Y, 32767)), ['move 1919,1079']);
  assert.equal(send(tablet, absolute(abi.ABS_X, 16384)), ['move 960,1079']);
});

test('a press belongs to where the pointer stands after the report, whatever the order in it', () => {
  const { add, send } = setUp();
  assert.equal(send(add(TABLET), down(abi.BTN_LEFT), absolute(abi.ABS_X, 0), absolute(abi.ABS_Y, 0)), [
    'move 0,0',
    'down 1 of 1 at 0,0',
  ]);
  assert.equal(send(add(TOUCH_SCREEN), down(abi.BTN_TOUCH), absolute(abi.ABS_X, 32767)), ['move 1919,0']);
});

test('left, right and middle button are told apart, others are ignored', () => {
  const { add, send } = setUp();
  const mouse = add(MOUSE);
  const BTN_SIDE = 0x113;
  assert.equal(send(mouse, down(abi.BTN_LEFT), down(abi.BTN_RIGHT), down(abi.BTN_MIDDLE), down(BTN_SIDE)), [
    'down 1 of 1 at 960,540',
    'down 2 of 3 at 960,540',
    'down 4 of 7 at 960,540',
  ]);
  assert.equal(send(mouse, up(abi.BTN_RIGHT)), ['up 2 of 5 at 960,540']);
});

test('a button that two mice hold is down until both let go', () => {
  const { add, send } = setUp();
  const [one, two] = [add(MOUSE), add(MOUSE)];
  assert.equal(send(one, down(abi.BTN_LEFT)), ['down 1 of 1 at 960,540']);
  assert.equal(send(two, down(abi.BTN_LEFT)), []);
  assert.equal(send(one, up(abi.BTN_LEFT)), []);
  assert.equal(send(two, up(abi.BTN_LEFT)), ['up 1 of 0 at 960,540']);
});

test('turning the wheel towards oneself scrolls towards the end, and a click counts once', () => {
  const { add, send } = setUp();
  const mouse = add(MOUSE);
  assert.equal(send(mouse, rel(abi.REL_WHEEL, -1), rel(WHEEL_HI_RES, -120)), ['wheel 1']);
  assert.equal(send(mouse, rel(abi.REL_WHEEL, 2), rel(WHEEL_HI_RES, 240)), ['wheel -2']);
  assert.equal(send(mouse, rel(WHEEL_HI_RES, 30)), []);
});

test('keys press and release with what they meant when they went down', () => {
  const { add, send, state } = setUp();
  const keyboard = add(KEYBOARD);
  assert.equal(send(keyboard, down(keys.KEY_LEFTSHIFT)), ['press Shift "" shift']);
  assert.equal(send(keyboard, down(KEY_A)), ['press A "A" shift']);
  assert.equal(send(keyboard, up(keys.KEY_LEFTSHIFT)), ['release Shift']);
  state.setLayout('fr');
  assert.equal(send(keyboard, up(KEY_A)), ['release A']);
});

test('Shift on one keyboard counts for the other', () => {
  const { add, send } = setUp();
  const [one, two] = [add(KEYBOARD), add(KEYBOARD)];
  send(one, down(keys.KEY_LEFTSHIFT));
  assert.equal(send(two, down(KEY_A)), ['press A "A" shift']);
});

test("a held key repeats by the seat's own clock, and the kernel's repeat is not counted", () => {
  const { add, send, clock, taken } = setUp();
  const keyboard = add(KEYBOARD);
  assert.equal(send(keyboard, down(KEY_A)), ['press a "a"']);
  assert.equal(send(keyboard, [abi.EV_KEY, KEY_A, 2]), []);
  clock.advance(540);
  assert.equal(taken(), ['repeat a "a"', 'repeat a "a"']);
  assert.equal(send(keyboard, up(KEY_A)), ['release a']);
  clock.advance(1000);
  assert.equal(taken(), []);
});

test('no timer runs unless a key that repeats is held', () => {
  const { add, send, clock } = setUp();
  const [keyboard, mouse] = [add(KEYBOARD), add(MOUSE)];
  send(mouse, down(abi.BTN_LEFT), rel(abi.REL_X, 3));
  send(keyboard, down(keys.KEY_LEFTSHIFT));
  assert.is(clock.timers, 0);
  send(keyboard, down(KEY_A));
  assert.is(clock.timers, 1);
  send(keyboard, up(KEY_A));
  assert.is(clock.timers, 0);
});

test('Caps Lock and Num Lock are handed on to be shown', () => {
  const { add, send, lights } = setUp();
  const keyboard = add(KEYBOARD);
  send(keyboard, down(keys.KEY_CAPSLOCK), up(keys.KEY_CAPSLOCK));
  send(keyboard, down(keys.KEY_NUMLOCK), up(keys.KEY_NUMLOCK));
  send(keyboard, down(KEY_A), up(KEY_A));
  assert.equal(lights, [
    { capsLock: true, numLock: true },
    { capsLock: true, numLock: false },
  ]);
});

test('the pointer comes with the first mouse and goes with the last; a touch screen shows none', () => {
  const { state, taken } = setUp();
  const keyboard = state.addDevice(KEYBOARD);
  const touch = state.addDevice(TOUCH_SCREEN);
  assert.equal(taken(), []);
  const one = state.addDevice(MOUSE);
  const two = state.addDevice(TABLET);
  assert.equal(taken(), ['pointer came']);
  state.removeDevice(one);
  state.removeDevice(keyboard);
  assert.equal(taken(), []);
  state.removeDevice(two);
  assert.equal(taken(), ['pointer went']);
  state.removeDevice(touch);
  assert.equal(taken(), []);
});

test('a device that is pulled out lets go of what it held', () => {
  const { add, send, state, taken, clock } = setUp();
  const [mouse, keyboard] = [add(MOUSE), add(KEYBOARD)];
  send(mouse, down(abi.BTN_LEFT));
  send(keyboard, down(keys.KEY_LEFTSHIFT), down(KEY_A));
  state.removeDevice(mouse);
  assert.equal(taken(), ['up 1 of 0 at 960,540', 'pointer went']);
  state.removeDevice(keyboard);
  assert.equal(taken(), ['release Shift', 'release A']);
  assert.is(clock.timers, 0);
});

test('what was held before a device came is not told when it is let go', () => {
  const { add, send } = setUp();
  const keyboard = add(KEYBOARD);
  assert.equal(send(keyboard, [abi.EV_KEY, 28, 2]), []);
  assert.equal(send(keyboard, up(28)), []);
  assert.equal(send(add(MOUSE), up(abi.BTN_LEFT)), []);
});

test('after lost events the seat is brought to what the device says', () => {
  const { add, send, state, taken } = setUp();
  const keyboard = add(KEYBOARD);
  send(keyboard, down(KEY_A));
  state.resync(keyboard, { keys: bitmapOf(keys.KEY_LEFTSHIFT, KEY_B), position: null });
  assert.equal(taken(), ['release a', 'press Shift "" shift', 'press B "B" shift']);
  // What still waited in the queue says nothing new.
  assert.equal(send(keyboard, down(KEY_B)), []);
  const tablet = add(TABLET);
  state.resync(tablet, { keys: bitmapOf(abi.BTN_LEFT), position: { x: 0, y: 16384 } });
  assert.equal(taken(), ['move 0,540', 'down 1 of 1 at 0,540']);
});

test('events bear the time they happened at, and a record keeps nothing that was typed', () => {
  const { add, send, clock, events, state } = setUp();
  const keyboard = add(KEYBOARD);
  clock.advance(234);
  send(keyboard, down(KEY_A));
  assert.is(events.at(-1)?.time, 1234);
  send(add(MOUSE), rel(abi.REL_X, 1));
  assert.is(events.at(-1)?.text, '');
  assert.is(events.at(-1)?.key, '');
  assert.is(state.x, 961);
});

const codes = [abi.BTN_LEFT, abi.BTN_RIGHT, abi.BTN_TOUCH, KEY_A, KEY_B, keys.KEY_LEFTSHIFT, keys.KEY_CAPSLOCK];
const step = fc.oneof(
  fc.record({
    kind: fc.constant('key' as const),
    device: fc.nat(2),
    code: fc.constantFrom(...codes),
    value: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    device: fc.nat(2),
    axis: fc.nat(1),
    by: fc.integer({ min: -3000, max: 3000 }),
  }),
  fc.record({ kind: fc.constant('resync' as const), device: fc.nat(2), held: fc.subarray(codes) }),
  fc.record({ kind: fc.constant('replug' as const), device: fc.nat(2) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(700) }),
);

test('property: what goes down comes up exactly once, and the pointer never leaves the screen', () => {
  const traits: DeviceTraits = { ...TABLET, keyboard: true, relative: true };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { add, send, state, clock, events } = setUp();
      const devices = [add(traits), add(traits), add(traits)];
      const device = (index: number): SeatDevice => {
        const found = devices[index];
        if (!found) throw new RangeError(`no device ${index}`);
        return found;
      };
      for (const s of steps) {
        if (s.kind === 'key') send(device(s.device), [abi.EV_KEY, s.code, s.value]);
        else if (s.kind === 'move') send(device(s.device), rel(s.axis, s.by));
        else if (s.kind === 'resync')
          state.resync(device(s.device), { keys: bitmapOf(...s.held), position: { x: 0, y: 0 } });
        else if (s.kind === 'wait') clock.advance(s.ms);
        else {
          state.removeDevice(device(s.device));
          devices[s.device] = add(traits);
        }
      }
      for (const each of devices) state.removeDevice(each);
      assert.is(clock.timers, 0, 'timers');

      let buttons = 0;
      const held = new Map<string, number>();
      for (const e of events) {
        assert.ok(e.x >= 0 && e.x < 1920 && e.y >= 0 && e.y < 1080, 'on the screen');
        if (e.type === 'pointerDown') {
          assert.is(buttons & e.button, 0, 'was up');
          buttons |= e.button;
        } else if (e.type === 'pointerUp') {
          assert.is(buttons & e.button, e.button, 'was down');
          buttons &= ~e.button;
        }
        if (e.type.startsWith('pointer') && e.type !== 'pointerPresence') assert.is(e.buttons, buttons);
        const count = held.get(e.key) ?? 0;
        if (e.type === 'keyDown' && e.repeat) assert.ok(count > 0, 'repeats what is held');
        else if (e.type === 'keyDown') held.set(e.key, count + 1);
        else if (e.type === 'keyUp') {
          assert.ok(count > 0, 'was pressed');
          held.set(e.key, count - 1);
        }
      }
      assert.is(buttons, 0);
      assert.ok([...held.values()].every((count) => count === 0));
    }),
  );
});

test.run();
