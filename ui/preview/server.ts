/** Serves the page on loopback, and tells it what was saved. */
import { once } from 'node:events';
import { readFile, readFileSync, realpathSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Plugin } from 'vite';
import { themeFiles } from './theme-files.ts';
import { bakeFonts, fontFolder, loadVite, root, viteConfig } from './vite.ts';

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/** What the page imports from packages: prepared at the start, so that the page is not loaded a second time for it. */
const PACKAGES = [
  '@preact/signals-core',
  'cborg',
  'libsodium-wrappers',
  'linebreak',
  'preact',
  'preact/hooks',
  'preact/jsx-dev-runtime',
  'qrcode',
  'valibot',
];

/**
 * Starts the page on 127.0.0.1.
 * @param port 0 for any that is free
 * @throws Error when the port is taken
 */
export async function startPreview(port: number): Promise<Preview> {
  const { createServer } = await loadVite();
  const http = createHttpServer();
  const vite = await createServer({
    ...viteConfig,
    logLevel: 'warn',
    clearScreen: false,
    plugins: [themeFiles(path.join(root, 'assets/themes')), bakedFonts(), oneAtATime()],
    optimizeDeps: { include: PACKAGES, entries: ['index.html'] },
    server: {
      middlewareMode: true,
      // A worktree may share the packages of another by a link.
      fs: { allow: [root, realpathSync(path.join(root, 'node_modules'))] },
      // The page shows errors itself, over the picture that was there.
      hmr: { server: http, overlay: false },
    },
  });
  const close = async (): Promise<void> => {
    http.closeAllConnections();
    http.close();
    await vite.close();
  };
  try {
    // Outside of Vite's root only files that are there are watched; a new screen comes with new ones.
    vite.watcher.add(path.join(root, 'ui/screens'));
    await bakeFonts(vite);
    http.on('request', vite.middlewares);
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
  } catch (error) {
    await close();
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`port ${port} is taken; choose another with --port`) : error;
  }
  // Null and a string are for sockets without a port.
  const address = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}/`, close };
}

/** Serves the baked fonts, and bakes them again when a text may use a character that they lack. */
const bakedFonts = (): Plugin => ({
  name: 'porthole:fonts',
  configureServer(server) {
    server.middlewares.use('/fonts', (request, response, next) => {
      const [, file] = /^\/([\w@-]+\.bin)$/.exec(request.url ?? '') ?? [];
      if (file === undefined) return next();
      readFile(path.join(fontFolder, file), (error, bytes) => {
        if (error) return next();
        response.setHeader('content-type', 'application/octet-stream');
        response.end(bytes);
      });
    });
  },
  async handleHotUpdate({ file, server }) {
    if (!/\/assets\/(locales|legal|fonts|icons)\/[^/]+\.json$/.test(file)) return;
    const before = bakedFrom();
    await bakeFonts(server);
    // The page keeps the fonts it has read.
    if (bakedFrom() !== before) server.ws.send({ type: 'full-reload' });
  },
});

/** What the fonts were baked from, as the baker notes it. */
const bakedFrom = (): string => readFileSync(path.join(fontFolder, 'inputs.sha256'), 'utf8');

/** A page that does not answer is not waited for longer, in ms. */
const PATIENCE_MS = 3000;

/**
 * Holds back what is saved until the page has taken what was saved before: a page that is still loading one version of
 * the modules would be given some of the next among them.
 */
function oneAtATime(): Plugin {
  let taken: Promise<void> = Promise.resolve();
  let isTaken = (): void => {};
  return {
    name: 'porthole:one-at-a-time',
    configureServer(server) {
      server.ws.on('porthole:taken', () => isTaken());
    },
    async handleHotUpdate({ file, modules, server }) {
      if (modules.length === 0 || file.startsWith(path.join(root, 'ui/preview/page'))) return;
      const before = taken;
      const { promise, resolve } = withResolvers();
      taken = promise;
      await before;
      isTaken = resolve;
      if (server.ws.clients.size === 0) resolve();
      const timer = setTimeout(resolve, PATIENCE_MS);
      void promise.then(() => clearTimeout(timer));
    },
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
