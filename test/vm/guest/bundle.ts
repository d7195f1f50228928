import path from 'node:path';
import { buildSync } from 'esbuild';
import { root, vmFolder } from '../image.ts';

/** Bundles a TypeScript program for the virtual recorder, where a loader would take ten seconds. Returns its path. */
export function bundleForGuest(entry: string): string {
  const outfile = path.join(vmFolder, `${path.basename(entry, '.ts')}.mjs`);
  buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
  });
  return outfile;
}
