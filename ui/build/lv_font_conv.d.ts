/** The parts of lv_font_conv that ui/build/fonts.ts uses; the package carries no types. */
declare module 'lv_font_conv/lib/collect_font_data.js' {
  export interface SourceFont {
    source_path: string;
    source_bin: Uint8Array;
    /** Characters to take from this font. */
    ranges: { symbols: string }[];
  }
  export interface Options {
    font: SourceFont[];
    size: number;
    bpp: 1 | 2 | 3 | 4 | 8;
    no_compress: boolean;
    no_kerning: boolean;
    /** Key of the result. */
    output: string;
  }
  export interface FontData {
    glyphs: { code: number; kerning: Record<number, number> }[];
  }
  /** Rasterises the glyphs. */
  export default function collectFontData(options: Options): Promise<FontData>;
}

declare module 'lv_font_conv/lib/writers/bin.js' {
  import type { FontData, Options } from 'lv_font_conv/lib/collect_font_data.js';
  /** Writes LVGL's binary format. */
  export default function writeBin(options: Options, data: FontData): Record<string, Uint8Array>;
}
