import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CODE_ALPHABET, formatCode, parseCode } from '../../../core/sealed/code.ts';
import { hex, unhex } from './reference.ts';
import { vectors } from './vectors.ts';

const test = suite('verification code');
const anyCode = fc.uint8Array({ minLength: 5, maxLength: 5 });

test('five bytes are shown as two groups of four characters', () => {
  for (const vector of vectors.codes.shown) assert.is(formatCode(unhex(vector.hex)), vector.text);
});

test('what people type is forgiven case, separators, O for 0, I and L for 1, and full-width characters', () => {
  for (const vector of vectors.codes.typed) {
    const parsed = parseCode(vector.text);
    assert.is(parsed.ok && hex(parsed.code), vector.hex, vector.text);
  }
});

test('what is no code is refused by name', () => {
  for (const vector of vectors.codes.bad) {
    assert.equal(parseCode(vector.text), { ok: false, problem: vector.problem }, vector.text);
  }
});

test('any code comes back from what was shown, however it is typed', () => {
  const lookAlikes: Record<string, string[]> = { '0': ['0', 'O', 'o'], '1': ['1', 'I', 'i', 'L', 'l'] };
  fc.assert(
    fc.property(anyCode, fc.infiniteStream(fc.nat(11)), (code, choices) => {
      const pick = <T>(options: readonly T[]): T => options[choices.next().value % options.length]!;
      const typed = [...formatCode(code)]
        .flatMap((character) => [
          pick(lookAlikes[character] ?? [character, character.toLowerCase()]),
          pick(['', ' ', '-']),
        ])
        .join('');
      const parsed = parseCode(typed);
      assert.equal(parsed.ok && parsed.code, code, typed);
    }),
  );
});

test('different codes are shown differently, in the alphabet of the code pad', () => {
  fc.assert(
    fc.property(anyCode, anyCode, (a, b) => {
      assert.is(formatCode(a) === formatCode(b), hex(a) === hex(b));
      assert.ok([...formatCode(a).replace('-', '')].every((character) => CODE_ALPHABET.includes(character)));
    }),
  );
});

test('any text is judged without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const parsed = parseCode(text);
      if (parsed.ok) assert.is(parsed.code.length, 5);
    }),
  );
});

test('only five bytes can be shown as a code', () => {
  assert.throws(() => formatCode(new Uint8Array(4)), /5 bytes/);
});

test.run();
