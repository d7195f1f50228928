import * as hal from '../../ui/lvgl/hal.ts';
import { BTN_LEFT, BTN_MIDDLE, BTN_RIGHT, BTN_TOUCH } from './evdev-abi.ts';
import type { AxisRange } from './traits.ts';

/** The button bit of a kernel button code; 0 for buttons that mean nothing to us. A touch is a left button. */
export function buttonOf(code: number): number {
  switch (code) {
    case BTN_LEFT:
    case BTN_TOUCH:
      return hal.BUTTON_LEFT;
    case BTN_RIGHT:
      return hal.BUTTON_RIGHT;
    case BTN_MIDDLE:
      return hal.BUTTON_MIDDLE;
    default:
      return 0;
  }
}

/** The pixel of `size` that a device's value stands for: the range is divided into pixels of equal share. */
export const scaleAxis = (value: number, { minimum, maximum }: AxisRange, size: number): number =>
  Math.floor(((value - minimum) * size) / (maximum - minimum + 1));

/**
 * The one pointer that all mice of a seat move. A button that two mice hold is down until both let go.
 */
export class SeatPointer {
  readonly #width: number;
  readonly #height: number;
  /** With the fraction of a pixel that slow movements add up to. */
  #x: number;
  #y: number;
  readonly #holders = new Uint16Array(8);
  #buttons = 0;

  /** Starts in the middle of a screen of this size in pixels. */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#x = Math.floor(width / 2);
    this.#y = Math.floor(height / 2);
  }

  get x(): number {
    return Math.floor(this.#x);
  }

  get y(): number {
    return Math.floor(this.#y);
  }

  /** Bits of the buttons that are down. */
  get buttons(): number {
    return this.#buttons;
  }

  /** Moves by pixels and fractions of them. Fractions beyond an edge are forgotten. @returns whether `x` or `y` changed */
  moveBy(dx: number, dy: number): boolean {
    return this.#place(this.#x + dx, this.#y + dy);
  }

  /** @returns whether `x` or `y` changed */
  moveTo(x: number, y: number): boolean {
    return this.#place(x, y);
  }

  /** One mouse pressed a button. @returns whether it was up before */
  press(button: number): boolean {
    this.#buttons |= button;
    return ++this.#holders[button]! === 1;
  }

  /** One mouse let a button go. @returns whether no other mouse holds it */
  release(button: number): boolean {
    if (--this.#holders[button]! > 0) return false;
    this.#buttons &= ~button;
    return true;
  }

  #place(x: number, y: number): boolean {
    const oldX = this.x;
    const oldY = this.y;
    this.#x = x < 0 ? 0 : x >= this.#width ? this.#width - 1 : x;
    this.#y = y < 0 ? 0 : y >= this.#height ? this.#height - 1 : y;
    return this.x !== oldX || this.y !== oldY;
  }
}
