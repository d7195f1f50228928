import type { Display } from '../display.ts';
import { inputEvent, type Key } from '../hal.ts';

/** A keyboard in a test's hand. */
export class VirtualKeyboard {
  readonly #display: Display;

  constructor(display: Display) {
    this.#display = display;
  }

  /** Presses and releases one key: a name of `Key`, a character, or either after modifiers, as in `Ctrl+Shift+ArrowLeft`. */
  press(keys: string): void {
    // The last part may be '+' itself.
    const parts = keys.split(/(?<=[^+])\+/);
    const key = parts.pop() ?? '';
    const held = new Set(parts);
    for (const name of held) {
      if (!['Shift', 'Ctrl', 'Alt'].includes(name))
        throw new Error(`'${keys}': ${name} is no modifier; they are Shift, Ctrl and Alt`);
    }
    const typed = [...key].length === 1 && !held.has('Ctrl') && !held.has('Alt');
    this.#send(key, typed ? key : '', held, false);
  }

  /** A key that is held down: pressed, then repeated `times` times. */
  hold(key: Key, times: number): void {
    const text = [...key].length === 1 ? key : '';
    for (let i = 0; i <= times; i++) this.#send(key, text, new Set(), i > 0);
  }

  /** Types each character of a text. */
  type(text: string): void {
    for (const char of text) this.#send(char, char, new Set(), false);
  }

  #send(key: Key, text: string, held: ReadonlySet<string>, repeat: boolean): void {
    const event = inputEvent('keyDown', this.#display.clock.now());
    event.key = key;
    event.text = text;
    event.repeat = repeat;
    event.shift = held.has('Shift');
    event.ctrl = held.has('Ctrl');
    event.alt = held.has('Alt');
    this.#display.input(event);
    event.type = 'keyUp';
    event.text = '';
    event.repeat = false;
    this.#display.input(event);
  }
}
