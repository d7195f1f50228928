import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as abi from '../../../drivers/input/evdev-abi.ts';
import { scaleAxis } from '../../../drivers/input/seat-pointer.ts';
import { type Capabilities, describeTraits, traitsOf } from '../../../drivers/input/traits.ts';

const test = suite('device traits');

const bitmap = (count: number, codes: readonly number[] | string): Uint8Array => {
  const bits = abi.bitmap(count);
  if (typeof codes === 'string') bits.set(Buffer.from(codes, 'hex'));
  else for (const code of codes) bits[code >> 3] = (bits[code >> 3] ?? 0) | (1 << (code & 7));
  return bits;
};

type Codes = Partial<Record<'properties' | 'keys' | 'relative' | 'absolute' | 'leds', readonly number[] | string>>;
const device = (codes: Codes, name = 'device'): Capabilities => ({
  name,
  properties: bitmap(abi.INPUT_PROP_CNT, codes.properties ?? []),
  keys: bitmap(abi.KEY_CNT, codes.keys ?? []),
  relative: bitmap(abi.REL_CNT, codes.relative ?? []),
  absolute: bitmap(abi.ABS_CNT, codes.absolute ?? []),
  leds: bitmap(abi.LED_CNT, codes.leds ?? []),
  axisRange: (axis) => ({ minimum: axis, maximum: 32767 }),
});
const BUTTONS_AT = '00'.repeat(34);

test('a recorded PC keyboard is a keyboard with lights', () => {
  const traits = traitsOf(
    device(
      { keys: 'feffffffffffffffffffefffdffffffe01d000f8783080030200000204', leds: '0700' },
      'AT Translated Set 2 keyboard',
    ),
  );
  assert.equal(traits, {
    name: 'AT Translated Set 2 keyboard',
    keyboard: true,
    relative: false,
    absolute: null,
    leds: true,
  });
});

test('a recorded virtio mouse is a mouse', () => {
  const traits = traitsOf(device({ keys: `${BUTTONS_AT}1f0000000000000003`, relative: '0301' }));
  assert.equal(traits, { name: 'device', keyboard: false, relative: true, absolute: null, leds: false });
});

test('a recorded USB tablet is an absolute pointer with the range of its axes', () => {
  const traits = traitsOf(device({ keys: `${BUTTONS_AT}07`, relative: '0009', absolute: '03' }));
  assert.equal(traits?.absolute, {
    x: { minimum: 0, maximum: 32767 },
    y: { minimum: 1, maximum: 32767 },
    direct: false,
  });
  assert.not(traits?.relative);
});

test('a touch screen is direct', () => {
  const touch = device({
    properties: [abi.INPUT_PROP_DIRECT],
    keys: [abi.BTN_TOUCH],
    absolute: [abi.ABS_X, abi.ABS_Y],
  });
  assert.is(traitsOf(touch)?.absolute?.direct, true);
});

test('one device can be keyboard and mouse', () => {
  const combined = traitsOf(device({ keys: [28, 30, abi.BTN_LEFT], relative: [abi.REL_X, abi.REL_Y] }, 'receiver'));
  assert.ok(combined?.keyboard && combined.relative);
  assert.is(combined && describeTraits(combined), 'receiver (keyboard, mouse)');
});

test('a numeric keypad and a remote control with arrows are keyboards', () => {
  assert.ok(traitsOf(device({ keys: [79, 80, 81, 96] }))?.keyboard);
  assert.ok(traitsOf(device({ keys: [103, 105, 106, 108] }))?.keyboard);
});

test('power buttons, game pads, lid switches and accelerometers are left alone', () => {
  const KEY_POWER = 116;
  const BTN_GAMEPAD = 0x130;
  assert.is(traitsOf(device({ keys: [KEY_POWER] })), null);
  assert.is(traitsOf(device({ keys: [BTN_GAMEPAD], absolute: [abi.ABS_X, abi.ABS_Y] })), null);
  assert.is(traitsOf(device({})), null);
  assert.is(traitsOf(device({ absolute: [abi.ABS_X, abi.ABS_Y, 2] })), null);
});

const range = fc
  .tuple(fc.integer({ min: -40000, max: 40000 }), fc.integer({ min: 1, max: 100000 }))
  .map(([minimum, span]) => ({ minimum, maximum: minimum + span }));

test('property: an axis reaches the first and the last pixel, in order, and nothing beyond', () => {
  fc.assert(
    fc.property(
      range,
      fc.integer({ min: 1, max: 3840 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (axis, size, share) => {
        const value = Math.round(axis.minimum + share * (axis.maximum - axis.minimum));
        const pixel = scaleAxis(value, axis, size);
        const last = scaleAxis(axis.maximum, axis, size);
        const wholeScreen = axis.maximum - axis.minimum + 1 < size || last === size - 1;
        return scaleAxis(axis.minimum, axis, size) === 0 && wholeScreen && pixel >= 0 && pixel <= last && last < size;
      },
    ),
  );
});

test.run();
