/**
 * The default theme (LVGL's `lv_theme_default`), made of the tokens of a JSON file: what every widget and variant looks
 * like in every state. Of two states that hold at once the one with the larger number in `STATE` wins, whatever the
 * order here; a variant therefore restates the states it colours differently.
 */
import type { Selector } from './obj.ts';
import { type Part, STATE, type StateName, type StyleEntry, type StyleProps } from './style.ts';
import type { ColorName, Palette, Theme } from './theme.ts';
import { readPalette, type ThemeTokens } from './theme-tokens.ts';

/** Logical pixels: what a finger or an unsteady mouse hits without trouble. */
const CONTROL_HEIGHT = 44;

/** How much of its colour a tinted surface has, 0…255. */
const TINT = 36;

const DISABLED: StyleProps = { borderColor: 'textDisabled', borderOpa: 100, textColor: 'textDisabled' };

const NONE: readonly StyleEntry[] = [];

/** Collects the styles of each theme class. */
class Sheet {
  readonly classes = new Map<string, StyleEntry[]>();

  add(themeClass: string, style: StyleProps, selector: Selector = {}): void {
    const { part = 'main', state = [] } = selector;
    const names: readonly StateName[] = typeof state === 'string' ? [state] : state;
    const entries = this.classes.get(themeClass) ?? [];
    entries.push({ style, part, state: names.reduce((mask, name) => mask | STATE[name], 0) });
    this.classes.set(themeClass, entries);
  }

  /** The colours of something that is pressed, in its states. */
  colors(themeClass: string, normal: StyleProps, hovered: StyleProps, pressed: StyleProps, part: Part = 'main'): void {
    this.add(themeClass, normal, { part });
    this.add(themeClass, hovered, { part, state: 'hovered' });
    this.add(themeClass, pressed, { part, state: 'pressed' });
  }
}

/** Makes the theme that the tokens describe. Throws a `ThemeError` that names every fault of theirs. */
export function makeTheme(tokens: ThemeTokens): Theme {
  const colors = readPalette(tokens);
  const sheet = new Sheet();
  addSurfaces(sheet, tokens);
  addLabelsAndIcons(sheet);
  addButtons(sheet, tokens, colors);
  addFields(sheet, tokens);
  addCheckbox(sheet, tokens);
  addLists(sheet, tokens);
  addTable(sheet, tokens);
  addKeyboard(sheet, tokens);
  addIndicators(sheet, tokens);
  return { colors, styles: (themeClass) => sheet.classes.get(themeClass) ?? NONE };
}

/** The ring around what has the keyboard's focus. */
const focusRing = (t: ThemeTokens): StyleProps => ({
  outlineColor: 'focus',
  outlineWidth: t.focusWidth,
  outlinePad: 2,
});

/** What a fill sets off in most themes has an edge in one that draws bold ones. */
const edge = (t: ThemeTokens): StyleProps => ({ borderColor: 'border', borderWidth: t.borderWidth > 1 ? 1 : 0 });

function addSurfaces(sheet: Sheet, t: ThemeTokens): void {
  const { radius, spacing, borderWidth } = t;
  const panel: StyleProps = { borderColor: 'border', borderWidth, radius: radius * 1.5 };
  const floating: StyleProps = {
    ...panel,
    shadowColor: 'shadow',
    shadowOpa: t.shadowOpa,
    shadowWidth: 28,
    shadowOfsY: 8,
  };

  for (const root of ['screen', 'layer']) sheet.add(root, { textColor: 'text', textFont: 'body', textLineSpace: 5 });
  sheet.add('screen', { bgColor: 'background' });
  sheet.add('obj.card', { ...panel, bgColor: 'surface', padAll: spacing * 3 });
  sheet.add('obj.dialog', { ...floating, bgColor: 'surface', padAll: spacing * 4 });
  sheet.add('obj.titlebar', { bgColor: 'surface', height: 56, padHor: spacing * 3, padColumn: spacing * 2 });
  sheet.add('obj.titlebar', { layout: 'flex', flexCrossPlace: 'center', ...edge(t) });
  sheet.add('obj.menu', {
    ...floating,
    bgColor: 'surfaceRaised',
    padAll: spacing,
    layout: 'flex',
    flexFlow: 'column',
    flexCrossPlace: 'stretch',
  });
  sheet.add('obj.toast', {
    ...floating,
    bgColor: 'surfaceRaised',
    padHor: spacing * 2.5,
    padVer: spacing * 1.75,
    padColumn: spacing * 1.5,
  });
  sheet.add('obj.toast', { layout: 'flex', flexCrossPlace: 'center' });
  sheet.add('obj.scrim', { bgColor: 'scrim', bgOpa: t.scrimOpa, width: '100%', height: '100%' });
  sheet.add('obj.separator', { bgColor: 'border', width: '100%', height: Math.max(1, borderWidth) });

  const banner: StyleProps = {
    radius,
    borderWidth,
    padHor: spacing * 2,
    padVer: spacing * 1.5,
    padColumn: spacing * 1.5,
    layout: 'flex',
  };
  sheet.add('obj.banner', { ...banner, bgColor: 'surfaceRaised', borderColor: 'border' });
  const tones = {
    bannerInfo: 'info',
    bannerWarning: 'warning',
    bannerDanger: 'danger',
    bannerSuccess: 'success',
  } as const;
  for (const [variant, color] of Object.entries(tones))
    sheet.add(`obj.${variant}`, { bgColor: color, bgOpa: TINT, borderColor: color });

  for (const scrolls of ['obj', 'tablebody', 'dropdownlist']) {
    const bar: StyleProps = {
      bgColor: 'scrollbar',
      width: 8,
      minHeight: 32,
      radius: 4,
      padVer: 4,
      padRight: 4,
      padLeft: 8,
    };
    sheet.add(scrolls, bar, { part: 'scrollbar' });
  }
}

