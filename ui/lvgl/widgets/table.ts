/**
 * Rows and columns with a heading (LVGL's `lv_table`, with a selection). The rows scroll under the heading, cells that
 * are too long end in an ellipsis. The table takes the focus; Up, Down, Home, End and Page keys select, Enter and a
 * double click send `ready`. `valueChanged` is sent when the user selected another row, not when `selected` was set.
 */
import { drawText, fillRect } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import type { ObjEvent } from '../event.ts';
import { Obj } from '../obj.ts';
import { CachedText } from './cached-text.ts';

export interface TableColumn {
  readonly title: string;
  /** Logical pixels. A column without a width grows. */
  readonly width?: number;
  /** Its part of what the others leave, 1 unless given. */
  readonly grow?: number;
}

/** Two clicks on a row within this time are a double click. */
const DOUBLE_CLICK_MS = 400;

export class Table extends Obj {
  static override readonly themeClass: string = 'table';

  #columns: readonly TableColumn[] = [];
  #rows: readonly (readonly string[])[] = [];
  #selected = -1;
  #edges: readonly number[] = [];
  #edgesFor = Number.NaN;
  readonly #head: TableHead;
  readonly #body: TableBody;
  #lastClick = Number.NEGATIVE_INFINITY;
  #lastRow = -1;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'grid';
    this.clickFocusable = true;
    this.#head = new TableHead(this, this);
    this.#body = new TableBody(this);
    this.#body.scrollable = true;
  }

  get columns(): readonly TableColumn[] {
    return this.#columns;
  }

  set columns(columns: readonly TableColumn[]) {
    this.#columns = columns;
    this.#edgesFor = Number.NaN;
    this.#head.cells = columns.map((column) => column.title);
    this.invalidate();
  }

  get rows(): readonly (readonly string[])[] {
    return this.#rows;
  }

  /** A selection stays on its row number as long as there is one. */
  set rows(rows: readonly (readonly string[])[]) {
    this.#rows = rows;
    const objs = this.#body.children;
    while (objs.length > rows.length) objs[objs.length - 1]!.delete();
    while (objs.length < rows.length) this.#addRow(objs.length);
    for (const [i, cells] of rows.entries()) this.#row(i).cells = cells;
    if (this.#selected >= rows.length) this.selected = -1;
  }

  /** Index of the selected row, -1 for none. */
  get selected(): number {
    return this.#selected;
  }

  set selected(index: number) {
    const now = index >= 0 && index < this.#rows.length ? index : -1;
    if (now === this.#selected) return;
    if (this.#selected >= 0 && this.#selected < this.#rows.length) this.#row(this.#selected).setState('checked', false);
    this.#selected = now;
    if (now >= 0) this.#row(now).setState('checked', true);
  }

  override get accessibleValue(): string {
    return this.#selected < 0 ? '' : this.#row(this.#selected).accessibleName;
  }

  #row(index: number): TableRow {
    return this.#body.rowAt(index);
  }

  #addRow(index: number): void {
    const row = new TableRow(this.#body, this);
    row.clickable = true;
    row.on('clicked', () => this.#clicked(index));
  }

  #clicked(index: number): void {
    const now = this.display.clock.now();
    const again = index === this.#lastRow && now - this.#lastClick <= DOUBLE_CLICK_MS;
    this.#lastRow = index;
    this.#lastClick = again ? Number.NEGATIVE_INFINITY : now;
    this.#select(index);
    if (again) this.send('ready');
  }

  #select(index: number): void {
    const to = Math.max(0, Math.min(index, this.#rows.length - 1));
    if (to === this.#selected) return;
    this.selected = to;
    this.#row(to).scrollToView();
    this.send('valueChanged');
  }

  protected override onEvent(event: ObjEvent): void {
    if (event.code === 'key' && this.#key(event)) event.stop();
  }

  /** False for an arrow that leads out of the table, so that the focus goes on. */
  #key(event: ObjEvent): boolean {
    const last = this.#rows.length - 1;
    if (last < 0) return false;
    const page = Math.max(1, Math.floor(this.#body.height / Math.max(1, this.#row(0).height)) - 1);
    switch (event.key) {
      case 'ArrowUp':
        if (this.#selected <= 0) return false;
        this.#select(this.#selected - 1);
        return true;
      case 'ArrowDown':
        if (this.#selected === last) return false;
        this.#select(this.#selected + 1);
        return true;
      case 'Home':
        this.#select(0);
        return true;
      case 'End':
        this.#select(last);
        return true;
      case 'PageUp':
        this.#select(this.#selected - page);
        return true;
      case 'PageDown':
        this.#select(this.#selected + page);
        return true;
      case 'Enter':
        if (this.#selected >= 0 && !event.repeat) this.send('ready');
        return true;
      default:
        return false;
    }
  }

  /** Where each column begins, and where the last ends, in device pixels from the left of a row `width` wide. */
  columnEdges(width: number): readonly number[] {
    if (width !== this.#edgesFor) {
      this.#edges = columnEdges(this.#columns, width, this.display.scale);
      this.#edgesFor = width;
    }
    return this.#edges;
  }
}

/** Fixed columns take their width, the others share what is left by their `grow`. */
export function columnEdges(columns: readonly TableColumn[], width: number, scale: number): number[] {
  let fixed = 0;
  let grow = 0;
  for (const column of columns) {
    if (column.width === undefined) grow += column.grow ?? 1;
    else fixed += column.width * scale;
  }
  const left = Math.max(0, width - fixed);
  const edges = [0];
  let at = 0;
  for (const column of columns) {
    at += column.width === undefined ? (left * (column.grow ?? 1)) / grow : column.width * scale;
    edges.push(Math.round(at));
  }
  return edges;
}

class TableBody extends Obj {
  static override readonly themeClass = 'tablebody';

  rowAt(index: number): TableRow {
    const row = this.children[index];
    if (!(row instanceof TableRow)) throw new RangeError(`the table has no row ${index}`);
    return row;
  }
}

/** A line of cells, side by side at the table's column edges. */
class TableRow extends Obj {
  static override readonly themeClass: string = 'tablerow';

  readonly #table: Table;
  #cells: readonly string[] = [];
  #texts: CachedText[] = [];

  constructor(parent: Obj, table: Table) {
    super(parent);
    this.#table = table;
    this.role = 'row';
  }

  set cells(cells: readonly string[]) {
    this.#cells = cells;
    while (this.#texts.length < cells.length) this.#texts.push(new CachedText());
    this.invalidate();
  }

  override get accessibleName(): string {
    return this.#cells.filter((cell) => cell !== '').join(', ');
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const s = this.style;
    const a = this.coords;
    const edges = this.#table.columnEdges(this.width);
    const font = this.display.fonts.get(s.textFont);
    for (let i = 0; i < this.#cells.length && i + 1 < edges.length; i++) {
      const room = edges[i + 1]! - edges[i]! - s.padLeft - s.padRight;
      if (room <= 0) continue;
      const text = this.#texts[i]!.layout(this.#cells[i]!, font, room, 1, s.textAlign, s.textLetterSpace);
      drawText(layer, text, a.x1 + edges[i]! + s.padLeft, (a.y1 + a.y2 - text.height) >> 1, s.textColor, 255);
    }
    // A line between two rows, not around each.
    const line = this.partStyle('items');
    if (line.borderWidth > 0)
      fillRect(layer, a.x1, a.y2 - line.borderWidth, a.x2, a.y2, line.borderColor, line.borderOpa);
  }
}

class TableHead extends TableRow {
  static override readonly themeClass = 'tablehead';
}
