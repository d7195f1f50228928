/** What a designer wants to know of an object on the screen. */
import { contains, type Display, Label, type Obj } from '../../lvgl/index.ts';
import { contrastReport } from '../../lvgl/testing/index.ts';

export interface Inspected {
  /** The kind of object, and what it is to somebody who cannot see it. */
  readonly kind: string;
  readonly role: string;
  readonly name: string;
  /** Device pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly gap: { readonly row: number; readonly column: number };
  readonly radius: number;
  readonly font: string;
  /** #rrggbb. */
  readonly text: string;
  readonly background: string | null;
  readonly border: string | null;
  /** Of text with what it stands on; null for what writes nothing. */
  readonly contrast: { readonly ratio: number; readonly required: number } | null;
}

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;

/** The topmost visible object at a place, in device pixels. */
export function objectAt(display: Display, x: number, y: number): Obj | null {
  display.updateLayout();
  const within = (obj: Obj): Obj | null => {
    if (obj.hidden) return null;
    const inside = contains(obj.coords, x, y);
    if (!inside && !obj.overflowVisible) return null;
    for (let i = obj.children.length - 1; i >= 0; i--) {
      const found = within(obj.children[i]!);
      if (found) return found;
    }
    return inside ? obj : null;
  };
  for (const layer of [display.sysLayer, display.topLayer]) {
    const found = within(layer);
    // A layer itself is air.
    if (found && found !== layer) return found;
  }
  return within(display.screen);
}

export function inspect(obj: Obj): Inspected {
  const { x1, y1, x2, y2 } = obj.coords;
  const s = obj.style;
  const name = obj.accessibleName;
  const entry = contrastReport(obj.display).find((one) => one.role === obj.role && one.name === name);
  return {
    kind: obj.constructor.name,
    role: obj.role,
    name: name === '' && obj instanceof Label ? obj.text : name,
    x: x1,
    y: y1,
    width: x2 - x1,
    height: y2 - y1,
    padding: { top: s.padTop, right: s.padRight, bottom: s.padBottom, left: s.padLeft },
    gap: { row: s.padRow, column: s.padColumn },
    radius: s.radius,
    font: s.textFont,
    text: hex(s.textColor),
    background: s.bgOpa > 0 ? hex(s.bgColor) : null,
    border: s.borderWidth > 0 && s.borderOpa > 0 ? hex(s.borderColor) : null,
    contrast: entry ? { ratio: entry.ratio, required: entry.required } : null,
  };
}

/** Boxes of what Tab goes through, in order, in device pixels. */
export const focusBoxes = (display: Display) => {
  display.updateLayout();
  return display.group
    .order()
    .map(({ coords: { x1, y1, x2, y2 } }) => ({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 }));
};
