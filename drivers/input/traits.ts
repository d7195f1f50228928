import * as abi from './evdev-abi.ts';

/** One axis of an absolute device, in the device's units, both ends included. */
export interface AxisRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** An absolute pointer: a tablet, a touch screen, a virtual machine's mouse. Its axes are ABS_X and ABS_Y. */
export interface AbsoluteTraits {
  readonly x: AxisRange;
  readonly y: AxisRange;
  /** True for a screen that is touched: it moves the pointer, but is no reason to show one. */
  readonly direct: boolean;
}

/** What a device can do for a seat. */
export interface DeviceTraits {
  readonly name: string;
  readonly keyboard: boolean;
  readonly relative: boolean;
  readonly absolute: AbsoluteTraits | null;
  /** Whether Num Lock and Caps Lock can be shown on it. */
  readonly leds: boolean;
}

/** What a device says of itself: the kernel's bitmaps of codes by event type, and the range of an axis. */
export interface Capabilities {
  readonly name: string;
  readonly properties: Uint8Array;
  readonly keys: Uint8Array;
  readonly relative: Uint8Array;
  readonly absolute: Uint8Array;
  readonly leds: Uint8Array;
  axisRange(axis: number): AxisRange;
}

/** Keys that make a device a keyboard: Escape … keypad, and the arrows. Power buttons and the like have none of these. */
const TYPING_KEYS = [
  [1, 83],
  [102, 111],
] as const;

/**
 * Decides what a device is to a seat, by the rules of udev's input_id; null when it is nothing to us (power buttons,
 * game pads, lid switches, accelerometers), so that it stays free for others.
 */
export function traitsOf(device: Capabilities): DeviceTraits | null {
  const { keys } = device;
  const relative =
    abi.hasBit(device.relative, abi.REL_X) && abi.hasBit(device.relative, abi.REL_Y) && abi.hasBit(keys, abi.BTN_LEFT);
  const absolute = absoluteTraits(device);
  const keyboard = TYPING_KEYS.some(([first, last]) => hasAnyBit(keys, first, last));
  if (!keyboard && !relative && !absolute) return null;
  const leds = keyboard && (abi.hasBit(device.leds, abi.LED_NUML) || abi.hasBit(device.leds, abi.LED_CAPSL));
  return { name: device.name, keyboard, relative, absolute, leds };
}

function hasAnyBit(bits: Uint8Array, first: number, last: number): boolean {
  for (let n = first; n <= last; n++) if (abi.hasBit(bits, n)) return true;
  return false;
}

/**
 * Of a multitouch screen this is its first finger: the kernel reports it as ABS_X, ABS_Y and BTN_TOUCH too
 * (Documentation/input/multi-touch-protocol.rst, pointer emulation).
 */
function absoluteTraits(device: Capabilities): AbsoluteTraits | null {
  const { keys } = device;
  const clicks = abi.hasBit(keys, abi.BTN_LEFT) || abi.hasBit(keys, abi.BTN_TOUCH);
  if (!clicks || !abi.hasBit(device.absolute, abi.ABS_X) || !abi.hasBit(device.absolute, abi.ABS_Y)) return null;
  return {
    x: device.axisRange(abi.ABS_X),
    y: device.axisRange(abi.ABS_Y),
    direct: abi.hasBit(device.properties, abi.INPUT_PROP_DIRECT),
  };
}

/** One line for people: `QEMU USB Tablet (pointer)`. */
export function describeTraits({ name, keyboard, relative, absolute }: DeviceTraits): string {
  const roles = [
    keyboard ? 'keyboard' : '',
    relative ? 'mouse' : '',
    absolute ? (absolute.direct ? 'touch screen' : 'tablet') : '',
  ];
  return `${name} (${roles.filter(Boolean).join(', ')})`;
}
