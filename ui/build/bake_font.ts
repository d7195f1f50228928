/**
 * From font packages to one blob in LVGL's binary format. Apart from ui/build/fonts.ts because loading the rasteriser
 * and HarfBuzz takes far longer than seeing that nothing has to be baked.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import collectFontData, { type SourceFont } from 'lv_font_conv/lib/collect_font_data.js';
import writeBin from 'lv_font_conv/lib/writers/bin.js';
import * as v from 'valibot';
import { codePointsIn, type Kerning, readKerning } from './kerning.ts';
import { codePointsOf } from './unicode_range.ts';

const require = createRequire(import.meta.url);

/** A file of a font package and the code points that are taken from it. */
export interface Source {
  readonly path: string;
  readonly codePoints: readonly number[];
}

/** The files of a fontsource package that hold the wanted code points. Those it has no glyph for are left out. */
export function fontsourceFiles(name: string, weight: number, wanted: readonly number[]): Source[] {
  const subsets = v.parse(v.record(v.string(), v.string()), require(`${name}/unicode.json`));
  const left = new Set(wanted);
  const id = name.slice(name.indexOf('/') + 1);
  const sources: Source[] = [];
  for (const [subset, ranges] of Object.entries(subsets).reverse()) {
    const claimed = ranges.split(',').flatMap(codePointsOf);
    if (!claimed.some((code) => left.has(code))) continue;
    const path = require.resolve(`${name}/files/${id}-${subset.replace(/[[\]]/g, '')}-${weight}-normal.woff`);
    const present = codePointsIn(readFileSync(path));
    const codePoints = claimed.filter((code) => present.has(code) && left.delete(code));
    if (codePoints.length > 0) sources.push({ path, codePoints });
  }
  return sources;
}

const kernings = new Map<string, Kerning>();
/** One reading serves all sizes of a face. */
function kerningOf({ path, codePoints }: Source): Kerning {
  const known = kernings.get(path) ?? readKerning(readFileSync(path), codePoints);
  kernings.set(path, known);
  return known;
}

/** One blob with the glyphs of all sources at `size` px. The first source gives the line's height. */
export async function bakeBlob(sources: readonly Source[], size: number): Promise<Uint8Array> {
  const font: SourceFont[] = sources.map(({ path, codePoints }) => ({
    source_path: path,
    source_bin: readFileSync(path),
    ranges: [{ symbols: String.fromCodePoint(...codePoints) }],
  }));
  const options = { font, size, bpp: 8, no_compress: true, no_kerning: true, output: 'font' } as const;
  const data = await collectFontData(options);
  const pairs = new Map(sources.flatMap((source) => [...kerningOf(source)]));
  for (const glyph of data.glyphs) {
    for (const [right, em] of pairs.get(glyph.code) ?? []) glyph.kerning[right] = em * size;
  }
  const blob = writeBin({ ...options, no_kerning: false }, data).font;
  if (!blob) throw new Error('lv_font_conv wrote nothing');
  return blob;
}
