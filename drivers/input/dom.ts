/**
 * A browser's mouse and keyboard over one element as a seat. Positions are scaled from the element's size on the page
 * to the monitor's, so the element may be shown larger or smaller than it is.
 */
import { type Clock, type InputEvent, type InputEventType, type InputSink, inputEvent } from '../../ui/lvgl/hal.ts';

/** What is used of the browser's events and of an element. */
interface DomEvent {
  preventDefault(): void;
}
interface DomMouseEvent extends DomEvent {
  readonly clientX: number;
  readonly clientY: number;
  /** 0 left, 1 middle, 2 right. */
  readonly button: number;
  readonly buttons: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}
interface DomPointerEvent extends DomMouseEvent {
  readonly pointerId: number;
}
interface DomWheelEvent extends DomMouseEvent {
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
}
interface DomKeyEvent extends DomEvent {
  readonly key: string;
  readonly repeat: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  getModifierState(name: string): boolean;
}
export interface DomElement {
  addEventListener(
    type: string,
    listener: { handleEvent(event: DomEvent): void },
    options: { signal: AbortSignal; passive: false },
  ): void;
  getBoundingClientRect(): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  setPointerCapture(pointerId: number): void;
  focus(options: { preventScroll: boolean }): void;
}

export interface DomSeatOptions {
  readonly element: DomElement;
  /** Size of the monitor in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly clock: Clock;
  readonly sink: InputSink;
}

/** What browsers send for one click of a wheel, in pixels and in lines. */
const CLICK = [100, 3, 1] as const;

/** Bits of `buttons` by the number of the button. */
const BITS = [1, 4, 2] as const;

/** Keys that are the browser's own: reload, full screen, tools, and everything with Ctrl or the system's key. */
const isBrowsers = (event: DomKeyEvent): boolean =>
  event.metaKey ||
  (event.ctrlKey && !event.getModifierState('AltGraph') && !/^[acvxzy]$/i.test(event.key)) ||
  /^F\d+$/.test(event.key);

/** Listens until the returned function is called. */
export function openDomSeat({ element, width, height, clock, sink }: DomSeatOptions): () => void {
  const ended = new AbortController();
  let turned = 0;

  const on = <E extends DomEvent>(type: string, listener: (event: E) => void): void =>
    element.addEventListener(type, { handleEvent: listener }, { signal: ended.signal, passive: false });
  const eventOf = (type: InputEventType): InputEvent => inputEvent(type, clock.now());
  const mouse = (type: InputEventType, event: DomMouseEvent, more: Partial<InputEvent> = {}): void => {
    const box = element.getBoundingClientRect();
    const along = (from: number, at: number, length: number, size: number): number =>
      Math.max(0, Math.min(size - 1, Math.floor(((at - from) / length) * size)));
    sink({
      ...eventOf(type),
      x: along(box.left, event.clientX, box.width, width),
      y: along(box.top, event.clientY, box.height, height),
      buttons: event.buttons & 7,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      ...more,
    });
  };
  const presence = (there: boolean): void => sink({ ...eventOf('pointerPresence'), buttons: there ? 1 : 0 });
  const key = (type: 'keyDown' | 'keyUp', event: DomKeyEvent): void => {
    if (isBrowsers(event)) return;
    event.preventDefault();
    // AltGr is reported as Ctrl and Alt together on some systems, and types.
    const altGr = event.getModifierState('AltGraph');
    const types = [...event.key].length === 1 && (altGr || !(event.ctrlKey || event.altKey));
    sink({
      ...eventOf(type),
      key: event.key,
      text: type === 'keyDown' && types ? event.key : '',
      repeat: event.repeat,
      shift: event.shiftKey,
      ctrl: event.ctrlKey && !altGr,
      alt: event.altKey && !altGr,
    });
  };

  on<DomPointerEvent>('pointerenter', () => presence(true));
  on<DomPointerEvent>('pointerleave', () => presence(false));
  on<DomPointerEvent>('pointermove', (event) => {
    // A second button that goes down while one is held is told as a move.
    const bit = BITS[event.button];
    if (bit === undefined) mouse('pointerMove', event);
    else mouse(event.buttons & bit ? 'pointerDown' : 'pointerUp', event, { button: bit });
  });
  on<DomPointerEvent>('pointerdown', (event) => {
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    mouse('pointerDown', event, { button: BITS[event.button] ?? 0 });
  });
  on<DomPointerEvent>('pointerup', (event) => mouse('pointerUp', event, { button: BITS[event.button] ?? 0 }));
  on<DomEvent>('contextmenu', (event) => event.preventDefault());
  on<DomWheelEvent>('wheel', (event) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    turned += event.deltaY / (CLICK[event.deltaMode] ?? CLICK[0]);
    const wheel = Math.trunc(turned);
    turned -= wheel;
    if (wheel !== 0) mouse('wheel', event, { wheel });
  });
  on<DomKeyEvent>('keydown', (event) => key('keyDown', event));
  on<DomKeyEvent>('keyup', (event) => key('keyUp', event));
  return () => ended.abort();
}
