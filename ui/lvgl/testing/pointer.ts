import type { Display } from '../display.ts';
import { BUTTON_LEFT, BUTTON_RIGHT, type InputEventType, inputEvent } from '../hal.ts';
import type { Obj } from '../obj.ts';

/** Device pixels of the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place for the pointer: an object means its centre. */
export type Target = Obj | Point;

/** A mouse in a test's hand. Every method moves there first, as a hand does, and draws nothing by itself. */
export class VirtualPointer {
  readonly #display: Display;
  #x = 0;
  #y = 0;
  #buttons = 0;

  constructor(display: Display) {
    this.#display = display;
  }

  get position(): Point {
    return { x: this.#x, y: this.#y };
  }

  moveTo(target: Target): void {
    const { x, y } = this.#point(target);
    this.#x = x;
    this.#y = y;
    this.#send('pointerMove', 0);
  }

  press(target?: Target, button = BUTTON_LEFT): void {
    if (target) this.moveTo(target);
    this.#buttons |= button;
    this.#send('pointerDown', button);
  }

  release(button = BUTTON_LEFT): void {
    this.#buttons &= ~button;
    this.#send('pointerUp', button);
  }

  click(target?: Target): void {
    this.press(target);
    this.release();
  }

  doubleClick(target?: Target): void {
    this.click(target);
    this.click();
  }

  rightClick(target?: Target): void {
    this.press(target, BUTTON_RIGHT);
    this.release(BUTTON_RIGHT);
  }

  /** Presses at `from`, moves in `steps` equal moves to `to` and releases there. */
  drag(from: Target, to: Target, steps = 4): void {
    const end = this.#point(to);
    this.press(from);
    const start = this.position;
    for (let i = 1; i <= steps; i++) {
      const part = i / steps;
      this.moveTo({
        x: Math.round(start.x + (end.x - start.x) * part),
        y: Math.round(start.y + (end.y - start.y) * part),
      });
    }
    this.release();
  }

  /** Turns the wheel; positive clicks scroll towards the end. */
  wheel(clicks: number, target?: Target): void {
    if (target) this.moveTo(target);
    this.#send('wheel', 0, clicks);
  }

  /** The last mouse was unplugged. */
  leave(): void {
    const event = inputEvent('pointerPresence', this.#display.clock.now());
    this.#display.input(event);
  }

  #point(target: Target): Point {
    if (!('coords' in target)) return target;
    this.#display.updateLayout();
    if (!target.visible)
      throw new Error(`the pointer cannot go to ${target.role} '${target.accessibleName}': it is not shown`);
    const { x1, y1, x2, y2 } = target.coords;
    return { x: (x1 + x2) >> 1, y: (y1 + y2) >> 1 };
  }

  #send(type: InputEventType, button: number, wheel = 0): void {
    const event = inputEvent(type, this.#display.clock.now());
    event.x = this.#x;
    event.y = this.#y;
    event.button = button;
    event.buttons = this.#buttons;
    event.wheel = wheel;
    this.#display.input(event);
  }
}
