/** Keys whose meaning no layout changes, by kernel key code (<linux/input-event-codes.h>), named after UI Events. */
import type { Key } from '../../../ui/lvgl/hal.ts';

export const KEY_LEFTCTRL = 29;
export const KEY_LEFTSHIFT = 42;
export const KEY_RIGHTSHIFT = 54;
export const KEY_LEFTALT = 56;
export const KEY_SPACE = 57;
export const KEY_CAPSLOCK = 58;
export const KEY_NUMLOCK = 69;
export const KEY_KPDOT = 83;
export const KEY_RIGHTCTRL = 97;
export const KEY_RIGHTALT = 100;
export const KEY_LEFTMETA = 125;
export const KEY_RIGHTMETA = 126;

export type Modifier = 'Shift' | 'Control' | 'Alt' | 'Meta';

/** Right Alt is AltGr in layouts that have one. */
export const MODIFIERS: ReadonlyMap<number, Modifier> = new Map([
  [KEY_LEFTSHIFT, 'Shift'],
  [KEY_RIGHTSHIFT, 'Shift'],
  [KEY_LEFTCTRL, 'Control'],
  [KEY_RIGHTCTRL, 'Control'],
  [KEY_LEFTALT, 'Alt'],
  [KEY_RIGHTALT, 'Alt'],
  [KEY_LEFTMETA, 'Meta'],
  [KEY_RIGHTMETA, 'Meta'],
]);

export const NAMED_KEYS: ReadonlyMap<number, Key> = new Map([
  [1, 'Escape'],
  [14, 'Backspace'],
  [15, 'Tab'],
  [28, 'Enter'],
  [59, 'F1'],
  [60, 'F2'],
  [61, 'F3'],
  [62, 'F4'],
  [63, 'F5'],
  [64, 'F6'],
  [65, 'F7'],
  [66, 'F8'],
  [67, 'F9'],
  [68, 'F10'],
  [87, 'F11'],
  [88, 'F12'],
  [96, 'Enter'], // KEY_KPENTER
  [102, 'Home'],
  [103, 'ArrowUp'],
  [104, 'PageUp'],
  [105, 'ArrowLeft'],
  [106, 'ArrowRight'],
  [107, 'End'],
  [108, 'ArrowDown'],
  [109, 'PageDown'],
  [110, 'Insert'],
  [111, 'Delete'],
  [127, 'ContextMenu'], // KEY_COMPOSE, the menu key of PC keyboards
  [139, 'ContextMenu'], // KEY_MENU
]);

/** Keypad keys that Num Lock changes: what they type with it, and what they do without. */
export const KEYPAD: ReadonlyMap<number, readonly [digit: string, key: Key]> = new Map([
  [71, ['7', 'Home']],
  [72, ['8', 'ArrowUp']],
  [73, ['9', 'PageUp']],
  [75, ['4', 'ArrowLeft']],
  [76, ['5', '']],
  [77, ['6', 'ArrowRight']],
  [79, ['1', 'End']],
  [80, ['2', 'ArrowDown']],
  [81, ['3', 'PageDown']],
  [82, ['0', 'Insert']],
  [KEY_KPDOT, ['.', 'Delete']],
]);

export const KEYPAD_OPERATORS: ReadonlyMap<number, string> = new Map([
  [55, '*'],
  [74, '-'],
  [78, '+'],
  [98, '/'],
  [117, '='],
  [121, ','],
]);
