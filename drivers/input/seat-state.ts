/**
 * What happens on several devices, as events of one seat. Pure: frames in, `InputEvent`s out.
 *
 * A frame is taken in this order, since a press belongs to where the pointer stands after the frame:
 * 1. movement of all its axes together, accelerated or scaled: one `pointerMove`;
 * 2. buttons, keys and the wheel, in the device's order.
 *
 * Invariant: whatever went down comes up exactly once, also when its device goes or its events were lost. What was
 * already down when a device came was meant for someone else: its release is not told.
 */
import { type Clock, type InputEvent, type InputEventType, type InputSink, inputEvent } from '../../ui/lvgl/hal.ts';
import { type AccelerationProfile, Accelerator } from './acceleration.ts';
import type { Frame } from './decoder.ts';
import * as abi from './evdev-abi.ts';
import { Keyboard, type KeyPress, type Locks } from './keymap/keyboard.ts';
import type { LayoutName } from './keymap/layout.ts';
import { KeyRepeat } from './repeat.ts';
import { buttonOf, SeatPointer, scaleAxis } from './seat-pointer.ts';
import type { DeviceTraits } from './traits.ts';

export interface SeatSettings {
  /** Screen size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly layout: LayoutName;
  /** -1 slowest … 1 fastest, as in libinput. */
  readonly pointerSpeed: number;
  readonly profile: AccelerationProfile;
  readonly clock: Clock;
  readonly sink: InputSink;
  /** Caps Lock or Num Lock changed: whoever has lights shows them. */
  readonly onLocks: (locks: Locks) => void;
}

/** One device of the seat, as `addDevice` returns it. */
export class SeatDevice {
  readonly traits: DeviceTraits;
  readonly accelerator: Accelerator;
  /** Keys that went down here, with what they meant then; buttons are in `buttons`. */
  readonly keys = new Map<number, KeyPress>();
  readonly buttons = new Set<number>();
  /** Last values of the absolute axes; NaN until the device told. */
  absX = Number.NaN;
  absY = Number.NaN;

  constructor(traits: DeviceTraits, accelerator: Accelerator) {
    this.traits = traits;
    this.accelerator = accelerator;
  }
}

/** What a device answers when it is asked for its state. */
export interface DeviceSnapshot {
  /** Bitmap of keys and buttons that are down. */
  readonly keys: Uint8Array;
  /** Values of the pointer's absolute axes, null for a device without. */
  readonly position: { readonly x: number; readonly y: number } | null;
}

export class SeatState {
  readonly #settings: SeatSettings;
  readonly #devices = new Set<SeatDevice>();
  readonly #keyboard: Keyboard;
  readonly #pointer: SeatPointer;
  readonly #repeat: KeyRepeat<KeyPress>;
  readonly #delta = { dx: 0, dy: 0 };
  #pointerSpeed: number;
  #time = 0;
  readonly #event: InputEvent = inputEvent('pointerMove', 0);

