import type { Key } from '../../../ui/lvgl/hal.ts';
import * as keys from './keys.ts';
import { characterOf, compose, groupsOf, isDead, type LayoutName, type LayoutTable } from './layout.ts';

/** What a key means as it goes down. */
export interface KeyPress {
  readonly key: Key;
  /** Text that it commits, '' if none. */
  readonly text: string;
  /** Whether holding it repeats it. */
  readonly repeats: boolean;
}

export interface Locks {
  readonly capsLock: boolean;
  readonly numLock: boolean;
}

type HeldModifier = keys.Modifier | 'AltGraph';
const isModifier = (key: Key): key is HeldModifier => ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key);

const noText = (key: Key, repeats: boolean): KeyPress => ({ key, text: '', repeats });
const typed = (text: string): KeyPress => ({ key: text, text, repeats: true });

/**
 * The state that all keyboards of a seat share: modifiers held on any of them, locks, the layout, and a dead key that
 * waits for its letter. Knows nothing of devices or time.
 */
export class Keyboard {
  #groups: readonly LayoutTable[];
  #group = 0;
  #capsLock = false;
  /** Recorders have keypads to type digits with, so it starts switched on. */
  #numLock = true;
  #dead = '';
  /** How many keys hold each modifier down; AltGr apart from Alt. */
  readonly #held: Record<HeldModifier, number> = { Shift: 0, Control: 0, Alt: 0, Meta: 0, AltGraph: 0 };

  constructor(layout: LayoutName) {
    this.#groups = groupsOf(layout);
  }

  get shift(): boolean {
    return this.#held.Shift > 0;
  }

  get ctrl(): boolean {
    return this.#held.Control > 0;
  }

  get alt(): boolean {
    return this.#held.Alt > 0;
  }

  get locks(): Locks {
    return { capsLock: this.#capsLock, numLock: this.#numLock };
  }

  /** Changes the layout of keys pressed from now on. */
  setLayout(layout: LayoutName): void {
    this.#groups = groupsOf(layout);
    this.#group = 0;
    this.#dead = '';
  }

  /** A key of any keyboard went down; null when it means nothing to us. */
  press(code: number): KeyPress | null {
    const modifier = keys.MODIFIERS.get(code);
    if (modifier) return this.#pressModifier(code, modifier);
    if (code === keys.KEY_CAPSLOCK) {
      this.#capsLock = !this.#capsLock;
      return noText('CapsLock', false);
    }
    if (code === keys.KEY_NUMLOCK) {
      this.#numLock = !this.#numLock;
      return noText('NumLock', false);
    }
    const named = keys.NAMED_KEYS.get(code);
    if (named !== undefined) {
      this.#dead = '';
      return noText(named, true);
    }
    return this.#pressTyping(code);
  }

  /** A key that was pressed went up. `key` is what `press` said of it, which a change of layout since must not change. */
  release(key: Key): void {
    if (isModifier(key)) this.#held[key]--;
  }

  #pressModifier(code: number, modifier: keys.Modifier): KeyPress {
    const isAltGr = code === keys.KEY_RIGHTALT && this.#table.altGr;
    const key = isAltGr ? 'AltGraph' : modifier;
    this.#held[key]++;
    if ((key === 'Alt' && this.shift) || (key === 'Shift' && this.alt)) {
      this.#group = (this.#group + 1) % this.#groups.length;
      this.#dead = '';
    }
    return noText(key, false);
  }

  #pressTyping(code: number): KeyPress | null {
    const shortcut = this.ctrl || this.alt || this.#held.Meta > 0;
    const character = this.#character(code, shortcut);
    if (character.length > 1) return noText(character, true); // a keypad key that moves
    if (character === '') return null;
    if (shortcut) return isDead(character) ? null : noText(character, true);
    const dead = this.#dead;
    if (dead === '' && isDead(character)) {
      this.#dead = character;
      return noText('Dead', false);
    }
    this.#dead = '';
    return typed(dead === '' ? character : compose(dead, character));
  }

  /** One character, the name of a key that moves, or '' for a key that means nothing. */
  #character(code: number, shortcut: boolean): string {
    if (code === keys.KEY_SPACE) return ' ';
    const operator = keys.KEYPAD_OPERATORS.get(code);
    if (operator !== undefined) return operator;
    const keypad = keys.KEYPAD.get(code);
    if (keypad) {
      if (this.#numLock === this.shift) return keypad[1];
      return code === keys.KEY_KPDOT ? this.#table.decimal : keypad[0];
    }
    // Shortcuts are Latin letters, whatever is being typed.
    const table = shortcut ? (this.#groups[0] ?? this.#table) : this.#table;
    return characterOf(table, code, this.shift, this.#held.AltGraph > 0, this.#capsLock);
  }

  get #table(): LayoutTable {
    return this.#groups[this.#group] ?? this.#groups[0]!;
  }
}
