import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RecoveryError } from '../../../core/recovery/errors.ts';
import { openVault } from '../../../core/recovery/service-key.ts';
import { createVault } from '../../../core/recovery/vault.ts';

const test = suite('the service key');
const text = new TextEncoder().encode('a code and an address');

test('what is sealed opens in its own context, under its own key, unchanged, and nowhere else', async () => {
  const key = randomBytes(32);
  const vault = await createVault(key, randomBytes);
  const sealed = vault.seal('mail 1', text);
  assert.equal(vault.open('mail 1', sealed), text);
  assert.equal((await createVault(key, randomBytes)).open('mail 1', sealed), text);
  assert.throws(() => vault.open('mail 2', sealed));
  assert.throws(() => vault.open('mail 1', sealed.with(30, sealed[30]! ^ 1)));
  const other = await createVault(randomBytes(32), randomBytes);
  assert.throws(() => other.open('mail 1', sealed));
  assert.not.equal(vault.seal('mail 1', text), sealed, 'the same twice does not look the same');
});

test('hashes differ by key, by purpose, and by where one part ends', async () => {
  const key = randomBytes(32);
  const vault = await createVault(key, randomBytes);
  assert.equal(vault.hash('a', 'x', 'yz'), vault.hash('a', 'x', 'yz'));
  assert.not.equal(vault.hash('a', 'x', 'yz'), vault.hash('a', 'xy', 'z'));
  assert.not.equal(vault.hash('a', 'x'), vault.hash('b', 'x'));
  assert.not.equal(vault.hash('a', 'x'), (await createVault(randomBytes(32), randomBytes)).hash('a', 'x'));
  assert.is(vault.hash('a').length, 16);
});

test('the key is made at the first start, for its owner only, and never again for a database that has one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-key-'));
  try {
    const [key, database] = [join(folder, 'service.key'), join(folder, 'recovery.db')];
    const sealed = (await openVault(key, database, randomBytes)).seal('x', text);
    assert.is(statSync(key).mode & 0o777, 0o600);
    assert.equal((await openVault(key, database, randomBytes)).open('x', sealed), text);

    const refusal = async (reason: RegExp) => {
      const error: unknown = await openVault(key, database, randomBytes).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof RecoveryError);
      assert.match(error.message, reason);
    };
    chmodSync(key, 0o640);
    await refusal(/chmod 600/);
    chmodSync(key, 0o600);
    writeFileSync(key, '{"kind":"porthole-recovery-service-key","key":"short"}');
    await refusal(/service key file: key/);
    rmSync(key);
    writeFileSync(database, '');
    await refusal(/Restore the key from its backup/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
