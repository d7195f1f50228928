/**
 * The way out of a damaged database, taken only when an operator asks for it.
 *
 * 1. The damaged file and its log are set aside under a new name, and stay there byte for byte: SQLite reads a copy.
 * 2. Each table is read from both ends as far as it can be, and every row that passes its checksum goes into a new file.
 * 3. Without the run clock's reading the times in limits mean nothing, so they are copied only with it.
 */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreDamagedError } from './errors.ts';
import { checksum, openDatabase, openSqliteStore, readRow } from './sqlite.ts';
import { type Table, tables } from './store.ts';

export type RepairResult =
  | { repaired: false }
  | {
      repaired: true;
      /** Where the damaged file is now. */
      keptAt: string;
      /** Rows that were saved, by table. */
      saved: Record<Table, number>;
      /** Whether the admin account is among them. When not, the recorder has to be activated again. */
      adminSaved: boolean;
    };

const isLimit = (table: Table, key: string): boolean =>
  table === 'throttles' ||
  table === 'sessions' ||
  (table === 'device' && (key === 'recoveryLimits' || key === 'reset'));

/**
 * Does nothing when the database is whole. Throws what `openSqliteStore` throws, other than StoreDamagedError.
 *
 * @param label becomes part of the damaged file's new name, for instance a time
 */
export function repairSqliteStore(path: string, label: string): RepairResult {
  try {
    openSqliteStore(path).close();
    return { repaired: false };
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
  }
  const keptAt = setAside(path, label);
  const rows = readable(keptAt, `${path}.copy`);
  const hasClock = rows.some(({ table, key }) => table === 'device' && key === 'clock');
  const saved: Record<Table, number> = { device: 0, users: 0, throttles: 0, sessions: 0 };
  const fresh = openDatabase(path);
  fresh.transaction(() => {
    for (const { table, key, body } of rows) {
      if (isLimit(table, key) && !hasClock) continue;
      fresh.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`).run(key, body, checksum(table, key, body));
      saved[table] += 1;
    }
  })();
  fresh.close();
  return {
    repaired: true,
    keptAt,
    saved,
    adminSaved: rows.some(({ table, key }) => table === 'users' && key === 'admin'),
  };
}

/** The log moves along: SQLite finds it by the name of its database, and it may hold the newest good rows. */
function setAside(path: string, label: string): string {
  let keptAt = `${path}.damaged-${label}`;
  for (let n = 2; existsSync(keptAt); n++) keptAt = `${path}.damaged-${label}-${n}`;
  for (const suffix of ['-wal', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, keptAt + suffix);
  }
  return keptAt;
}

/** Reading a log moves it into its file, so it is done to a copy. */
function readable(keptAt: string, copy: string): { table: Table; key: string; body: string }[] {
  const files = ['-wal', ''].filter((suffix) => existsSync(keptAt + suffix));
  try {
    for (const suffix of files) copyFileSync(keptAt + suffix, copy + suffix);
    return tables.flatMap((table) => salvage(copy, table).map((row) => ({ table, ...row })));
  } finally {
    for (const suffix of ['-wal', '']) rmSync(copy + suffix, { force: true });
  }
}

/** A reading that fails half-way keeps what it has; the other direction may reach the rest. */
function salvage(path: string, table: Table): { key: string; body: string }[] {
  const found = new Map<string, string>();
  for (const direction of ['ASC', 'DESC']) {
    for (const row of readUntilBroken(path, `SELECT key, body, sum FROM ${table} ORDER BY rowid ${direction}`)) {
      const intact = readRow(table, row);
      if (intact !== null) found.set(intact.key, intact.body);
    }
  }
  return Array.from(found, ([key, body]) => ({ key, body }));
}

function* readUntilBroken(path: string, query: string): Generator<unknown> {
  let db: Database.Database | undefined;
  try {
    db = new Database(path);
    db.pragma('locking_mode = EXCLUSIVE');
    yield* db.prepare(query).iterate();
  } catch (error) {
    // This is what repairing is about: the rest of this table cannot be read this way.
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    db?.close();
  }
}
