/**
 * Writes ui/lvgl/text/icons.ts: the name and code point of every icon in assets/icons/manifest.json. Run it after a
 * change of the manifest or of lucide-static: `npx tsx ui/build/icons.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const root = new URL('../../', import.meta.url);
const json = (file: string | URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The source text of icons.ts. Throws when the manifest names an icon that lucide does not have. */
export function iconsSource(): string {
  const names = v.parse(
    v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))),
    json(new URL('assets/icons/manifest.json', root)),
  );
  const codePoints = v.parse(
    v.record(v.string(), v.number()),
    json(createRequire(import.meta.url).resolve('lucide-static/font/codepoints.json')),
  );
  const lines = [...new Set(names)].sort().map((name) => {
    const codePoint = codePoints[name];
    if (codePoint === undefined) throw new Error(`assets/icons/manifest.json: lucide-static has no icon "${name}"`);
    const key = /^[a-z]+$/.test(name) ? name : `'${name}'`;
    return `  ${key}: '\\u${codePoint.toString(16).padStart(4, '0')}',`;
  });
  return `/** Icons of the fonts 'icon' and 'iconLarge'. Written by ui/build/icons.ts from assets/icons/manifest.json. */
export const ICONS = {
${lines.join('\n')}
} as const;

/** A lucide icon's name, see https://lucide.dev/icons. */
export type IconName = keyof typeof ICONS;
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('ui/lvgl/text/icons.ts', root), iconsSource());
}
