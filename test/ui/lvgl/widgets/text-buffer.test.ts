import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TextBuffer } from '../../../../ui/lvgl/widgets/text-buffer.ts';

const test = suite('TextBuffer');

test('replaces ranges as a string does, however long it becomes', () => {
  const step = fc.record({ from: fc.nat(400), size: fc.nat(80), text: fc.string({ unit: 'binary', maxLength: 90 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const buffer = new TextBuffer();
      let text = '';
      for (const step of steps) {
        const from = Math.min(step.from, text.length);
        const to = Math.min(from + step.size, text.length);
        buffer.replace(from, to, step.text);
        text = text.slice(0, from) + step.text + text.slice(to);
        assert.is(buffer.toString(), text);
        assert.is(buffer.length, text.length);
        assert.ok(buffer.equals(text));
        assert.not(buffer.equals(`${text}x`));
        if (text !== '') assert.is(buffer.equals(`${text.slice(1)}x`), `${text.slice(1)}x` === text);
        assert.is(buffer.slice(from, buffer.length), text.slice(from));
      }
    }),
  );
});

test('overwrites what it held when it is wiped, shortened, or moves to a larger array', () => {
  const arrays: Uint16Array[] = [];
  const plain = globalThis.Uint16Array;
  globalThis.Uint16Array = class extends plain {
    constructor(length: number) {
      super(length);
      arrays.push(this);
    }
  } as typeof Uint16Array;
  try {
    const buffer = new TextBuffer();
    buffer.replace(0, 0, 'secret');
    buffer.replace(2, 6, '');
    assert.equal(
      [...arrays[0]!].filter((unit) => unit !== 0),
      [115, 101],
      'shortened',
    );
    buffer.replace(2, 2, 'x'.repeat(100));
    assert.ok(
      arrays[0]!.every((unit) => unit === 0),
      'moved',
    );
    buffer.wipe();
    assert.ok(
      arrays[1]!.every((unit) => unit === 0),
      'wiped',
    );
    assert.is(buffer.toString(), '');
  } finally {
    globalThis.Uint16Array = plain;
  }
});

test('gives back texts longer than what one call can make', () => {
  const buffer = new TextBuffer();
  const text = 'abc'.repeat(5000);
  buffer.replace(0, 0, text);
  assert.is(buffer.toString(), text);
});

test.run();
