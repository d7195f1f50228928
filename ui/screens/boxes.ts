import { type Child, type ReadonlySignal, signal } from '../jsx/index.ts';

/** A box over the screen that waits for an answer. */
export interface OpenBox {
  readonly id: string;
  readonly make: () => Child;
  /** Answers it as Escape would. */
  readonly cancel: () => void;
}

/** The boxes that are open, the topmost last. */
export class Boxes {
  readonly #open = signal<readonly OpenBox[]>([]);
  #count = 0;

  get open(): ReadonlySignal<readonly OpenBox[]> {
    return this.#open;
  }

  /**
   * Opens a box and resolves to its answer.
   * @param cancelled what it means when the box had to go without one
   */
  ask<T>(cancelled: T, make: (answer: (value: T) => void) => Child): Promise<T> {
    return new Promise((resolve) => {
      this.#count++;
      const id = String(this.#count);
      const answer = (value: T): void => {
        this.#open.value = this.#open.peek().filter((box) => box.id !== id);
        resolve(value);
      };
      this.#open.value = [...this.#open.peek(), { id, make: () => make(answer), cancel: () => answer(cancelled) }];
    });
  }

  /** Answers all of them, the topmost first. */
  cancelAll(): void {
    for (const box of [...this.#open.peek()].reverse()) box.cancel();
  }
}
