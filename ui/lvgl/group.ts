/**
 * Keyboard focus. Unlike LVGL's groups nobody adds objects by hand: the order is that of the tree, inside the topmost
 * modal object if there is one.
 */
import type { Obj } from './obj.ts';

/** How many former holders of the focus are kept to go back to when a dialog closes. */
const MOST_RECENT = 16;

export class Group {
  readonly #roots: readonly Obj[];
  #focused: Obj | null = null;
  #recent: Obj[] = [];
  /** True after a key was used to move: only then the focus ring shows. */
  #byKey = false;

  /** @param roots the layers, bottom first */
  constructor(roots: readonly Obj[]) {
    this.#roots = roots;
  }

  get focused(): Obj | null {
    return this.#focused;
  }

  /** Keyboard or pointer, whichever was used last. */
  set byKey(byKey: boolean) {
    if (byKey === this.#byKey) return;
    this.#byKey = byKey;
    this.#focused?.setState('focusKey', byKey);
  }

  /** The topmost modal object, outside of which nothing can be focused. */
  get scope(): Obj | null {
    for (let i = this.#roots.length - 1; i >= 0; i--) {
      const modal = lastModal(this.#roots[i]!);
      if (modal) return modal;
    }
    return null;
  }

  /** True unless a modal object lies over it. */
  isReachable(obj: Obj): boolean {
    const scope = this.scope;
    return !scope || scope.holds(obj) || isOver(obj, scope, this.#roots);
  }

  /** Moves the focus, if the object is shown and not disabled; null takes it away. */
  focus(obj: Obj | null): void {
    if (obj === this.#focused || (obj && (obj.disabled || !obj.visible))) return;
    const before = this.#focused;
    this.#focused = obj;
    if (before && !before.deleted) {
      before.setState('focused', false);
      before.setState('focusKey', false);
      before.send('defocused');
    }
    // A handler may have moved the focus on.
    if (!obj || this.#focused !== obj) return;
    this.#recent = [obj, ...this.#recent.filter((o) => o !== obj)].slice(0, MOST_RECENT);
    obj.setState('focused', true);
    obj.setState('focusKey', this.#byKey);
    obj.scrollToView();
    obj.send('focused');
  }

  /** Everything Tab reaches, in order. */
  order(): Obj[] {
    const found: Obj[] = [];
    const scope = this.scope;
    if (scope) collect(scope, found);
    else for (const root of this.#roots) collect(root, found);
    return found;
  }

  /** Focuses the object after the focused one, or before it with -1; at the end it begins anew. */
  step(direction: 1 | -1): void {
    this.byKey = true;
    const order = this.order();
    if (order.length === 0) return;
    const at = this.#focused ? order.indexOf(this.#focused) : -1;
    const next = at < 0 ? (direction > 0 ? 0 : order.length - 1) : (at + direction + order.length) % order.length;
    this.focus(order[next]!);
  }

  /** Focuses the nearest object in a direction; false when there is none. */
  move(dx: number, dy: number): boolean {
    this.byKey = true;
    const from = this.#focused;
    if (!from) {
      this.step(1);
      return this.#focused !== null;
    }
    from.display.updateLayout();
    let best: Obj | null = null;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const to of this.order()) {
      if (to === from || to.holds(from) || from.holds(to)) continue;
      const cost = travel(from, to, dx, dy);
      if (cost < bestCost) {
        bestCost = cost;
        best = to;
      }
    }
    if (best) this.focus(best);
    return best !== null;
  }

  /**
   * Before each frame: a focus that was lost, or lies outside a dialog that opened, goes to where it last was inside,
   * else to the object that asks for it.
   */
  settle(): void {
    const scope = this.scope;
    if (this.#focused && (!scope || scope.holds(this.#focused))) return;
    const inScope = (obj: Obj): boolean => canFocus(obj) && obj.visible && (!scope || scope.holds(obj));
    const wanted = this.#recent.find(inScope) ?? this.order().find((obj) => obj.autoFocus);
    if (wanted) this.focus(wanted);
    else if (this.#focused) this.focus(null);
  }

  forget(obj: Obj): void {
    if (this.#focused === obj) this.#focused = null;
    const i = this.#recent.indexOf(obj);
    if (i >= 0) this.#recent.splice(i, 1);
  }

  forgetWithin(obj: Obj): void {
    if (obj.holds(this.#focused)) this.focus(null);
  }
}

const canFocus = (obj: Obj): boolean => obj.clickFocusable && !obj.hidden && !obj.disabled;

function collect(obj: Obj, found: Obj[]): void {
  if (obj.hidden) return;
  if (canFocus(obj)) found.push(obj);
  for (const child of obj.children) collect(child, found);
}

function lastModal(obj: Obj): Obj | null {
  if (obj.hidden) return null;
  for (let i = obj.children.length - 1; i >= 0; i--) {
    const found = lastModal(obj.children[i]!);
    if (found) return found;
  }
  return obj.modal ? obj : null;
}

/** True when `obj` is drawn after everything inside `under`. */
function isOver(obj: Obj, under: Obj, roots: readonly Obj[]): boolean {
  // Up to the two objects that have the same parent, or are layers.
  for (
    let below = under, siblings = below.parent?.children ?? roots;
    ;
    below = below.parent, siblings = below.parent?.children ?? roots
  ) {
    const above = siblings.findIndex((sibling) => sibling.holds(obj));
    if (above >= 0) return above > siblings.indexOf(below);
    if (!below.parent) return false;
  }
}

/** Cost of going from one object to another in a direction; Infinity when it does not lie there. */
function travel(from: Obj, to: Obj, dx: number, dy: number): number {
  const a = from.coords;
  const b = to.coords;
  const forward = dx > 0 ? b.x1 - a.x2 : dx < 0 ? a.x1 - b.x2 : dy > 0 ? b.y1 - a.y2 : a.y1 - b.y2;
  // A pixel of overlap, as borders may have, still counts as beside.
  if (forward < -2) return Number.POSITIVE_INFINITY;
  const gap = dx !== 0 ? Math.max(0, b.y1 - a.y2, a.y1 - b.y2) : Math.max(0, b.x1 - a.x2, a.x1 - b.x2);
  const offCentre = dx !== 0 ? Math.abs(a.y1 + a.y2 - b.y1 - b.y2) / 2 : Math.abs(a.x1 + a.x2 - b.x1 - b.x2) / 2;
  return Math.max(0, forward) + gap * 3 + offCentre * 0.5;
}
