/** Spaces remembered; a layout asks for a width, then for the height at that width, before and after its own is known. */
const ENTRIES = 4;
const FIELDS = 5;

interface Size {
  width: number;
  height: number;
}

/** The sizes an object had in the spaces it was last measured for. Without it, each level of nesting would double the work. */
export class SizeCache {
  /** Space width, space height, fill, width, height; and so on. */
  readonly #values: number[] = [];
  #next = 0;

  /** Writes the size for a space to `out`; false when it is not known. */
  find(spaceWidth: number, spaceHeight: number, fill: boolean, out: Size): boolean {
    const v = this.#values;
    for (let i = 0; i < v.length; i += FIELDS) {
      // An unknown height is NaN.
      if (v[i] !== spaceWidth || !Object.is(v[i + 1], spaceHeight) || v[i + 2] !== Number(fill)) continue;
      out.width = v[i + 3]!;
      out.height = v[i + 4]!;
      return true;
    }
    return false;
  }

  add(spaceWidth: number, spaceHeight: number, fill: boolean, size: Size): void {
    const v = this.#values;
    const i = this.#next;
    v[i] = spaceWidth;
    v[i + 1] = spaceHeight;
    v[i + 2] = Number(fill);
    v[i + 3] = size.width;
    v[i + 4] = size.height;
    this.#next = (i + FIELDS) % (ENTRIES * FIELDS);
  }

  clear(): void {
    this.#values.length = 0;
    this.#next = 0;
  }

  get empty(): boolean {
    return this.#values.length === 0;
  }

  /** Asks `measure` for the size in each space that is remembered; false at the first that is another now. */
  stillHolds(measure: (spaceWidth: number, spaceHeight: number, fill: boolean) => Size): boolean {
    const v = this.#values;
    for (let i = 0; i < v.length; i += FIELDS) {
      const size = measure(v[i]!, v[i + 1]!, v[i + 2] === 1);
      if (size.width !== v[i + 3] || size.height !== v[i + 4]) return false;
    }
    return true;
  }
}
