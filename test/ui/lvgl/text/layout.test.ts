import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { graphemeStarts } from '../../../../ui/lvgl/text/grapheme.ts';
import {
  layoutText,
  loadLineBreaks,
  measureText,
  type TextLayout,
  type TextOptions,
} from '../../../../ui/lvgl/text/index.ts';
import { fakeFont, inkFont, monoFont, PLAIN } from './fake_font.ts';

await loadLineBreaks();

const test = suite('layoutText');

/** The source text of each line. */
const shown = (text: string, layout: TextLayout): string[] =>
  layout.lines.map((line) => text.slice(line.start, line.end));
/** Lines of `text` where each character is ten pixels wide. */
const lines = (text: string, maxWidth: number, options: Partial<TextOptions> = {}): string[] =>
  shown(text, layoutText(text, monoFont, { ...PLAIN, maxWidth, ...options }));
const last = <T>(items: readonly T[]): T => items.at(-1)!;

const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      'bc',
      'word',
      ' ',
      '  ',
      '-',
      '.',
      ',',
      '\n',
      '字',
      '，',
      'e\u0301',
      'x\u0301',
      '😀',
      '\u00ad',
      '\u200b',
      '\t',
      'ß',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
const anyOptions: fc.Arbitrary<TextOptions> = fc.record({
  maxWidth: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(Infinity), fc.constant(55.7)),
  align: fc.constantFrom('left', 'center', 'right'),
  lineSpace: fc.integer({ min: 0, max: 6 }),
  letterSpace: fc.integer({ min: 0, max: 4 }),
  maxLines: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(Infinity)),
});

test('a text that fits is one line', () => {
  const layout = layoutText('recorder', monoFont, { ...PLAIN, maxWidth: 80 });
  assert.equal([layout.lines.length, layout.width, layout.height, layout.truncated], [1, 80, 14, false]);
  assert.equal(layout.lines[0]!.xs, [0, 10, 20, 30, 40, 50, 60, 70, 80]);
});

test('no text is one empty line', () => {
  const layout = layoutText('', monoFont, { ...PLAIN, maxWidth: 0 });
  assert.equal([layout.lines.length, layout.width, layout.height], [1, 0, 14]);
  assert.equal(layout.lines[0]!.xs, [0]);
});

test('a line breaks after the last space that fits, and the spaces hang over', () => {
  assert.equal(lines('one two   three', 70), ['one two   ', 'three']);
  assert.equal(lines('one two   three', 69), ['one ', 'two   ', 'three']);
  assert.is(layoutText('one two   three', monoFont, { ...PLAIN, maxWidth: 70 }).lines[0]!.width, 70);
});

test('it breaks where UAX #14 allows, and nowhere else', () => {
  assert.equal(lines('e-mail', 40), ['e-', 'mail']);
  assert.equal(lines('ab (cde) f', 60), ['ab ', '(cde) ', 'f']);
  assert.equal(lines('no\u00a0break here', 80), ['no\u00a0break ', 'here']);
  assert.equal(lines('价格：很好。', 30), ['价格：', '很好。']);
  assert.equal(lines('价格很好。', 40), ['价格很', '好。']);
});

test('a word that is wider than the line breaks between characters', () => {
  assert.equal(lines('abcdefgh ij', 30), ['abc', 'def', 'gh ', 'ij']);
});

test('a soft hyphen is neither seen nor broken at', () => {
  assert.equal(lines('ab\u00adcd ef', 40), ['ab\u00adcd ', 'ef']);
  assert.equal(lines('ab\u00adcd', 30), ['ab\u00adc', 'd']);
});

test('line ends begin a new line, and one at the end an empty one', () => {
  assert.equal(lines('a\nb\r\n\nc\n', Infinity), ['a\n', 'b\r\n', '\n', 'c\n', '']);
});

test('a line too narrow for anything holds one character, never none', () => {
  assert.equal(lines('abc', 0), ['a', 'b', 'c']);
  assert.equal(lines('e\u0301x', 3), ['e\u0301', 'x']);
});

test('too many lines end in an ellipsis that fits, after a character and not after a space', () => {
  const text = 'one two three four';
  const layout = layoutText(text, monoFont, { ...PLAIN, maxWidth: 80, maxLines: 2 });
  assert.ok(layout.truncated);
  assert.equal(shown(text, layout), ['one two ', 'three f']);
  assert.equal([last(layout.lines).width, last(last(layout.lines).glyphs).id], [80, 0x2026]);
  const cut = layoutText('ab cdef', monoFont, { ...PLAIN, maxWidth: 40, maxLines: 1 });
  assert.equal([shown('ab cdef', cut), cut.width], [['ab'], 30]);
});

test('a paragraph that is left out is announced by an ellipsis, too', () => {
  const layout = layoutText('ab\ncd', monoFont, { ...PLAIN, maxWidth: 100, maxLines: 1 });
  assert.equal([shown('ab\ncd', layout), layout.width, layout.truncated], [['ab'], 30, true]);
});

test('a text of exactly the lines allowed is whole', () => {
  assert.is(layoutText('ab cd', monoFont, { ...PLAIN, maxWidth: 20, maxLines: 2 }).truncated, false);
});

