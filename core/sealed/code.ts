/**
 * The verification code: 40 random bits, read and typed by people as eight characters of Crockford's base32
 * (https://www.crockford.com/base32.html), shown as `K7QM-3XTD`.
 */

/** Bytes in a code; they come from a cryptographic random source and derive from nothing. */
export const CODE_BYTES = 5;

/** Crockford's alphabet: no I, L, O (read as 1, 1, 0) and no U. Also the keys of the on-screen code pad. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const CODE_CHARACTERS = 8;
const digits = new Map([...CODE_ALPHABET].map((character, value) => [character, value]));
digits.set('O', 0).set('I', 1).set('L', 1);

/** Spaces of any kind, and the hyphens and dashes that mail programs and phones put in place of a plain one. */
const SEPARATORS = /[\s\u2010-\u2015\u2212-]/g;

/** Five bytes as people see them: `K7QM-3XTD`. */
export function formatCode(code: Uint8Array): string {
  if (code.length !== CODE_BYTES) throw new RangeError(`A code has ${CODE_BYTES} bytes, not ${code.length}.`);
  // 40 bits fit the 53 exact bits of a number; the bit operators would cut at 32.
  let rest = code.reduce((sum, byte) => sum * 256 + byte, 0);
  let text = '';
  for (let i = 0; i < CODE_CHARACTERS; i++) {
    text = CODE_ALPHABET[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

export type CodeProblem = 'empty' | 'badCharacter' | 'tooShort' | 'tooLong';
export type ParsedCode = { ok: true; code: Uint8Array } | { ok: false; problem: CodeProblem };

/** What a person typed or pasted, as bytes. Forgives case, spaces, hyphens, O for 0, I and L for 1. */
export function parseCode(typed: string): ParsedCode {
  // NFKC folds the full-width letters and digits that East Asian input methods type.
  const text = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  if (text === '') return { ok: false, problem: 'empty' };
  let number = 0;
  for (const character of text) {
    const value = digits.get(character);
    if (value === undefined) return { ok: false, problem: 'badCharacter' };
    number = number * 32 + value;
  }
  if (text.length !== CODE_CHARACTERS)
    return { ok: false, problem: text.length < CODE_CHARACTERS ? 'tooShort' : 'tooLong' };
  const code = new Uint8Array(CODE_BYTES);
  for (let i = CODE_BYTES - 1; i >= 0; i--) {
    code[i] = number % 256;
    number = Math.floor(number / 256);
  }
  return { ok: true, code };
}
