/**
 * The store as the rest of core sees it: a few typed cells and collections, and transactions. All of it is
 * synchronous, so that "read, judge, write" cannot be interleaved with anything else in the daemon.
 */
import * as v from 'valibot';
import { cells, collections } from './records.ts';

/** One record, or none. */
export interface Cell<T> {
  get(): T | null;
  put(value: T): void;
  clear(): void;
}

/** Records by key. Keys compare exactly; whoever wants them caseless folds them first. */
export interface Collection<T> {
  get(key: string): T | null;
  put(key: string, value: T): void;
  delete(key: string): void;
  /** In the order of their keys. */
  all(): { key: string; value: T }[];
}

type CellOf<K extends keyof typeof cells> = Cell<v.InferOutput<(typeof cells)[K]>>;
type CollectionOf<K extends keyof typeof collections> = Collection<v.InferOutput<(typeof collections)[K]>>;

export interface Store {
  readonly identity: CellOf<'identity'>;
  readonly clock: CellOf<'clock'>;
  readonly settings: CellOf<'settings'>;
  readonly address: CellOf<'address'>;
  readonly reset: CellOf<'reset'>;
  readonly recoveryLimits: CellOf<'recoveryLimits'>;
  readonly users: CollectionOf<'users'>;
  readonly throttles: CollectionOf<'throttles'>;
  readonly sessions: CollectionOf<'sessions'>;
  /** All of `work` happens or, when it throws, none. `work` must not await. May be nested. */
  transaction<T>(work: () => T): T;
  /** Removes every record, and from the disk as well. */
  erase(): void;
  close(): void;
}

export const tables = ['device', 'users', 'throttles', 'sessions'] as const;
export type Table = (typeof tables)[number];

/** What a store is made on: rows of JSON text. Every operation may throw `StoreFailure`. */
export interface Rows {
  get(table: Table, key: string): string | null;
  put(table: Table, key: string, body: string): void;
  delete(table: Table, key: string): void;
  all(table: Table): { key: string; body: string }[];
  transaction<T>(work: () => T): T;
  erase(): void;
  close(): void;
}

export function createStore(rows: Rows): Store {
  const cell = <S extends v.GenericSchema>(key: string, schema: S): Cell<v.InferOutput<S>> => ({
    get: () => decode(schema, rows.get('device', key)),
    put: (value) => rows.put('device', key, JSON.stringify(value)),
    clear: () => rows.delete('device', key),
  });
  const collection = <S extends v.GenericSchema>(table: Table, schema: S): Collection<v.InferOutput<S>> => ({
    get: (key) => decode(schema, rows.get(table, key)),
    put: (key, value) => rows.put(table, key, JSON.stringify(value)),
    delete: (key) => rows.delete(table, key),
    all: () => rows.all(table).map(({ key, body }) => ({ key, value: v.parse(schema, JSON.parse(body)) })),
  });
  return {
    identity: cell('identity', cells.identity),
    clock: cell('clock', cells.clock),
    settings: cell('settings', cells.settings),
    address: cell('address', cells.address),
    reset: cell('reset', cells.reset),
    recoveryLimits: cell('recoveryLimits', cells.recoveryLimits),
    users: collection('users', collections.users),
    throttles: collection('throttles', collections.throttles),
    sessions: collection('sessions', collections.sessions),
    transaction: (work) => rows.transaction(work),
    erase: () => rows.erase(),
    close: () => rows.close(),
  };
}

function decode<S extends v.GenericSchema>(schema: S, body: string | null): v.InferOutput<S> | null {
  return body === null ? null : v.parse(schema, JSON.parse(body));
}

/** Whether a row is one this version can read; false for rows of a damaged file. */
export function isReadable(table: Table, key: string, body: string): boolean {
  const schema = table === 'device' ? Object.entries(cells).find(([name]) => name === key)?.[1] : collections[table];
  if (schema === undefined) return false;
  try {
    return v.is(schema, JSON.parse(body));
  } catch {
    return false;
  }
}
