import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Obj } from '../../../ui/lvgl/index.ts';
import type { FlexAlign, FlexCross, GridTrack, StyleProps } from '../../../ui/lvgl/style.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { box, boxOf, Wrapping } from './objects.ts';

const test = suite('layout');

const root = (width = 400, height = 300, scale: 1 | 2 = 1): Obj =>
  makeTestDisplay({ width, height, scale }).display.screen;

function laidOut(parent: Obj): [number, number, number, number][] {
  parent.display.updateLayout();
  return parent.children.map(boxOf);
}

// --- single objects -----------------------------------------------------------------------------------------------

test('an object without a layout stands where x, y and align put it', () => {
  const screen = root(400, 300);
  box(screen, { x: 10, y: 20, width: 30, height: 40 });
  box(screen, { align: 'center', width: 100, height: 50 });
  box(screen, { align: 'bottomRight', x: -5, y: -6, width: 100, height: 50 });
  box(screen, { align: 'topMid', width: 100, height: 50 });
  box(screen, { align: 'leftMid', width: 100, height: 50 });
  assert.equal(laidOut(screen), [
    [10, 20, 30, 40],
    [150, 125, 100, 50],
    [295, 244, 100, 50],
    [150, 0, 100, 50],
    [0, 125, 100, 50],
  ]);
});

test('padding and border move the inside in', () => {
  const outer = box(root(), { width: 200, height: 100, padHor: 10, padTop: 5, padBottom: 7, borderWidth: 2 });
  box(outer, { width: '100%', height: '100%' });
  assert.equal(laidOut(outer), [[12, 7, 176, 84]]);
});

test('a content size is that of the children and the paddings', () => {
  const outer = box(root(), { padAll: 10 });
  box(outer, { x: 5, width: 50, height: 20 });
  box(outer, { y: 30, width: 20, height: 20 });
  laidOut(outer);
  assert.equal(boxOf(outer), [0, 0, 75, 70]);
});

test('a content height is that of the text at the width there is', () => {
  const outer = box(root(), { width: 120, padAll: 10 });
  const text = new Wrapping(outer);
  text.length = 250;
  laidOut(outer);
  assert.equal(boxOf(text), [10, 10, 100, 30]);
  assert.equal(boxOf(outer), [0, 0, 120, 50]);
});

test('paddings wider than the object leave no negative space', () => {
  const outer = box(root(), { width: 10, height: 10, padAll: 20 });
  new Wrapping(outer).length = 5;
  box(outer, { width: '100%', height: '50%' });
  for (const [, , width, height] of laidOut(outer)) assert.ok(width >= 0 && height >= 0);
});

test('least and greatest sizes hold, and the least wins over the greatest', () => {
  const screen = root(400, 300);
  box(screen, { width: 50, height: 50, minWidth: 80, minHeight: 70 });
  box(screen, { width: 500, height: 500, maxWidth: '50%', maxHeight: 40 });
  box(screen, { width: 10, height: 10, minWidth: 90, maxWidth: 60, minHeight: 90, maxHeight: 60 });
  assert.equal(laidOut(screen), [
    [0, 0, 80, 70],
    [0, 0, 200, 40],
    [0, 0, 90, 90],
  ]);
});

test('a share of a height that is not known yet is the content’s height', () => {
  const outer = box(root(), { width: 100 });
  box(box(outer, { width: 100, height: '50%' }), { width: 10, height: 33 });
  laidOut(outer);
  assert.is(outer.height, 33);
});

test('at scale 2 every length is twice as long and shares stay shares', () => {
  const styles: StyleProps[] = [
    { width: 51, height: 20, x: 3, y: 7 },
    { width: '50%', height: '25%', padAll: 3 },
    { align: 'center', minWidth: 11, height: 10 },
  ];
  const build = (scale: 1 | 2): [number, number, number, number][] => {
    const screen = root(400 * scale, 300 * scale, scale);
    for (const style of styles) box(box(screen, style), { width: '100%', height: 5 });
    return [...laidOut(screen), ...screen.children.flatMap(laidOut)];
  };
  assert.equal(
    build(2),
    build(1).map((b) => b.map((n) => n * 2)),
  );
});

