/** How a story is looked at: on which monitor, in which colours and language. */
import * as v from 'valibot';
import { Locale, ThemeName } from '../../../core/api/contract.ts';

export interface Setting {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale: 1 | 2;
  readonly theme: ThemeName;
  readonly locale: Locale;
}

export const LOCALES: readonly Locale[] = Locale.options;
export const THEMES: readonly ThemeName[] = ThemeName.options;

/** The monitors every screen is drawn for. */
export const SIZES = ['1920x1080', '1280x720', '1024x768', '3840x2160'] as const;

/** Device pixels of height from which everything is drawn twice as large, as on the recorder. */
const LARGE_SCREEN = 2000;
export const usualScale = (height: number): 1 | 2 => (height >= LARGE_SCREEN ? 2 : 1);

const Side = v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(320), v.maxValue(7680));
const Size = v.tuple([Side, Side]);

/** `1920x1080` as two numbers of device pixels, each from 320 to 7,680; null for anything else. */
export function parseSize(text: string): { width: number; height: number } | null {
  const found = v.safeParse(Size, text.split('x'));
  return found.success ? { width: found.output[0], height: found.output[1] } : null;
}