  constructor(settings: SeatSettings) {
    this.#settings = settings;
    this.#keyboard = new Keyboard(settings.layout);
    this.#pointer = new SeatPointer(settings.width, settings.height);
    this.#pointerSpeed = settings.pointerSpeed;
    this.#repeat = new KeyRepeat(settings.clock, (press) => {
      this.#time = settings.clock.now();
      this.#emitKey('keyDown', press, true);
    });
  }

  get x(): number {
    return this.#pointer.x;
  }

  get y(): number {
    return this.#pointer.y;
  }

  get locks(): Locks {
    return this.#keyboard.locks;
  }

  setLayout(layout: LayoutName): void {
    this.#keyboard.setLayout(layout);
  }

  setPointerSpeed(speed: number): void {
    this.#pointerSpeed = speed;
    for (const device of this.#devices) device.accelerator.setSpeed(speed);
  }

  addDevice(traits: DeviceTraits): SeatDevice {
    const device = new SeatDevice(traits, new Accelerator(this.#settings.profile, this.#pointerSpeed));
    const before = this.#hasPointer();
    this.#devices.add(device);
    this.#tellPresence(before);
    return device;
  }

  /** The device is gone: lets go of all it held. */
  removeDevice(device: SeatDevice): void {
    this.#time = this.#settings.clock.now();
    const before = this.#hasPointer();
    this.#devices.delete(device);
    for (const code of [...device.buttons, ...device.keys.keys()]) this.#release(device, code);
    this.#tellPresence(before);
  }

  /** Ends key repeat; nothing is sent any more. */
  close(): void {
    this.#repeat.stop();
  }

  /** @param timeMs when the frame happened, on the seat's clock */
  frame(device: SeatDevice, frame: Frame, timeMs: number): void {
    this.#time = timeMs;
    this.#move(device, frame);
    for (let i = 0; i < frame.count; i++) {
      const type = frame.types[i]!;
      const code = frame.codes[i]!;
      const value = frame.values[i]!;
      if (type === abi.EV_KEY) {
        if (value === 1) this.#press(device, code);
        else if (value === 0) this.#release(device, code);
        // 2 is the kernel's own repeat; ours is used instead.
      } else if (type === abi.EV_REL && code === abi.REL_WHEEL && value !== 0) {
        // The kernel counts clicks away from the user as positive.
        this.#emit('wheel', 0, -value);
      }
    }
  }

  /** Events were lost: brings the seat to what the device says now. */
  resync(device: SeatDevice, { keys, position }: DeviceSnapshot): void {
    this.#time = this.#settings.clock.now();
    if (position) {
      device.absX = position.x;
      device.absY = position.y;
      if (this.#moveAbsolute(device)) this.#emit('pointerMove', 0, 0);
    }
    for (const code of [...device.buttons, ...device.keys.keys()]) {
      if (!abi.hasBit(keys, code)) this.#release(device, code);
    }
    for (let code = 1; code < abi.KEY_CNT; code++) {
      if (abi.hasBit(keys, code)) this.#press(device, code);
    }
  }

  #move(device: SeatDevice, frame: Frame): void {
    let dx = 0;
    let dy = 0;
    let absolute = false;
    for (let i = 0; i < frame.count; i++) {
      const type = frame.types[i]!;
      const code = frame.codes[i]!;
      const value = frame.values[i]!;
      if (type === abi.EV_REL) {
        if (code === abi.REL_X) dx += value;
        else if (code === abi.REL_Y) dy += value;
      } else if (type === abi.EV_ABS) {
        if (code === abi.ABS_X) device.absX = value;
        else if (code === abi.ABS_Y) device.absY = value;
        else continue;
        absolute = true;
      }
    }
    let changed = absolute && this.#moveAbsolute(device);
    if ((dx !== 0 || dy !== 0) && device.traits.relative) {
      this.#delta.dx = dx;
      this.#delta.dy = dy;
      device.accelerator.apply(this.#delta, this.#time);
      if (this.#pointer.moveBy(this.#delta.dx, this.#delta.dy)) changed = true;
    }
    if (changed) this.#emit('pointerMove', 0, 0);
  }

  #moveAbsolute(device: SeatDevice): boolean {
    const { absolute } = device.traits;
    if (!absolute) return false;
    const { width, height } = this.#settings;
    const x = Number.isNaN(device.absX) ? this.#pointer.x : scaleAxis(device.absX, absolute.x, width);
    const y = Number.isNaN(device.absY) ? this.#pointer.y : scaleAxis(device.absY, absolute.y, height);
    return this.#pointer.moveTo(x, y);
  }

  #press(device: SeatDevice, code: number): void {
    if (device.buttons.has(code) || device.keys.has(code)) return;
    const button = buttonOf(code);
    if (button !== 0) {
      device.buttons.add(code);
      if (this.#pointer.press(button)) this.#emit('pointerDown', button, 0);
      return;
    }
    if (!device.traits.keyboard) return;
    const before = this.#keyboard.locks;
    const press = this.#keyboard.press(code);
    if (!press) return;
    device.keys.set(code, press);
    this.#emitKey('keyDown', press, false);
    if (press.repeats) this.#repeat.press(press);
    const after = this.#keyboard.locks;
    if (after.capsLock !== before.capsLock || after.numLock !== before.numLock) this.#settings.onLocks(after);
  }

  #release(device: SeatDevice, code: number): void {
    if (device.buttons.delete(code)) {
      const button = buttonOf(code);
      if (this.#pointer.release(button)) this.#emit('pointerUp', button, 0);
      return;
    }
    const press = device.keys.get(code);
    if (!press) return;
    device.keys.delete(code);
    this.#repeat.release(press);
    this.#keyboard.release(press.key);
    this.#emitKey('keyUp', press, false);
  }

  #hasPointer(): boolean {
    for (const { traits } of this.#devices)
      if (traits.relative || (traits.absolute && !traits.absolute.direct)) return true;
    return false;
  }

  #tellPresence(before: boolean): void {
    const now = this.#hasPointer();
    if (now === before) return;
    this.#time = this.#settings.clock.now();
    this.#emit('pointerPresence', 0, 0, now ? 1 : 0);
  }

  #emit(type: InputEventType, button: number, wheel: number, buttons = this.#pointer.buttons): void {
    const event = this.#event;
    event.type = type;
    event.x = this.#pointer.x;
    event.y = this.#pointer.y;
    event.button = button;
    event.buttons = buttons;
    event.wheel = wheel;
    event.shift = this.#keyboard.shift;
    event.ctrl = this.#keyboard.ctrl;
    event.alt = this.#keyboard.alt;
    event.time = this.#time;
    this.#settings.sink(event);
  }

  #emitKey(type: 'keyDown' | 'keyUp', press: KeyPress, repeat: boolean): void {
    const event = this.#event;
    event.key = press.key;
    event.text = type === 'keyDown' ? press.text : '';
    event.repeat = repeat;
    this.#emit(type, 0, 0);
    // Nothing of what was typed stays behind in a record that lives on.
    event.key = '';
    event.text = '';
    event.repeat = false;
  }
}
