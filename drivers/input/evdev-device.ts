import fs from 'node:fs';
import { ioctl } from '../linux/libc.ts';
import * as abi from './evdev-abi.ts';
import type { Locks } from './keymap/keyboard.ts';
import type { DeviceSnapshot } from './seat-state.ts';
import { type AxisRange, type DeviceTraits, traitsOf } from './traits.ts';

/** An open device, read by its descriptor, which never blocks. */
export interface InputDevice {
  readonly fd: number;
  readonly traits: DeviceTraits;
  /** Asks the device for its state, and drops what waited to be read of it. */
  snapshot(): DeviceSnapshot;
  /** Lights Caps Lock and Num Lock. */
  showLocks(locks: Locks): void;
  close(): void;
}

/**
 * Opens an evdev node for the seat alone: its events reach no one else (EVIOCGRAB), above all no shell behind the
 * screen, and are stamped with CLOCK_MONOTONIC.
 * @returns null for a device that is nothing to a seat, which is left untouched
 * @throws SysError or Node's error of a failed call
 */
export function openEvdev(path: string): InputDevice | null {
  const fd = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  try {
    const traits = traitsOf(readCapabilities(fd, path));
    if (!traits) {
      fs.closeSync(fd);
      return null;
    }
    const clock = new Uint8Array(4);
    clock[0] = abi.CLOCK_MONOTONIC;
    ioctl(fd, abi.EVIOCSCLOCKID, clock, path);
    ioctl(fd, abi.EVIOCGRAB, 1, path);
    return {
      fd,
      traits,
      snapshot: () => readSnapshot(fd, path, traits),
      showLocks: (locks) => {
        if (traits.leds) fs.writeSync(fd, ledEvents(locks));
      },
      // Closing ends the grab.
      close: () => fs.closeSync(fd),
    };
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
}

function readCapabilities(fd: number, path: string) {
  const bits = (type: number, count: number) => {
    const bytes = abi.bitmap(count);
    ioctl(fd, abi.eviocgbit(type, count), bytes, path);
    return bytes;
  };
  const name = new Uint8Array(abi.NAME_SIZE);
  const length = ioctl(fd, abi.EVIOCGNAME, name, path);
  const properties = abi.bitmap(abi.INPUT_PROP_CNT);
  ioctl(fd, abi.EVIOCGPROP, properties, path);
  return {
    name: new TextDecoder().decode(name.subarray(0, Math.max(0, length - 1))),
    properties,
    keys: bits(abi.EV_KEY, abi.KEY_CNT),
    relative: bits(abi.EV_REL, abi.REL_CNT),
    absolute: bits(abi.EV_ABS, abi.ABS_CNT),
    leds: bits(abi.EV_LED, abi.LED_CNT),
    axisRange: (axis: number): AxisRange => {
      const info = readAbsInfo(fd, axis, path);
      return { minimum: info.getInt32(4, true), maximum: info.getInt32(8, true) };
    },
  };
}

function readAbsInfo(fd: number, axis: number, path: string): DataView {
  const bytes = new Uint8Array(abi.ABSINFO_SIZE);
  ioctl(fd, abi.eviocgabs(axis), bytes, path);
  return new DataView(bytes.buffer);
}

function readSnapshot(fd: number, path: string, { absolute }: DeviceTraits): DeviceSnapshot {
  const keys = abi.bitmap(abi.KEY_CNT);
  ioctl(fd, abi.EVIOCGKEY, keys, path);
  const value = (axis: number) => readAbsInfo(fd, axis, path).getInt32(0, true);
  return { keys, position: absolute && { x: value(abi.ABS_X), y: value(abi.ABS_Y) } };
}

/** What a keyboard is sent to light its locks: two EV_LED events and a SYN_REPORT, the time left to the kernel. */
export function ledEvents({ numLock, capsLock }: Locks, layout = abi.inputEventLayout): Uint8Array {
  const bytes = new Uint8Array(3 * layout.size);
  const view = new DataView(bytes.buffer);
  const put = (index: number, type: number, code: number, value: number) => {
    view.setUint16(index * layout.size + layout.type, type, true);
    view.setUint16(index * layout.size + layout.code, code, true);
    view.setInt32(index * layout.size + layout.value, value, true);
  };
  put(0, abi.EV_LED, abi.LED_NUML, numLock ? 1 : 0);
  put(1, abi.EV_LED, abi.LED_CAPSL, capsLock ? 1 : 0);
  put(2, abi.EV_SYN, abi.SYN_REPORT, 0);
  return bytes;
}
