/**
 * LVGL's binary font format, as `lv_font_conv --format bin --bpp 8 --no-compress` writes it: tables `head`, `cmap`,
 * `loca`, `glyf` and perhaps `kern`, in this order, little-endian, each beginning with its size and its name.
 *
 * Parsing checks every table against its size and reads nothing else, since it is part of the time to the first
 * picture. A glyph is read, and its bitmap unpacked, when it is first asked for.
 */
import { glyphId, readCmap, type Subtable } from './font_cmap.ts';
import { type Kern, kernValue, readKern } from './font_kern.ts';
import { FontReader, type Table } from './font_reader.ts';
import type { Font, Glyph } from './types.ts';

export interface FontOptions {
  /** The face asked for what this one lacks; it draws the box for what it lacks too. Called when first needed. */
  readonly fallback?: () => Font;
  /** Told once of each code point for which this face drew a box. */
  readonly onMissing?: (codePoint: number) => void;
}

/**
 * Reads a baked font. Throws `FontError` when the bytes are not such a font or are cut short; so does asking for a
 * glyph whose record is damaged.
 */
export const parseFont = (bytes: Uint8Array, name: string, options: FontOptions = {}): Font =>
  new BinFont(new FontReader(bytes, name), name, options);

/** Code points below this are looked up in an array: Latin, Greek, Cyrillic. */
const DIRECT = 0x500;

class BinFont implements Font {
  readonly name: string;
  readonly lineHeight: number;
  readonly baseline: number;
  readonly #reader: FontReader;
  readonly #options: FontOptions;
  readonly #size: number;
  readonly #cmap: readonly Subtable[];
  readonly #loca: { readonly at: number; readonly count: number; readonly wide: boolean };
  readonly #glyf: Table;
  readonly #kern: Kern | undefined;
  /** Bits of a glyph record's fields, and what an advance is counted in: 1 for 1/16 px, 16 for pixels. */
  readonly #bits: { readonly advance: number; readonly xy: number; readonly wh: number };
  readonly #advanceUnit: number;
  readonly #fixedAdvance: number;
  readonly #direct: (Glyph | undefined)[] = new Array(DIRECT);
  readonly #others = new Map<number, Glyph>();
  #box: Glyph | undefined;

  constructor(reader: FontReader, name: string, options: FontOptions) {
    this.name = name;
    this.#reader = reader;
    this.#options = options;

    const head = reader.table('head', 0);
    reader.require(head.size >= 48 && reader.u32(head.at + 8) === 1, 'its head table is not of version 1');
    const at = head.at;
    this.#size = reader.u16(at + 14);
    const ascent = reader.u16(at + 20);
    const descent = reader.i16(at + 22);
    const lineGap = reader.u16(at + 24);
    const kerningScale = reader.u16(at + 32);
    const wideLoca = reader.u8(at + 34) === 1;
    const wideIds = reader.u8(at + 35) === 1;
    this.#advanceUnit = reader.u8(at + 36) === 1 ? 1 : 16;
    this.#fixedAdvance = reader.u16(at + 30);
    this.#bits = { xy: reader.u8(at + 38), wh: reader.u8(at + 39), advance: reader.u8(at + 40) };
    reader.require(reader.u8(at + 37) === 8, 'it has not 8 bits a pixel; bake it with --bpp 8');
    reader.require(reader.u8(at + 41) === 0, 'it is compressed; bake it with --no-compress');
    reader.require(reader.u8(at + 42) === 0, 'it is baked for subpixels; bake it without --lcd');
    const { xy, wh, advance } = this.#bits;
    const sane = this.#size > 0 && this.#size <= 512 && ascent - descent > 0;
    reader.require(sane && xy <= 16 && wh <= 16 && advance <= 24, 'its sizes make no sense');
    this.lineHeight = ascent - descent + lineGap;
    this.baseline = ascent + (lineGap >> 1);

    const cmap = reader.table('cmap', head.end);
    const loca = reader.table('loca', cmap.end);
    const glyf = reader.table('glyf', loca.end);
    const count = reader.u32(loca.at + 8);
    reader.require(count * (wideLoca ? 4 : 2) <= loca.size - 12, 'its loca table is too short');
    this.#cmap = readCmap(reader, cmap);
    this.#loca = { at: loca.at + 12, count, wide: wideLoca };
    this.#glyf = glyf;
    let end = glyf.end;
    if (reader.u16(at + 12) === 4) {
      const kern = reader.table('kern', end);
      this.#kern = readKern(reader, kern, { wideIds, scale: kerningScale, count });
      end = kern.end;
    }
    reader.require(end === reader.length, 'bytes follow its last table');
  }

