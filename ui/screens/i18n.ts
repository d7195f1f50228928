/**
 * The words of the screens. A text is a function that reads the language when it is shown, so everything follows a
 * change of language at once. The words themselves are in assets/locales, one flat file a language.
 */
import de from '../../assets/locales/de.json';
import en from '../../assets/locales/en.json';
import zhCN from '../../assets/locales/zh-CN.json';
import type { Locale } from '../../core/api/contract.ts';
import { type Bindable, type ReadonlySignal, read } from '../jsx/index.ts';

export type TextKey = keyof typeof en;
export type Dictionary = Readonly<Record<TextKey, string>>;

/** Typed so that the compiler refuses a language with a key missing. */
export const dictionaries: Readonly<Record<Locale, Dictionary>> = { en, de, 'zh-CN': zhCN };

/** A text in the language of the moment. */
export type Text = () => string;
export type TextParams = Readonly<Record<string, Bindable<string | number>>>;
export type Translate = (key: TextKey, params?: TextParams) => Text;

const PLACEHOLDER = /\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g;

/**
 * Fills `{name}` with the parameter called name, and `{name:one|other}` with the word for that number.
 * Throws for a parameter that was not given: a hole in a sentence is a fault of the screen.
 */
export function fill(pattern: string, params: TextParams): string {
  return pattern.replace(PLACEHOLDER, (_all, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the text "${pattern}" needs the parameter ${name}`);
    const shown = read(value);
    if (one === undefined || other === undefined) return String(shown);
    return Number(shown) === 1 ? one : other;
  });
}

/** Names of the parameters a pattern uses. */
export const paramsOf = (pattern: string): string[] => [
  ...new Set(Array.from(pattern.matchAll(PLACEHOLDER), (match) => match[1]!)),
];

const NO_PARAMS: TextParams = {};

/** @param words the dictionary of the moment */
export function createTranslate(words: ReadonlySignal<Dictionary>): Translate {
  return (key, params = NO_PARAMS) =>
    () =>
      fill(words.value[key], params);
}
