/** A theme: named colours, and the styles each kind of widget gets (LVGL's `lv_theme_t`). */
import type { StyleEntry } from './style.ts';

/** Colour tokens every theme must define; the files in assets/themes hold their values. */
export const COLOR_NAMES = [
  /** Behind everything. */
  'background',
  /** Panels and dialogs. */
  'surface',
  /** Raised parts on a surface: table heads, keyboard keys, menus. */
  'surfaceRaised',
  /** Hovered and pressed raised parts. */
  'surfaceHover',
  'surfacePressed',
  /** Inside of input fields. */
  'field',
  'border',
  'borderStrong',
  'text',
  'textMuted',
  'textDisabled',
  /** The one action colour and what is written on it. */
  'primary',
  'primaryHover',
  'primaryPressed',
  'onPrimary',
  /** The keyboard focus ring. */
  'focus',
  'selection',
  'danger',
  /** Buttons that destroy something, and what is written on them. */
  'dangerFill',
  'dangerHover',
  'onDanger',
  'warning',
  'success',
  'info',
  /** Background of the veil behind a dialog. */
  'scrim',
  'shadow',
  'scrollbar',
] as const;
export type ColorName = (typeof COLOR_NAMES)[number];

export type Palette = Readonly<Record<ColorName, number>>;

export interface Theme {
  readonly colors: Palette;
  /** Styles for a theme class such as `button` or `button.primary`, weakest first; empty for an unknown one. */
  styles(themeClass: string): readonly StyleEntry[];
}
