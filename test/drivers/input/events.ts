import * as abi from '../../../drivers/input/evdev-abi.ts';
import type { DeviceTraits } from '../../../drivers/input/traits.ts';
import type { Clock, InputEvent } from '../../../ui/lvgl/hal.ts';

/** Type, code, value, as a kernel driver reports them. */
export type RawEvent = readonly [type: number, code: number, value: number];

export const REPORT: RawEvent = [abi.EV_SYN, abi.SYN_REPORT, 0];
export const DROPPED: RawEvent = [abi.EV_SYN, abi.SYN_DROPPED, 0];
export const down = (code: number): RawEvent => [abi.EV_KEY, code, 1];
export const up = (code: number): RawEvent => [abi.EV_KEY, code, 0];
export const rel = (code: number, value: number): RawEvent => [abi.EV_REL, code, value];
export const absolute = (code: number, value: number): RawEvent => [abi.EV_ABS, code, value];

/** The bytes of an evdev node; all events bear the same time. */
export function encode(events: readonly RawEvent[], timeMs = 0, layout = abi.inputEventLayout): Uint8Array {
  const bytes = new Uint8Array(events.length * layout.size);
  const view = new DataView(bytes.buffer);
  events.forEach(([type, code, value], i) => {
    const at = i * layout.size;
    view.setUint32(at + layout.seconds, Math.floor(timeMs / 1000), true);
    view.setUint32(at + layout.microseconds, Math.round((timeMs % 1000) * 1000), true);
    view.setUint16(at + layout.type, type, true);
    view.setUint16(at + layout.code, code, true);
    view.setInt32(at + layout.value, value, true);
  });
  return bytes;
}

export const MOUSE: DeviceTraits = { name: 'mouse', keyboard: false, relative: true, absolute: null, leds: false };
export const KEYBOARD: DeviceTraits = {
  name: 'keyboard',
  keyboard: true,
  relative: false,
  absolute: null,
  leds: false,
};
const range = { minimum: 0, maximum: 32767 };
export const TABLET: DeviceTraits = {
  name: 'tablet',
  keyboard: false,
  relative: false,
  absolute: { x: range, y: range, direct: false },
  leds: false,
};
export const TOUCH_SCREEN: DeviceTraits = { ...TABLET, name: 'touch', absolute: { x: range, y: range, direct: true } };

/** Time that passes only when told. */
export class ManualClock implements Clock {
  #now = 1000;
  #timers: { due: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { due: this.#now + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** Lets time pass, with every timer called when it is due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.callback();
    }
    this.#now = end;
  }

  /** Lets time pass as when the program is kept from running: timers are called late, once it runs again. */
  stall(ms: number): void {
    this.#now += ms;
  }
}

/** An event as one short line, for comparing whole sequences. */
export function line(event: InputEvent): string {
  const modifiers = [event.shift && 'shift', event.ctrl && 'ctrl', event.alt && 'alt'].filter(Boolean).join('+');
  switch (event.type) {
    case 'pointerMove':
      return `move ${event.x},${event.y}`;
    case 'pointerDown':
      return `down ${event.button} of ${event.buttons} at ${event.x},${event.y}`;
    case 'pointerUp':
      return `up ${event.button} of ${event.buttons} at ${event.x},${event.y}`;
    case 'wheel':
      return `wheel ${event.wheel}`;
    case 'pointerPresence':
      return event.buttons ? 'pointer came' : 'pointer went';
    case 'keyDown':
      return `${event.repeat ? 'repeat' : 'press'} ${event.key} "${event.text}"${modifiers && ` ${modifiers}`}`;
    case 'keyUp':
      return `release ${event.key}${event.text}`;
  }
}
