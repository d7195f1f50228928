/** How Vite reads the preview: the page, and everything it shows, straight from the source. */
import path from 'node:path';
import type { InlineConfig, ViteDevServer } from 'vite';
import type { Engine } from './engine/engine.ts';

/** The checkout; from its source as from the bundle in `.build`. */
export const root = path.resolve(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '../..' : '..');

export const viteConfig = {
  root: path.join(root, 'ui/preview'),
  configFile: false,
  envFile: false,
  cacheDir: path.join(root, '.build/vite'),
  publicDir: false,
} as const satisfies InlineConfig;

/** The preview is made of the source and of development packages: neither is on a recorder. */
export async function loadVite(): Promise<typeof import('vite')> {
  try {
    return await import('vite');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error('the preview needs the development packages; run `npm ci` in the checkout');
  }
}

// Vite gives a module as it is; its own source says of what type.

/** The screens and the toolkit, to draw with in this process. */
export const loadEngine = async (vite: ViteDevServer): Promise<Engine> =>
  ((await vite.ssrLoadModule('/engine/headless.ts')) as { engine: Engine }).engine;

/** Brings `.build/fonts` up to date. The baker finds its sources beside itself, so it is not part of a bundle. */
export async function bakeFonts(vite: ViteDevServer): Promise<void> {
  const baker = await vite.ssrLoadModule(path.join(root, 'ui/build/fonts.ts'));
  await (baker as typeof import('../build/fonts.ts')).bakeFonts();
}

/** The folder of the baked fonts. */
export const fontFolder = path.join(root, '.build/fonts');
