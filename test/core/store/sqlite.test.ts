import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { StoreDamagedError, StoreFailure, StoreInUseError, StoreTooNewError } from '../../../core/store/errors.ts';
import { repairSqliteStore } from '../../../core/store/repair.ts';
import { openDatabase, openSqliteStore } from '../../../core/store/sqlite.ts';
import type { Store } from '../../../core/store/store.ts';
import { temporaryDirectory } from './temporary.ts';

const test = suite('store in sqlite: the file');

const ADDRESS = 'owner@example.org';

function fill(store: Store): void {
  store.identity.put({ deviceRef: 'ab'.repeat(8), deviceKey: 'cd'.repeat(32) });
  store.clock.put({ bootId: 'boot', bootMs: 1, runMs: 1 });
  store.address.put({ address: ADDRESS, confirmed: true });
  store.recoveryLimits.put({ requests: [1], wrongCodes: [1], lockedUntil: 9 });
  for (let i = 0; i < 30; i++) {
    store.users.put(`user${i}`, { name: `user${i}`, role: 'guest', enabled: true, passwordHash: `h${i}`.repeat(40) });
  }
  store.users.put('admin', { name: 'admin', role: 'admin', enabled: true, passwordHash: 'h'.repeat(96) });
  store.throttles.put('login', { failures: 3, lockedUntil: 0, lastAt: 0 });
}

function filledFile(): string {
  const path = join(temporaryDirectory(), 'recorder.db');
  const store = openSqliteStore(path);
  fill(store);
  store.close();
  return path;
}

const errorOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

test('is made with mode 0600 in a directory with mode 0700, whatever the umask', () => {
  const directory = join(temporaryDirectory(), 'data', 'deep');
  const before = process.umask(0);
  try {
    const path = join(directory, 'recorder.db');
    const store = openSqliteStore(path);
    fill(store);
    assert.is(statSync(path).mode & 0o777, 0o600);
    assert.is(statSync(`${path}-wal`).mode & 0o777, 0o600);
    assert.is(statSync(directory).mode & 0o777, 0o700);
    store.close();
  } finally {
    process.umask(before);
  }
});

test('keeps what was committed when the process is gone without closing', () => {
  const path = join(temporaryDirectory(), 'recorder.db');
  const script = `
    import { openDatabase, openSqliteStore } from './core/store/sqlite.ts';
    const store = openSqliteStore(${JSON.stringify(path)});
    store.address.put({ address: '${ADDRESS}', confirmed: true });
    store.transaction(() => {
      store.address.put({ address: 'half@done.org', confirmed: false });
      process.kill(process.pid, 'SIGKILL');
    });`;
  const killed = errorOf(() =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]),
  );
  assert.is(killed instanceof Error && 'signal' in killed && killed.signal, 'SIGKILL');
  const store = openSqliteStore(path);
  assert.equal(store.address.get(), { address: ADDRESS, confirmed: true });
  store.close();
});

test('waits for the disk at every commit, and overwrites what is removed', () => {
  const db = openDatabase(join(temporaryDirectory(), 'recorder.db'));
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  const FULL = 2;
  assert.is(pragma('journal_mode'), 'wal');
  assert.is(pragma('synchronous'), FULL);
  assert.is(pragma('secure_delete'), 1);
  db.close();
});

test('belongs to one process at a time', () => {
  const path = filledFile();
  const first = openSqliteStore(path);
  assert.instance(
    errorOf(() => openSqliteStore(path)),
    StoreInUseError,
  );
  first.close();
  openSqliteStore(path).close();
});

test('refuses a file of a newer firmware and leaves it as it is', () => {
  const path = filledFile();
  const db = new Database(path);
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(path);
  const error = errorOf(() => openSqliteStore(path));
  assert.instance(error, StoreTooNewError);
  assert.match(String(error), /version 99/);
  assert.equal(readFileSync(path), before);
});

