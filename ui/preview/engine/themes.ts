import darkTokens from '../../../assets/themes/dark.json';
import highContrastTokens from '../../../assets/themes/highContrast.json';
import lightTokens from '../../../assets/themes/light.json';
import type { ThemeName } from '../../../core/api/contract.ts';
import type { ThemeTokens } from '../../lvgl/index.ts';

/** The product's themes as their files say. */
export const themeTokens: Readonly<Record<ThemeName, ThemeTokens>> = {
  dark: darkTokens,
  light: lightTokens,
  highContrast: highContrastTokens,
};
