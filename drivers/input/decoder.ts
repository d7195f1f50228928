import { EV_SYN, type InputEventLayout, SYN_DROPPED, SYN_REPORT } from './evdev-abi.ts';

/** What happened to a device at one moment: the events up to a SYN_REPORT. Reused by the decoder for the next. */
export interface Frame {
  /** Number of events; the final SYN_REPORT is not among them. */
  count: number;
  readonly types: Uint16Array;
  readonly codes: Uint16Array;
  readonly values: Int32Array;
  /** Milliseconds on the clock that the device stamps with. */
  timeMs: number;
  /** The kernel's buffer ran over: events are missing, and the device must be asked for its state. The frame is empty. */
  dropped: boolean;
}

/** More than any real device reports at once (ten fingers with ten axes each); a frame beyond it counts as dropped. */
const MAX_EVENTS = 1024;

/**
 * Turns the bytes of an evdev node into frames (Documentation/input/event-codes.rst). Bytes may be cut anywhere: what
 * is left over waits for the next call.
 */
export class EventDecoder {
  readonly #layout: InputEventLayout;
  readonly #partial: Uint8Array;
  readonly #partialView: DataView;
  #partialLength = 0;
  readonly #frame: Frame = {
    count: 0,
    types: new Uint16Array(MAX_EVENTS),
    codes: new Uint16Array(MAX_EVENTS),
    values: new Int32Array(MAX_EVENTS),
    timeMs: 0,
    dropped: false,
  };

  constructor(layout: InputEventLayout) {
    this.#layout = layout;
    this.#partial = new Uint8Array(layout.size);
    this.#partialView = new DataView(this.#partial.buffer);
  }

  /** Decodes the first `length` of `bytes` and calls `onFrame` for every frame that ends in them. */
  push(bytes: Uint8Array, length: number, onFrame: (frame: Frame) => void): void {
    const { size } = this.#layout;
    let at = 0;
    if (this.#partialLength > 0) {
      at = Math.min(size - this.#partialLength, length);
      this.#partial.set(bytes.subarray(0, at), this.#partialLength);
      this.#partialLength += at;
      if (this.#partialLength < size) return;
      this.#partialLength = 0;
      this.#event(this.#partialView, 0, onFrame);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    for (; at + size <= length; at += size) this.#event(view, at, onFrame);
    this.#partial.set(bytes.subarray(at, length), 0);
    this.#partialLength = length - at;
  }

  #event(view: DataView, at: number, onFrame: (frame: Frame) => void): void {
    const layout = this.#layout;
    const frame = this.#frame;
    const type = view.getUint16(at + layout.type, true);
    const code = view.getUint16(at + layout.code, true);
    if (type === EV_SYN && code === SYN_REPORT) {
      // The low half of 64-bit seconds is enough for 136 years of uptime.
      const seconds = view.getUint32(at + layout.seconds, true);
      frame.timeMs = seconds * 1000 + view.getUint32(at + layout.microseconds, true) / 1000;
      if (frame.dropped) frame.count = 0;
      onFrame(frame);
      frame.count = 0;
      frame.dropped = false;
    } else if ((type === EV_SYN && code === SYN_DROPPED) || frame.count === MAX_EVENTS) {
      frame.dropped = true;
    } else if (type !== EV_SYN && !frame.dropped) {
      frame.types[frame.count] = type;
      frame.codes[frame.count] = code;
      frame.values[frame.count] = view.getInt32(at + layout.value, true);
      frame.count++;
    }
  }
}