test('one flipped byte anywhere is either harmless or found, and never anything else', () => {
  const path = filledFile();
  const whole = readFileSync(path);
  const contents = (store: Store): string =>
    JSON.stringify([store.users.all(), store.address.get(), store.identity.get()]);
  const first = openSqliteStore(path);
  const right = contents(first);
  first.close();
  const copy = join(temporaryDirectory(), 'flipped.db');
  let found = 0;
  // Every 61st byte: prime to the page size, so that all parts of a page are met.
  for (let at = 0; at < whole.length; at += 61) {
    const bytes = Buffer.from(whole);
    bytes[at] = bytes[at]! ^ 0x55;
    writeFileSync(copy, bytes);
    try {
      const store = openSqliteStore(copy);
      assert.is(contents(store), right, `byte ${at} changed a record unseen`);
      store.close();
    } catch (error) {
      const known =
        error instanceof StoreDamagedError || error instanceof StoreTooNewError || error instanceof StoreFailure;
      assert.ok(known, `byte ${at}: ${error}`);
      found += 1;
    }
  }
  assert.ok(found > 50, `${found} found`);
});

test('a flipped byte inside a text, which SQLite itself does not notice, is found', () => {
  const path = filledFile();
  const bytes = readFileSync(path);
  bytes[bytes.indexOf(ADDRESS)] = 'O'.charCodeAt(0);
  writeFileSync(path, bytes);
  const db = new Database(path, { readonly: true });
  assert.is(db.pragma('integrity_check', { simple: true }), 'ok');
  db.close();
  const error = errorOf(() => openSqliteStore(path));
  assert.instance(error, StoreDamagedError);
  assert.match(String(error), /--repair/);
  assert.not.match(String(error), /example\.org/);
});

test('a repair saves every other row and keeps the damaged file, byte for byte', () => {
  const path = filledFile();
  const bytes = readFileSync(path);
  bytes[bytes.indexOf(ADDRESS)] = 'O'.charCodeAt(0);
  writeFileSync(path, bytes);
  const result = repairSqliteStore(path, 'now');
  if (!result.repaired) throw new Error('not repaired');
  assert.equal(result.saved, { device: 3, users: 31, throttles: 1, sessions: 0 });
  assert.is(result.adminSaved, true);
  assert.equal(readFileSync(result.keptAt), bytes);
  const store = openSqliteStore(path);
  assert.is(store.address.get(), null);
  assert.is(store.users.get('admin')?.passwordHash, 'h'.repeat(96));
  assert.is(store.recoveryLimits.get()?.lockedUntil, 9);
  store.close();
  assert.is(existsSync(`${path}.copy`), false);
});

test('a repair of a file with a destroyed page saves what is on the others', () => {
  const path = filledFile();
  const bytes = readFileSync(path);
  const page = Math.floor(bytes.indexOf('"user7"') / 4096);
  bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
  writeFileSync(path, bytes);
  assert.instance(
    errorOf(() => openSqliteStore(path)),
    StoreDamagedError,
  );
  const result = repairSqliteStore(path, 'now');
  if (!result.repaired) throw new Error('not repaired');
  assert.ok(result.saved.device >= 4, JSON.stringify(result));
  openSqliteStore(path).close();
});

test('a repair of what is no database at all begins a new one and says that the admin is lost', () => {
  const path = join(temporaryDirectory(), 'recorder.db');
  writeFileSync(path, 'this is not a database, however long one looks at it'.repeat(100));
  assert.instance(
    errorOf(() => openSqliteStore(path)),
    StoreDamagedError,
  );
  const result = repairSqliteStore(path, 'now');
  assert.is(result.repaired && result.adminSaved, false);
  assert.ok(result.repaired && existsSync(result.keptAt));
  openSqliteStore(path).close();
});

