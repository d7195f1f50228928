/**
 * Which new passwords are taken, and why one is not. Judged on the NFC form in code points; nothing is ever cut off.
 *
 * Length and kinds follow the product's own rule (8 with three kinds, or 15 of anything); the refusal of known, repeated
 * and contextual passwords follows NIST SP 800-63B-4 §3.1.1.2.
 */
import type { PasswordProblem } from '../api/errors.ts';
import { isCommonPassword } from './common-passwords.ts';

export const MIN_LENGTH = 8;
/** From here on a password needs no mixture of kinds. */
export const PASSPHRASE_LENGTH = 15;
export const MAX_LENGTH = 128;
const MIN_KINDS = 3;
const MIN_RUN = 4;
/** Shorter names and models would forbid too much. */
const MIN_CONTAINED = 3;

export interface PasswordContext {
  /** Whose password it will be. */
  user: string;
  /** Model and serial number: printed on the case, so the first thing a stranger tries. */
  deviceWords: readonly string[];
}

export interface PasswordRules {
  length: boolean;
  lower: boolean;
  upper: boolean;
  digit: boolean;
  special: boolean;
  /** No name, no run, not common. */
  notGuessable: boolean;
}

/** 0 very weak, 1 weak or refused, 2 fair, 3 good, 4 strong. */
export type Strength = 0 | 1 | 2 | 3 | 4;

export interface PasswordCheck {
  problem: PasswordProblem | null;
  strength: Strength;
  rules: PasswordRules;
}

/** The form that is judged, hashed and compared: the same text typed on another keyboard is the same password. */
export const normalizePassword = (password: string): string => password.normalize('NFC');

export function checkPassword(password: string, context: PasswordContext): PasswordCheck {
  const text = normalizePassword(password);
  const characters = Array.from(text);
  const kinds = kindsOf(text);
  const guessable = guessableBecause(text, context);
  const long = characters.length >= PASSPHRASE_LENGTH;
  const kindCount = Object.values(kinds).filter(Boolean).length;

  let problem: PasswordProblem | null = guessable;
  if (!long && kindCount < MIN_KINDS) problem = 'tooFewKinds';
  if (characters.length < MIN_LENGTH) problem = 'tooShort';
  if (characters.length > MAX_LENGTH) problem = 'tooLong';

  return {
    problem,
    strength: strengthOf(characters, problem),
    rules: {
      length: characters.length >= MIN_LENGTH && characters.length <= MAX_LENGTH,
      ...kinds,
      notGuessable: characters.length > 0 && guessable === null,
    },
  };
}

interface Kinds {
  lower: boolean;
  upper: boolean;
  digit: boolean;
  special: boolean;
}

/** A letter of a script without case (Chinese, Arabic, …) counts as special: it is neither of the other three. */
const kindsOf = (text: string): Kinds => ({
  lower: /\p{Ll}/u.test(text),
  upper: /\p{Lu}/u.test(text),
  digit: /\p{Nd}/u.test(text),
  special: /[^\p{Ll}\p{Lu}\p{Nd}]/u.test(text),
});

function guessableBecause(text: string, { user, deviceWords }: PasswordContext): PasswordProblem | null {
  const plain = fold(text);
  if (contains(plain, fold(user))) return 'containsUser';
  if (deviceWords.some((word) => contains(plain, fold(word)))) return 'containsDevice';
  if (hasRun(Array.from(text.toLowerCase()))) return 'run';
  return isCommonPassword(text) ? 'common' : null;
}

/** `DS-7608 NI` and `ds7608ni` are one model. */
const fold = (text: string): string => text.toLowerCase().replace(/[\s._/-]/g, '');

const contains = (text: string, word: string): boolean =>
  Array.from(word).length >= MIN_CONTAINED && text.includes(word);

/** Four or more of the same character, or of neighbours in one direction: `aaaa`, `1234`, `dcba`. */
function hasRun(characters: readonly string[]): boolean {
  let length = 1;
  let step = Number.NaN;
  for (let i = 1; i < characters.length; i++) {
    const next = characters[i]!.codePointAt(0)! - characters[i - 1]!.codePointAt(0)!;
    length = next === step ? length + 1 : 2;
    step = next;
    if (length >= MIN_RUN && (step === 0 || (Math.abs(step) === 1 && isWord(characters, i)))) return true;
  }
  return false;
}

/** Neighbours in Unicode mean something among letters and digits only: `+,-.` is no run to anybody. */
const isWord = (characters: readonly string[], end: number): boolean =>
  characters.slice(end - MIN_RUN + 1, end + 1).every((character) => /[\p{L}\p{Nd}]/u.test(character));

/** Bits at which the meter goes one step up. Eight random characters of all four kinds have 52. */
const STEPS = [28, 40, 50, 75] as const;

/** An estimate for the meter only: characters that do not repeat their neighbour, times what each could have been. */
function strengthOf(characters: readonly string[], problem: PasswordProblem | null): Strength {
  const kinds = kindsOf(characters.join(''));
  const pool = (kinds.lower ? 26 : 0) + (kinds.upper ? 26 : 0) + (kinds.digit ? 10 : 0) + (kinds.special ? 33 : 0);
  const telling = characters.filter((character, i) => character !== characters[i - 1]).length;
  const bits = telling * Math.log2(Math.max(pool, 1));
  if (bits < STEPS[0]) return 0;
  if (problem !== null || bits < STEPS[1]) return 1;
  if (bits < STEPS[2]) return 2;
  return bits < STEPS[3] ? 3 : 4;
}
