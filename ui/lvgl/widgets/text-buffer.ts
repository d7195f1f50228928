/**
 * The text of a field as UTF-16 units in an array of its own, so that a secret can be overwritten: a JavaScript string
 * stays in the heap until it is collected. Strings made from it are the reader's to drop.
 */
const FIRST_CAPACITY = 64;
/** Units given to one `fromCharCode`, whose arguments go over the stack. */
const CHUNK = 4096;

export class TextBuffer {
  #units = new Uint16Array(FIRST_CAPACITY);
  #length = 0;

  /** UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  toString(): string {
    return this.slice(0, this.#length);
  }

  /** True when it holds just this text; makes no string of what it holds. */
  equals(text: string): boolean {
    if (text.length !== this.#length) return false;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== this.#units[i]) return false;
    return true;
  }

  slice(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i += CHUNK) {
      // Four times as quick as spreading the array.
      text += Reflect.apply(String.fromCharCode, undefined, this.#units.subarray(i, Math.min(i + CHUNK, to)));
    }
    return text;
  }

  /** Puts `text` in the place of the units [from, to). */
  replace(from: number, to: number, text: string): void {
    const length = this.#length - (to - from) + text.length;
    if (length > this.#units.length) this.#grow(length);
    this.#units.copyWithin(from + text.length, to, this.#length);
    for (let i = 0; i < text.length; i++) this.#units[from + i] = text.charCodeAt(i);
    if (length < this.#length) this.#units.fill(0, length, this.#length);
    this.#length = length;
  }

  /** Overwrites everything. */
  wipe(): void {
    this.#units.fill(0);
    this.#length = 0;
  }

  #grow(length: number): void {
    const old = this.#units;
    this.#units = new Uint16Array(Math.max(length, old.length * 2));
    this.#units.set(old);
    old.fill(0);
  }
}
