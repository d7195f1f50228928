/** What makes and removes objects while the program runs: `Show` and `For`. */
import { effect, untracked } from '@preact/signals-core';
import { Obj } from '../lvgl/index.ts';
import { type Bindable, type Branch, type Child, type Element, mountBranch, read } from './element.ts';
import { owner } from './owner.ts';

/** A hidden object that keeps a place among its siblings. */
class Anchor extends Obj {
  static override readonly themeClass = 'anchor';

  constructor(parent: Obj) {
    super(parent);
    this.hidden = true;
  }
}

/** Shows its children while `when` holds. The function form of children gets the value, and is made anew when it changes. */
export function Show<T>(props: {
  when: Bindable<T>;
  children: Child | ((value: NonNullable<T>) => Child);
  fallback?: () => Child;
}): Element {
  return {
    mount(parent) {
      const outer = owner();
      const anchor = new Anchor(parent);
      let branch: Branch | null = null;
      let shown: unknown;
      const update = (value: T): void => {
        const { children } = props;
        const byValue = typeof children === 'function' && children.length > 0;
        const key = byValue ? value : Boolean(value);
        if (branch && key === shown) return;
        branch?.owner.dispose();
        shown = key;
        branch = mountBranch(parent, outer, anchor, () => {
          if (!value) return props.fallback?.();
          return byValue ? (children as (v: NonNullable<T>) => Child)(value) : (children as Child);
        });
        for (const obj of branch.objs) obj.moveTo(parent.children.indexOf(anchor));
      };
      const dispose = effect(() => {
        const value = read(props.when);
        untracked(() => update(value));
      });
      anchor.onDelete(dispose);
    },
  };
}

interface Row<T> extends Branch {
  readonly item: T;
}

/**
 * One row for each item, in the items' order. A row is kept as long as there is the same item under its key; of items
 * with the same key only the first is shown.
 */
export function For<T>(props: {
  each: Bindable<readonly T[]>;
  by: (item: T) => string;
  children: (item: T) => Child;
}): Element {
  return {
    mount(parent) {
      const outer = owner();
      const start = new Anchor(parent);
      const end = new Anchor(parent);
      let rows = new Map<string, Row<T>>();

      const update = (items: readonly T[]): void => {
        const wanted = new Map<string, T>();
        for (const item of items) if (!wanted.has(props.by(item))) wanted.set(props.by(item), item);
        for (const [key, row] of rows) {
          if (wanted.has(key) && wanted.get(key) === row.item) continue;
          row.owner.dispose();
          rows.delete(key);
        }
        const objs = objectsOf(parent, start, rows.values());
        let at = parent.children.indexOf(start) + 1;
        const next = new Map<string, Row<T>>();
        for (const [key, item] of wanted) {
          const row = rows.get(key) ?? { item, ...mountBranch(parent, outer, end, () => props.children(item)) };
          next.set(key, row);
          for (const obj of objs.get(row) ?? row.objs) obj.moveTo(at++);
        }
        rows = next;
      };
      const dispose = effect(() => {
        const items = read(props.each);
        untracked(() => update(items));
      });
      end.onDelete(dispose);
    },
  };
}

/**
 * What belongs to each row now: everything from the end of the one before to its own last object. A row that itself
 * begins with a `Show` has had objects made before the first it was mounted with.
 */
function objectsOf<T>(parent: Obj, start: Obj, rows: Iterable<Row<T>>): Map<Row<T>, readonly Obj[]> {
  const found = new Map<Row<T>, readonly Obj[]>();
  let from = parent.children.indexOf(start) + 1;
  for (const row of rows) {
    const last = row.objs.at(-1);
    if (!last) continue;
    const to = parent.children.indexOf(last) + 1;
    found.set(row, parent.children.slice(from, to));
    from = to;
  }
  return found;
}
