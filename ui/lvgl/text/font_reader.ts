/** The blob is not a font as we bake them. The message names the font and says what is wrong with it. */
export class FontError extends Error {
  override readonly name = 'FontError';
}

/** Part of the file: where it begins, its size, and where the next one begins. */
export interface Table {
  readonly at: number;
  readonly size: number;
  readonly end: number;
}

/** Reads numbers, big-endian bit fields and tables of a font blob. */
export class FontReader {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #name: string;

  constructor(bytes: Uint8Array, name: string) {
    this.length = bytes.length;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
  }

  /** Throws unless `condition` holds. `problem` completes "Font NAME cannot be used: ". */
  require(condition: boolean, problem: string): void {
    if (!condition) throw new FontError(`Font ${this.#name} cannot be used: ${problem}. Bake the fonts again.`);
  }

  /** The table called `label` at `at`; it lies wholly inside the blob. */
  table(label: string, at: number): Table {
    this.require(at + 8 <= this.length, `it ends before its ${label} table`);
    let found = '';
    for (let i = 4; i < 8; i++) found += String.fromCharCode(this.#bytes[at + i]!);
    this.require(found === label, `there is no ${label} table at byte ${at}`);
    const size = this.u32(at);
    this.require(size >= 12 && at + size <= this.length, `its ${label} table is cut short`);
    return { at, size, end: at + size };
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  i8(at: number): number {
    return this.#view.getInt8(at);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  i16(at: number): number {
    return this.#view.getInt16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** An unsigned number of `count` ≤ 24 bits that begins at bit `at`, the highest bit first. */
  bits(at: number, count: number): number {
    const end = (at + count + 7) >> 3;
    let value = 0;
    for (let byte = at >> 3; byte < end; byte++) value = (value << 8) | this.#bytes[byte]!;
    return (value >>> (8 * end - at - count)) & ((1 << count) - 1);
  }

  /** The same in two's complement. */
  signedBits(at: number, count: number): number {
    return (this.bits(at, count) << (32 - count)) >> (32 - count);
  }

  /** The eight bits that begin at bit `at`. */
  byteAt(at: number): number {
    const index = at >> 3;
    const shift = at & 7;
    return ((this.#bytes[index]! << shift) | ((this.#bytes[index + 1] ?? 0) >> (8 - shift))) & 255;
  }
}
