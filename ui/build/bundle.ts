/**
 * Builds `.build/`: the programs, bundled so that they start quickly, and the baked fonts. `npm start` runs it each
 * time, so it first looks whether anything it read last time has changed, and is done in an instant when nothing has.
 *
 *   porthole.mjs   the command line; each command is a chunk of its own, loaded when asked for
 *   gui.mjs        the GUI process
 *   phone/         the scan page, see ui/phone
 *   fonts/         see fonts.ts
 */
import fs from 'node:fs';
import path from 'node:path';
import type { BuildOptions, BuildResult } from 'esbuild';
import { bakeFonts } from './fonts.ts';
import { isFresh, writeStamp } from './stamp.ts';

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, '.build');
const stampFile = path.join(out, 'bundle.json');
const phoneStampFile = path.join(out, 'phone.json');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: out,
  outExtension: { '.js': '.mjs' },
  // What is imported on demand becomes a chunk, read on demand.
  splitting: true,
  chunkNames: '[name]-[hash]',
  // Native code stays in node_modules, where its loader expects it.
  // Vite builds the preview from its source, and is not on a recorder.
  external: ['better-sqlite3', 'koffi', '@node-rs/argon2', 'vite'],
  // CommonJS packages in an ES module still ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
  },
  // Less to parse at start; names stay, so that a stack trace from the field can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Brings `.build/` up to date. Throws what esbuild or the font baker has to say about a source that cannot be built. */
export async function build(): Promise<void> {
  if (!isFresh(stampFile, root)) await bundle();
  if (!isFresh(phoneStampFile, root)) await phonePage();
  await bakeFonts();
}

async function phonePage(): Promise<void> {
  const { buildPhone } = await import('../phone/build.ts');
  await buildPhone(path.join(out, 'phone'));
  const inputs = ['ui/phone', 'assets/locales/phone'].flatMap(filesIn);
  writeStamp(phoneStampFile, root, new Set([...inputs, 'package-lock.json']), filesIn('.build/phone'));
}

/** All files below a folder of the checkout. */
function filesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

async function bundle(): Promise<void> {
  const esbuild = await import('esbuild');
  // Two builds, so that the GUI shares no chunk with the command line: its first frame reads one file.
  const results = await Promise.all([
    esbuild.build({ ...common, entryPoints: { porthole: 'ui/porthole.ts' } }),
    esbuild.build({ ...common, entryPoints: { gui: 'ui/gui.tsx' } }),
  ]);
  fs.mkdirSync(out, { recursive: true });
  const outputs = results.flatMap(writeOutputs);
  removeOthers(outputs);
  const inputs = new Set(results.flatMap((result) => Object.keys(result.metafile.inputs)));
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'ui/build/bundle.ts']) inputs.add(file);
  writeStamp(stampFile, root, inputs, outputs);
}

/** Writes each file whole, so that a program that starts meanwhile sees the old one or the new one. */
function writeOutputs(result: BuildResult<{ write: false }>): string[] {
  return result.outputFiles.map(({ path: file, contents }) => {
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, contents);
    fs.renameSync(draft, file);
    return path.relative(root, file);
  });
}

function removeOthers(outputs: readonly string[]): void {
  for (const name of fs.readdirSync(out)) {
    const file = path.join(out, name);
    if (name.endsWith('.mjs') && !outputs.includes(path.relative(root, file))) fs.rmSync(file);
  }
}

if (process.argv[1] === import.meta.filename) await build();
