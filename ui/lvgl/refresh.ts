/**
 * Drawing one damaged area.
 * 1. From the topmost layer down, find the topmost object that covers the whole area with opaque pixels.
 * 2. Draw it, then everything that lies over it: its later siblings, its parent's later siblings, the layers above.
 * 3. Where nothing covers the area the surface is cleared first, so that video can show through a transparent screen.
 */
import { type Area, covers } from './area.ts';
import type { Layer } from './draw/layer.ts';
import type { Obj } from './obj.ts';

/** Draws `area` of the given layers (bottom first) into `layer`. */
export function drawArea(layer: Layer, roots: readonly Obj[], area: Area): void {
  layer.setClip(area.x1, area.y1, area.x2, area.y2);
  let first = roots.length - 1;
  let cover: Obj | null = null;
  for (; first >= 0; first--) {
    cover = topmostCover(roots[first]!, area);
    if (cover) break;
  }
  if (cover) {
    drawFrom(layer, cover);
  } else {
    const { x1, y1, x2, y2 } = layer.clip;
    for (let y = y1; y < y2; y++) layer.pixels.fill(0, y * layer.stride + x1, y * layer.stride + x2);
    first = -1;
  }
  for (let i = first + 1; i < roots.length; i++) drawTree(layer, roots[i]!);
}

function topmostCover(obj: Obj, area: Area): Obj | null {
  if (!covers(obj.coords, area) || obj.hidden) return null;
  const children = obj.children;
  for (let i = children.length - 1; i >= 0; i--) {
    const found = topmostCover(children[i]!, area);
    if (found) return found;
  }
  return obj.coversArea(area) ? obj : null;
}

function drawFrom(layer: Layer, cover: Obj): void {
  drawTree(layer, cover);
  let child = cover;
  for (let parent = cover.parent; parent; parent = parent.parent) {
    const siblings = parent.children;
    for (let i = siblings.indexOf(child) + 1; i < siblings.length; i++) drawTree(layer, siblings[i]!);
    parent.drawPost(layer);
    child = parent;
  }
}

function drawTree(layer: Layer, obj: Obj): void {
  // Most objects end here, so the area comes first and is read from plain fields.
  const clip = layer.clip;
  const a = obj.coords;
  const children = obj.children;
  const inner = children.length > 0 ? obj.childReach : 0;
  const reach = Math.max(obj.extDrawSize, inner);
  const some = a.x1 < a.x2 && a.y1 < a.y2;
  const seen =
    some && a.x1 - reach < clip.x2 && a.x2 + reach > clip.x1 && a.y1 - reach < clip.y2 && a.y2 + reach > clip.y1;
  if ((!seen && !obj.overflowVisible) || obj.hidden) return;
  if (seen) obj.drawMain(layer);
  if (children.length > 0) {
    const { x1, y1, x2, y2 } = clip;
    if (!obj.overflowVisible) {
      if (a.x1 - inner > x1) clip.x1 = a.x1 - inner;
      if (a.y1 - inner > y1) clip.y1 = a.y1 - inner;
      if (a.x2 + inner < x2) clip.x2 = a.x2 + inner;
      if (a.y2 + inner < y2) clip.y2 = a.y2 + inner;
    }
    if (clip.x1 < clip.x2 && clip.y1 < clip.y2) for (let i = 0; i < children.length; i++) drawTree(layer, children[i]!);
    clip.x1 = x1;
    clip.y1 = y1;
    clip.x2 = x2;
    clip.y2 = y2;
  }
  if (seen) obj.drawPost(layer);
}
