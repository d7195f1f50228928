/** What is looked at, and how: all of it in the URL, so that a link shows a colleague the same picture. */
import { LOCALES, parseSize, type Setting, THEMES, usualScale } from '../engine/setting.ts';

/** Pictures laid over the screen. */
export const OVERLAYS = ['inspect', 'grid', 'focus', 'damage'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** How somebody sees who lacks a kind of cone. */
export const VISIONS = ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
export type Vision = (typeof VISIONS)[number];

export interface Route {
  /** `gallery`, `play`, or the id of a story. */
  readonly at: string;
  readonly search: string;
  readonly setting: Setting;
  readonly overlays: readonly Overlay[];
  readonly vision: Vision | null;
}

const USUAL_SIZE = { width: 1280, height: 720 };

const oneOf = <T extends string>(allowed: readonly T[], text: string | null): T | null =>
  allowed.find((one) => one === text) ?? null;

export function readRoute(query: string): Route {
  const given = new URLSearchParams(query);
  const size = parseSize(given.get('size') ?? '') ?? USUAL_SIZE;
  const scale = given.get('scale');
  return {
    at: given.get('at') ?? 'gallery',
    search: given.get('search') ?? '',
    setting: {
      ...size,
      scale: scale === '1' ? 1 : scale === '2' ? 2 : usualScale(size.height),
      theme: oneOf(THEMES, given.get('theme')) ?? 'dark',
      locale: oneOf(LOCALES, given.get('locale')) ?? 'en',
    },
    overlays: (given.get('show') ?? '').split(',').flatMap((name) => oneOf(OVERLAYS, name) ?? []),
    vision: oneOf(VISIONS, given.get('vision')),
  };
}

export function writeRoute({ at, search, setting, overlays, vision }: Route): string {
  const { width, height, scale, theme, locale } = setting;
  const query = new URLSearchParams({ at, size: `${width}x${height}`, theme, locale });
  if (scale !== usualScale(height)) query.set('scale', String(scale));
  if (search !== '') query.set('search', search);
  if (overlays.length > 0) query.set('show', overlays.join(','));
  if (vision) query.set('vision', vision);
  return `?${query}`;
}
