/** What <linux/input.h> and <linux/input-event-codes.h> lay down, as far as a seat needs it. Names are the kernel's. */
import { encodedIoctl, type Ioctl, longIs64 } from '../linux/libc.ts';

export const EV_SYN = 0x00;
export const EV_KEY = 0x01;
export const EV_REL = 0x02;
export const EV_ABS = 0x03;
export const EV_LED = 0x11;

export const SYN_REPORT = 0;
export const SYN_DROPPED = 3;

export const REL_X = 0x00;
export const REL_Y = 0x01;
/** Whole clicks. The kernel derives them from REL_WHEEL_HI_RES, so that reading both would count twice. */
export const REL_WHEEL = 0x08;

export const ABS_X = 0x00;
export const ABS_Y = 0x01;

export const BTN_LEFT = 0x110;
export const BTN_RIGHT = 0x111;
export const BTN_MIDDLE = 0x112;
export const BTN_TOUCH = 0x14a;

export const LED_NUML = 0;
export const LED_CAPSL = 1;

export const INPUT_PROP_DIRECT = 0x01;

/** Numbers of bits in the kernel's bitmaps. */
export const KEY_CNT = 0x300;
export const LED_CNT = 0x10;
export const REL_CNT = 0x10;
export const ABS_CNT = 0x40;
export const INPUT_PROP_CNT = 0x20;

const bytesFor = (bits: number) => bits / 8;
/** Bitmaps are arrays of longs; on the little-endian machines we run on, bit n is bit n % 8 of byte n / 8. */
export const hasBit = (bits: Uint8Array, n: number): boolean => ((bits[n >> 3] ?? 0) & (1 << (n & 7))) !== 0;

export const NAME_SIZE = 256;
export const EVIOCGNAME: Ioctl = encodedIoctl('EVIOCGNAME', 'read', 'E', 0x06, NAME_SIZE);
export const EVIOCGPROP: Ioctl = encodedIoctl('EVIOCGPROP', 'read', 'E', 0x09, bytesFor(INPUT_PROP_CNT));
/** Keys and buttons that are down now. */
export const EVIOCGKEY: Ioctl = encodedIoctl('EVIOCGKEY', 'read', 'E', 0x18, bytesFor(KEY_CNT));
/** Event types (`EV_SYN`), or codes of one type, that the device can send. */
export const eviocgbit = (type: number, count: number): Ioctl =>
  encodedIoctl(`EVIOCGBIT(${type})`, 'read', 'E', 0x20 + type, bytesFor(count));
export const bitmap = (count: number): Uint8Array => new Uint8Array(bytesFor(count));

/** struct input_absinfo: value, minimum, maximum, fuzz, flat, resolution; each s32. */
export const ABSINFO_SIZE = 24;
export const eviocgabs = (axis: number): Ioctl =>
  encodedIoctl(`EVIOCGABS(${axis})`, 'read', 'E', 0x40 + axis, ABSINFO_SIZE);

export const EVIOCGRAB: Ioctl = encodedIoctl('EVIOCGRAB', 'write', 'E', 0x90, 4);
export const EVIOCSCLOCKID: Ioctl = encodedIoctl('EVIOCSCLOCKID', 'write', 'E', 0xa0, 4);
/** <linux/time.h> */
export const CLOCK_MONOTONIC = 1;

/** Where the fields of struct input_event lie. It begins with two longs, seconds and microseconds. */
export interface InputEventLayout {
  readonly size: number;
  readonly seconds: number;
  readonly microseconds: number;
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

export const INPUT_EVENT_64: InputEventLayout = {
  size: 24,
  seconds: 0,
  microseconds: 8,
  type: 16,
  code: 18,
  value: 20,
};
export const INPUT_EVENT_32: InputEventLayout = { size: 16, seconds: 0, microseconds: 4, type: 8, code: 10, value: 12 };
export const inputEventLayout: InputEventLayout = longIs64 ? INPUT_EVENT_64 : INPUT_EVENT_32;
