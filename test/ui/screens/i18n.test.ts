import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { signal } from '../../../ui/jsx/index.ts';
import {
  createTranslate,
  type Dictionary,
  dictionaries,
  fill,
  paramsOf,
  type TextKey,
} from '../../../ui/screens/i18n.ts';
import { legalTexts } from '../../../ui/screens/legal.ts';

const test = suite('the words of the screens');
const { en } = dictionaries;
const keys = Object.keys(en) as TextKey[];
const screens = new URL('../../../ui/screens/', import.meta.url);

test('every language has the same texts, none of them empty', () => {
  for (const [language, words] of Object.entries(dictionaries)) {
    assert.equal(Object.keys(words).sort(), [...keys].sort(), language);
    for (const key of keys) assert.ok(words[key].trim() !== '', `${language} ${key}`);
  }
});

test('every text takes the same parameters in every language', () => {
  for (const [language, words] of Object.entries(dictionaries)) {
    for (const key of keys) assert.equal(paramsOf(words[key]).sort(), paramsOf(en[key]).sort(), `${language} ${key}`);
  }
});

test('a parameter fills its place, and a number chooses its word', () => {
  assert.is(fill('{n} {n:try|tries} left for {who}', { n: 1, who: 'admin' }), '1 try left for admin');
  assert.is(fill('{n} {n:try|tries} left for {who}', { n: () => 0, who: signal('admin') }), '0 tries left for admin');
});

test('a text with a hole in it is refused', () => {
  assert.throws(() => fill('valid for {time}', {}), /time/);
});

test('a text follows a change of language', () => {
  const words = signal<Dictionary>(en);
  const text = createTranslate(words)('action.cancel');
  assert.is(text(), 'Cancel');
  words.value = dictionaries.de;
  assert.is(text(), 'Abbrechen');
});

test('the legal texts have one version and the same parts in every language', () => {
  const shape = ({ blocks }: (typeof legalTexts)['en']) => blocks.map((block) => Object.keys(block).join());
  for (const text of Object.values(legalTexts)) {
    assert.is(text.version, legalTexts.en.version);
    assert.equal(shape(text), shape(legalTexts.en));
  }
});

test('the legal text names each field of the sealed payload', () => {
  const items = legalTexts.en.blocks.flatMap((block) => ('item' in block ? [block.item] : [])).join('\n');
  const fields = [
    /number of this request/,
    /verification code/,
    /time at which/,
    /how long/,
    /language/,
    /reserved e-mail address/,
    /new password or for a test/,
    /reference to this recorder/,
    /proof/,
    /version of the format/,
    /vendor's key/,
  ];
  for (const field of fields) assert.match(items, field);
});

/** The sources of the screens, without what only pictures are made from. */
const sources = readdirSync(screens, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !file.endsWith('.stories.tsx'))
  .map((file) => ({ file, text: readFileSync(new URL(file, screens), 'utf8') }));

test('no words stand in the code of a screen', () => {
  for (const { file, text } of sources) {
    assert.not.match(text, /\b(?:text|label|title|subtitle|placeholder)="[^"]*\p{L}/u, file);
    assert.not.match(text, />\s*[\p{L}][\p{L} ,.]*\s*<\//u, file);
    // Beyond ASCII only signs are written in code, never words.
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    assert.not.match(code, /[^\p{ASCII}•]/u, file);
  }
});

test('every text is used', () => {
  const code = readdirSync(screens, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(new URL(file, screens), 'utf8'))
    .concat(readFileSync(new URL('../gui.tsx', screens), 'utf8'))
    .join('\n');
  const families = [...code.matchAll(/`([a-zA-Z]+\.)\$\{/g)].map((match) => match[1]!);
  const unused = keys.filter(
    (key) =>
      !code.includes(`'${key}'`) && !code.includes(`.${key}`) && !families.some((family) => key.startsWith(family)),
  );
  assert.equal(unused, []);
});

test.run();