test('a repair drops limits whose clock is lost, since their times mean nothing without it', () => {
  const path = filledFile();
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('"bootMs"') + 1] = 'B'.charCodeAt(0);
  writeFileSync(path, bytes);
  repairSqliteStore(path, 'now');
  const store = openSqliteStore(path);
  assert.equal([store.clock.get(), store.recoveryLimits.get(), store.throttles.all()], [null, null, []]);
  assert.is(store.users.all().length, 31);
  store.close();
});

test('a repair leaves a whole database alone, and does not take one that is in use', () => {
  const path = filledFile();
  assert.equal(repairSqliteStore(path, 'now'), { repaired: false });
  const store = openSqliteStore(path);
  assert.instance(
    errorOf(() => repairSqliteStore(path, 'now')),
    StoreInUseError,
  );
  store.close();
});

/** A file system of a few hundred KiB, for as long as `work` runs. */
function onSmallDisk(work: (mount: string, fillUp: () => () => void) => void): void {
  const mount = join(temporaryDirectory(), 'disk');
  mkdirSync(mount);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'none', mount]);
  try {
    work(mount, () => {
      const ballast = openSync(join(mount, 'ballast'), 'w');
      const block = Buffer.alloc(4096);
      const full = errorOf(() => {
        for (;;) writeSync(ballast, block);
      });
      assert.is(full instanceof Error && 'code' in full && full.code, 'ENOSPC');
      closeSync(ballast);
      return () => execFileSync('rm', [join(mount, 'ballast')]);
    });
  } finally {
    execFileSync('umount', ['-l', mount]);
  }
}

test('a full disk refuses writes as a whole, still answers, and recovers by itself when there is space', () => {
  onSmallDisk((mount, fillUp) => {
    const store = openSqliteStore(join(mount, 'recorder.db'));
    fill(store);
    const empty = fillUp();
    const write = (): void => {
      store.transaction(() => {
        store.address.put({ address: 'new@example.org', confirmed: false });
        for (let i = 0; i < 40; i++) {
          store.users.put(`more${i}`, { name: `m${i}`, role: 'guest', enabled: true, passwordHash: 'x'.repeat(4000) });
        }
      });
    };
    const error = errorOf(write);
    assert.instance(error, StoreFailure);
    assert.is(error instanceof StoreFailure && error.kind, 'full');
    assert.equal(store.address.get(), { address: ADDRESS, confirmed: true });
    assert.is(store.users.all().length, 31);
    empty();
    write();
    assert.is(store.users.all().length, 71);
    store.close();
    openSqliteStore(join(mount, 'recorder.db')).close();
  });
});

test('a database is opened on a full disk, so that at least reading works', () => {
  onSmallDisk((mount, fillUp) => {
    const path = join(mount, 'recorder.db');
    const store = openSqliteStore(path);
    fill(store);
    store.close();
    fillUp();
    const again = openSqliteStore(path);
    assert.equal(again.address.get(), { address: ADDRESS, confirmed: true });
    again.close();
  });
});

test('a directory that cannot be written to is a typed error', () => {
  const directory = temporaryDirectory();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', directory]);
  try {
    const error = errorOf(() => openSqliteStore(join(directory, 'recorder.db')));
    assert.instance(error, StoreFailure);
    assert.match(String(error), /EROFS/);
  } finally {
    execFileSync('umount', [directory]);
  }
});

test('a log that was cut off in the middle loses the last change and nothing else', () => {
  const path = join(temporaryDirectory(), 'recorder.db');
  const store = openSqliteStore(path);
  fill(store);
  store.address.put({ address: 'last@example.org', confirmed: false });
  const copy = join(temporaryDirectory(), 'recorder.db');
  copyFileSync(path, copy);
  const log = readFileSync(`${path}-wal`);
  writeFileSync(`${copy}-wal`, log.subarray(0, log.length - 100));
  chmodSync(copy, 0o600);
  store.close();
  const recovered = openSqliteStore(copy);
  assert.equal(recovered.address.get(), { address: ADDRESS, confirmed: true });
  assert.is(recovered.users.all().length, 31);
  recovered.close();
});

test.run();
