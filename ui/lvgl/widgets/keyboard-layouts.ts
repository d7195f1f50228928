/** What is on the keys of the on-screen keyboard. A row's widths are in units of one letter key. */
import type { IconName } from '../text/index.ts';

export type KeyboardMode = 'text' | 'email' | 'number' | 'code';
export type KeyboardLocale = 'en' | 'de' | 'zh-CN';

/** `page` shows another page of the layout, `gap` is no key. */
export type KeyAction = 'text' | 'backspace' | 'enter' | 'hide' | 'left' | 'right' | 'shift' | 'page' | 'gap';

export type Page = 'letters' | 'symbols' | 'moreSymbols';

export interface KeyDef {
  readonly action: KeyAction;
  /** What stands on the key, and its name where an icon does. */
  readonly label: string;
  readonly width: number;
  readonly icon?: IconName;
  /** What it types, where that is not its label. */
  readonly text?: string;
  /** Where a `page` key leads. */
  readonly page?: Page;
}

export type KeyRows = readonly (readonly KeyDef[])[];

/** A key for each character, one unit wide. */
const chars = (text: string): KeyDef[] => [...text].map((label) => ({ action: 'text', label, width: 1 }));
const word = (label: string, width: number): KeyDef => ({ action: 'text', label, width });
const gap = (width: number): KeyDef => ({ action: 'gap', label: '', width });
const toPage = (label: string, page: Page, width: number): KeyDef => ({ action: 'page', label, page, width });

// Names are those of the W3C's UI Events where it has one.
const backspace = (width: number): KeyDef => ({ action: 'backspace', label: 'Backspace', icon: 'delete', width });
const enter = (width: number): KeyDef => ({ action: 'enter', label: 'Enter', icon: 'corner-down-left', width });
const hide = (width: number): KeyDef => ({ action: 'hide', label: 'Hide', icon: 'chevron-down', width });
const shift = (width: number): KeyDef => ({ action: 'shift', label: 'Shift', icon: 'arrow-big-up', width });
const left: KeyDef = { action: 'left', label: 'ArrowLeft', icon: 'chevron-left', width: 1 };
const right: KeyDef = { action: 'right', label: 'ArrowRight', icon: 'chevron-right', width: 1 };
const space = (width: number): KeyDef => ({ action: 'text', label: 'Space', text: ' ', icon: 'space', width });

const digits = [...chars('1234567890'), backspace(1)];

/** Three rows of letters of 11 units, the last between Shift and two signs. */
function letterRows(locale: KeyboardLocale, mode: 'text' | 'email'): KeyRows {
  const signs = mode === 'email' ? '-_' : ',.';
  // Addresses are written without umlauts.
  if (locale === 'de' && mode === 'text') {
    return [chars('qwertzuiopü'), chars('asdfghjklöä'), [shift(1), ...chars('yxcvbnmß,.')]];
  }
  const [top, bottom] = locale === 'de' ? ['qwertzuiop', 'yxcvbnm'] : ['qwertyuiop', 'zxcvbnm'];
  return [
    [gap(0.5), ...chars(top!), gap(0.5)],
    [gap(1), ...chars('asdfghjkl'), gap(1)],
    [shift(2), ...chars(bottom! + signs)],
  ];
}

const TEXT_BOTTOM = [toPage('?123', 'symbols', 1.5), left, space(4.5), right, enter(2), hide(1)];
const EMAIL_BOTTOM = [
  toPage('?123', 'symbols', 1.5),
  left,
  word('@', 2),
  word('.', 1),
  word('.com', 1.5),
  right,
  enter(2),
  hide(1),
];

/** All of ASCII's signs, and what else people have on their keys. */
const SYMBOLS: KeyRows = [
  digits,
  chars('!"#$%&\'()*+'),
  chars(',-./:;<=>?@'),
  chars('[\\]^_`{|}~€'),
  [toPage('ABC', 'letters', 1.5), toPage('é§°', 'moreSymbols', 1.5), left, space(3), right, enter(2), hide(1)],
];
const MORE_SYMBOLS: KeyRows = [
  digits,
  chars('§°£¥¢µ¡¿«»²'),
  chars('äöüßàáâèéêë'),
  chars('çñïóôøåæùúû'),
  [toPage('ABC', 'letters', 1.5), toPage('?123', 'symbols', 1.5), left, space(3), right, enter(2), hide(1)],
];

const NUMBER: KeyRows = [
  [...chars('123'), backspace(1)],
  [...chars('456'), left],
  [...chars('789'), right],
  [...chars('.0'), hide(1), enter(1)],
];

/**
 * Crockford's base 32 in the order of its values, which is also that of the alphabet. The pad stands beside its field
 * for as long as that is there, so there is nothing to hide.
 */
const CODE: KeyRows = [
  [...chars('01234567'), backspace(1)],
  [...chars('89ABCDEF'), left],
  [...chars('GHJKMNPQ'), right],
  [...chars('RSTVWXYZ'), enter(1)],
];

/** The rows of a page; only `text` and `email` have more than one. */
export function keyRows(mode: KeyboardMode, locale: KeyboardLocale, page: Page): KeyRows {
  if (mode === 'number') return NUMBER;
  if (mode === 'code') return CODE;
  if (page === 'symbols') return SYMBOLS;
  if (page === 'moreSymbols') return MORE_SYMBOLS;
  return [digits, ...letterRows(locale, mode), mode === 'email' ? EMAIL_BOTTOM : TEXT_BOTTOM];
}
