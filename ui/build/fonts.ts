/**
 * Bakes assets/fonts/manifest.json to `.build/fonts`: LVGL's binary font format, one file for each font and scale.
 *
 * 1. The manifest's ranges, and the characters that locales and legal texts use, are the wanted code points. Icons are
 *    those of assets/icons/manifest.json.
 * 2. A fontsource package is split into files; its unicode.json says which of them holds a code point.
 * 3. A character that the first face lacks is taken from the `han` face and goes into a second blob, which the GUI
 *    reads only when such a character is shown. One that both lack is an error: nobody wants to see a box.
 * 4. lv_font_conv rasterises and writes; the kerning is read by HarfBuzz.
 * 5. A file whose inputs are unchanged (fonts, code points, this program) is not baked again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ICONS } from '../lvgl/text/icons.ts';
import type { Source } from './bake_font.ts';
import { codePointsOf } from './unicode_range.ts';

const root = new URL('../../', import.meta.url);
const output = new URL('.build/fonts/', root);
const require = createRequire(import.meta.url);

const Entry = v.strictObject({
  package: v.string(),
  han: v.optional(v.string()),
  size: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(96)),
  weight: v.optional(v.number()),
});
const Manifest = v.strictObject({
  scales: v.array(v.picklist([1, 2])),
  /** What the first face of a text font and its `han` face always hold. */
  ranges: v.array(v.string()),
  hanRanges: v.array(v.string()),
  fonts: v.record(v.string(), Entry),
});

const readJson = (url: URL | string): unknown => JSON.parse(readFileSync(url, 'utf8'));

/** Every visible character of the locales and legal texts, with a file that uses it. */
function charactersInUse(): Map<number, string> {
  const used = new Map<number, string>();
  for (const folder of ['assets/locales/', 'assets/legal/']) {
    for (const file of readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(json|txt|md)$/.test(file)) continue;
      const text = readFileSync(new URL(folder + file, root), 'utf8');
      for (const [character] of text.matchAll(/[^\p{C}\p{Z}]/gu)) used.set(character.codePointAt(0)!, folder + file);
    }
  }
  return used;
}

/** What the output depends on, as one string. */
function fingerprint(manifest: v.InferOutput<typeof Manifest>, characters: Iterable<number>): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([manifest, [...characters].sort((a, b) => a - b), ICONS]));
  const packages = Object.values(manifest.fonts).flatMap((entry) => [entry.package, entry.han ?? []].flat());
  for (const name of new Set([...packages, 'lv_font_conv', 'harfbuzzjs'])) {
    const installed = readJson(new URL(`node_modules/${name}/package.json`, root));
    hash.update(`${name} ${v.parse(v.object({ version: v.string() }), installed).version}\n`);
  }
  for (const file of ['fonts.ts', 'bake_font.ts', 'kerning.ts', 'unicode_range.ts', 'woff.ts']) {
    hash.update(readFileSync(new URL(`ui/build/${file}`, root)));
  }
  return hash.digest('hex');
}

/** Writes a file that is there as a whole or not at all. */
function writeWhole(url: URL, data: Uint8Array | string): void {
  const unfinished = new URL(`${url.href}.${process.pid}`);
  writeFileSync(unfinished, data);
  renameSync(unfinished, url);
}

/**
 * Bakes every font of the manifest, unless nothing changed since the last time. Throws when the manifest is wrong or a
 * text uses a character that no face has.
 */
export async function bakeFonts(): Promise<void> {
  const manifest = v.parse(Manifest, readJson(new URL('assets/fonts/manifest.json', root)));
  const used = charactersInUse();
  const inputs = fingerprint(manifest, used.keys());
  const stamp = new URL('inputs.sha256', output);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;

  const { bakeBlob } = await import('./bake_font.ts');
  mkdirSync(output, { recursive: true });
  for (const [name, entry] of Object.entries(manifest.fonts)) {
    for (const [file, sources] of await blobsOf(name, entry, manifest, used)) {
      for (const scale of manifest.scales) {
        writeWhole(new URL(`${file}@${scale}.bin`, output), await bakeBlob(sources, entry.size * scale));
      }
    }
  }
  writeWhole(stamp, inputs);
}

/** The blobs of one font: its name and where its glyphs come from. */
async function blobsOf(
  name: string,
  entry: v.InferOutput<typeof Entry>,
  manifest: v.InferOutput<typeof Manifest>,
  used: ReadonlyMap<number, string>,
): Promise<[string, Source[]][]> {
  const { weight, han } = entry;
  if (weight === undefined) return [[name, [iconSource(entry.package)]]];
  const { fontsourceFiles } = await import('./bake_font.ts');
  const sources = fontsourceFiles(entry.package, weight, [...manifest.ranges.flatMap(codePointsOf), ...used.keys()]);
  if (han === undefined) return [[name, sources]];
  const present = new Set(sources.flatMap((source) => source.codePoints));
  const lacking = [...used.keys()].filter((code) => !present.has(code));
  const hanSources = fontsourceFiles(han, weight, [...manifest.hanRanges.flatMap(codePointsOf), ...lacking]);
  const hanPresent = new Set(hanSources.flatMap((source) => source.codePoints));
  const unknown = lacking.find((code) => !hanPresent.has(code));
  if (unknown !== undefined) {
    const character = `"${String.fromCodePoint(unknown)}" (U+${unknown.toString(16).toUpperCase().padStart(4, '0')})`;
    throw new Error(`${used.get(unknown)} uses ${character}, for which ${entry.package} and ${han} have no glyph`);
  }
  return [
    [name, sources],
    [`${name}-han`, hanSources],
  ];
}

const iconSource = (name: string): Source => ({
  path: require.resolve(`${name}/font/lucide.woff`),
  codePoints: Object.values(ICONS).map((icon) => icon.codePointAt(0)!),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) await bakeFonts();
