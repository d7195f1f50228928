import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { graphemeStarts, isSimple } from '../../../../ui/lvgl/text/grapheme.ts';
import { nextGrapheme, prevGrapheme, wordBounds } from '../../../../ui/lvgl/text/index.ts';

const test = suite('graphemes');

const FAMILY = '👨‍👩‍👧';
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const reference = (text: string): number[] => Array.from(segmenter.segment(text), (segment) => segment.index);

/** Text with more of what joins than chance would give. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        'e\u0301',
        '\r\n',
        '\r',
        '\n',
        FAMILY,
        '🇩🇪',
        '한',
        '\u1112\u1161',
        '字',
        '\u200d',
        '\ufe0f',
        'ä',
        'ж',
        '€',
        'क्षि',
        '。',
      ),
    ),
  )
  .map((parts) => parts.join(''));

test('graphemes begin where Unicode says, also on the short way', () => {
  fc.assert(
    fc.property(text, (value) => {
      assert.equal(graphemeStarts(value), reference(value));
    }),
    { numRuns: 2000 },
  );
});

test('each unit that takes the short way is a grapheme beside any other such unit', () => {
  const simple = Array.from({ length: 0x10000 }, (_, i) => String.fromCharCode(i)).filter(isSimple);
  assert.ok(simple.length > 20_000);
  for (const shifted of [1, 7, 1000]) {
    for (let i = 0; i < simple.length; i += 200) {
      const mixed = simple.slice(i, i + 200).map((unit, k) => unit + simple[(i + k + shifted) % simple.length]!);
      assert.is(reference(mixed.join('')).length, 2 * mixed.length);
    }
  }
});

test('what a screen shows in English, German and Chinese takes the short way', () => {
  for (const shown of [
    'Forgot Password? — “OK” … €',
    'Bestätigungscode für Geräte',
    '忘记密码？通过预留邮箱验证。',
    '•••',
  ]) {
    assert.ok(isSimple(shown), shown);
  }
});

test('stepping goes over whole graphemes, and stays at the ends', () => {
  const value = `a${FAMILY}e\u0301z`;
  const steps = [0, 1, 1 + FAMILY.length, 3 + FAMILY.length, 4 + FAMILY.length];
  assert.equal(
    steps.map((i) => nextGrapheme(value, i)),
    [...steps.slice(1), value.length],
  );
  assert.equal(
    steps.map((i) => prevGrapheme(value, i)),
    [0, ...steps.slice(0, -1)],
  );
  assert.is(nextGrapheme(value, 4), 1 + FAMILY.length);
  assert.is(prevGrapheme(value, 4), 1);
});

test('stepping forth and back comes home', () => {
  fc.assert(
    fc.property(text, (value) => {
      let index = 0;
      while (index < value.length) {
        const next = nextGrapheme(value, index);
        assert.is(prevGrapheme(value, next), index);
        index = next;
      }
      assert.is(index, value.length);
    }),
  );
});

test('a word is what a double click selects', () => {
  const value = 'first.last@example.org, ok';
  assert.equal(wordBounds('hello brave world', 8), { start: 6, end: 11 });
  assert.equal(wordBounds('hello brave world', 5), { start: 5, end: 6 });
  assert.equal(wordBounds(value, value.length), { start: 24, end: 26 });
  assert.equal(wordBounds('', 0), { start: 0, end: 0 });
});

test.run();
