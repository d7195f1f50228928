/** What happens on the page when a designer saves a file. Tried on a copy of the source. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { becomes, changed, digestOf, openBrowser, shown, visit } from './browser.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const copy = mkdtempSync(path.join(tmpdir(), 'porthole-hot-'));
const test = suite('saving a file');

type Server = typeof import('../../../ui/preview/server.ts');
let preview: Awaited<ReturnType<Server['startPreview']>>;
let browser: Browser;
let page: Page;

test.before(async () => {
  for (const name of ['assets', 'core', 'drivers', 'ui', 'package.json', 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  mkdirSync(path.join(copy, '.build'));
  cpSync(path.join(root, '.build/fonts'), path.join(copy, '.build/fonts'), { recursive: true });
  const server: Server = await import(pathToFileURL(path.join(copy, 'ui/preview/server.ts')).href);
  [preview, browser] = await Promise.all([server.startPreview(0), openBrowser()]);
  page = await visit(browser, `${preview.url}?at=login/filled&size=1024x768`);
  await shown(page, 'login/filled');
});
test.after(async () => {
  await page.close();
  await browser.close();
  await preview.close();
  rmSync(copy, { recursive: true });
});

/** Changes a file as an editor does; returns what was in it. */
function edit(file: string, change: (text: string) => string): string {
  const target = path.join(copy, file);
  const before = readFileSync(target, 'utf8');
  const after = change(before);
  assert.is.not(after, before, `${file} has nothing of the kind`);
  writeFileSync(target, after);
  return before;
}

/** Saves, waits for new pixels, and takes the change back. */
async function savedShows(file: string, change: (text: string) => string): Promise<void> {
  const before = await digestOf(page);
  const began = performance.now();
  const text = edit(file, change);
  await changed(page, before);
  process.stdout.write(`${file} to new pixels: ${Math.round(performance.now() - began)} ms\n`);
  edit(file, () => text);
  await becomes(page, before);
  assert.is(new URL(page.url()).searchParams.get('at'), 'login/filled');
}

test('saves the theme that was edited on the page to its file', async () => {
  const before = await digestOf(page);
  const text = readFileSync(path.join(copy, 'assets/themes/dark.json'), 'utf8');
  await page.locator('.theme summary').click();
  const surface = page.locator('.tokens label', { hasText: /^surface$/ }).locator('input');
  await surface.fill('#203040');
  await changed(page, before);
  const edited = await digestOf(page);
  const reply = page.waitForResponse((response) => response.url().endsWith('/themes/dark'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  assert.is((await reply).status(), 204);
  const file: unknown = JSON.parse(readFileSync(path.join(copy, 'assets/themes/dark.json'), 'utf8'));
  const old: object = JSON.parse(readFileSync(path.join(root, 'assets/themes/dark.json'), 'utf8'));
  assert.equal(file, { ...old, colors: { ...('colors' in old ? (old.colors as object) : {}), surface: '#203040' } });
  // Once the page has taken the file, there is nothing to revert.
  await page.locator('.theme button:disabled', { hasText: 'Revert' }).waitFor();
  await becomes(page, edited);
  assert.is(await surface.inputValue(), '#203040');
  edit('assets/themes/dark.json', () => text);
  await becomes(page, before);
});

test('shows a changed text', () =>
  savedShows('assets/locales/en.json', (text) => text.replace(/("login\.title": ")[^"]+/, '$1Welcome')));

test('shows a changed colour of the theme', () =>
  savedShows('assets/themes/dark.json', (text) => text.replace(/("surface": ")[^"]+/, '$1#402020')));

test('shows a changed padding of the theme’s styles', () =>
  savedShows('ui/lvgl/theme-default.ts', (text) => text.replace('CONTROL_HEIGHT = 44', 'CONTROL_HEIGHT = 60')));

test('shows a changed screen', () =>
  savedShows('ui/screens/login.tsx', (text) => text.replace("t('login.title')", "t('login.password')")));

test('finds the stories of a new screen', async () => {
  const gallery = await visit(browser, preview.url);
  await gallery.waitForSelector('.thumbnail canvas[data-drawn]');
  const file = path.join(copy, 'ui/screens/my-screen.stories.tsx');
  cpSync(path.join(copy, 'ui/screens/starting.stories.tsx'), file);
  await gallery.getByRole('button', { name: 'my-screen, waiting' }).waitFor();
  assert.is((await gallery.locator('.gallery h2').allTextContents()).at(-1), 'Other screens');
  rmSync(file);
  await gallery.getByRole('button', { name: 'my-screen, waiting' }).waitFor({ state: 'detached' });
  await gallery.close();
});

test('shows what is wrong with a broken file over the old picture, until it is mended', async () => {
  const before = await digestOf(page);
  const text = edit('ui/screens/login.tsx', (source) => `${source}\nconst = broken;\n`);
  const fault = page.locator('.fault');
  await fault.waitFor();
  assert.match(await fault.innerText(), 'login.tsx');
  assert.is(await digestOf(page), before);
  edit('ui/screens/login.tsx', () => text.replace("t('login.title')", "t('login.password')"));
  await changed(page, before);
  await fault.waitFor({ state: 'detached' });
  edit('ui/screens/login.tsx', () => text);
  await becomes(page, before);
});

test.run();
