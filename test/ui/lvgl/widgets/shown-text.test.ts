import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { graphemeStarts } from '../../../../ui/lvgl/text/grapheme.ts';
import { showText } from '../../../../ui/lvgl/widgets/shown-text.ts';

const test = suite('What a field shows');

test('a masked text is one dot for each grapheme', () => {
  assert.is(showText('aé👨‍👩‍👧', true, 0).text, '•••');
});

test('a hyphen stands between two full groups and never at an end', () => {
  assert.is(showText('', false, 4).text, '');
  assert.is(showText('K7QM', false, 4).text, 'K7QM');
  assert.is(showText('K7QM3', false, 4).text, 'K7QM-3');
  assert.is(showText('123456', true, 2).text, '••-••-••');
});

test('the place after a full group is shown before the next one begins', () => {
  const shown = showText('K7QM3X', false, 4);
  assert.is(shown.toShown(4), 5);
  assert.is(shown.toSource(4), 4);
  assert.is(shown.toSource(5), 4);
});

test('every grapheme boundary is found again from where it is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.nat(5), (text, masked, grouping) => {
      const shown = showText(text, masked, grouping);
      for (const index of [...graphemeStarts(text), text.length])
        assert.is(shown.toSource(shown.toShown(index)), index);
    }),
  );
});

test.run();
