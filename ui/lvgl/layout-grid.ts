/**
 * Grid layout: columns from the style, children fill the cells row by row, spans included.
 * 1. Put the children into cells.  2. Fixed and content tracks take their size, `fr` tracks share the rest.
 * 3. Rows the style does not name are as high as their content.  4. With a frame, place each child in its cell.
 */
import { isLaidOut, type LayoutEngine, type Space } from './layout-types.ts';
import type { ContentSize, Obj } from './obj.ts';
import type { GridTrack } from './style.ts';

interface Cell {
  readonly obj: Obj;
  readonly column: number;
  readonly row: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

const sum = (sizes: readonly number[], from: number, count: number, gap: number): number => {
  let total = Math.max(0, count - 1) * gap;
  for (let i = from; i < from + count; i++) total += sizes[i] ?? 0;
  return total;
};

export function layoutGrid(engine: LayoutEngine, obj: Obj, { width, height, definite, frame }: Space): ContentSize {
  const s = obj.style;
  const scale = obj.display.scale;
  const columns = s.gridColumns.length > 0 ? s.gridColumns : (['1fr'] as const);
  const cells = assign(obj, columns.length);

  /** A child without a width of its own is as wide as its cell. */
  const fills = (child: Obj): boolean => definite && child.style.width.kind === 'content';

  const widths = trackSizes(columns, columns.length, width, s.padColumn, scale, (i) => {
    let widest = 0;
    for (const cell of cells) {
      if (cell.column !== i || cell.columnSpan !== 1) continue;
      engine.measure(cell.obj, Number.POSITIVE_INFINITY, Number.NaN, false);
      widest = Math.max(widest, cell.obj.measured.width);
    }
    return widest;
  });
  const rowCount = cells.reduce((n, c) => Math.max(n, c.row + c.rowSpan), 0);
  const heights = trackSizes(s.gridRows, rowCount, height, s.padRow, scale, (i) => {
    let highest = 0;
    for (const cell of cells) {
      if (cell.row !== i || cell.rowSpan !== 1) continue;
      engine.measure(cell.obj, sum(widths, cell.column, cell.columnSpan, s.padColumn), Number.NaN, fills(cell.obj));
      highest = Math.max(highest, cell.obj.measured.height);
    }
    return highest;
  });
  const size = { width: sum(widths, 0, columns.length, s.padColumn), height: sum(heights, 0, rowCount, s.padRow) };
  if (!frame) return size;

  for (const cell of cells) {
    const w = sum(widths, cell.column, cell.columnSpan, s.padColumn);
    const h = sum(heights, cell.row, cell.rowSpan, s.padRow);
    const x = frame.x + sum(widths, 0, cell.column, s.padColumn) + (cell.column > 0 ? s.padColumn : 0);
    const y = frame.y + sum(heights, 0, cell.row, s.padRow) + (cell.row > 0 ? s.padRow : 0);
    engine.measure(cell.obj, w, h, fills(cell.obj));
    const how = cell.obj.style.flexSelf ?? s.flexCrossPlace;
    const itemHeight = how === 'stretch' ? h : cell.obj.measured.height;
    const offset = how === 'center' ? Math.round((h - itemHeight) / 2) : how === 'end' ? h - itemHeight : 0;
    engine.place(cell.obj, x, y + offset, cell.obj.measured.width, itemHeight);
  }
  return size;
}

function assign(obj: Obj, columnCount: number): Cell[] {
  const cells: Cell[] = [];
  const taken = new Set<number>();
  let next = 0;
  for (const child of obj.children) {
    if (!isLaidOut(child)) continue;
    const columnSpan = Math.min(child.style.gridColumnSpan, columnCount);
    const rowSpan = child.style.gridRowSpan;
    const fits = (cell: number): boolean => {
      if ((cell % columnCount) + columnSpan > columnCount) return false;
      for (let i = cell; i < cell + columnSpan; i++) if (taken.has(i)) return false;
      return true;
    };
    while (!fits(next)) next++;
    const column = next % columnCount;
    const row = Math.floor(next / columnCount);
    for (let r = row; r < row + rowSpan; r++)
      for (let c = column; c < column + columnSpan; c++) taken.add(r * columnCount + c);
    cells.push({ obj: child, column, row, columnSpan, rowSpan });
  }
  return cells;
}

/** Sizes of `count` tracks; those beyond the list are as large as their content. */
function trackSizes(
  tracks: readonly GridTrack[],
  count: number,
  space: number,
  gap: number,
  scale: number,
  contentOf: (track: number) => number,
): number[] {
  const sizes: number[] = [];
  let shares = 0;
  let used = Math.max(0, count - 1) * gap;
  for (let i = 0; i < count; i++) {
    const track = tracks[i] ?? 'content';
    if (typeof track === 'string' && track.endsWith('fr') && Number.isFinite(space)) {
      shares += Number.parseFloat(track);
      sizes.push(0);
      continue;
    }
    const size = typeof track === 'number' ? Math.round(track * scale) : contentOf(i);
    sizes.push(size);
    used += size;
  }
  if (shares === 0) return sizes;
  const left = Math.max(0, space - used);
  let share = 0;
  let given = 0;
  for (let i = 0; i < count; i++) {
    const track = tracks[i];
    if (typeof track !== 'string' || !track.endsWith('fr')) continue;
    share += Number.parseFloat(track);
    const end = Math.round((left * share) / shares);
    sizes[i] = end - given;
    given = end;
  }
  return sizes;
}
