import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { graphemeStarts } from '../../../../ui/lvgl/text/grapheme.ts';
import { caretAt, indexAt, layoutText, loadLineBreaks } from '../../../../ui/lvgl/text/index.ts';
import { inkFont, monoFont, PLAIN } from './fake_font.ts';

await loadLineBreaks();

const test = suite('caret');

test('it stands before each character and after the last, as high as the line', () => {
  const layout = layoutText('abc', monoFont, PLAIN);
  assert.equal(
    [0, 1, 3, 99].map((index) => caretAt(layout, index).x),
    [0, 10, 30, 30],
  );
  assert.equal(caretAt(layout, 0), { x: 0, y: 0, height: 14 });
});

test('after a line end it stands on the next line, at the place of a wrap too', () => {
  const layout = layoutText('ab\ncd ef', monoFont, { ...PLAIN, maxWidth: 30, lineSpace: 6 });
  const at = (index: number): number[] => [caretAt(layout, index).x, caretAt(layout, index).y];
  assert.equal(
    [at(2), at(3), at(5), at(6), at(8)],
    [
      [20, 0],
      [0, 20],
      [20, 20],
      [0, 40],
      [20, 40],
    ],
  );
});

test('in an empty text it stands where the text would begin', () => {
  assert.is(caretAt(layoutText('', monoFont, { ...PLAIN, maxWidth: 100, align: 'center' }), 0).x, 50);
});

test('it stands after a trailing space', () => {
  assert.is(caretAt(layoutText('ab ', monoFont, { ...PLAIN, maxWidth: 20 }), 3).x, 30);
});

test('it never stands inside a grapheme', () => {
  const layout = layoutText('😀b', monoFont, PLAIN);
  assert.equal(
    [0, 1, 2].map((index) => caretAt(layout, index).x),
    [0, 10, 10],
  );
});

test('a point is at the index whose caret is nearest, in the nearest line', () => {
  const layout = layoutText('abc\nde', monoFont, PLAIN);
  const points = [
    [4, 3],
    [6, 3],
    [-50, 3],
    [999, 3],
    [14, 20],
    [16, -9],
    [16, 999],
  ] as const;
  assert.equal(
    points.map(([x, y]) => indexAt(layout, x, y)),
    [0, 1, 0, 3, 5, 2, 6],
  );
});

test('a click on a mark is at the nearer end of its letter', () => {
  const layout = layoutText('x\u0301y', monoFont, PLAIN);
  assert.equal(
    [9, 11, 14].map((x) => indexAt(layout, x, 0)),
    [0, 2, 2],
  );
});

test('a click behind a wrapped line stays on that line', () => {
  const layout = layoutText('ab cd', monoFont, { ...PLAIN, maxWidth: 30 });
  assert.is(indexAt(layout, 999, 0), 2);
  assert.is(caretAt(layout, indexAt(layout, 999, 0)).y, 0);
});

test('a click on the ellipsis is at the cut', () => {
  const layout = layoutText('abcdef', monoFont, { ...PLAIN, maxWidth: 40, maxLines: 1 });
  assert.is(indexAt(layout, 999, 0), 3);
});

test('a click where the caret stands finds its index again', () => {
  const text = fc
    .array(fc.constantFrom('a', 'word', ' ', '-', '\n', '字', 'e\u0301', '😀', 'x\u0301'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(Infinity)), (value, maxWidth) => {
      const layout = layoutText(value, inkFont, { ...PLAIN, maxWidth });
      for (const index of [...graphemeStarts(value), value.length]) {
        const { x, y } = caretAt(layout, index);
        assert.is(indexAt(layout, x, y + 1), index, `${JSON.stringify(value)} in ${maxWidth} px`);
      }
    }),
    { numRuns: 1000 },
  );
});

test.run();