  glyph(codePoint: number): Glyph {
    const known = codePoint < DIRECT ? this.#direct[codePoint] : this.#others.get(codePoint);
    if (known) return known;
    const id = glyphId(this.#reader, this.#cmap, codePoint);
    const glyph = id > 0 ? this.#read(id) : (this.#options.fallback?.().glyph(codePoint) ?? this.#missing(codePoint));
    if (codePoint < DIRECT) this.#direct[codePoint] = glyph;
    else this.#others.set(codePoint, glyph);
    return glyph;
  }

  kerning(left: Glyph, right: Glyph): number {
    if (!this.#kern || left.font !== this || right.font !== this) return 0;
    return kernValue(this.#reader, this.#kern, left.id, right.id);
  }

  /** A box the size of a capital letter, drawn once. */
  #missing(codePoint: number): Glyph {
    this.#options.onMissing?.(codePoint);
    this.#box ??= this.#drawBox();
    return this.#box;
  }

  #drawBox(): Glyph {
    const border = Math.max(1, Math.round(this.#size / 18));
    const width = Math.ceil(this.#size * 0.5);
    const height = Math.ceil(this.#size * 0.72);
    const words = newBitmap(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isInside = x >= border && x < width - border && y >= border && y < height - border;
        if (!isInside) setCoverage(words, width, x, y, 255);
      }
    }
    const advance = 16 * (width + 2 * border);
    return { id: 0, advance, ofsX: border, ofsY: height, width, height, words, font: this };
  }

  #read(id: number): Glyph {
    const reader = this.#reader;
    const { at: glyf, size } = this.#glyf;
    const from = this.#recordOffset(id);
    const to = id + 1 < this.#loca.count ? this.#recordOffset(id + 1) : size;
    reader.require(from >= 8 && from <= to && to <= size, `its glyph ${id} lies outside of its table`);
    const bits = this.#bits;
    const header = bits.advance + 2 * bits.xy + 2 * bits.wh;
    reader.require(header <= 8 * (to - from), `its glyph ${id} is cut short`);

    let bit = 8 * (glyf + from);
    const advance = bits.advance === 0 ? this.#fixedAdvance : reader.bits(bit, bits.advance);
    bit += bits.advance;
    const ofsX = reader.signedBits(bit, bits.xy);
    bit += bits.xy;
    const bottom = reader.signedBits(bit, bits.xy);
    bit += bits.xy;
    const width = reader.bits(bit, bits.wh);
    bit += bits.wh;
    const height = reader.bits(bit, bits.wh);
    bit += bits.wh;
    reader.require(header + 8 * width * height <= 8 * (to - from), `its glyph ${id} is cut short`);
    const words = newBitmap(width, height);
    let index = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) setCoverage(words, width, x, y, reader.byteAt(bit + 8 * index++));
    }
    return { id, advance: advance * this.#advanceUnit, ofsX, ofsY: bottom + height, width, height, words, font: this };
  }

  #recordOffset(id: number): number {
    const { at, count, wide } = this.#loca;
    this.#reader.require(id < count, `it has no glyph ${id}`);
    return wide ? this.#reader.u32(at + 4 * id) : this.#reader.u16(at + 2 * id);
  }
}

/** An empty `Glyph.words`. */
const newBitmap = (width: number, height: number): Uint32Array => new Uint32Array(((width + 3) >> 2) * height);

/** Sets a pixel that is empty so far. */
function setCoverage(words: Uint32Array, width: number, x: number, y: number, coverage: number): void {
  const index = y * ((width + 3) >> 2) + (x >> 2);
  words[index] = words[index]! | (coverage << (8 * (x & 3)));
}
