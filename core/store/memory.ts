/** A store in memory, for the designers' preview and for tests. Behaves as the one on disk does; needs no Node. */
import { createStore, type Rows, type Store, type Table } from './store.ts';

export function createMemoryStore(): Store {
  return createStore(memoryRows());
}

function memoryRows(): Rows {
  let data = new Map<Table, Map<string, string>>();
  const table = (name: Table): Map<string, string> => {
    const found = data.get(name) ?? new Map<string, string>();
    data.set(name, found);
    return found;
  };
  return {
    get: (name, key) => table(name).get(key) ?? null,
    put: (name, key, body) => void table(name).set(key, body),
    delete: (name, key) => void table(name).delete(key),
    all: (name) => Array.from(table(name), ([key, body]) => ({ key, body })).sort((a, b) => (a.key < b.key ? -1 : 1)),
    transaction(work) {
      const before = new Map(Array.from(data, ([name, rows]) => [name, new Map(rows)]));
      try {
        return work();
      } catch (error) {
        data = before;
        throw error;
      }
    },
    erase: () => data.clear(),
    close() {},
  };
}
