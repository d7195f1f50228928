/** Who cleans up: each mounted component and each branch of `Show` and `For` owns what was opened while it was made. */
import { effect, untracked } from '@preact/signals-core';
import type { Obj } from '../lvgl/index.ts';

export class Owner {
  readonly #parent: Owner | null;
  readonly #cleanups: (() => void)[] = [];
  readonly #values = new Map<symbol, unknown>();

  /**
   * @param parent the owner it goes with
   * @param within the object it goes with too, when that is deleted by somebody else
   */
  constructor(parent: Owner | null, within: Obj) {
    this.#parent = parent;
    const dispose = (): void => this.dispose();
    // One that goes first is forgotten by both.
    if (parent) this.onCleanup(parent.onCleanup(dispose));
    this.onCleanup(within.onDelete(dispose));
  }

  /** Runs `cleanup` when the owner goes; the returned function forgets it. */
  onCleanup(cleanup: () => void): () => void {
    this.#cleanups.push(cleanup);
    return () => {
      const i = this.#cleanups.indexOf(cleanup);
      if (i >= 0) this.#cleanups.splice(i, 1);
    };
  }

  provide(key: symbol, value: unknown): void {
    this.#values.set(key, value);
  }

  /** The nearest value provided for a key, or undefined. */
  lookup(key: symbol): unknown {
    return this.#values.has(key) ? this.#values.get(key) : this.#parent?.lookup(key);
  }

  /** Runs the clean-ups, last first; a second call does nothing. */
  dispose(): void {
    for (let cleanup = this.#cleanups.pop(); cleanup; cleanup = this.#cleanups.pop()) cleanup();
  }
}

let current: Owner | null = null;

/** The owner of the component that is being made. Throws outside of one. */
export function owner(): Owner {
  if (!current) throw new Error('no component is being made: call this in the body of a component');
  return current;
}

/** Runs `make` for an owner; signals it reads are not tracked by whoever mounts. */
export function runFor<T>(of: Owner, make: () => T): T {
  const before = current;
  current = of;
  try {
    return untracked(make);
  } finally {
    current = before;
  }
}

/** Runs `cleanup` when the component goes. */
export function onCleanup(cleanup: () => void): void {
  owner().onCleanup(cleanup);
}

/** Runs `run` now and whenever a signal it read changes, until the component goes. */
export function useEffect(run: () => void): void {
  owner().onCleanup(effect(run));
}

export interface Context<T> {
  readonly key: symbol;
  readonly name: string;
  /** Type carrier. */
  readonly initial: T | undefined;
}

/** A value that a component gives to everything mounted inside it. */
export const createContext = <T>(name: string, initial?: T): Context<T> => ({ key: Symbol(name), name, initial });

/** Gives a value to what the running component mounts. */
export const provide = <T>(context: Context<T>, value: T): void => owner().provide(context.key, { value });

/** The value of the nearest provider. Throws where there is none and the context has no initial value. */
export function useContext<T>(context: Context<T>): T {
  const found = owner().lookup(context.key) as { value: T } | undefined;
  if (found) return found.value;
  if (context.initial === undefined) throw new Error(`${context.name} is not provided here`);
  return context.initial;
}
