/** Contrast of every text with what it stands on, as WCAG 2.2 (1.4.3) defines it. */
import type { Display } from '../display.ts';
import type { Obj, Role } from '../obj.ts';
import type { FontName } from '../text/fonts.ts';
import { reachableObjects } from './tree.ts';

export interface ContrastEntry {
  readonly role: Role;
  readonly name: string;
  /** 0xRRGGBB. The background is the colour most of the object's box has in the picture. */
  readonly text: number;
  readonly background: number;
  /** 1 … 21. */
  readonly ratio: number;
  /** What AA asks for: 3 for large text (from 24 px, or 18.66 px bold), else 4.5. */
  readonly required: number;
}

/** Roles whose objects write text of their own. */
const WRITES: ReadonlySet<Role> = new Set<Role>(['text', 'textbox', 'checkbox', 'radio', 'combobox', 'document']);
/** Fonts of the type scale that count as large. */
const LARGE: ReadonlySet<FontName> = new Set<FontName>(['title', 'display', 'code', 'iconLarge']);

/** WCAG's contrast ratio of two colours 0xRRGGBB, 1 … 21. */
export function contrastRatio(a: number, b: number): number {
  const la = luminance(a);
  const lb = luminance(b);
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

function luminance(color: number): number {
  const linear = (channel: number): number => {
    const c = (channel & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
}

/** Draws, and reports on each reachable text that can be seen. Disabled ones are exempt, as in WCAG. */
export function contrastReport(display: Display): ContrastEntry[] {
  display.refreshNow();
  const entries: ContrastEntry[] = [];
  for (const obj of reachableObjects(display)) {
    if (!WRITES.has(obj.role) || isDisabled(obj) || (obj.accessibleName === '' && obj.accessibleValue === '')) continue;
    const background = commonColor(display, obj);
    if (background === null) continue;
    const { textColor, textFont } = obj.style;
    entries.push({
      role: obj.role,
      name: obj.accessibleName,
      text: textColor,
      background,
      ratio: contrastRatio(textColor, background),
      required: LARGE.has(textFont) ? 3 : 4.5,
    });
  }
  return entries;
}

function isDisabled(obj: Obj): boolean {
  for (let o: Obj | null = obj; o; o = o.parent) if (o.disabled) return true;
  return false;
}

/** The colour most pixels of the object's visible box have; null when nothing of it can be seen. */
function commonColor(display: Display, obj: Obj): number | null {
  let { x1, y1, x2, y2 } = obj.coords;
  for (let o = obj.parent; o; o = o.parent) {
    if (o.overflowVisible) continue;
    x1 = Math.max(x1, o.coords.x1);
    y1 = Math.max(y1, o.coords.y1);
    x2 = Math.min(x2, o.coords.x2);
    y2 = Math.min(y2, o.coords.y2);
  }
  const counts = new Map<number, number>();
  for (let y = y1; y < y2; y++) {
    for (let x = x1; x < x2; x++) {
      const pixel = display.pixels[y * display.width + x]! & 0xffffff;
      counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    }
  }
  let common: number | null = null;
  for (const [pixel, count] of counts) if (common === null || count > counts.get(common)!) common = pixel;
  return common;
}