// --- flex ---------------------------------------------------------------------------------------------------------

test('a row places its items one after the other with the gap between', () => {
  const row = box(root(), { layout: 'flex', width: 300, height: 50, padColumn: 10 });
  for (const width of [30, 40, 50]) box(row, { width, height: 20 });
  assert.equal(laidOut(row), [
    [0, 0, 30, 20],
    [40, 0, 40, 20],
    [90, 0, 50, 20],
  ]);
});

const places: [FlexAlign, number[]][] = [
  ['start', [0, 60]],
  ['end', [180, 240]],
  ['center', [90, 150]],
  ['spaceBetween', [0, 240]],
  ['spaceAround', [45, 195]],
  ['spaceEvenly', [60, 180]],
];
for (const [place, xs] of places) {
  test(`flexMainPlace ${place} puts two items of 60 into 300 at ${xs.join(' and ')}`, () => {
    const row = box(root(), { layout: 'flex', width: 300, height: 50, flexMainPlace: place });
    box(row, { width: 60, height: 20 });
    box(row, { width: 60, height: 20 });
    assert.equal(
      laidOut(row).map(([x]) => x),
      xs,
    );
  });
}

const crosses: [FlexCross, number, number][] = [
  ['start', 0, 20],
  ['end', 30, 20],
  ['center', 15, 20],
  ['stretch', 0, 50],
];
for (const [place, y, height] of crosses) {
  test(`flexCrossPlace ${place} puts an item of 20 into 50 at ${y}, ${height} high; flexSelf overrides it`, () => {
    const row = box(root(), { layout: 'flex', width: 300, height: 50, flexCrossPlace: place });
    box(row, { width: 60, height: 20 });
    const own = box(root(), { layout: 'flex', width: 300, height: 50 });
    box(own, { width: 60, height: 20, flexSelf: place });
    for (const flex of [row, own]) assert.equal(laidOut(flex), [[0, y, 60, height]]);
  });
}

test('items that grow share the rest by their numbers, to the last pixel', () => {
  const row = box(root(), { layout: 'flex', width: 301, height: 50, padColumn: 7 });
  box(row, { width: 30, height: 20 });
  box(row, { flexGrow: 1, height: 20 });
  box(row, { flexGrow: 2, height: 20 });
  const widths = laidOut(row).map(([, , width]) => width);
  assert.is(widths[0]! + widths[1]! + widths[2]! + 14, 301);
  assert.ok(Math.abs(widths[2]! - 2 * widths[1]!) <= 1);
});

test('an item that met its limit leaves the rest to the others', () => {
  const row = box(root(), { layout: 'flex', width: 300, height: 50 });
  box(row, { flexGrow: 1, height: 20, maxWidth: 40 });
  box(row, { flexGrow: 1, height: 20 });
  box(row, { flexGrow: 1, height: 20, minWidth: 200 });
  assert.equal(
    laidOut(row).map(([, , width]) => width),
    [40, 60, 200],
  );
});

test('a growing text is as high as it is at the width it got', () => {
  const row = box(root(), { layout: 'flex', width: 100 });
  box(row, { width: 60, height: 5 });
  const text = new Wrapping(row);
  text.setStyle({ flexGrow: 1 });
  text.length = 95;
  assert.equal(laidOut(row)[1], [60, 0, 40, 30]);
  assert.is(row.height, 30);
});

test('a growing item’s own width does not count', () => {
  const row = box(root(), { layout: 'flex', width: 100 });
  const text = new Wrapping(row);
  text.setStyle({ flexGrow: 1, width: 10 });
  text.length = 100;
  assert.equal(laidOut(row), [[0, 0, 100, 10]]);
});

test('a stretched column item is as high as its text at the full width', () => {
  const column = box(root(), { layout: 'flex', flexFlow: 'column', width: 100, flexCrossPlace: 'stretch' });
  const text = new Wrapping(column);
  text.setStyle({ width: 10 });
  text.length = 100;
  box(column, { width: 10, height: 10 });
  assert.equal(laidOut(column), [
    [0, 0, 100, 10],
    [0, 10, 100, 10],
  ]);
  assert.is(column.height, 20);
});

