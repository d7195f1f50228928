/**
 * The `cmap` table: from code point to glyph. It is a list of subtables, each for one range of code points, in one of
 * four formats: 0 is an array of glyph id deltas, 1 a sorted list of code points with a list of ids, 2 consecutive ids
 * for consecutive code points, 3 a sorted list of code points with consecutive ids.
 */
import type { FontReader, Table } from './font_reader.ts';

const HEADER = 12;
const SUBTABLE_HEADER = 16;

/** One subtable's header. */
export interface Subtable {
  readonly first: number;
  readonly length: number;
  readonly firstId: number;
  readonly entries: number;
  readonly format: number;
  readonly at: number;
}

/** Reads the subtables' headers and checks that their data lies inside the table. */
export function readCmap(reader: FontReader, table: Table): Subtable[] {
  const count = reader.u32(table.at + 8);
  reader.require(HEADER + count * SUBTABLE_HEADER <= table.size, 'its cmap table is too short');
  const subtables: Subtable[] = [];
  for (let i = 0; i < count; i++) {
    const header = table.at + HEADER + i * SUBTABLE_HEADER;
    const offset = reader.u32(header);
    const entries = reader.u16(header + 12);
    const format = reader.u8(header + 14);
    const length = reader.u16(header + 8);
    reader.require(format <= 3, `its cmap subtable ${i} has the unknown format ${format}`);
    const bytes = format === 0 ? length : format === 1 ? 4 * entries : format === 3 ? 2 * entries : 0;
    reader.require(offset + bytes <= table.size, `its cmap subtable ${i} is cut short`);
    subtables.push({
      first: reader.u32(header + 4),
      length,
      firstId: reader.u16(header + 10),
      entries,
      format,
      at: table.at + offset,
    });
  }
  return subtables;
}

/** The glyph of a code point, 0 if the font has none. */
export function glyphId(reader: FontReader, cmap: readonly Subtable[], codePoint: number): number {
  for (const subtable of cmap) {
    const delta = codePoint - subtable.first;
    if (delta < 0 || delta >= subtable.length) continue;
    const id = lookUp(reader, subtable, delta);
    if (id !== 0) return id;
  }
  return 0;
}

function lookUp(reader: FontReader, subtable: Subtable, delta: number): number {
  const { format, firstId, at, entries } = subtable;
  if (format === 2) return firstId + delta;
  if (format === 0) {
    const idDelta = reader.u8(at + delta);
    // Only the range's first code point has the delta 0; elsewhere 0 marks a gap.
    return idDelta === 0 && delta > 0 ? 0 : firstId + idDelta;
  }
  let low = 0;
  let high = entries - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = reader.u16(at + 2 * middle);
    if (found === delta) return firstId + (format === 3 ? middle : reader.u16(at + 2 * entries + 2 * middle));
    if (found < delta) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
