/**
 * Sizes and positions.
 * 1. `measure` gives an object its outer size for the space it is offered; sizes are kept until something below changes.
 * 2. `place` gives it its box and places its children: by flex, by grid, or each by its own x, y and align.
 * Nothing is placed again that neither moved nor changed.
 */
import { layoutFlex } from './layout-flex.ts';
import { layoutGrid } from './layout-grid.ts';
import { type Frame, isLaidOut, type LayoutEngine, type Space } from './layout-types.ts';
import type { ContentSize, Obj } from './obj.ts';
import { moveSubtree, scrollTo } from './scroll.ts';
import { type Align, mostPixels } from './style.ts';

const engine: LayoutEngine = { measure, place };

/**
 * Measures an object into `obj.measured` (device pixels).
 * @param width space for it on the inside of its parent; Infinity when the parent asks how wide it would like to be
 * @param height the same for the height; NaN when the parent's own height is not known yet
 * @param fill true when it is to take the whole width, whatever its style says of that
 */
export function measure(obj: Obj, width: number, height: number, fill = false): void {
  if (obj.sizes.find(width, height, fill, obj.measured)) return;
  measureAnew(obj, width, height, fill, obj.measured);
  obj.sizes.add(width, height, fill, obj.measured);
}

/** True when the object still has the sizes it was measured to, after its own content changed. */
export function sameSizes(obj: Obj): boolean {
  const now: ContentSize = { width: 0, height: 0 };
  return obj.sizes.stillHolds((width, height, fill) => {
    measureAnew(obj, width, height, fill, now);
    return now;
  });
}

function measureAnew(obj: Obj, width: number, height: number, fill: boolean, out: ContentSize): void {
  const s = obj.style;
  const widest = Math.max(s.minWidth, mostPixels(s.maxWidth, width));
  let w: number;
  if (fill) w = width;
  else if (s.width.kind === 'px') w = s.width.value;
  else if (s.width.kind === 'share' && Number.isFinite(width)) w = Math.round(width * s.width.value);
  else w = Math.ceil(contentSize(obj, Math.min(width, widest) - s.insetHor, false).width) + s.insetHor;
  w = Math.max(s.minWidth, Math.min(w, widest));

  const highest = Math.max(s.minHeight, mostPixels(s.maxHeight, height));
  let h: number;
  if (s.height.kind === 'px') h = s.height.value;
  else if (s.height.kind === 'share' && Number.isFinite(height)) h = Math.round(height * s.height.value);
  else h = Math.ceil(contentSize(obj, w - s.insetHor, true).height) + s.insetVer;
  h = Math.max(s.minHeight, Math.min(h, highest));

  out.width = w;
  out.height = h;
}

/** What the widget and its children need inside a width, which is `definite` once the width of the object is known. */
function contentSize(obj: Obj, innerWidth: number, definite: boolean): ContentSize {
  const width = Math.max(0, innerWidth);
  const own: ContentSize = { width: 0, height: 0 };
  obj.measureContent(width, own);
  const children = layoutChildren(obj, { width, height: Number.NaN, definite, frame: null });
  return { width: Math.max(own.width, children.width), height: Math.max(own.height, children.height) };
}

/** Lays the children out and tells the room they take; with a frame they are placed too. */
function layoutChildren(obj: Obj, space: Space): ContentSize {
  const layout = obj.style.layout;
  if (layout === 'flex') return layoutFlex(engine, obj, space);
  if (layout === 'grid') return layoutGrid(engine, obj, space);
  return layoutAbsolute(obj, space);
}

function alignedX(align: Align, room: number): number {
  if (align === 'topRight' || align === 'rightMid' || align === 'bottomRight') return room;
  return align === 'center' || align === 'topMid' || align === 'bottomMid' ? Math.round(room / 2) : 0;
}

function alignedY(align: Align, room: number): number {
  if (align === 'bottomLeft' || align === 'bottomMid' || align === 'bottomRight') return room;
  return align === 'center' || align === 'leftMid' || align === 'rightMid' ? Math.round(room / 2) : 0;
}

function layoutAbsolute(obj: Obj, { width, height, frame }: Space): ContentSize {
  let right = 0;
  let bottom = 0;
  for (const child of obj.children) {
    if (!isLaidOut(child)) continue;
    measure(child, width, height);
    const s = child.style;
    const { width: w, height: h } = child.measured;
    right = Math.max(right, s.x + w);
    bottom = Math.max(bottom, s.y + h);
    if (frame) {
      place(
        child,
        frame.x + alignedX(s.align, frame.width - w) + s.x,
        frame.y + alignedY(s.align, frame.height - h) + s.y,
        w,
        h,
      );
    }
  }
  return { width: right, height: bottom };
}

/** Gives an object its outer box and places what is in it. */
export function place(obj: Obj, x: number, y: number, width: number, height: number): void {
  const a = obj.coords;
  const sameSize = a.x2 - a.x1 === width && a.y2 - a.y1 === height;
  if (sameSize && !obj.layoutDirty) {
    if (a.x1 === x && a.y1 === y) return;
    obj.invalidate();
    moveSubtree(obj, x - a.x1, y - a.y1);
    obj.invalidate();
    return;
  }
  const moved = !sameSize || a.x1 !== x || a.y1 !== y;
  if (moved) {
    obj.invalidate();
    a.x1 = x;
    a.y1 = y;
    a.x2 = x + width;
    a.y2 = y + height;
    obj.invalidate();
  }
  obj.layoutDirty = false;
  placeChildren(obj);
  if (!sameSize) obj.resized();
}

function placeChildren(obj: Obj): void {
  const s = obj.style;
  const scroll = obj.scrollState;
  const a = obj.coords;
  const innerWidth = a.x2 - a.x1 - s.insetHor;
  const innerHeight = a.y2 - a.y1 - s.insetVer;
  const frame: Frame = {
    x: a.x1 + s.insetLeft - scroll.x,
    y: a.y1 + s.insetTop - scroll.y,
    width: innerWidth,
    height: innerHeight,
  };
  const content = layoutChildren(obj, { width: innerWidth, height: innerHeight, definite: true, frame });
  const contentWidth = Math.ceil(content.width);
  const contentHeight = Math.ceil(content.height);
  // The scrollbar's thumb depends on it.
  if (obj.scrollable && (contentWidth !== scroll.contentWidth || contentHeight !== scroll.contentHeight))
    obj.invalidate();
  scroll.contentWidth = contentWidth;
  scroll.contentHeight = contentHeight;
  for (const child of obj.children) {
    if (!child.floating || child.hidden) continue;
    measure(child, innerWidth, innerHeight);
    const c = child.style;
    const { width: w, height: h } = child.measured;
    place(
      child,
      a.x1 + s.insetLeft + alignedX(c.align, innerWidth - w) + c.x,
      a.y1 + s.insetTop + alignedY(c.align, innerHeight - h) + c.y,
      w,
      h,
    );
  }
  // Content may have become smaller than what was scrolled over.
  if (obj.scrollable) scrollTo(obj, scroll.x, scroll.y);
}