test('lines are aligned in the box, without the spaces at their end', () => {
  const at = (align: 'left' | 'center' | 'right'): number[] =>
    layoutText('abc d efghi', monoFont, { ...PLAIN, maxWidth: 60, align }).lines.map((line) => line.x);
  assert.equal(
    [at('left'), at('center'), at('right')],
    [
      [0, 0],
      [5, 5],
      [10, 10],
    ],
  );
  const free = layoutText('abc\nd', monoFont, { ...PLAIN, align: 'right' });
  assert.equal(
    free.lines.map((line) => line.x),
    [0, 20],
  );
});

test('line space lies between lines, letter space between glyphs', () => {
  const layout = layoutText('ab\ncd', monoFont, { ...PLAIN, lineSpace: 5, letterSpace: 3 });
  assert.equal([layout.height, layout.linePitch, layout.width], [33, 19, 23]);
  assert.equal(layout.lines[1]!.xs, [0, 13, 23]);
});

test('fractions of pixels add up and each pen is rounded by itself', () => {
  const font = fakeFont(() => 100);
  const layout = layoutText('aaaa', font, PLAIN);
  assert.equal(layout.lines[0]!.xs, [0, 6, 13, 19, 25]);
});

test('pairs are kerned', () => {
  const font = fakeFont(
    () => 160,
    (left, right) => (left === 0x41 && right === 0x56 ? -32 : 0),
  );
  assert.equal(layoutText('AVA', font, PLAIN).lines[0]!.xs, [0, 8, 18, 28]);
  assert.is(measureText('AV', font), 18);
});

test('a decomposed letter is drawn as the composed one', () => {
  const layout = layoutText('e\u0301e', monoFont, PLAIN);
  assert.equal(
    layout.lines[0]!.glyphs.map((glyph) => glyph.id),
    [0xe9, 0x65],
  );
  assert.equal(layout.lines[0]!.clusters, [0, 2]);
});

test('a letter and a mark that no composed letter stands for stay together', () => {
  const layout = layoutText('x\u0301y', monoFont, { ...PLAIN, maxWidth: 10 });
  assert.equal(
    layout.lines.map((line) => line.glyphs.length),
    [2, 1],
  );
  assert.equal(layout.lines[0]!.clusters, [0, 0]);
});

test('a tab is a space', () => {
  assert.equal(
    layoutText('a\tb', monoFont, PLAIN).lines[0]!.glyphs.map((glyph) => glyph.id),
    [0x61, 0x20, 0x62],
  );
});

test('what is never seen takes no place', () => {
  const text = '\u2068a\u200db\u2069\ufeff';
  assert.equal(
    layoutText(text, monoFont, PLAIN).lines[0]!.glyphs.map((glyph) => glyph.id),
    [0x61, 0x62],
  );
  assert.is(measureText(text, monoFont), 20);
});

test('measuring counts the spaces at the end', () => {
  assert.is(measureText('ab  ', monoFont), 40);
  assert.is(measureText('ab', monoFont, 5), 25);
  assert.is(measureText('', monoFont), 0);
});

test('lines cover the text from its start, without gap or overlap, to its end or to the cut', () => {
  fc.assert(
    fc.property(anyText, anyOptions, (text, options) => {
      const layout = layoutText(text, inkFont, options);
      let at = 0;
      for (const line of layout.lines) {
        assert.is(line.start, at);
        assert.ok(line.end > line.start || line === last(layout.lines));
        assert.ok(line.caretEnd >= line.start && line.caretEnd <= line.end);
        at = line.end;
      }
      assert.ok(layout.truncated ? at < text.length : at === text.length);
    }),
    { numRuns: 1000 },
  );
});

test('no line is wider than allowed, but for one of a single grapheme', () => {
  fc.assert(
    fc.property(anyText, anyOptions, (text, options) => {
      for (const line of layoutText(text, inkFont, options).lines) {
        const single = new Set(line.clusters).size <= 1;
        assert.ok(line.width <= options.maxWidth || single, `${line.width} px of ${options.maxWidth}`);
      }
    }),
    { numRuns: 1000 },
  );
});

test('there are never more lines than allowed, and an ellipsis exactly when text is left out', () => {
  fc.assert(
    fc.property(anyText, anyOptions, (text, options) => {
      const layout = layoutText(text, inkFont, options);
      assert.ok(layout.lines.length <= options.maxLines);
      const ellipses = layout.lines.filter((line) => line.glyphs.at(-1)?.id === 0x2026);
      assert.equal(ellipses, layout.truncated ? [last(layout.lines)] : []);
    }),
    { numRuns: 1000 },
  );
});

test('a line never ends inside a grapheme', () => {
  fc.assert(
    fc.property(anyText, anyOptions, (text, options) => {
      const starts = new Set([...graphemeStarts(text), text.length]);
      for (const line of layoutText(text, inkFont, options).lines) assert.ok(starts.has(line.end), `at ${line.end}`);
    }),
    { numRuns: 1000 },
  );
});

test('a wrapped line could not have taken the next word as well', () => {
  const words = fc
    .array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 12 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(words, fc.integer({ min: 100, max: 300 }), (text, maxWidth) => {
      const { lines: made } = layoutText(text, inkFont, { ...PLAIN, maxWidth });
      made.slice(0, -1).forEach((line, i) => {
        const next = text.slice(line.end).split(' ')[0]!;
        const longer = measureText(text.slice(line.start, line.end) + next, inkFont);
        assert.ok(longer > maxWidth, `line ${i} of ${JSON.stringify(text)}`);
      });
    }),
  );
});

test.run();
