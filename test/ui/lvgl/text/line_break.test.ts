import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('line breaks');

/** The module as it is when a program has just started. */
const file: string = new URL('../../../../ui/lvgl/text/line_break.ts?just-started', import.meta.url).href;
const { breakOpportunities, loadLineBreaks }: typeof import('../../../../ui/lvgl/text/line_break.ts') = await import(
  file
);

test('until the table is loaded lines break at spaces, afterwards where UAX #14 says', async () => {
  assert.equal(breakOpportunities('an  e-mail 中文 '), [4, 11]);
  await loadLineBreaks();
  assert.equal(breakOpportunities('an  e-mail 中文 '), [4, 6, 11, 12]);
});

test.run();
