/** Writes LVGL's binary font format for tests, every format of its tables at will. */

export interface TestGlyph {
  readonly advance: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly coverage: readonly number[];
}

export type TestCmap =
  | { readonly format: 0; readonly first: number; readonly firstId: number; readonly deltas: readonly number[] }
  | { readonly format: 1; readonly first: number; readonly codes: readonly number[]; readonly ids: readonly number[] }
  | { readonly format: 2; readonly first: number; readonly firstId: number; readonly count: number }
  | { readonly format: 3; readonly first: number; readonly firstId: number; readonly codes: readonly number[] };

export type TestKern =
  | { readonly format: 0; readonly pairs: readonly (readonly [number, number, number])[] }
  | {
      readonly format: 3;
      readonly left: readonly number[];
      readonly right: readonly number[];
      readonly values: readonly number[][];
    };

export interface TestFont {
  /** From glyph 1 on. */
  readonly glyphs: readonly TestGlyph[];
  readonly cmaps: readonly TestCmap[];
  readonly kern?: TestKern;
  readonly size?: number;
  readonly bpp?: number;
  readonly compression?: number;
  readonly subpixels?: number;
  readonly version?: number;
  /** Factor of kerning values in 1/16. */
  readonly kerningScale?: number;
  readonly wideIds?: boolean;
  readonly wideLoca?: boolean;
  /** 1: advances in 1/16 px, 0: in px. */
  readonly advanceFormat?: 0 | 1;
  readonly advanceBits?: number;
  readonly fixedAdvance?: number;
}

const XY_BITS = 5;
const WH_BITS = 4;

const u8 = (value: number): number[] => [value & 255];
const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

/** A table: its size and name, then its data, padded to four bytes. */
function table(name: string, data: readonly number[]): number[] {
  const padded = [...data, ...new Array<number>(-data.length & 3).fill(0)];
  return [...u32(padded.length + 8), ...ascii(name), ...padded];
}

export function buildFont(font: TestFont): Uint8Array {
  const advanceBits = font.advanceBits ?? 9;
  const head = table('head', [
    ...u32(font.version ?? 1),
    ...u16(font.kern ? 4 : 3),
    ...u16(font.size ?? 16),
    ...[...u16(15), ...u16(-4)],
    ...[...u16(12), ...u16(-3), ...u16(2)],
    ...[...u16(-4), ...u16(15)],
    ...u16(font.fixedAdvance ?? 0),
    ...u16(font.kerningScale ?? 16),
    ...[...u8(font.wideLoca ? 1 : 0), ...u8(font.wideIds ? 1 : 0), ...u8(font.advanceFormat ?? 1)],
    ...[...u8(font.bpp ?? 8), ...u8(XY_BITS), ...u8(WH_BITS), ...u8(advanceBits)],
    ...[...u8(font.compression ?? 0), ...u8(font.subpixels ?? 0), ...u8(0), ...u16(0), ...u16(0)],
  ]);
  const records = font.glyphs.map((glyph) => record(glyph, advanceBits));
  const offsets = [8, 8];
  for (const bytes of records) offsets.push(offsets.at(-1)! + bytes.length);
  const loca = [...u32(font.glyphs.length + 1), ...offsets.slice(0, -1).flatMap(font.wideLoca ? u32 : u16)];
  return Uint8Array.from([
    ...head,
    ...table('cmap', cmapData(font.cmaps)),
    ...table('loca', loca),
    ...table('glyf', records.flat()),
    ...(font.kern ? table('kern', kernData(font.kern, font.wideIds ?? false)) : []),
  ]);
}

function record(glyph: TestGlyph, advanceBits: number): number[] {
  let bits = '';
  const write = (value: number, count: number): void => {
    if (count > 0) bits += (value & (2 ** count - 1)).toString(2).padStart(count, '0');
  };
  write(glyph.advance, advanceBits);
  write(glyph.x, XY_BITS);
  write(glyph.y, XY_BITS);
  write(glyph.width, WH_BITS);
  write(glyph.height, WH_BITS);
  for (const value of glyph.coverage) write(value, 8);
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2),
  );
}

function cmapData(cmaps: readonly TestCmap[]): number[] {
  const headers: number[] = [];
  const data: number[] = [];
  for (const cmap of cmaps) {
    const offset = 12 + 16 * cmaps.length + data.length;
    const codes = cmap.format === 0 ? cmap.deltas.map((_, i) => i) : cmap.format === 2 ? [] : cmap.codes;
    const length = cmap.format === 2 ? cmap.count : cmap.format === 0 ? cmap.deltas.length : codes.at(-1)! + 1;
    const firstId = cmap.format === 1 ? 0 : cmap.firstId;
    const entries = cmap.format === 2 ? cmap.count : codes.length;
    headers.push(...u32(offset), ...u32(cmap.first), ...u16(length), ...u16(firstId), ...u16(entries), cmap.format, 0);
    if (cmap.format === 0) data.push(...cmap.deltas);
    if (cmap.format === 1) data.push(...codes.flatMap(u16), ...cmap.ids.flatMap(u16));
    if (cmap.format === 3) data.push(...codes.flatMap(u16));
    while (data.length % 4 !== 0) data.push(0);
  }
  return [...u32(cmaps.length), ...headers, ...data];
}

function kernData(kern: TestKern, wideIds: boolean): number[] {
  const start = [kern.format, 0, 0, 0];
  if (kern.format === 0) {
    const id = wideIds ? u16 : u8;
    const pairs = kern.pairs.flatMap(([left, right]) => [...id(left), ...id(right)]);
    return [...start, ...u32(kern.pairs.length), ...pairs, ...kern.pairs.flatMap(([, , value]) => u8(value))];
  }
  const { left, right, values } = kern;
  return [
    ...start,
    ...u16(left.length),
    values.length,
    values[0]!.length,
    ...left,
    ...right,
    ...values.flat().flatMap(u8),
  ];
}
