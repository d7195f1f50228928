import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SealedError } from '../../../core/sealed/errors.ts';
import { pad, paddedLength, unpad } from '../../../core/sealed/padding.ts';

const test = suite('padding');
const message = fc.uint8Array({ maxLength: 200 });

test('any bytes come back from a whole number of blocks, padded as libsodium pads', () => {
  fc.assert(
    fc.property(message, (bytes) => {
      const padded = pad(bytes);
      assert.is(padded.length % 32, 0);
      assert.is(padded.length, paddedLength(bytes.length));
      assert.equal(padded, sodium.pad(bytes, 32));
      assert.equal(unpad(padded), bytes);
    }),
  );
});

test('padding that pad does not make is refused', () => {
  const bad: Record<string, Uint8Array> = {
    'no bytes': new Uint8Array(0),
    'only zeros': new Uint8Array(32),
    'no mark': new Uint8Array(32).fill(1),
    'a block too many': new Uint8Array([...pad(Uint8Array.of(1)), ...new Uint8Array(32)]),
    'half a block': Uint8Array.of(1, 0x80, ...new Uint8Array(14)),
  };
  for (const [name, padded] of Object.entries(bad)) {
    assert.throws(
      () => unpad(padded),
      (error: unknown) => error instanceof SealedError && error.code === 'badBody',
      name,
    );
  }
});

test('any bytes are unpadded to what pads to them, or refused', () => {
  const tail = fc.constantFrom(0, 0, 0, 0x80, 1);
  fc.assert(
    fc.property(fc.array(tail, { minLength: 32, maxLength: 32 }), (array) => {
      const padded = Uint8Array.from(array);
      try {
        assert.equal(pad(unpad(padded)), padded);
      } catch (error) {
        assert.instance(error, SealedError);
      }
    }),
  );
});

test.before(() => sodium.ready);
test.run();
