/**
 * Draws stories to PNG files without a browser.
 *
 * 1. Vite loads the screens from their source, as it does for the page.
 * 2. Each chosen story is performed in each chosen setting; what the framebuffer then holds is the picture.
 * 3. `index.html` beside the files shows them all.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contactSheet, type SheetPicture } from './contact-sheet.ts';
import type { Setting } from './engine/setting.ts';
import { encodePng } from './png.ts';
import { bakeFonts, fontFolder, loadEngine, loadVite, viteConfig } from './vite.ts';

export interface ExportOptions {
  /** Made when it is not there. */
  readonly folder: string;
  /** `login` for all its states, `login/error` for one; empty for every story. */
  readonly screens: readonly string[];
  readonly settings: readonly Setting[];
}

/** Thrown for a screen or state that has no story. The message names those there are. */
export class UnknownStory extends Error {
  override readonly name = 'UnknownStory';
}

const describe = ({ width, height, theme, locale }: Setting): string => `${width}x${height}-${theme}-${locale}`;

/**
 * Writes the pictures and the contact sheet; returns how many pictures.
 * @throws UnknownStory before anything is written
 */
export async function exportPictures({ folder, screens, settings }: ExportOptions): Promise<number> {
  const { createServer } = await loadVite();
  const vite = await createServer({
    ...viteConfig,
    logLevel: 'error',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    await bakeFonts(vite);
    const engine = await loadEngine(vite);
    const loadFont = (file: string) => readFileSync(path.join(fontFolder, file));
    const fonts = { 1: engine.fontsFor(loadFont, 1), 2: engine.fontsFor(loadFont, 2) };
    const chosen = choose(engine.stories, screens);
    mkdirSync(folder, { recursive: true });
    const pictures: SheetPicture[] = [];
    for (const story of chosen) {
      for (const setting of settings) {
        const file = `${story.screen}-${story.state}-${describe(setting)}.png`;
        const pixels = await engine.pictureOf(story, setting, fonts[setting.scale]);
        writeFileSync(path.join(folder, file), encodePng(pixels, setting.width, setting.height));
        const { flow, screen, state } = story;
        pictures.push({ file, flow, screen, state, setting: describe(setting).replaceAll('-', ' ') });
      }
    }
    writeFileSync(path.join(folder, 'index.html'), contactSheet(pictures));
    return pictures.length;
  } finally {
    await vite.close();
  }
}

function choose<S extends { readonly id: string; readonly screen: string }>(
  stories: readonly S[],
  wanted: readonly string[],
): S[] {
  for (const name of wanted) {
    if (stories.some(({ id, screen }) => id === name || screen === name)) continue;
    const screens = [...new Set(stories.map(({ screen }) => screen))];
    const states = stories.filter(({ screen }) => screen === name.split('/')[0]).map(({ id }) => id);
    throw new UnknownStory(
      `there is no story "${name}"; there are ${(states.length > 0 ? states : screens).join(', ')}`,
    );
  }
  return stories.filter(({ id, screen }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(screen));
}
