/**
 * Elements: descriptions of what to make. Making happens once, when an element is mounted into a parent object; after
 * that a bound prop feeds the one setter it stands for, and nothing is compared or made again.
 */
import { effect, Signal, untracked } from '@preact/signals-core';
import { Label, type Obj } from '../lvgl/index.ts';
import { Owner, owner, runFor } from './owner.ts';

/** A value, a signal of it (`ReadonlySignal` too), or a function that reads signals. */
export type Bindable<T> = T | { readonly value: T; peek(): T } | (() => T);

/** What can stand between tags. Text makes a label. */
export type Child =
  | Element
  | string
  | (() => string)
  | { readonly value: string; peek(): string }
  | null
  | undefined
  | false
  | readonly Child[];

export interface Element {
  readonly mount: (parent: Obj) => void;
}

export type Component<P> = (props: P) => Child;

/** Reads a bindable value; inside an effect the reading is tracked. */
export function read<T>(value: Bindable<T>): T {
  if (value instanceof Signal) return value.value as T;
  return typeof value === 'function' ? (value as () => T)() : (value as T);
}

/** Feeds `set` with the value now, and with each new one until `obj` is deleted. */
export function bind<T>(obj: Obj, value: Bindable<T>, set: (value: T) => void): void {
  if (!(value instanceof Signal) && typeof value !== 'function') set(value as T);
  else {
    const dispose = effect(() => {
      const now = read(value);
      // What a handler of the setter's events reads is not this prop's business.
      untracked(() => set(now));
    });
    obj.onDelete(dispose);
  }
}

export function mountChild(parent: Obj, child: Child): void {
  if (child === null || child === undefined || child === false) return;
  if (isList(child)) for (const one of child) mountChild(parent, one);
  else if (isElement(child)) child.mount(parent);
  else {
    const label = new Label(parent);
    bind<string>(label, child, (text) => {
      label.text = text;
    });
  }
}

const isList = (child: Child): child is readonly Child[] => Array.isArray(child);
const isElement = (child: Child): child is Element => typeof child === 'object' && child !== null && 'mount' in child;

/** The element of a component: its body runs once, for an owner of its own. */
export function componentElement<P>(component: Component<P>, props: P): Element {
  // Props may be mounted later than made (a branch of Show), so the owner is asked for when mounting.
  return {
    mount(parent) {
      runFor(new Owner(owner(), parent), () => mountChild(parent, component(props)));
    },
  };
}

/** Objects mounted together; disposing of the owner cleans up and then deletes them. */
export interface Branch {
  readonly owner: Owner;
  readonly objs: readonly Obj[];
}

/**
 * Mounts children for an owner of their own, after the parent's other children.
 * @param within the object with which all of it goes
 */
export function mountBranch(parent: Obj, outer: Owner | null, within: Obj, make: () => Child): Branch {
  const own = new Owner(outer, within);
  const before = parent.children.length;
  const branch = { owner: own, objs: [] as Obj[] };
  // Registered first and so run last: clean-ups find their objects alive.
  own.onCleanup(() => {
    for (const obj of branch.objs) obj.delete();
  });
  try {
    runFor(own, () => mountChild(parent, make()));
    branch.objs = parent.children.slice(before);
    return branch;
  } catch (error) {
    branch.objs = parent.children.slice(before);
    own.dispose();
    throw error;
  }
}

/**
 * Mounts a whole tree.
 * @returns the function that deletes what was mounted and cleans up after it
 */
export function mount(element: Child, parent: Obj): () => void {
  const { owner: root } = mountBranch(parent, null, parent, () => element);
  return () => root.dispose();
}
