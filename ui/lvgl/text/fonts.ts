import { parseFont } from './font.ts';
import type { Font } from './types.ts';

/**
 * The type scale: caption 15 px, body 18, strong 18 semi-bold, label 20, title 28 and display 36 semi-bold, code 30
 * semi-bold and monospaced, key 22 for the caps of the on-screen keyboard; icon 22 px and iconLarge 48 px hold the
 * icons of `ICONS`. Sizes are logical pixels; assets/fonts/manifest.json is where they are set.
 */
export type FontName =
  | 'caption'
  | 'body'
  | 'strong'
  | 'label'
  | 'title'
  | 'display'
  | 'code'
  | 'key'
  | 'icon'
  | 'iconLarge';

/** Fonts of these names hold no text, so there is nothing to fall back to. */
const WITHOUT_HAN: ReadonlySet<FontName> = new Set<FontName>(['code', 'icon', 'iconLarge']);

/** The baked fonts of one screen, each read when it is first asked for. */
export class Fonts {
  readonly #load: (file: string) => Uint8Array;
  readonly #scale: 1 | 2;
  readonly #onMissing: (codePoint: number) => void;
  readonly #fonts = new Map<FontName, Font>();

  /**
   * `load` gives the bytes of a baked file such as `body@1.bin`, and throws when there is none. `onMissing` is told
   * once of each code point that is drawn as a box.
   */
  constructor(load: (file: string) => Uint8Array, scale: 1 | 2, onMissing: (codePoint: number) => void = () => {}) {
    this.#load = load;
    this.#scale = scale;
    const reported = new Set<number>();
    this.#onMissing = (codePoint) => {
      if (reported.has(codePoint)) return;
      reported.add(codePoint);
      onMissing(codePoint);
    };
  }

  get(name: FontName): Font {
    const known = this.#fonts.get(name);
    if (known) return known;
    const font = this.#parse(name, WITHOUT_HAN.has(name) ? undefined : `${name}-han`);
    this.#fonts.set(name, font);
    return font;
  }

  #parse(file: string, fallbackFile: string | undefined): Font {
    const name = `${file}@${this.#scale}`;
    const bytes = this.#load(`${name}.bin`);
    if (fallbackFile === undefined) return parseFont(bytes, name, { onMissing: this.#onMissing });
    let fallback: Font | undefined;
    return parseFont(bytes, name, {
      fallback: () => {
        fallback ??= this.#parse(fallbackFile, undefined);
        return fallback;
      },
    });
  }
}
