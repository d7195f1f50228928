/**
 * The `kern` table: pair adjustments, in format 0 as a sorted list of glyph pairs, in format 3 as a matrix of left and
 * right classes of glyphs.
 */
import type { FontReader, Table } from './font_reader.ts';

export interface Kern {
  readonly format: number;
  /** Bytes of one glyph id. */
  readonly idBytes: number;
  /** Factor of every value, in 1/16. */
  readonly scale: number;
  /** Format 0: pairs and values. Format 3: left classes, right classes, values. */
  readonly pairs: number;
  readonly left: number;
  readonly right: number;
  readonly rightClasses: number;
  readonly values: number;
}

interface KernOptions {
  readonly wideIds: boolean;
  readonly scale: number;
  readonly count: number;
}

export function readKern(reader: FontReader, table: Table, { wideIds, scale, count }: KernOptions): Kern {
  reader.require(table.size >= 16, 'its kern table is too short');
  const format = reader.u8(table.at + 8);
  const data = table.at + 16;
  if (format === 0) {
    const pairs = reader.u32(table.at + 12);
    const idBytes = wideIds ? 2 : 1;
    reader.require(pairs * (2 * idBytes + 1) <= table.size - 16, 'its kern table is too short');
    return { format, idBytes, scale, pairs, left: data, right: 0, rightClasses: 0, values: data + pairs * 2 * idBytes };
  }
  reader.require(format === 3, `its kern table has the unknown format ${format}`);
  const mapped = reader.u16(table.at + 12);
  const leftClasses = reader.u8(table.at + 14);
  const rightClasses = reader.u8(table.at + 15);
  reader.require(mapped >= count, 'its kern table does not cover all glyphs');
  reader.require(2 * mapped + leftClasses * rightClasses <= table.size - 16, 'its kern table is too short');
  for (let i = 0; i < mapped; i++) {
    const known = reader.u8(data + i) <= leftClasses && reader.u8(data + mapped + i) <= rightClasses;
    reader.require(known, 'its kern table names an unknown class');
  }
  const left = data;
  const right = data + mapped;
  return { format, idBytes: 1, scale, pairs: 0, left, right, rightClasses, values: data + 2 * mapped };
}

/** The adjustment between two glyphs of the font, in 1/16 px. */
export function kernValue(reader: FontReader, kern: Kern, leftId: number, rightId: number): number {
  const at = kern.format === 3 ? classIndex(reader, kern, leftId, rightId) : pairIndex(reader, kern, leftId, rightId);
  return at < 0 ? 0 : Math.round((reader.i8(kern.values + at) * kern.scale) / 16);
}

function classIndex(reader: FontReader, kern: Kern, leftId: number, rightId: number): number {
  const leftClass = reader.u8(kern.left + leftId);
  const rightClass = reader.u8(kern.right + rightId);
  return leftClass === 0 || rightClass === 0 ? -1 : (leftClass - 1) * kern.rightClasses + rightClass - 1;
}

function pairIndex(reader: FontReader, kern: Kern, leftId: number, rightId: number): number {
  let low = 0;
  let high = kern.pairs - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = kern.left + middle * 2 * kern.idBytes;
    const left = kern.idBytes === 2 ? reader.u16(at) : reader.u8(at);
    const right = kern.idBytes === 2 ? reader.u16(at + 2) : reader.u8(at + 1);
    if (left === leftId && right === rightId) return middle;
    if (left < leftId || (left === leftId && right < rightId)) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
