import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createArgon2Hasher, defaultParameters } from '../../../core/accounts/argon2.ts';

const test = suite('argon2 hasher');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('takes the right secret and no other, also by the parameters of an older hash', async () => {
  const older = createArgon2Hasher({ ...defaultParameters, timeCost: 3 });
  const hasher = createArgon2Hasher();
  const stored = await older.hash(bytes('grün'));
  assert.is(await hasher.verify(stored, bytes('grün')), true);
  assert.is(await hasher.verify(stored, bytes('gruen')), false);
});

test('knows a hash that was made with other parameters, or by another algorithm', async () => {
  const hasher = createArgon2Hasher();
  assert.is(hasher.isOutdated(await hasher.hash(bytes('x'))), false);
  for (const change of [{ timeCost: 3 }, { memoryCost: 20 * 1024 }, { parallelism: 2 }]) {
    const other = createArgon2Hasher({ ...defaultParameters, ...change });
    assert.is(hasher.isOutdated(await other.hash(bytes('x'))), true, JSON.stringify(change));
  }
  const salt = 'c29tZXNhbHRzb21lc2FsdA';
  const tag = 'A'.repeat(43);
  assert.is(hasher.isOutdated(`$argon2i$v=19$m=19456,t=2,p=1$${salt}$${tag}`), true);
});

test('verifies nothing against what is no hash', async () => {
  const hasher = createArgon2Hasher();
  for (const stored of ['', 'password', '$argon2id$', '$2b$10$abcdefghijklmnopqrstuv']) {
    assert.is(await hasher.verify(stored, bytes('password')), false, stored);
    assert.is(hasher.isOutdated(stored), true);
  }
});

test('keeps the main thread free while it works', async () => {
  const hasher = createArgon2Hasher();
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    immediate = setImmediate(turn);
  };
  let immediate = setImmediate(turn);
  await Promise.all([1, 2, 3].map(() => hasher.hash(bytes('x'))));
  clearImmediate(immediate);
  assert.ok(turns > 10, `${turns} turns of the event loop`);
});

test.run();
