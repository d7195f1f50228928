/** What the layout keeps from before: it must save work and change nothing. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Display, Obj } from '../../../ui/lvgl/index.ts';
import type { FlexAlign, FlexCross, GridTrack, StyleProps } from '../../../ui/lvgl/style.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { box, boxOf, Wrapping } from './objects.ts';

const test = suite('layout cache');

const root = (width = 400, height = 300, scale: 1 | 2 = 1): Obj =>
  makeTestDisplay({ width, height, scale }).display.screen;

function laidOut(parent: Obj): [number, number, number, number][] {
  parent.display.updateLayout();
  return parent.children.map(boxOf);
}

/** Counts how often a text was wrapped. */
class Counting extends Wrapping {
  wraps = 0;
  override measureContent(maxWidth: number, out: { width: number; height: number }): void {
    this.wraps++;
    super.measureContent(maxWidth, out);
  }
}

test('nesting does not multiply the work of measuring', () => {
  let inner: Obj = root();
  for (let i = 0; i < 12; i++)
    inner = box(inner, i % 2 === 0 ? { layout: 'flex', padAll: 1 } : { layout: 'flex', flexFlow: 'column', padAll: 1 });
  const leaf = new Counting(inner);
  leaf.length = 500;
  leaf.display.updateLayout();
  assert.ok(leaf.wraps <= 12, `wrapped ${leaf.wraps} times`);
});

test('how high an object is at its own width is not taken for how high it is when it fills that space', () => {
  const column = box(box(root(), { width: 100 }), { layout: 'flex', flexFlow: 'column', flexCrossPlace: 'stretch' });
  const text = new Wrapping(column);
  text.setStyle({ width: 10 });
  text.length = 100;
  box(column, { width: 100, height: 10 });
  assert.equal(laidOut(column), [
    [0, 0, 100, 10],
    [0, 10, 100, 10],
  ]);
});

test('a state that changes sizes lays out anew, one that does not leaves everything where it is', () => {
  const row = box(root(), { layout: 'flex' });
  const obj = box(row, { width: 10, height: 10 });
  const next = new Counting(row);
  next.length = 20;
  obj.setStyle({ width: 30 }, { state: 'checked' });
  obj.setStyle({ bgColor: 5 }, { state: 'hovered' });
  laidOut(row);
  const before = next.wraps;
  obj.setState('hovered', true);
  row.display.updateLayout();
  assert.is(next.wraps, before);
  obj.setState('checked', true);
  assert.equal(laidOut(row), [
    [0, 0, 30, 10],
    [30, 0, 20, 10],
  ]);
});

test('a change in one branch does not measure the other', () => {
  const screen = root();
  const one = new Counting(box(screen, { layout: 'flex', flexFlow: 'column' }));
  const other = new Counting(box(screen, { layout: 'flex', flexFlow: 'column' }));
  one.length = 50;
  other.length = 50;
  screen.display.updateLayout();
  const before = other.wraps;
  one.length = 60;
  screen.display.updateLayout();
  assert.is(other.wraps, before);
});

type Edit = {
  readonly kind: 'style' | 'hide' | 'show' | 'add' | 'delete' | 'grow' | 'move';
  readonly target: number;
  readonly style: StyleProps;
  readonly n: number;
};

const length = fc.oneof(
  fc.integer({ min: 0, max: 150 }),
  fc.constantFrom('50%' as const, '100%' as const, 'content' as const),
);
const style: fc.Arbitrary<StyleProps> = fc.record(
  {
    width: length,
    height: length,
    minWidth: fc.integer({ min: 0, max: 60 }),
    maxWidth: fc.constantFrom<(number | '80%' | 'content')[]>(90, '80%', 'content'),
    padAll: fc.integer({ min: 0, max: 9 }),
    padGap: fc.integer({ min: 0, max: 9 }),
    borderWidth: fc.constantFrom(0, 2),
    layout: fc.constantFrom<('none' | 'flex' | 'grid')[]>('none', 'flex', 'flex', 'grid'),
    flexFlow: fc.constantFrom<('row' | 'column' | 'rowWrap' | 'columnWrap')[]>(
      'row',
      'column',
      'rowWrap',
      'columnWrap',
    ),
    flexMainPlace: fc.constantFrom<FlexAlign[]>('start', 'end', 'center', 'spaceEvenly', 'spaceBetween'),
    flexCrossPlace: fc.constantFrom<FlexCross[]>('start', 'center', 'stretch'),
    flexGrow: fc.constantFrom(0, 1, 2),
    flexSelf: fc.constantFrom<FlexCross[]>('start', 'stretch'),
    gridColumns: fc.constantFrom<GridTrack[][]>(['1fr', '1fr'], [30, 'content'], ['content', '1fr']),
    align: fc.constantFrom<('topLeft' | 'center' | 'bottomRight')[]>('topLeft', 'center', 'bottomRight'),
    x: fc.integer({ min: -20, max: 40 }),
  },
  { requiredKeys: [] },
);
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom<Edit['kind'][]>(
    'style',
    'style',
    'style',
    'add',
    'add',
    'add',
    'delete',
    'hide',
    'show',
    'grow',
    'move',
  ),
  target: fc.nat(),
  style,
  n: fc.nat(400),
});

/** A tree to which edits are made; `objs` holds what was ever made. */
class Tree {
  readonly display: Display;
  readonly objs: Wrapping[] = [];

  constructor() {
    this.display = makeTestDisplay({ width: 300, height: 200 }).display;
    this.display.screen.setStyle({ layout: 'flex', flexFlow: 'column' });
    for (let i = 0; i < 3; i++) this.objs.push(new Wrapping(this.display.screen));
  }

  apply({ kind, target, style, n }: Edit): void {
    const obj = this.objs[target % this.objs.length]!;
    if (obj.deleted) return;
    if (kind === 'style') obj.setStyle(style);
    else if (kind === 'hide' || kind === 'show') obj.hidden = kind === 'hide';
    else if (kind === 'grow') obj.length = n;
    else if (kind === 'move') obj.moveTo(n % 4);
    else if (kind === 'delete') {
      if (target % 5 === 0) obj.delete();
    } else {
      const child = new Wrapping(obj);
      child.setStyle(style);
      child.length = n;
      this.objs.push(child);
    }
  }

  boxes(): (number[] | null)[] {
    this.display.updateLayout();
    return this.objs.map((obj) => (obj.visible ? boxOf(obj) : null));
  }
}

test('after any edits, what was kept from before gives the same boxes as laying everything out anew', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 40 }), (edits) => {
      const kept = new Tree();
      const anew = new Tree();
      for (const one of edits) {
        kept.apply(one);
        kept.display.updateLayout();
        anew.apply(one);
      }
      anew.display.screen.refreshStyles();
      assert.equal(kept.boxes(), anew.boxes());
    }),
    { numRuns: 300 },
  );
});

test.run();
