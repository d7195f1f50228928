/** What a theme's JSON file says, and whether it is right. */
import { COLOR_NAMES, type ColorName, type Palette } from './theme.ts';

export interface ThemeTokens {
  readonly name: string;
  /** Each of `COLOR_NAMES` as #rrggbb. */
  readonly colors: Readonly<Record<ColorName, string>>;
  /** Logical pixels: corners of buttons and fields, and the unit that paddings and gaps are multiples of. */
  readonly radius: number;
  readonly spacing: number;
  /** Logical pixels of the border around fields, buttons and panels, and of the keyboard focus ring. */
  readonly borderWidth: number;
  readonly focusWidth: number;
  /** 0…255: how much of the screen the veil behind a dialog hides, and how dark shadows are. */
  readonly scrimOpa: number;
  readonly shadowOpa: number;
}

/** The theme's file is wrong. The message names each fault and what is expected there. */
export class ThemeError extends Error {
  override readonly name = 'ThemeError';
  readonly faults: readonly string[];

  constructor(theme: string, faults: readonly string[]) {
    super(`theme "${theme}": ${faults.join('; ')}`);
    this.faults = faults;
  }
}

/** Ranges of the numbers, in the units above. */
const RANGES = {
  radius: [0, 32],
  spacing: [4, 16],
  borderWidth: [0, 4],
  focusWidth: [2, 6],
  scrimOpa: [0, 255],
  shadowOpa: [0, 255],
} as const;

/** Reads the colours. Throws a ThemeError that names every token which is missing, unknown or malformed. */
export function readPalette(tokens: ThemeTokens): Palette {
  const faults: string[] = [];
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = tokens[name as keyof typeof RANGES];
    if (typeof value !== 'number' || !(value >= least && value <= most))
      faults.push(`${name} is ${value}, not a number from ${least} to ${most}`);
  }
  const colors: Partial<Record<ColorName, number>> = {};
  for (const name of COLOR_NAMES) {
    const value = tokens.colors?.[name];
    if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) colors[name] = Number.parseInt(value.slice(1), 16);
    else faults.push(`colors.${name} is ${value}, not #rrggbb`);
  }
  for (const name of Object.keys(tokens.colors ?? {})) {
    if (!(COLOR_NAMES as readonly string[]).includes(name)) faults.push(`colors.${name} is no colour of a theme`);
  }
  if (faults.length > 0) throw new ThemeError(String(tokens.name), faults);
  return colors as Palette;
}
