import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Preview, startPreview } from '../../../ui/preview/server.ts';
import { toRgba } from '../../kit/png.ts';
import { allStories, play } from '../screens/stage.tsx';
import { changed, digestOf, digestsOfAll, openBrowser, shown, visit } from './browser.ts';

const test = suite('the preview page');
let preview: Preview;
let browser: Browser;
test.before(async () => {
  [preview, browser] = await Promise.all([startPreview(0), openBrowser()]);
});
test.after(async () => {
  await browser.close();
  await preview.close();
});

const SMALL = { width: 1024, height: 768, scale: 1 } as const;

/** What the framebuffer holds after a story, as a canvas would tell it. */
async function framebufferDigest(screen: string, state: string, setting: Parameters<typeof play>[1]): Promise<string> {
  const story = (await allStories()).get(screen)?.[state];
  assert.ok(story, `${screen}/${state}`);
  const stage = await play(story, setting);
  stage.display.refreshNow();
  const { pixels, width, height } = stage.monitor.picture;
  const opaque = { pixels: pixels.map((pixel) => pixel | 0xff000000), width, height };
  stage.close();
  return createHash('sha256').update(toRgba(opaque)).digest('hex');
}

/** A place on the monitor, in its own pixels, as a place on the page. */
async function at(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await page.locator('.monitor canvas').boundingBox();
  assert.ok(box);
  return [box.x + (x * box.width) / SMALL.width, box.y + (y * box.height) / SMALL.height];
}

const point = async (page: Page, x: number, y: number): Promise<void> => page.mouse.move(...(await at(page, x, y)));

/** Waits until so many things can have the focus; the overlay that shows them has to be on. */
const focusable = (page: Page, count: number) =>
  page.waitForFunction(`document.querySelectorAll('.focus-order li').length === ${count}`);