function addLabelsAndIcons(sheet: Sheet): void {
  for (const color of ['danger', 'success', 'warning'] as const) sheet.add(`label.${color}`, { textColor: color });
  for (const icon of ['danger', 'success', 'warning', 'info'] as const) sheet.add(`icon.${icon}`, { textColor: icon });
  for (const kind of ['label', 'icon']) sheet.add(`${kind}.muted`, { textColor: 'textMuted' });
  for (const font of ['title', 'display', 'caption', 'strong'] as const) sheet.add(`label.${font}`, { textFont: font });
}

function addButtons(sheet: Sheet, t: ThemeTokens, colors: Palette): void {
  const { radius, spacing, borderWidth } = t;
  sheet.add('button', {
    minHeight: CONTROL_HEIGHT,
    minWidth: CONTROL_HEIGHT,
    padHor: spacing * 2.5,
    padColumn: spacing,
    radius,
    borderColor: 'border',
    borderWidth,
    textFont: 'strong',
    layout: 'flex',
    flexMainPlace: 'center',
    flexCrossPlace: 'center',
  });
  sheet.colors('button', { bgColor: 'surfaceRaised' }, { bgColor: 'surfaceHover' }, { bgColor: 'surfacePressed' });
  sheet.add('button', focusRing(t), { state: 'focusKey' });
  sheet.add('button', { bgColor: 'surface', ...DISABLED }, { state: 'disabled' });

  sheet.add('button.primary', { textColor: 'onPrimary' });
  filled(sheet, 'button.primary', 'primary', 'primaryHover', 'primaryPressed');
  sheet.add('button.danger', { textColor: 'onDanger' });
  filled(sheet, 'button.danger', 'dangerFill', 'dangerHover', further(colors.dangerFill, colors.dangerHover));

  sheet.add('button.ghost', { textColor: 'info', borderOpa: 0 });
  sheet.colors('button.ghost', { bgOpa: 0 }, { bgOpa: 255 }, { bgOpa: 255 });
  sheet.add('button.ghost', { bgOpa: 0, borderOpa: 0 }, { state: 'disabled' });
  sheet.add('button.icon', { padHor: spacing, width: CONTROL_HEIGHT, height: CONTROL_HEIGHT });

  for (const row of ['button.menuitem', 'button.listitem']) {
    sheet.add(row, {
      padHor: spacing * 1.5,
      padColumn: spacing * 1.5,
      borderOpa: 0,
      radius: radius * 0.75,
      textFont: 'body',
      flexMainPlace: 'start',
    });
    sheet.colors(row, { bgOpa: 0 }, { bgOpa: 255 }, { bgOpa: 255 });
    sheet.add(row, { bgOpa: 0, borderOpa: 0 }, { state: 'disabled' });
    sheet.add(row, { bgColor: 'selection', bgOpa: 255, textFont: 'strong' }, { state: 'checked' });
    sheet.add(row, { bgColor: 'selection' }, { state: ['checked', 'hovered'] });
    // Inside, since rows stand close.
    sheet.add(row, { outlinePad: -t.focusWidth }, { state: 'focusKey' });
  }
}

