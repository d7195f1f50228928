/** The preview in a real browser: what tests of its page share. */
import { type Browser, chromium, type Page } from 'playwright-core';
import * as assert from 'uvu/assert';

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

/** A page that fails when it is closed after an error nobody expected. */
export async function visit(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.once('close', () => assert.equal(errors, []));
  await page.goto(url);
  return page;
}

/** Waits until the monitor shows a story, or `play`. */
export const shown = (page: Page, screen: string) => page.waitForSelector(`.monitor canvas[data-screen="${screen}"]`);

/** SHA-256 of the red, green, blue, alpha bytes of a canvas, in the page. */
const DIGEST = `async (canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}`;

export const digestOf = async (page: Page): Promise<string> =>
  String(await page.evaluate(`(${DIGEST})(document.querySelector('.monitor canvas'))`));

/** Looks at the monitor in every frame of the page until its digest is as it should be. */
async function until(page: Page, condition: string): Promise<void> {
  await page.evaluate(`(async () => {
    const end = performance.now() + 20_000;
    for (;;) {
      const canvas = document.querySelector('.monitor canvas');
      const now = canvas && (await (${DIGEST})(canvas));
      if (now && ${condition}) return;
      if (performance.now() > end) throw new Error('the monitor still shows ' + now);
      await new Promise(requestAnimationFrame);
    }
  })()`);
}

/** Waits until the monitor shows something else than before. */
export const changed = (page: Page, before: string) => until(page, `now !== '${before}'`);

/** Waits until the monitor shows this. */
export const becomes = (page: Page, digest: string) => until(page, `now === '${digest}'`);

/** Draws every story on a canvas of its own; digests by the story's id. */
export async function digestsOfAll(page: Page, setting: object): Promise<Map<string, string>> {
  const found: unknown = await page.evaluate(`(async () => {
    const { drawStory, stories } = await import('/engine/index.ts');
    const digests = [];
    for (const { id, story } of stories) {
      const canvas = document.createElement('canvas');
      await drawStory(canvas, story, ${JSON.stringify(setting)});
      digests.push([id, await (${DIGEST})(canvas)]);
    }
    return digests;
  })()`);
  return new Map(found as [string, string][]);
}