/** The middle of one of the things that can have the focus, once there are so many. */
async function middleOf(page: Page, index: number, count: number): Promise<[number, number]> {
  await focusable(page, count);
  const box = await page.locator('.focus-order li').nth(index).boundingBox();
  assert.ok(box);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test('draws every story in a browser with the bytes that the framebuffer holds', async () => {
  const page = await visit(browser, preview.url);
  const setting = { ...SMALL, theme: 'dark', locale: 'de' } as const;
  const digests = await digestsOfAll(page, setting);
  await page.close();
  const expected = new Map<string, string>();
  for (const [screen, stories] of await allStories()) {
    for (const state of Object.keys(stories)) {
      expected.set(`${screen}/${state}`, await framebufferDigest(screen, state, setting));
    }
  }
  assert.equal([...digests].sort(), [...expected].sort());
});

test('opens on a gallery of all stories by flow, that a search narrows and a click leaves', async () => {
  const began = performance.now();
  const page = await visit(browser, preview.url);
  await page.waitForSelector('.thumbnail canvas[data-drawn]');
  process.stdout.write(`gallery to its first picture: ${Math.round(performance.now() - began)} ms\n`);
  const flows = await page.locator('.gallery h2').allTextContents();
  assert.equal(flows, ['Start', 'Activation', 'Login', 'Reset password', 'Live view', 'Configuration']);
  const stories = [...(await allStories()).values()].flatMap((ofScreen) => Object.keys(ofScreen));
  assert.is(await page.locator('.thumbnail').count(), stories.length);

  await page.getByRole('searchbox').fill('reset expired');
  assert.equal(await page.locator('.thumbnail').allTextContents(), ['qr-code expired']);
  await page.getByRole('button', { name: 'qr-code, expired' }).click();
  await shown(page, 'qr-code/expired');
  assert.is(new URL(page.url()).searchParams.get('at'), 'qr-code/expired');
  await page.goBack();
  await page.waitForSelector('.gallery');
  await page.close();
});

test('shows by a link the picture that a colleague saw', async () => {
  const query = '?at=login/error&size=1024x768&theme=light&locale=zh-CN';
  const page = await visit(browser, preview.url + query);
  await shown(page, 'login/error');
  const expected = await framebufferDigest('login', 'error', { ...SMALL, theme: 'light', locale: 'zh-CN' });
  assert.is(await digestOf(page), expected);

  await page.getByLabel('Theme').selectOption('Dark');
  await page.getByLabel('Language').selectOption('Deutsch');
  await page.getByLabel('Size').fill('800x600');
  await page.getByLabel('Size').press('Enter');
  await page.waitForSelector('.monitor canvas[width="800"]');
  const { searchParams } = new URL(page.url());
  assert.equal(
    ['size', 'theme', 'locale'].map((name) => searchParams.get(name)),
    ['800x600', 'dark', 'de'],
  );
  await page.close();
});

test('takes the keyboard, the wheel, and both buttons of the mouse to the screen', async () => {
  const page = await visit(browser, `${preview.url}?at=login/empty&size=1024x768`);
  await shown(page, 'login/empty');
  const empty = await digestOf(page);
  await page.keyboard.type('a');
  await changed(page, empty);

  await page.goto(`${preview.url}?at=legal-disclaimer/unread&size=1024x768&show=inspect`);
  await shown(page, 'legal-disclaimer/unread');
  await point(page, 512, 400);
  const top = await digestOf(page);
  await page.mouse.wheel(0, 300);
  await changed(page, top);

  await page.goto(`${preview.url}?at=live-view/idle&size=1024x768&show=inspect,focus`);
  await shown(page, 'live-view/idle');
  await point(page, 300, 300);
  await page.mouse.click(...(await at(page, 300, 300)), { button: 'right' });
  await page.mouse.move(...(await middleOf(page, 0, 5)));
  await page.locator('.findings', { hasText: 'Configuration' }).waitFor();
  await page.close();
});

test('tells what the object under the mouse is made of, and in which order things get the focus', async () => {
  const page = await visit(browser, `${preview.url}?at=login/empty&size=1024x768`);
  await shown(page, 'login/empty');
  await page.getByLabel('Inspect').check();
  await page.getByLabel('Focus order').check();
  await page.getByLabel('8 px grid').check();
  await page.waitForSelector('.grid');
  assert.equal(await page.locator('.focus-order li').allTextContents(), ['1', '2', '3', '4', '5']);
  // In the middle of the password field, wherever the layout puts it: the third that gets the focus.
  const field = await page.locator('.focus-order li').nth(2).boundingBox();
  assert.ok(field);
  await page.mouse.move(field.x + field.width / 2, field.y + field.height / 2);
  const findings = page.locator('.findings', { hasText: 'textbox' });
  await findings.waitFor();
  const told = await findings.innerText();
  for (const part of [
    /Name\s+Password/,
    /Size\s+\d+ × 44/,
    /Padding\s+\d+ \d+ \d+ \d+/,
    /Font\s+body/,
    /Text\s+#e9eff6/,
  ])
    assert.match(told, part);
  assert.is(new URL(page.url()).searchParams.get('show'), 'inspect,focus,grid');
  await page.close();
});

const resetIs = (page: Page, state: string) => page.waitForSelector(`[data-reset="${state}"]`);

/** Opens a recorder that is active, and on which nobody is logged in. */
async function activeRecorder(): Promise<Page> {
  const page = await visit(browser, `${preview.url}?at=play&size=1024x768&show=focus`);
  await shown(page, 'play');
  await page.getByRole('button', { name: 'Activate for me' }).click();
  await page.locator('[data-reset]', { hasText: 'Active' }).waitFor();
  return page;
}

/** By the mouse, from the login screen. */
async function toQrCode(page: Page): Promise<void> {
  // Language, user, password, its eye, Forgot Password.
  await page.mouse.click(...(await middleOf(page, 4, 5)));
  // Language, method, Cancel, OK.
  await page.mouse.click(...(await middleOf(page, 3, 4)));
  await resetIs(page, 'offered');
  // Language, disclaimer, Cancel; and OK once the disclaimer's end was seen.
  await focusable(page, 3);
  await page.locator('.monitor canvas').press('End');
  await page.mouse.click(...(await middleOf(page, 3, 4)));
  await resetIs(page, 'pending');
}

test('plays the whole story: forgotten password, QR code, mail, code, new password, login', async () => {
  const page = await activeRecorder();
  await toQrCode(page);
  await page.getByRole('button', { name: 'Scan the QR code' }).click();
  const code = await page.locator('.mail output').innerText();
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.match(await page.locator('.mail').innerText(), 'alice@example.com');

  await page.locator('.monitor canvas').focus();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await resetIs(page, 'ticket');
  const password = 'Wolke=9Teppich';
  // Language, two fields with their eyes, Cancel.
  await focusable(page, 6);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.keyboard.type(password);
  await focusable(page, 7);
  await page.keyboard.press('Enter');
  await resetIs(page, 'none');
  // The box that says so has just its button.
  await focusable(page, 1);
  await page.keyboard.press('Enter');
  await focusable(page, 5);
  await page.keyboard.type(password);
  await focusable(page, 6);
  await page.keyboard.press('Enter');
  // The live view, and its menu.
  await focusable(page, 1);
  await page.keyboard.press('ContextMenu');
  await focusable(page, 5);
  await page.close();
});

test('plays what may go wrong while a QR code is on the screen', async () => {
  const page = await activeRecorder();
  const press = (name: string) => page.getByRole('button', { name }).click();
  for (const [event, then] of [
    ['48 hours later', 'expired'],
    ['Address changed at a computer', 'voided'],
    ['Five wrong codes', 'exhausted'],
  ] as const) {
    await toQrCode(page);
    await press(event);
    await resetIs(page, then);
    await page.locator('.monitor canvas').press('Escape');
  }
  const before = await digestOf(page);
  await press('Daemon away');
  await changed(page, before);
  const veiled = await digestOf(page);
  await press('Daemon away');
  await changed(page, veiled);
  await toQrCode(page);
  await press('Reboot');
  await resetIs(page, 'voided');
  await page.close();
});

test('saves a theme only for itself, and only a right one', async () => {
  const put = (origin: string, name: string, body: string) =>
    fetch(`${preview.url}themes/${name}`, { method: 'PUT', headers: { origin }, body });
  const own = preview.url.replace(/\/$/, '');
  assert.is((await put('http://elsewhere.example', 'dark', '{}')).status, 403);
  assert.is((await put(own, 'pink', '{}')).status, 404);
  assert.is((await put(own, 'dark', 'no JSON')).status, 400);
  assert.is((await put(own, 'dark', '{}')).status, 422);
  const wrong = {
    name: 'dark',
    colors: { text: 'red' },
    radius: 99,
    spacing: 8,
    borderWidth: 1,
    focusWidth: 3,
    scrimOpa: 0,
    shadowOpa: 0,
  };
  const refused = await put(own, 'dark', JSON.stringify(wrong));
  assert.is(refused.status, 422);
  assert.match(await refused.text(), 'colors.text is red, not #rrggbb');
  assert.is((await put(own, 'dark', 'x'.repeat(70_000))).status, 413);
});

test('says which port is taken', async () => {
  const { port } = new URL(preview.url);
  const failed = await startPreview(Number(port)).then(
    () => '',
    (error: Error) => error.message,
  );
  assert.is(failed, `port ${port} is taken; choose another with --port`);
});

test.run();
