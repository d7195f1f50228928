import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { iconsSource } from '../../../../ui/build/icons.ts';

const test = suite('ICONS');

test('the list of icons is the one that the manifest makes: run ui/build/icons.ts after a change', () => {
  const file = new URL('../../../../ui/lvgl/text/icons.ts', import.meta.url);
  assert.is(readFileSync(file, 'utf8'), iconsSource());
});

test.run();
