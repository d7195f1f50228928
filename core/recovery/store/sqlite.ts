/**
 * The recovery store on one machine: SQLite, write-ahead log, `synchronous=FULL`, so that what was answered as accepted
 * survives a power cut. SQLite's write lock is what keeps two scans from being judged at once.
 *
 * Other processes may use the file meanwhile (`porthole recovery devices`), each in short transactions.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { RecoveryStoreError } from './errors.ts';
import { migrations } from './schema.ts';
import { deviceOperations } from './sqlite-devices.ts';
import { outboxOperations } from './sqlite-outbox.ts';
import { scanOperations } from './sqlite-scans.ts';
import type { RecoveryStore } from './store.ts';

/** How long a transaction waits for another process's, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens or makes the database (mode 0600).
 *
 * @param keyCheck a keyed hash of a constant: a database is bound to the service key it was made with
 * @param as `service`: the only one on this database until it is closed or the process ends. `tool`: any number, beside it
 * @throws RecoveryStoreError
 */
export function openSqliteStore(path: string, keyCheck: Uint8Array, as: 'service' | 'tool'): RecoveryStore {
  const db = openDatabase(path);
  let lock: Database.Database | null = null;
  try {
    checkKey(db, path, keyCheck);
    if (as === 'service') lock = holdDatabase(path);
    // Made once: preparing statements costs more than running them.
    const operations = { ...scanOperations(db), ...outboxOperations(db), ...deviceOperations(db) };
    return {
      ...guarded(operations, path),
      async close() {
        db.close();
        lock?.close();
      },
    };
  } catch (error) {
    db.close();
    lock?.close();
    throw translate(error, path);
  }
}

/** SQLite's locks go with the process, so a file beside the database, locked for as long as we live, is one of ours. */
function holdDatabase(path: string): Database.Database {
  const lock = new Database(`${path}.service`, { timeout: 100 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!codeOf(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw new RecoveryStoreError('inUse', `Another recovery service runs on ${path}. Stop that one first.`);
  }
}

function openDatabase(path: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // SQLite would create it by the umask; its log takes the mode of the file.
    if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600));
    db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Overwrites what is removed: sealed codes and addresses.
    db.pragma('secure_delete = ON');
    migrate(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw translate(error, path);
  }
}

function migrate(db: Database.Database, path: string): void {
  db.transaction(() => {
    const version = v.parse(v.number(), db.pragma('user_version', { simple: true }));
    if (version > migrations.length) {
      throw new RecoveryStoreError(
        'tooNew',
        `${path} was written by a newer version of this program. Install that one again.`,
      );
    }
    for (const script of migrations.slice(version)) db.exec(script);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

function checkKey(db: Database.Database, path: string, keyCheck: Uint8Array): void {
  db.prepare("INSERT INTO meta VALUES ('keyCheck', ?) ON CONFLICT DO NOTHING").run(keyCheck);
  const { value } = v.parse(
    v.object({ value: v.instance(Uint8Array) }),
    db.prepare("SELECT value FROM meta WHERE key = 'keyCheck'").get(),
  );
  if (Buffer.compare(value, keyCheck) !== 0) {
    throw new RecoveryStoreError(
      'otherKey',
      `${path} was made with another service key. Restore that key from its backup; nothing was changed.`,
    );
  }
}

type Operations = Omit<RecoveryStore, 'close'>;

/** Every operation with SQLite's errors as ours. */
function guarded(operations: Operations, path: string): Operations {
  const guard =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      try {
        return await work(...args);
      } catch (error) {
        throw translate(error, path);
      }
    };
  return {
    judge: guard(operations.judge),
    lease: guard(operations.lease),
    handedOver: guard(operations.handedOver),
    nextDueAt: guard(operations.nextDueAt),
    expire: guard(operations.expire),
    bounced: guard(operations.bounced),
    mail: guard(operations.mail),
    mailsOf: guard(operations.mailsOf),
    deadLetters: guard(operations.deadLetters),
    device: guard(operations.device),
    enrol: guard(operations.enrol),
    revoke: guard(operations.revoke),
    devices: guard(operations.devices),
    messageSeen: guard(operations.messageSeen),
    messageDone: guard(operations.messageDone),
    stats: guard(operations.stats),
  };
}

/** SQLite's result codes (https://www.sqlite.org/rescode.html) and Node's as errors of ours; others pass. */
function translate(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new RecoveryStoreError('full', `The disk that holds ${path} is full (${code}). Nothing was changed.`);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new RecoveryStoreError('damaged', `${path} is damaged (${code}). Restore it from its backup.`);
  }
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)) {
    return new RecoveryStoreError('failed', `${path} could not be read or written (${code}). Check the disk.`);
  }
  return error;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
