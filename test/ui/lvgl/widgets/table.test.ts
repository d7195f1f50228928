import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Button, Table } from '../../../../ui/lvgl/index.ts';
import { queryAllByRole, treeText } from '../../../../ui/lvgl/testing/index.ts';
import { columnEdges } from '../../../../ui/lvgl/widgets/table.ts';
import { makeTestDisplay } from '../../../kit/display.ts';
import { dark } from '../../../kit/themes.ts';

const USERS = [
  ['admin', 'Administrator'],
  ['anna', 'Operator'],
  ['ben', 'Guest'],
];

function makeTable(rows: readonly (readonly string[])[] = USERS) {
  const kit = makeTestDisplay({ theme: dark });
  const table = new Table(kit.display.screen);
  table.columns = [{ title: 'User' }, { title: 'Role', width: 140 }];
  table.rows = rows;
  table.setStyle({ width: 380, height: 200, x: 10, y: 10 });
  kit.display.refreshNow();
  const sent: string[] = [];
  table.on('valueChanged', () => sent.push(`valueChanged ${table.selected}`));
  table.on('ready', () => sent.push(`ready ${table.selected}`));
  const rowObjs = () => queryAllByRole(kit.display, 'row').slice(1);
  return { ...kit, table, sent, rowObjs };
}

const test = suite('Table');

test('a click selects a row and sends it, a second one on the same row sends no change', () => {
  const { pointer, clock, rowObjs, sent, table } = makeTable();
  pointer.click(rowObjs()[1]!);
  clock.advance(1000);
  pointer.click(rowObjs()[1]!);
  assert.equal(sent, ['valueChanged 1']);
  assert.is(table.accessibleValue, 'anna, Operator');
});

test('a double click sends ready, two slow clicks or clicks on two rows do not', () => {
  const { pointer, clock, rowObjs, sent } = makeTable();
  const [first, second] = rowObjs();
  pointer.doubleClick(first!);
  assert.equal(sent, ['valueChanged 0', 'ready 0']);
  clock.advance(1000);
  pointer.click(first!);
  clock.advance(500);
  pointer.click(first!);
  clock.advance(1000);
  pointer.click(first!);
  pointer.click(second!);
  assert.equal(sent.slice(2), ['valueChanged 1']);
});

test('a third quick click is none of a second double click', () => {
  const { pointer, rowObjs, sent } = makeTable();
  for (let i = 0; i < 3; i++) pointer.click(rowObjs()[0]!);
  assert.equal(sent, ['valueChanged 0', 'ready 0']);
});

test('arrows, Home, End and Page keys select, Enter sends ready', () => {
  const { table, display, keyboard, sent } = makeTable();
  display.group.focus(table);
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'Home', 'PageDown', 'PageUp', 'Enter'])
    keyboard.press(key);
  assert.equal(
    sent.map((s) => s.replace('valueChanged ', '')),
    ['0', '1', '0', '2', '0', '2', '0', 'ready 0'],
  );
});

test('Enter without a selection sends nothing', () => {
  const { table, display, keyboard, sent } = makeTable();
  display.group.focus(table);
  keyboard.press('Enter');
  assert.equal(sent, []);
});

test('an arrow that leads out of the rows moves the focus on', () => {
  const { table, display, keyboard } = makeTable();
  const below = new Button(display.screen);
  below.setStyle({ x: 10, y: 230 });
  display.refreshNow();
  display.group.focus(table);
  table.selected = 2;
  keyboard.press('ArrowDown');
  assert.is(display.group.focused, below);
});

test('a press on a row gives the table the focus', () => {
  const { table, pointer, display, rowObjs } = makeTable();
  pointer.press(rowObjs()[0]!);
  assert.is(display.group.focused, table);
});

test('setting the selection sends nothing, and one that does not exist is none', () => {
  const { table, sent, rowObjs } = makeTable();
  table.selected = 1;
  assert.ok(rowObjs()[1]!.hasState('checked'));
  table.selected = 7;
  assert.is(table.selected, -1);
  assert.not(rowObjs().some((row) => row.hasState('checked')));
  assert.is(table.accessibleValue, '');
  assert.equal(sent, []);
});

test('other rows keep the selection on its number as long as there is one', () => {
  const { table, rowObjs } = makeTable();
  table.selected = 2;
  table.rows = [...USERS, ['eve', 'Guest']];
  assert.is(table.selected, 2);
  assert.is(rowObjs().length, 4);
  table.rows = USERS.slice(0, 1);
  assert.is(table.selected, -1);
  assert.not(rowObjs()[0]!.hasState('checked'));
});

test('the rows scroll under the heading, and a selected one is brought into sight', () => {
  const many = Array.from({ length: 50 }, (_, i) => [`user ${i}`, 'Guest']);
  const { table, display, keyboard, pointer } = makeTable(many);
  const [head, ...rows] = queryAllByRole(display, 'row');
  const at = head!.coords.y1;
  display.group.focus(table);
  keyboard.press('End');
  display.refreshNow();
  assert.ok(rows[49]!.coords.y2 <= table.coords.y2);
  assert.is(head!.coords.y1, at);
  pointer.wheel(-2, table);
  display.refreshNow();
  assert.ok(rows[49]!.coords.y2 > table.coords.y2);
  assert.is(head!.coords.y1, at);
});

test('a cell that is too long ends before the next column', () => {
  const long = 'W'.repeat(60);
  const { display, rowObjs } = makeTable([[long, '']]);
  const row = rowObjs()[0]!;
  const edge = row.coords.x2 - 140;
  display.refreshNow();
  const written = new Set<number>();
  for (let y = row.coords.y1 + 4; y < row.coords.y2 - 4; y++) {
    for (let x = edge - 12; x < edge + 100; x++) written.add(display.pixels[y * display.width + x]!);
  }
  assert.is(written.size, 1, 'nothing is drawn between the columns');
});

test('columns share the width: fixed ones keep theirs, the others grow by their part, to the last pixel', () => {
  assert.equal(
    columnEdges([{ title: '' }, { title: '', width: 100 }, { title: '', grow: 3 }], 500, 1),
    [0, 100, 200, 500],
  );
  assert.equal(columnEdges([{ title: '', width: 100 }, { title: '' }], 500, 2), [0, 200, 500]);
  const column = fc.record({ title: fc.constant('') }, { requiredKeys: ['title'] });
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 0, max: 4000 }),
      (columns, width) => {
        const edges = columnEdges(columns, width, 1);
        assert.is(edges.at(-1), width);
        const widths = edges.slice(1).map((edge, i) => edge - edges[i]!);
        assert.ok(Math.max(...widths) - Math.min(...widths) <= 1);
      },
    ),
  );
});

test('says what it is, what is in it and what is selected', () => {
  const { table, display } = makeTable();
  table.label = 'Users';
  table.selected = 0;
  assert.is(
    treeText(display),
    `grid 'Users' = 'admin, Administrator'
  row 'User, Role'
  row 'admin, Administrator' [checked]
  row 'anna, Operator'
  row 'ben, Guest'`,
  );
});

test.run();
