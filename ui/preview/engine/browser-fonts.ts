import manifest from '../../../assets/fonts/manifest.json';
import { Fonts } from '../../lvgl/index.ts';

/** Every blob of the type scale; a screen asks for them without waiting, so all must be there before. */
const names = Object.entries(manifest.fonts).flatMap(([name, font]) =>
  'han' in font ? [name, `${name}-han`] : [name],
);

const loaded = new Map<number, Promise<Fonts>>();

async function load(scale: 1 | 2): Promise<Fonts> {
  const blobs = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Uint8Array]> => {
        const file = `${name}@${scale}.bin`;
        const response = await fetch(`/fonts/${file}`);
        if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status} ${response.statusText}`);
        return [file, new Uint8Array(await response.arrayBuffer())];
      }),
    ),
  );
  return new Fonts((file) => {
    const bytes = blobs.get(file);
    if (!bytes) throw new Error(`there is no font ${file}`);
    return bytes;
  }, scale);
}

/** The baked fonts of a scale, read once. */
export function browserFonts(scale: 1 | 2): Promise<Fonts> {
  const fonts = loaded.get(scale) ?? load(scale);
  loaded.set(scale, fonts);
  return fonts;
}
