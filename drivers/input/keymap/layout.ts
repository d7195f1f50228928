import { TABLES } from './tables.ts';

/** A keyboard layout as data: what each key types at each level. */
export interface LayoutTable {
  /** Whether the right Alt key chooses levels 3 and 4. */
  readonly altGr: boolean;
  /** What the keypad's decimal key types. */
  readonly decimal: string;
  /**
   * By kernel key code: the characters of the levels plain, Shift, AltGr, Shift+AltGr. A combining mark stands for a
   * dead key, NUL for nothing.
   */
  readonly keys: Readonly<Record<number, string>>;
}

export type LayoutName = keyof typeof TABLES;
export const LAYOUT_NAMES: readonly LayoutName[] = ['us', 'gb', 'de', 'fr', 'es', 'ru'];

/** Layouts without Latin letters come second after this one; Alt+Shift changes between the two. */
export const LATIN: LayoutName = 'us';
const NOT_LATIN: ReadonlySet<LayoutName> = new Set<LayoutName>(['ru']);

/** The layouts behind a name, the one to begin with first. */
export const groupsOf = (name: LayoutName): readonly LayoutTable[] =>
  NOT_LATIN.has(name) ? [TABLES[LATIN], TABLES[name]] : [TABLES[name]];

/** The character of a key at a level; '' for none. Caps Lock swaps the pairs that are one letter in two cases. */
export function characterOf(
  table: LayoutTable,
  code: number,
  shift: boolean,
  altGr: boolean,
  capsLock: boolean,
): string {
  const levels = table.keys[code];
  if (levels === undefined) return '';
  const pair = altGr ? 2 : 0;
  const lower = levels[pair] ?? '\0';
  const upper = levels[pair + 1] ?? '\0';
  const isLetter = lower !== upper && lower.toUpperCase() === upper;
  const character = shift !== (capsLock && isLetter) ? upper : lower;
  return character === '\0' ? '' : character;
}

/** True for what a dead key holds back until the next key: a combining mark. */
export const isDead = (character: string): boolean => character >= '\u0300' && character <= '\u036f';

/** The marks as characters of their own, for a dead key typed twice or before a space. */
const SPACING: ReadonlyMap<string, string> = new Map([
  ['\u0300', '`'],
  ['\u0301', '´'],
  ['\u0302', '^'],
  ['\u0303', '~'],
  ['\u0304', '¯'],
  ['\u0306', '˘'],
  ['\u0307', '˙'],
  ['\u0308', '¨'],
  ['\u030a', '°'],
  ['\u030b', '˝'],
  ['\u030c', 'ˇ'],
  ['\u0327', '¸'],
  ['\u0328', '˛'],
]);

/**
 * What a dead key and the key after it type together: é for ´ and e, the accent alone before a space or the same dead
 * key, else both one after the other. Composition is Unicode's (NFC), so there is no table of pairs.
 */
export function compose(dead: string, next: string): string {
  const accent = SPACING.get(dead) ?? '';
  if (next === ' ' || next === dead) return accent;
  const composed = (next + dead).normalize('NFC');
  return [...composed].length === 1 ? composed : accent + (SPACING.get(next) ?? next);
}
