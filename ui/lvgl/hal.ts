/**
 * What the toolkit asks of its host: somewhere to put pixels, a clock, and input events. Drivers implement these and
 * import nothing else of ours.
 */
import type { Area } from './area.ts';

export type { Area } from './area.ts';

/** Pixels in ordinary memory: 0xAARRGGBB, premultiplied. `stride` is in pixels. */
export interface Surface {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
}

/** A monitor. */
export interface DisplayDriver {
  /** Size in device pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * Shows the first `count` of `areas` of the finished picture. `surface` is only valid during the call and is the
   * full screen; the driver copies nothing outside the areas and never reads back what it wrote.
   */
  flush(surface: Surface, areas: readonly Area[], count: number): void;
}

/** Time and timers, so that tests need no sleeping. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Runs `callback` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/**
 * Keys by meaning, after the W3C UI Events names, so that a keyboard layout is the driver's business.
 * A key that types text has `key` equal to that text and carries it in `text` too.
 */
export type Key =
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'Home'
  | 'End'
  | 'PageUp'
  | 'PageDown'
  | 'Tab'
  | 'Enter'
  | 'Escape'
  | 'Backspace'
  | 'Delete'
  | 'Insert'
  | 'ContextMenu'
  | (string & {});

/** Pointer button bits, as in `MouseEvent.buttons`. */
export const BUTTON_LEFT = 1;
export const BUTTON_RIGHT = 2;
export const BUTTON_MIDDLE = 4;

export type InputEventType =
  | 'pointerMove'
  | 'pointerDown'
  | 'pointerUp'
  | 'wheel'
  | 'keyDown'
  | 'keyUp'
  /** The last pointer went or the first came: the pointer layer hides or shows. `buttons` is 0 or 1 for gone/there. */
  | 'pointerPresence';

/**
 * One event of the seat (all mice move one pointer, all keyboards type into one focus). The driver may reuse the
 * record for the next event: copy what must outlive the call.
 */
export interface InputEvent {
  type: InputEventType;
  /** Pointer position in device pixels, already accelerated and clamped to the screen. */
  x: number;
  y: number;
  /** The button that changed (one of the bits), 0 otherwise. */
  button: number;
  /** All buttons down after this event. */
  buttons: number;
  /** Wheel clicks since the last event; positive scrolls towards the end. */
  wheel: number;
  key: Key;
  /** Text this key commits, '' if none. Only on keyDown. */
  text: string;
  /** True when the key is being held down. */
  repeat: boolean;
  shift: boolean;
  ctrl: boolean;
  alt: boolean;
  /** Milliseconds on the same clock as `Clock.now`. */
  time: number;
}

/** An event in which nothing is set but its type and time. */
export const inputEvent = (type: InputEventType, time: number): InputEvent => ({
  type,
  x: 0,
  y: 0,
  button: 0,
  buttons: 0,
  wheel: 0,
  key: '',
  text: '',
  repeat: false,
  shift: false,
  ctrl: false,
  alt: false,
  time,
});

/** Where a driver puts what it read. */
export type InputSink = (event: InputEvent) => void;