test('a row that wraps breaks where the next item does not fit', () => {
  const row = box(root(), { layout: 'flex', flexFlow: 'rowWrap', width: 100, padColumn: 10, padRow: 5 });
  for (const width of [45, 45, 46, 44, 100]) box(row, { width, height: 20 });
  assert.equal(laidOut(row), [
    [0, 0, 45, 20],
    [55, 0, 45, 20],
    [0, 25, 46, 20],
    [56, 25, 44, 20],
    [0, 50, 100, 20],
  ]);
  assert.is(row.height, 70);
});

test('a wrapping row with growing items is as high as the tracks it is placed in', () => {
  const row = box(root(), { layout: 'flex', flexFlow: 'rowWrap', width: 100 });
  for (let i = 0; i < 2; i++) {
    const item = new Wrapping(row);
    item.length = 80;
    item.setStyle({ flexGrow: 1 });
  }
  assert.equal(laidOut(row), [
    [0, 0, 50, 20],
    [50, 0, 50, 20],
  ]);
  assert.is(row.height, 20);
});

test('hidden and floating children take no room', () => {
  const row = box(root(), { layout: 'flex', width: 300, height: 50, padColumn: 10 });
  box(row, { width: 30, height: 20 });
  box(row, { width: 30, height: 20 }).hidden = true;
  const floating = box(row, { width: 30, height: 20, align: 'bottomRight' });
  floating.floating = true;
  const last = box(row, { width: 30, height: 20 });
  laidOut(row);
  assert.equal(boxOf(last), [40, 0, 30, 20]);
  assert.equal(boxOf(floating), [270, 30, 30, 20]);
});

const axis = fc.constantFrom('row' as const, 'column' as const);
const flexItem = fc.record({
  size: fc.integer({ min: 0, max: 80 }),
  cross: fc.integer({ min: 0, max: 90 }),
  min: fc.integer({ min: 0, max: 50 }),
  grow: fc.constantFrom(0, 0, 1, 2, 3.5),
});
const flexPlace = fc.constantFrom<FlexAlign[]>('start', 'end', 'center', 'spaceEvenly', 'spaceAround', 'spaceBetween');

test('whatever the items: none overlap, the gaps hold, and what fits stays inside', () => {
  fc.assert(
    fc.property(
      fc.array(flexItem, { minLength: 1, maxLength: 8 }),
      axis,
      flexPlace,
      fc.constantFrom<FlexCross[]>('start', 'end', 'center', 'stretch'),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 20, max: 400 }),
      (items, flow, main, cross, gap, space) => {
        const row = flow === 'row';
        const across = 100;
        const flex = box(root(), {
          layout: 'flex',
          flexFlow: flow,
          flexMainPlace: main,
          flexCrossPlace: cross,
          padGap: gap,
          width: row ? space : across,
          height: row ? across : space,
        });
        for (const { size, cross: thick, min, grow } of items) {
          box(
            flex,
            row
              ? { width: size, height: thick, minWidth: min, flexGrow: grow }
              : { height: size, width: thick, minHeight: min, flexGrow: grow },
          );
        }
        const boxes = laidOut(flex).map(([x, y, width, height]) =>
          row ? { at: x, size: width, off: y, thick: height } : { at: y, size: height, off: x, thick: width },
        );
        let needed = gap * (items.length - 1);
        boxes.forEach(({ at, size, off, thick }, i) => {
          const item = items[i]!;
          const least = item.grow > 0 ? item.min : Math.max(item.min, item.size);
          needed += least;
          if (item.grow > 0) assert.ok(size >= item.min);
          else assert.is(size, least);
          const next = boxes[i + 1];
          if (next) assert.ok(next.at >= at + size + gap, 'too near to the next');
          assert.ok(off >= 0 && off + thick <= across, 'outside across');
          if (cross === 'stretch') assert.is(thick, across);
        });
        const first = boxes[0]!;
        const last = boxes.at(-1)!;
        if (needed <= space) {
          assert.ok(first.at >= 0 && last.at + last.size <= space, 'outside along');
          if (items.some((item) => item.grow > 0)) assert.is(last.at + last.size - first.at, space, 'not filled');
        } else assert.is(first.at, 0);
      },
    ),
  );
});

