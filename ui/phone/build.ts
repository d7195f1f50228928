/** Builds the phone page into `.build/phone`: static files that the recovery service serves. */
import path from 'node:path';
import { build } from 'vite';

const root = import.meta.dirname;

/** @param outDir made if needed; what is in it goes */
export async function buildPhone(outDir: string = path.resolve(root, '../../.build/phone')): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // The service's content policy allows no inline data, and a file is kept by its name.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

if (process.argv[1] === import.meta.filename) await buildPhone();
