import darkTokens from '../../assets/themes/dark.json';
import highContrastTokens from '../../assets/themes/highContrast.json';
import lightTokens from '../../assets/themes/light.json';
import { COLOR_NAMES, type ColorName, makeTheme, type StyleEntry, type Theme } from '../../ui/lvgl/index.ts';

/** The product's themes. */
export const dark: Theme = makeTheme(darkTokens);
export const light: Theme = makeTheme(lightTokens);
export const highContrast: Theme = makeTheme(highContrastTokens);

/** A theme that styles nothing but the given classes, in which each colour token has a value of its own. */
export const plainTheme = (styles: Readonly<Record<string, readonly StyleEntry[]>> = {}): Theme => ({
  colors: Object.fromEntries(COLOR_NAMES.map((name, i) => [name, 0x203040 + i * 0x050301])) as Record<
    ColorName,
    number
  >,
  styles: (themeClass) => styles[themeClass] ?? [],
});
