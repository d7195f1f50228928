/**
 * A rectangle in device pixels. Unlike LVGL's `lv_area_t` the far edges are exclusive, so `x2 - x1` is the width
 * and an empty area needs no special value.
 */
export interface Area {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** True when the area holds no pixel. */
export const isEmpty = (a: Area): boolean => a.x1 >= a.x2 || a.y1 >= a.y2;

/** Number of pixels; 0 for an empty area. */
export const areaSize = (a: Area): number => (isEmpty(a) ? 0 : (a.x2 - a.x1) * (a.y2 - a.y1));

/** Copies `from` into `to` without allocating. */
export function copyArea(to: Area, from: Area): void {
  to.x1 = from.x1;
  to.y1 = from.y1;
  to.x2 = from.x2;
  to.y2 = from.y2;
}

/** Writes the common part of `a` and `b` to `out` (which may be one of them); false when there is none. */
export function intersect(out: Area, a: Area, b: Area): boolean {
  const x1 = Math.max(a.x1, b.x1);
  const y1 = Math.max(a.y1, b.y1);
  const x2 = Math.min(a.x2, b.x2);
  const y2 = Math.min(a.y2, b.y2);
  out.x1 = x1;
  out.y1 = y1;
  out.x2 = x2;
  out.y2 = y2;
  return x1 < x2 && y1 < y2;
}

/** Writes the smallest area that holds both to `out` (which may be one of them). */
export function union(out: Area, a: Area, b: Area): void {
  const x1 = Math.min(a.x1, b.x1);
  const y1 = Math.min(a.y1, b.y1);
  out.x2 = Math.max(a.x2, b.x2);
  out.y2 = Math.max(a.y2, b.y2);
  out.x1 = x1;
  out.y1 = y1;
}

/** True when the pixel at (x, y) lies inside. */
export const contains = (a: Area, x: number, y: number): boolean => x >= a.x1 && x < a.x2 && y >= a.y1 && y < a.y2;

/** True when `inner` lies wholly inside `outer`. */
export const covers = (outer: Area, inner: Area): boolean =>
  inner.x1 >= outer.x1 && inner.y1 >= outer.y1 && inner.x2 <= outer.x2 && inner.y2 <= outer.y2;

/** True when the two share at least one pixel. */
export const overlaps = (a: Area, b: Area): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