test('wrapped tracks never overlap and hold what fits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ w: fc.integer({ min: 1, max: 120 }), h: fc.integer({ min: 1, max: 40 }) }), {
        maxLength: 12,
      }),
      fc.integer({ min: 0, max: 9 }),
      (items, gap) => {
        const flex = box(root(), { layout: 'flex', flexFlow: 'rowWrap', width: 200, padGap: gap });
        for (const { w, h } of items) box(flex, { width: w, height: h });
        const boxes = laidOut(flex);
        boxes.forEach(([x, y, w, h], i) => {
          assert.ok(x + w <= 200 && y + h <= flex.height);
          for (const [x2, y2, w2, h2] of boxes.slice(i + 1))
            assert.ok(x + w + gap <= x2 || y + h + gap <= y2 || x2 + w2 < x || y2 + h2 < y);
        });
      },
    ),
  );
});

// --- grid ---------------------------------------------------------------------------------------------------------

test('a grid has fixed, shared and content columns, and rows as high as their content', () => {
  const grid = box(root(), {
    layout: 'grid',
    width: 300,
    gridColumns: [50, 'content', '1fr', '2fr'],
    padColumn: 10,
    padRow: 4,
  });
  for (let i = 0; i < 8; i++) box(grid, { width: i % 4 === 1 ? 40 : 'content', height: i < 4 ? 20 : 30 });
  assert.equal(laidOut(grid), [
    [0, 0, 50, 20],
    [60, 0, 40, 20],
    [110, 0, 60, 20],
    [180, 0, 120, 20],
    [0, 24, 50, 30],
    [60, 24, 40, 30],
    [110, 24, 60, 30],
    [180, 24, 120, 30],
  ]);
  assert.is(grid.height, 54);
});

test('a child may span columns and rows', () => {
  const grid = box(root(), {
    layout: 'grid',
    width: 90,
    gridColumns: ['1fr', '1fr', '1fr'],
    gridRows: [10, 10, 10],
    flexCrossPlace: 'stretch',
  });
  box(grid);
  box(grid, { gridRowSpan: 2 });
  box(grid);
  // Only the third row has two free cells beside each other.
  box(grid, { gridColumnSpan: 2 });
  assert.equal(laidOut(grid), [
    [0, 0, 30, 10],
    [30, 0, 30, 20],
    [60, 0, 30, 10],
    [0, 20, 60, 10],
  ]);
});

test('whatever the spans: grid cells never overlap and lie inside the columns', () => {
  const span = fc.record({ columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 3 }) });
  const track = fc.constantFrom<GridTrack[]>(20, 35, '1fr', '2fr', 'content');
  fc.assert(
    fc.property(
      fc.array(track, { minLength: 1, maxLength: 4 }),
      fc.array(span, { maxLength: 10 }),
      fc.integer({ min: 0, max: 6 }),
      (columns, spans, gap) => {
        const grid = box(root(), {
          layout: 'grid',
          width: 300,
          gridColumns: columns,
          padGap: gap,
          flexCrossPlace: 'stretch',
          gridRows: Array.from({ length: 40 }, () => 10),
        });
        for (const { columns: c, rows: r } of spans) box(grid, { gridColumnSpan: c, gridRowSpan: r });
        const boxes = laidOut(grid);
        boxes.forEach(([x, y, w, h], i) => {
          assert.ok(x >= 0 && x + w <= Math.max(300, 35 * 4 + gap * 3));
          for (const [x2, y2, w2, h2] of boxes.slice(i + 1))
            assert.ok(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y, 'cells overlap');
        });
      },
    ),
  );
});

test('a layout that never settles is reported, not looped over', () => {
  const screen = root();
  const obj = box(screen, { width: 10, height: 10 });
  obj.on('sizeChanged', () => obj.setStyle({ width: obj.width + 1 }));
  assert.throws(() => screen.display.updateLayout(), /does not settle/);
});

test.run();
