import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Textarea } from '../../../../ui/lvgl/index.ts';
import { graphemeStarts } from '../../../../ui/lvgl/text/grapheme.ts';
import { makeTestDisplay } from '../../../kit/display.ts';

/** A masked field: dots are in every font, what people type need not be. */
function makeField(): Textarea {
  const { display } = makeTestDisplay();
  const field = new Textarea(display.screen);
  field.passwordMode = true;
  field.setStyle({ width: 100, height: 30 });
  display.group.focus(field);
  return field;
}

/** What the field ought to be: a text of one-unit graphemes, and the two ends of the selection. */
interface Model {
  text: string;
  cursor: number;
  anchor: number;
}

type Edit = {
  readonly name: string;
  readonly onField: (field: Textarea) => void;
  readonly onModel: (model: Model) => void;
};

const start = (m: Model): number => Math.min(m.cursor, m.anchor);
const end = (m: Model): number => Math.max(m.cursor, m.anchor);

function replace(m: Model, from: number, to: number, text: string): void {
  m.text = m.text.slice(0, from) + text + m.text.slice(to);
  m.cursor = m.anchor = from + text.length;
}

function go(m: Model, to: number): void {
  m.cursor = m.anchor = Math.max(0, Math.min(to, m.text.length));
}

const MOST = 12;

const add = (text: string): Edit => ({
  name: `addText ${text}`,
  onField: (f) => f.addText(text),
  onModel: (m) => {
    const room = MOST - m.text.length + end(m) - start(m);
    if (room > 0) replace(m, start(m), end(m), text.slice(0, room));
  },
});

const EDITS: readonly Edit[] = [
  {
    name: 'deleteChar',
    onField: (f) => f.deleteChar(),
    onModel: (m) => replace(m, start(m) === end(m) ? Math.max(0, start(m) - 1) : start(m), end(m), ''),
  },
  {
    name: 'deleteCharForward',
    onField: (f) => f.deleteCharForward(),
    onModel: (m) => replace(m, start(m), start(m) === end(m) ? end(m) + 1 : end(m), ''),
  },
  {
    name: 'cursorLeft',
    onField: (f) => f.cursorLeft(),
    onModel: (m) => go(m, start(m) === end(m) ? start(m) - 1 : start(m)),
  },
  {
    name: 'cursorRight',
    onField: (f) => f.cursorRight(),
    onModel: (m) => go(m, start(m) === end(m) ? end(m) + 1 : end(m)),
  },
  {
    name: 'selectAll',
    onField: (f) => f.selectAll(),
    onModel: (m) => {
      m.anchor = 0;
      m.cursor = m.text.length;
    },
  },
  { name: 'clearSecret', onField: (f) => f.clearSecret(), onModel: (m) => replace(m, 0, m.text.length, '') },
];

const edit = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...'abcXYZ 9'), minLength: 1, maxLength: 4 }).map(add) },
  { weight: 4, arbitrary: fc.constantFrom(...EDITS) },
  fc.nat(MOST).map(
    (index): Edit => ({
      name: `cursorPos = ${index}`,
      onField: (f) => {
        f.cursorPos = index;
      },
      onModel: (m) => go(m, index),
    }),
  ),
);

const test = suite('Textarea: any sequence of edits');

test('does to the field what it does to a plain string with a selection', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const field = makeField();
      field.maxLength = MOST;
      const model: Model = { text: '', cursor: 0, anchor: 0 };
      for (const { onField, onModel } of edits) {
        onField(field);
        onModel(model);
        assert.is(field.text, model.text);
        assert.is(field.cursorPos, model.cursor);
        assert.equal(field.selection, { start: start(model), end: end(model) });
      }
    }),
    { numRuns: 300 },
  );
});

test('never lets the caret into a grapheme, nor more graphemes in than allowed, whatever script is written', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('👨‍👩‍👧', '🇩', '🇪', 'e\u0301', '\u0301', 'क्षि', '\u200d', '한', 'ᄒ', '\r\n'),
  );
  const wild = fc.oneof(
    piece.map((text): Edit => add(text)),
    fc.constantFrom(...EDITS),
    fc.nat(30).map(
      (index): Edit => ({
        ...add(''),
        onField: (f) => {
          f.cursorPos = index;
        },
      }),
    ),
  );
  fc.assert(
    fc.property(fc.array(wild, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (edits, most) => {
      const field = makeField();
      field.maxLength = most;
      for (const { onField } of edits) {
        onField(field);
        const starts = graphemeStarts(field.text);
        assert.ok(starts.length <= most, `${starts.length} graphemes`);
        assert.ok(
          [...starts, field.text.length].includes(field.cursorPos),
          `caret at ${field.cursorPos} of ${JSON.stringify(field.text)}`,
        );
        assert.not.match(field.text, /[\p{Cc}\u2028\u2029]/u);
      }
    }),
    { numRuns: 300 },
  );
});

test.run();
