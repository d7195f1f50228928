/** Scrolling: how far an object's children are moved, its bars, and bringing a child into view. */
import type { Area } from './area.ts';
import { fillRoundRect } from './draw/index.ts';
import type { Layer } from './draw/layer.ts';
import type { Obj } from './obj.ts';

/** Offsets and content size in device pixels. `contentWidth`/`contentHeight` are written by the layout. */
export class ScrollState {
  x = 0;
  y = 0;
  contentWidth = 0;
  contentHeight = 0;
}

/** The furthest the object can be scrolled to the right. */
export const maxScrollX = (obj: Obj): number =>
  Math.max(0, obj.scrollState.contentWidth - (obj.width - obj.style.insetHor));

/** The furthest the object can be scrolled down. */
export const maxScrollY = (obj: Obj): number =>
  Math.max(0, obj.scrollState.contentHeight - (obj.height - obj.style.insetVer));

export const canScroll = (obj: Obj): boolean => maxScrollX(obj) > 0 || maxScrollY(obj) > 0;

/** True when the end of the content can be seen. */
export const atScrollEnd = (obj: Obj): boolean => obj.scrollState.y >= maxScrollY(obj);

/** Moves an object and all in it by whole pixels. */
export function moveSubtree(obj: Obj, dx: number, dy: number): void {
  obj.coords.x1 += dx;
  obj.coords.x2 += dx;
  obj.coords.y1 += dy;
  obj.coords.y2 += dy;
  for (const child of obj.children) moveSubtree(child, dx, dy);
}

/** Scrolls to an offset, as far as the content goes. Returns whether anything moved. */
export function scrollTo(obj: Obj, x: number, y: number): boolean {
  const state = obj.scrollState;
  const toX = Math.max(0, Math.min(Math.round(x), maxScrollX(obj)));
  const toY = Math.max(0, Math.min(Math.round(y), maxScrollY(obj)));
  const dx = state.x - toX;
  const dy = state.y - toY;
  if (dx === 0 && dy === 0) return false;
  state.x = toX;
  state.y = toY;
  for (const child of obj.children) if (!child.floating) moveSubtree(child, dx, dy);
  obj.invalidate();
  obj.display.rearranged();
  obj.send('scroll');
  return true;
}

/** Scrolls by a distance; see `scrollTo`. */
export const scrollBy = (obj: Obj, dx: number, dy: number): boolean =>
  scrollTo(obj, obj.scrollState.x + dx, obj.scrollState.y + dy);

/** Scrolls every scrollable object around `obj` just so far that it can be seen. */
export function scrollIntoView(obj: Obj): void {
  for (let inner = obj, box = obj.parent; box; inner = box, box = box.parent) {
    if (inner.floating || !box.scrollable || !canScroll(box)) continue;
    const s = box.style;
    const top = box.coords.y1 + s.insetTop;
    const bottom = box.coords.y2 - s.padBottom - s.borderWidth;
    if (obj.coords.y1 < top) scrollBy(box, 0, obj.coords.y1 - top);
    else if (obj.coords.y2 > bottom) scrollBy(box, 0, Math.min(obj.coords.y2 - bottom, obj.coords.y1 - top));
  }
}

/** Writes the box of the vertical bar's thumb; false when everything can be seen. The theme's `scrollbar` part gives width and margins. */
export function scrollbarThumb(obj: Obj, out: Area): boolean {
  const max = maxScrollY(obj);
  if (!obj.scrollable || max === 0) return false;
  const s = obj.partStyle('scrollbar');
  const track = obj.height - s.padTop - s.padBottom;
  const total = obj.scrollState.contentHeight + obj.style.insetVer;
  const length = Math.min(track, Math.max(s.minHeight, Math.round((track * obj.height) / total)));
  out.x2 = obj.coords.x2 - s.padRight;
  out.x1 = out.x2 - s.width.value;
  out.y1 = obj.coords.y1 + s.padTop + Math.round(((track - length) * obj.scrollState.y) / max);
  out.y2 = out.y1 + length;
  return true;
}

const thumb: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };

/** Draws the bars of an object whose content is larger than itself. */
export function drawScrollbars(layer: Layer, obj: Obj): void {
  if (!scrollbarThumb(obj, thumb)) return;
  const s = obj.partStyle('scrollbar');
  fillRoundRect(layer, thumb.x1, thumb.y1, thumb.x2, thumb.y2, s.radius, s.bgColor, s.bgOpa);
}

/** Scrolls so that the thumb's top lies at `thumbTop` (screen coordinates), for dragging it. */
export function dragScrollbar(obj: Obj, thumbTop: number): void {
  if (!scrollbarThumb(obj, thumb)) return;
  const s = obj.partStyle('scrollbar');
  const room = obj.height - s.padTop - s.padBottom - (thumb.y2 - thumb.y1);
  if (room <= 0) return;
  scrollTo(obj, obj.scrollState.x, ((thumbTop - obj.coords.y1 - s.padTop) * maxScrollY(obj)) / room);
}
