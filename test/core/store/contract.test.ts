/** One suite, run against each store. */
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createMemoryStore } from '../../../core/store/memory.ts';
import type { UserRecord } from '../../../core/store/records.ts';
import { openSqliteStore } from '../../../core/store/sqlite.ts';
import type { Store } from '../../../core/store/store.ts';
import { temporaryDirectory } from './temporary.ts';

const stores: Record<string, () => Store> = {
  memory: createMemoryStore,
  sqlite: () => openSqliteStore(join(temporaryDirectory(), 'recorder.db')),
};

const user = (name: string): UserRecord => ({ name, role: 'guest', enabled: true, passwordHash: `hash of ${name}` });

for (const [kind, open] of Object.entries(stores)) {
  const test = suite(`store in ${kind}`);

  test('is empty at first', () => {
    const store = open();
    const cells = [store.identity, store.clock, store.settings, store.address, store.reset, store.recoveryLimits];
    for (const cell of cells) assert.is(cell.get(), null);
    for (const collection of [store.users, store.throttles, store.sessions]) assert.equal(collection.all(), []);
  });

  test('gives back what was put, replaced, and removed', () => {
    const store = open();
    store.address.put({ address: 'a@example.org', confirmed: false });
    store.address.put({ address: 'b@example.org', confirmed: true });
    assert.equal(store.address.get(), { address: 'b@example.org', confirmed: true });
    store.address.clear();
    store.address.clear();
    assert.is(store.address.get(), null);
    store.users.put('a', user('a'));
    store.users.put('a', { ...user('A'), enabled: false });
    assert.equal(store.users.get('a'), { ...user('A'), enabled: false });
    store.users.delete('a');
    assert.is(store.users.get('a'), null);
  });

  test('lists a collection by its keys, and keeps collections apart', () => {
    const store = open();
    for (const name of ['zoe', 'admin', 'Admin']) store.users.put(name, user(name));
    store.throttles.put('admin', { failures: 1, lockedUntil: 0, lastAt: 0 });
    assert.equal(
      store.users.all().map(({ key }) => key),
      ['Admin', 'admin', 'zoe'],
    );
    store.throttles.delete('admin');
    assert.is(store.users.all().length, 3);
  });

  test('does not hand out what it holds: changing a copy changes nothing', () => {
    const store = open();
    const limits = { requests: [1], wrongCodes: [], lockedUntil: 0 };
    store.recoveryLimits.put(limits);
    limits.requests.push(2);
    store.recoveryLimits.get()!.requests.push(3);
    assert.equal(store.recoveryLimits.get()!.requests, [1]);
  });

  test('undoes a transaction that throws, and only that', () => {
    const store = open();
    store.users.put('kept', user('kept'));
    assert.throws(
      () =>
        store.transaction(() => {
          store.users.put('new', user('new'));
          store.users.delete('kept');
          store.address.put({ address: 'a@example.org', confirmed: false });
          throw new Error('half-way');
        }),
      'half-way',
    );
    assert.equal(
      store.users.all().map(({ key }) => key),
      ['kept'],
    );
    assert.is(store.address.get(), null);
  });

  test('undoes an inner transaction without its outer one', () => {
    const store = open();
    const result = store.transaction(() => {
      store.users.put('outer', user('outer'));
      assert.throws(() =>
        store.transaction(() => {
          store.users.put('inner', user('inner'));
          throw new Error('inner');
        }),
      );
      return store.users.all().length;
    });
    assert.is(result, 1);
    assert.ok(store.users.get('outer'));
  });

  test('erases everything', () => {
    const store = open();
    store.users.put('a', user('a'));
    store.identity.put({ deviceRef: '0'.repeat(16), deviceKey: '0'.repeat(64) });
    store.erase();
    assert.equal([store.users.all(), store.identity.get()], [[], null]);
  });

  test('keeps any text, whatever is in it', () => {
    const store = open();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary' }), (key, name) => {
        const record = { ...user('x'), name };
        store.users.put(key, record);
        assert.equal(store.users.get(key), record);
      }),
    );
  });

  test.run();
}
