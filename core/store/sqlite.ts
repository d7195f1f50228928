/**
 * The store on disk: SQLite, write-ahead log, `synchronous=FULL` (what a call reported as done survives a power cut).
 *
 * - The file is ours alone (`locking_mode=EXCLUSIVE`): a second daemon on the same data is refused, and no shared-memory
 *   file is mapped, whose pages a full disk could take away under a running process.
 * - `integrity_check` finds a broken file structure but not a flipped byte inside a text, so every row carries a
 *   checksum; both are checked at start. Rows are few (tens), so this costs a millisecond.
 * - `secure_delete` overwrites what is removed, for erased addresses and hashes.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { StoreDamagedError, StoreFailure, StoreInUseError, StoreTooNewError } from './errors.ts';
import { createStore, isReadable, type Rows, type Store, type Table, tables } from './store.ts';

/** Each brings the schema one version further; `user_version` counts those done. Never edit one that was shipped. */
const migrations: readonly string[] = [
  tables
    .map((table) => `CREATE TABLE ${table} (key TEXT PRIMARY KEY, body TEXT NOT NULL, sum TEXT NOT NULL) STRICT;`)
    .join('\n'),
];

const Row = v.object({ key: v.string(), body: v.string(), sum: v.string() });

/** Guards against decay of the medium, not against an attacker, who could write a right one. */
export const checksum = (table: Table, key: string, body: string): string =>
  createHash('sha256').update(`${table}\0${key}\0${body}`).digest('hex').slice(0, 16);

/**
 * Opens or makes the database; the file gets mode 0600, a directory that has to be made 0700.
 *
 * Throws StoreDamagedError, StoreTooNewError, StoreInUseError or StoreFailure.
 */
export function openSqliteStore(path: string): Store {
  const db = openDatabase(path);
  try {
    checkWhole(db, path);
    return createStore(sqliteRows(db, path));
  } catch (error) {
    db.close();
    throw translate(error, path);
  }
}

/** Opens the file with our settings and the newest schema; looks at no row. */
export function openDatabase(path: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // SQLite would create it by the umask; its log takes the mode of the file.
    if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600));
    db = new Database(path, { timeout: 100 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // 400 KiB instead of 4 MiB of log: data partitions of recorders are small.
    db.pragma('wal_autocheckpoint = 100');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    migrate(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw translate(error, path);
  }
}

function migrate(db: Database.Database, path: string): void {
  const version = v.parse(v.number(), db.pragma('user_version', { simple: true }));
  if (version > migrations.length) throw new StoreTooNewError(path, version, migrations.length);
  for (const [index, script] of migrations.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      db.exec(script);
      db.pragma(`user_version = ${index + 1}`);
    })();
  }
}

/** Structure first, since rows of a broken structure cannot be trusted; then each row's checksum and schema. */
function checkWhole(db: Database.Database, path: string): void {
  const finding = db.pragma('integrity_check', { simple: true });
  if (finding !== 'ok') throw new StoreDamagedError(path, String(finding).split('\n')[0] ?? 'integrity check failed');
  for (const table of tables) {
    for (const found of db.prepare(`SELECT key, body, sum FROM ${table}`).iterate()) {
      intactRow(path, table, found);
    }
  }
}

/** The row as written, or null when it is not. */
export function readRow(table: Table, found: unknown): { key: string; body: string } | null {
  const row = v.safeParse(Row, found);
  if (!row.success) return null;
  const { key, body, sum } = row.output;
  return sum === checksum(table, key, body) && isReadable(table, key, body) ? { key, body } : null;
}

function intactRow(path: string, table: Table, found: unknown): { key: string; body: string } {
  const row = readRow(table, found);
  if (row === null) throw new StoreDamagedError(path, `a row of table ${table} fails its checksum`);
  return row;
}

function sqliteRows(db: Database.Database, path: string): Rows {
  const guarded = <A extends unknown[], T>(work: (...args: A) => T) => {
    return (...args: A): T => {
      try {
        return work(...args);
      } catch (error) {
        throw translate(error, path);
      }
    };
  };
  const perTable = <T>(make: (table: Table) => T): Record<Table, T> => ({
    device: make('device'),
    users: make('users'),
    throttles: make('throttles'),
    sessions: make('sessions'),
  });
  const select = perTable((table) => db.prepare<[string]>(`SELECT key, body, sum FROM ${table} WHERE key = ?`));
  const selectAll = perTable((table) => db.prepare<[]>(`SELECT key, body, sum FROM ${table} ORDER BY key`));
  const remove = perTable((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE key = ?`));
  const upsert = perTable((table) =>
    db.prepare<[string, string, string]>(
      `INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body, sum = excluded.sum`,
    ),
  );
  return {
    get: guarded((table, key) => {
      const found = select[table].get(key);
      return found === undefined ? null : intactRow(path, table, found).body;
    }),
    put: guarded((table, key, body) => void upsert[table].run(key, body, checksum(table, key, body))),
    delete: guarded((table, key) => void remove[table].run(key)),
    all: guarded((table) => selectAll[table].all().map((found) => intactRow(path, table, found))),
    transaction<T>(work: () => T): T {
      try {
        return db.transaction(work).immediate();
      } catch (error) {
        throw translate(error, path);
      }
    },
    erase: guarded(() => {
      db.transaction(() => {
        for (const table of tables) db.exec(`DELETE FROM ${table}`);
      })();
      // Older versions of the removed rows are still in the log; this moves it into the file and empties it.
      db.pragma('wal_checkpoint(TRUNCATE)');
    }),
    close: () => void db.close(),
  };
}

/** SQLite's result codes (https://www.sqlite.org/rescode.html) and Node's as errors of ours; others pass. */
function translate(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new StoreFailure('full', code);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new StoreDamagedError(path, code);
  if (code.startsWith('SQLITE_BUSY')) return new StoreInUseError(path);
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)) return new StoreFailure('failed', code);
  return error;
}