function filled(
  sheet: Sheet,
  themeClass: string,
  normal: ColorName,
  hovered: ColorName,
  pressed: ColorName | number,
): void {
  sheet.colors(
    themeClass,
    { bgColor: normal, borderColor: normal },
    { bgColor: hovered, borderColor: hovered },
    { bgColor: pressed, borderColor: pressed },
  );
}

/** The colour as far beyond `to` as that is from `from`. */
function further(from: number, to: number): number {
  const channel = (shift: number): number => {
    const a = (from >> shift) & 255;
    const b = (to >> shift) & 255;
    return Math.max(0, Math.min(255, 2 * b - a)) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

function addFields(sheet: Sheet, t: ThemeTokens): void {
  const { radius, spacing } = t;
  const borderWidth = Math.max(1, t.borderWidth);
  for (const field of ['textarea', 'dropdown']) {
    sheet.add(field, {
      height: CONTROL_HEIGHT,
      radius,
      padHor: spacing * 1.5,
      borderColor: 'borderStrong',
      borderWidth,
      bgColor: 'field',
      textColor: 'text',
    });
    sheet.add(field, { borderColor: 'text' }, { state: 'hovered' });
    sheet.add(field, focusRing(t), { state: 'focusKey' });
    sheet.add(field, { bgColor: 'surface', ...DISABLED, outlineWidth: 0 }, { state: 'disabled' });
    sheet.add(field, { borderColor: 'danger', outlineColor: 'danger' }, { state: 'error' });
  }
  // A border of twice the width without moving the text.
  sheet.add('textarea', { width: '100%' });
  sheet.add(
    'textarea',
    { borderColor: 'focus', outlineColor: 'focus', outlineWidth: borderWidth },
    { state: 'focused' },
  );
  sheet.add('textarea', { borderColor: 'focus' }, { state: ['focused', 'hovered'] });
  sheet.add('textarea', { textColor: 'textMuted' }, { part: 'placeholder' });
  sheet.add('textarea', { textColor: 'textDisabled' }, { part: 'placeholder', state: 'disabled' });
  sheet.add('textarea', { bgColor: 'selection', textColor: 'text' }, { part: 'selected' });
  sheet.add('textarea', { bgColor: 'focus', width: 2 }, { part: 'cursor' });
  sheet.add('textarea.code', { textFont: 'code', textAlign: 'center', height: 64, textLetterSpace: 4 });

  sheet.add('dropdown', { padColumn: spacing });
  sheet.add('dropdown', { bgColor: 'surfaceHover' }, { state: 'pressed' });
  sheet.add('dropdown', { borderColor: 'focus' }, { state: 'checked' });
  sheet.add('dropdown', { textColor: 'textMuted' }, { part: 'indicator' });
  sheet.add('dropdown', { textColor: 'text' }, { part: 'indicator', state: 'hovered' });
  sheet.add('dropdown', { textColor: 'textDisabled' }, { part: 'indicator', state: 'disabled' });
}

function addCheckbox(sheet: Sheet, t: ThemeTokens): void {
  const part = 'indicator';
  sheet.add('checkbox', { minHeight: 36, padVer: 4, padColumn: t.spacing * 1.5, radius: t.radius * 0.75 });
  sheet.add('checkbox', { ...focusRing(t), outlinePad: 4 }, { state: 'focusKey' });
  sheet.add('checkbox', { textColor: 'textDisabled' }, { state: 'disabled' });
  sheet.add(
    'checkbox',
    { width: 24, height: 24, radius: 6, borderColor: 'borderStrong', borderWidth: 2, bgColor: 'field' },
    { part },
  );
  sheet.add(
    'checkbox',
    { bgColor: 'primary', borderColor: 'primary', textColor: 'onPrimary' },
    { part, state: 'checked' },
  );
  sheet.add('checkbox', { borderColor: 'text' }, { part, state: 'hovered' });
  sheet.add('checkbox', { bgColor: 'primaryHover' }, { part, state: ['checked', 'hovered'] });
  sheet.add('checkbox', { bgColor: 'surfacePressed' }, { part, state: 'pressed' });
  sheet.add('checkbox', { bgColor: 'primaryPressed' }, { part, state: ['checked', 'pressed'] });
  sheet.add(
    'checkbox',
    { bgColor: 'surface', borderColor: 'textDisabled', textColor: 'textDisabled' },
    { part, state: 'disabled' },
  );
  sheet.add('checkbox', { borderColor: 'danger' }, { part, state: 'error' });
  sheet.add('checkbox.radio', { radius: 12 }, { part });
  sheet.add('checkbox.radio', { width: 10, height: 10, radius: 5, bgColor: 'onPrimary' }, { part: 'knob' });
  sheet.add('checkbox.radio', { bgColor: 'textDisabled' }, { part: 'knob', state: 'disabled' });
}

function addLists(sheet: Sheet, t: ThemeTokens): void {
  sheet.add('dropdowncatcher', { width: '100%', height: '100%' });
  sheet.add('dropdownlist', {
    bgColor: 'surfaceRaised',
    borderColor: 'border',
    borderWidth: Math.max(1, t.borderWidth),
    radius: t.radius,
    padAll: t.spacing / 2,
    shadowColor: 'shadow',
    shadowOpa: t.shadowOpa,
    shadowWidth: 20,
    shadowOfsY: 6,
    layout: 'flex',
    flexFlow: 'column',
    flexCrossPlace: 'stretch',
  });
}

function addTable(sheet: Sheet, t: ThemeTokens): void {
  const { spacing } = t;
  const borderWidth = Math.max(1, t.borderWidth);
  const column: StyleProps = { layout: 'flex', flexFlow: 'column', flexCrossPlace: 'stretch' };
  sheet.add('table', {
    ...column,
    bgColor: 'field',
    radius: t.radius,
    borderColor: 'border',
    borderWidth,
    padAll: spacing / 2,
    width: '100%',
  });
  sheet.add('table', focusRing(t), { state: 'focusKey' });
  sheet.add('tablebody', { ...column, flexGrow: 1, padTop: spacing / 2, padRow: 2 });
  sheet.add('tablehead', { height: CONTROL_HEIGHT, padHor: spacing * 1.5, textColor: 'textMuted', textFont: 'strong' });
  sheet.add('tablehead', { borderColor: 'border', borderWidth }, { part: 'items' });
  sheet.add('tablerow', { height: CONTROL_HEIGHT, padHor: spacing * 1.5, radius: t.radius * 0.75 });
  sheet.colors('tablerow', {}, { bgColor: 'surfaceRaised' }, { bgColor: 'surfacePressed' });
  sheet.add('tablerow', { bgColor: 'selection' }, { state: 'checked' });
  sheet.add('tablerow', { bgColor: 'selection' }, { state: ['checked', 'hovered'] });
}

function addKeyboard(sheet: Sheet, t: ThemeTokens): void {
  const { radius, spacing, borderWidth } = t;
  sheet.add('keyboard', {
    bgColor: 'surface',
    radius: radius * 1.5,
    borderColor: 'border',
    borderWidth,
    padAll: spacing,
    padGap: 6,
    maxWidth: '100%',
    shadowColor: 'shadow',
    shadowOpa: t.shadowOpa,
    shadowWidth: 24,
  });
  const key: StyleProps = {
    radius: radius * 0.75,
    borderColor: 'border',
    borderWidth,
    textFont: 'key',
    width: 82,
    height: 50,
  };
  for (const part of ['items', 'indicator', 'selected'] as const) sheet.add('keyboard', key, { part });
  const pressed: StyleProps = { bgColor: 'primary', borderColor: 'primary', textColor: 'onPrimary' };
  sheet.colors('keyboard', { bgColor: 'surfaceRaised' }, { bgColor: 'surfaceHover' }, pressed, 'items');
  sheet.colors(
    'keyboard',
    { bgColor: 'surfacePressed', textColor: 'textMuted' },
    { bgColor: 'surfaceHover', textColor: 'text' },
    pressed,
    'indicator',
  );
  sheet.add('keyboard', { bgColor: 'text', textColor: 'surface' }, { part: 'indicator', state: 'checked' });
  sheet.add(
    'keyboard',
    { bgColor: 'text', textColor: 'surface' },
    { part: 'indicator', state: ['checked', 'hovered'] },
  );
  const enter = (color: ColorName): StyleProps => ({ bgColor: color, borderColor: color, textColor: 'onPrimary' });
  sheet.colors('keyboard', enter('primary'), enter('primaryHover'), enter('primaryPressed'), 'selected');
}

function addIndicators(sheet: Sheet, t: ThemeTokens): void {
  sheet.add('bar', { width: '100%', height: 8, radius: 4, bgColor: 'surfaceHover', ...edge(t) });
  sheet.add('bar', { radius: 4, bgColor: 'primary' }, { part: 'indicator' });
  for (const color of ['danger', 'warning', 'success', 'primary'] as const)
    sheet.add(`bar.${color}`, { bgColor: color }, { part: 'indicator' });
  sheet.add('spinner', { width: 32, height: 32, arcWidth: 4, arcColor: 'surfaceHover' });
  sheet.add('spinner', { arcWidth: 4, arcColor: 'info' }, { part: 'indicator' });
}
