import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeBase45, encodeBase45 } from '../../../core/sealed/base45.ts';
import { SealedError } from '../../../core/sealed/errors.ts';
import { hex, unhex } from './reference.ts';
import { vectors } from './vectors.ts';

const test = suite('base45');

test('the examples of RFC 9285 go both ways', () => {
  for (const vector of vectors.base45.good) {
    assert.is(encodeBase45(unhex(vector.hex)), vector.text);
    assert.is(hex(decodeBase45(vector.text)), vector.hex);
  }
});

test('text that no encoder makes is refused', () => {
  for (const text of vectors.base45.bad) {
    assert.throws(
      () => decodeBase45(text),
      (error: unknown) => error instanceof SealedError && error.code === 'damaged',
      text,
    );
  }
});

test('any bytes come back', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(decodeBase45(encodeBase45(bytes)), bytes)));
});

test('any text is either refused or the one text of its bytes, and never ends in a blank', () => {
  const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:');
  let decoded = 0;
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
      let bytes: Uint8Array;
      try {
        bytes = decodeBase45(text);
      } catch (error) {
        assert.instance(error, SealedError);
        return;
      }
      decoded++;
      assert.is(encodeBase45(bytes), text);
      assert.not.match(text, / $/);
    }),
    { numRuns: 2000 },
  );
  assert.ok(decoded > 100);
});

test.run();
