/**
 * The base of everything on the screen (LVGL's `lv_obj`): a box in a tree with styles, states, events and children.
 * Objects are retained; changing one invalidates the area it covers and, where its size may change, the layout.
 */
import type { Area } from './area.ts';
import type { Display } from './display.ts';
import { drawShadow, fillRoundRect, strokeRoundRect } from './draw/index.ts';
import type { Layer } from './draw/layer.ts';
import { type EventCode, type EventHandler, ObjEvent } from './event.ts';
import { canScroll, drawScrollbars, ScrollState, scrollIntoView } from './scroll.ts';
import { SizeCache } from './size-cache.ts';
import {
  boxDiffers,
  longhand,
  type Part,
  type ResolvedStyle,
  reshapes,
  STATE,
  type StateName,
  type StyleProps,
  textShapeDiffers,
} from './style.ts';
import { StyleSet } from './style-set.ts';

/** What an object is to somebody who cannot see it (WAI-ARIA role names). */
export type Role =
  | 'none'
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'dialog'
  | 'document'
  | 'grid'
  | 'group'
  | 'img'
  | 'list'
  | 'listitem'
  | 'menu'
  | 'menuitem'
  | 'progressbar'
  | 'radio'
  | 'row'
  | 'status'
  | 'text'
  | 'textbox';

export interface Selector {
  readonly part?: Part;
  readonly state?: StateName | readonly StateName[];
}

function stateMask(state: Selector['state']): number {
  if (state === undefined) return STATE.default;
  if (typeof state === 'string') return STATE[state];
  return state.reduce((mask, name) => mask | STATE[name], 0);
}

/** Something an object draws itself and a user sees as a thing of its own: a key of the keyboard. */
export interface AccessiblePart {
  readonly role: Role;
  readonly name: string;
  /** Device pixels of the screen. */
  readonly area: Area;
}

/** What a widget needs besides its children, in device pixels; reused, so copy what must outlive the call. */
export interface ContentSize {
  width: number;
  height: number;
}

/** Logical pixels; as far as the focus ring of any theme reaches. */
const CHILD_REACH = 8;

export class Obj {
  /** Name under which the theme finds this kind of object. */
  static readonly themeClass: string = 'obj';

  readonly display: Display;
  /** The object this one is drawn inside; null for a layer of the display. */
  readonly parent: Obj | null;
  /** Later children are drawn over earlier ones. Change it only through constructors, `delete` and `moveTo`. */
  readonly children: Obj[] = [];
  /** Outer box in device pixels of the screen; written by the layout. */
  readonly coords: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };
  readonly scrollState = new ScrollState();
  /** How far drawing reaches beyond the box, and how far children may be drawn beyond it (a focus ring). Device pixels. */
  extDrawSize = 0;
  childReach: number;

  role: Role = 'none';
  /** Accessible name where the text does not tell (icon buttons, fields). */
  label = '';

  /** LVGL's flags. */
  clickable = false;
  clickFocusable = false;
  /** Stays where it is while its siblings are laid out and scrolled (LVGL's FLOATING). */
  floating = false;
  /** Pointer and focus cannot leave it while it is shown. */
  modal = false;
  /** Takes the focus when its dialog or screen opens. */
  autoFocus = false;
  /** Deals with drags itself, so that they do not scroll what it lies in. */
  ownsDrag = false;
  /** Goes on sending `longPressedRepeat` while it is held. */
  pressRepeats = false;
  /** What the pointer looks like over it. */
  pointerShape: 'arrow' | 'text' = 'arrow';
  /** Children may be drawn outside the box (LVGL's OVERFLOW_VISIBLE). */
  overflowVisible = false;

  /** For the layout only: what was measured last, what for other spaces, and whether the children have to be placed. */
  readonly measured: ContentSize = { width: 0, height: 0 };
  readonly sizes = new SizeCache();
  layoutDirty = true;

  #state = 0;
  #hidden = false;
  #scrollable = false;
  #deleted = false;
  readonly #styles: StyleSet;
  /** The style of the main part in the current state. Where it is set the parent's is set too. */
  #main: ResolvedStyle | null = null;
  #handlers: Map<EventCode, EventHandler[]> | null = null;
  #cleanups: (() => void)[] = [];

  /** @param parent the object to be drawn in, or the display for one of its layers */
  constructor(parent: Obj | { readonly layerOf: Display }) {
    if (parent instanceof Obj) {
      this.parent = parent;
      this.display = parent.display;
      parent.children.push(this);
      parent.markLayoutDirty();
    } else {
      this.parent = null;
      this.display = parent.layerOf;
    }
    this.childReach = CHILD_REACH * this.display.scale;
    this.#styles = new StyleSet((this.constructor as typeof Obj).themeClass, this.display.theme);
  }

  // --- tree -----------------------------------------------------------------------------------------------------

  get deleted(): boolean {
    return this.#deleted;
  }

  /** Runs `cleanup` when the object is deleted; the returned function forgets it. What an object opened is closed with it. */
  onDelete(cleanup: () => void): () => void {
    this.#cleanups.push(cleanup);
    return () => {
      const i = this.#cleanups.indexOf(cleanup);
      if (i >= 0) this.#cleanups.splice(i, 1);
    };
  }

  /** Deletes the object and its children, deepest first. Deleting twice is harmless. */
  delete(): void {
    if (this.#deleted) return;
    this.invalidate();
    this.#deleteSubtree();
    if (this.parent) {
      const i = this.parent.children.indexOf(this);
      if (i >= 0) this.parent.children.splice(i, 1);
      this.parent.markLayoutDirty();
    }
  }

  #deleteSubtree(): void {
    // A handler may delete the object again, or one of its children.
    this.#deleted = true;
    for (let child = this.children.pop(); child; child = this.children.pop())
      if (!child.#deleted) child.#deleteSubtree();
    if (this.#handlers?.has('delete')) this.send('delete');
    const cleanups = this.#cleanups;
    this.#cleanups = [];
    for (const cleanup of cleanups) cleanup();
    this.#handlers = null;
    this.display.forget(this);
  }

  /** Deletes all children (LVGL's `lv_obj_clean`). */
  clean(): void {
    while (this.children.length > 0) this.children[this.children.length - 1]!.delete();
  }

  /** Moves the object to `index` among its siblings; a larger index is nearer to the viewer. */
  moveTo(index: number): void {
    const siblings = this.parent?.children;
    if (!siblings) return;
    const from = siblings.indexOf(this);
    const to = Math.max(0, Math.min(index, siblings.length - 1));
    if (from === to) return;
    siblings.splice(from, 1);
    siblings.splice(to, 0, this);
    this.parent?.markLayoutDirty();
    this.invalidate();
  }

  /** True when `other` is this object or inside it. */
  holds(other: Obj | null): boolean {
    for (let o = other; o; o = o.parent) if (o === this) return true;
    return false;
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  set hidden(hidden: boolean) {
    if (hidden === this.#hidden) return;
    if (hidden) this.invalidate();
    this.#hidden = hidden;
    if (hidden) this.display.forgetHidden(this);
    else this.invalidate();
    this.parent?.markLayoutDirty();
  }

  /** Its children can be moved under it when they need more room than it has; they are cut at its edge. */
  get scrollable(): boolean {
    return this.#scrollable;
  }

  set scrollable(scrollable: boolean) {
    if (scrollable === this.#scrollable) return;
    this.invalidate();
    this.#scrollable = scrollable;
    // What is scrolled away must not look out at the edge.
    this.childReach = scrollable ? 0 : CHILD_REACH * this.display.scale;
    this.invalidate();
  }

  /** False when the object or one it lies in is hidden. */
  get visible(): boolean {
    for (let o: Obj | null = this; o; o = o.parent) if (o.#hidden) return false;
    return !this.#deleted;
  }

  // --- state and style ------------------------------------------------------------------------------------------

  get state(): number {
    return this.#state;
  }

  hasState(name: StateName): boolean {
    return (this.#state & STATE[name]) !== 0;
  }

  setState(name: StateName, on: boolean): void {
    const next = on ? this.#state | STATE[name] : this.#state & ~STATE[name];
    if (next === this.#state) return;
    const changed = next ^ this.#state;
    this.#state = next;
    if (this.#styles.dependsOn(changed)) this.#restyle(this.#styles.reshapesWith(changed));
  }

  get disabled(): boolean {
    return this.hasState('disabled');
  }

  set disabled(disabled: boolean) {
    if (disabled === this.disabled) return;
    this.setState('disabled', disabled);
    // Enabled under a resting pointer it is hovered anew.
    this.display.forgetHidden(this);
  }

  /** Adds or removes a variant such as `primary`; the theme then styles `button.primary` over `button`. */
  setVariant(variant: string, on = true): void {
    if (this.#styles.setVariant(variant, on)) this.#restyle(true);
  }

  /** Sets style properties on this object alone (LVGL's local styles). */
  setStyle(style: StyleProps, { part = 'main', state }: Selector = {}): void {
    const long = longhand(style);
    if (this.#styles.set(long, part, stateMask(state))) this.#restyle(reshapes(long));
  }

  /** Takes local style properties back (LVGL's `lv_obj_remove_local_style_prop`), shorthands as they were set. */
  removeStyle(style: StyleProps, { part = 'main', state }: Selector = {}): void {
    if (this.#styles.remove(Object.keys(longhand(style)), part, stateMask(state))) this.#restyle(true);
  }

  /** The style of the main part in the current state: every property, in device pixels. */
  get style(): ResolvedStyle {
    return this.#main ?? this.#resolve();
  }

  #resolve(): ResolvedStyle {
    const style = this.partStyle('main');
    this.#main = style;
    this.extDrawSize = Math.max(style.extDrawSize, this.ownExtDrawSize(style));
    return style;
  }

  /** The style of a part in the current state, or with `extraState` added (rows, keys and other inner things). */
  partStyle(part: Part, extraState = 0): ResolvedStyle {
    const inherited = part === 'main' ? (this.parent?.style ?? null) : this.style;
    return this.#styles.resolve(part, this.#state | extraState, this.display.scale, inherited);
  }

  /** Forgets resolved styles here and below, after a change of theme, and lays out anew. */
  refreshStyles(): void {
    this.invalidate();
    this.#dropStyles();
    this.markLayoutDirty();
  }

  #dropStyles(): void {
    this.#styles.setTheme(this.display.theme);
    this.#main = null;
    this.styleRefreshed();
    this.sizes.clear();
    this.layoutDirty = true;
    for (const child of this.children) child.#dropStyles();
  }

  /**
   * Deals with what a change of state or of local styles changed.
   * @param mayReshape false when it is known to be nothing about sizes, places or the shape of text
   */
  #restyle(mayReshape: boolean): void {
    const old = this.#main;
    // Nothing was drawn or measured with it, and so nothing inside.
    if (!old) return;
    const reach = this.extDrawSize;
    const now = this.#resolve();
    if (now === old) return;
    this.#invalidateBy(Math.max(reach, this.extDrawSize));
    const shape = mayReshape && textShapeDiffers(old, now);
    if (shape || old.textColor !== now.textColor) for (const child of this.children) child.#inherit();
    if (shape || (mayReshape && boxDiffers(old, now))) {
      this.styleRefreshed();
      this.markLayoutDirty();
    }
  }

  /** Takes over text properties of the parent that changed. The parent has seen to the layout. */
  #inherit(): void {
    const old = this.#main;
    if (!old) return;
    const now = this.#resolve();
    const shape = textShapeDiffers(old, now);
    if (!shape && old.textColor === now.textColor) return;
    this.invalidate();
    if (shape) {
      this.styleRefreshed();
      this.sizes.clear();
      this.layoutDirty = true;
    }
    for (const child of this.children) child.#inherit();
  }

  /** For widgets that keep something derived from their style, such as laid-out text. */
  protected styleRefreshed(): void {}

  // --- geometry -------------------------------------------------------------------------------------------------

  /** Outer width in device pixels. */
  get width(): number {
    return this.coords.x2 - this.coords.x1;
  }

  /** Outer height in device pixels. */
  get height(): number {
    return this.coords.y2 - this.coords.y1;
  }

  /** Asks for a new layout of this object before the next frame. */
  markLayoutDirty(): void {
    for (let o: Obj | null = this; o; o = o.parent) {
      o.layoutDirty = true;
      o.sizes.clear();
    }
    this.display.layoutNeeded();
  }

  /**
   * Size of the widget's own content (text, picture) when `maxWidth` device pixels are there for it. Most objects have
   * none besides their children.
   */
  measureContent(_maxWidth: number, out: ContentSize): void {
    out.width = 0;
    out.height = 0;
  }

  /** Called after the layout gave the object a new box. */
  resized(): void {
    if (this.#handlers?.has('sizeChanged')) this.send('sizeChanged');
  }

  /** How far the widget itself draws beyond its box in a style, besides shadow and outline. Device pixels. */
  protected ownExtDrawSize(_style: ResolvedStyle): number {
    return 0;
  }

  /** Marks the whole object for redrawing. */
  invalidate(): void {
    // Not laid out yet: the layout will do it.
    if (this.#main) this.#invalidateBy(Math.max(this.extDrawSize, this.children.length > 0 ? this.childReach : 0));
  }

  #invalidateBy(reach: number): void {
    const a = this.coords;
    if (a.x1 < a.x2 && a.y1 < a.y2) this.invalidateArea(a.x1 - reach, a.y1 - reach, a.x2 + reach, a.y2 + reach);
    if (this.overflowVisible) for (const child of this.children) child.invalidate();
  }

  /** Marks a rectangle (screen coordinates) for redrawing, as far as it can be seen through the parents. */
  invalidateArea(x1: number, y1: number, x2: number, y2: number): void {
    if (this.#hidden || this.#deleted) return;
    for (let o = this.parent; o; o = o.parent) {
      if (o.#hidden) return;
      if (o.overflowVisible) continue;
      const a = o.coords;
      const reach = o.childReach;
      if (a.x1 - reach > x1) x1 = a.x1 - reach;
      if (a.y1 - reach > y1) y1 = a.y1 - reach;
      if (a.x2 + reach < x2) x2 = a.x2 + reach;
      if (a.y2 + reach < y2) y2 = a.y2 + reach;
    }
    if (x1 < x2 && y1 < y2) this.display.invalidateArea(x1, y1, x2, y2);
  }

  // --- events ---------------------------------------------------------------------------------------------------

  /** Listens for an event on this object or one inside it; the returned function stops listening. */
  on(code: EventCode, handler: EventHandler): () => void {
    this.#handlers ??= new Map();
    const list = this.#handlers.get(code) ?? [];
    this.#handlers.set(code, [...list, handler]);
    return () => {
      const rest = this.#handlers?.get(code)?.filter((h) => h !== handler);
      if (rest) this.#handlers?.set(code, rest);
    };
  }

  /**
   * Sends an event: the widget deals with it first, then its handlers, then those of the parents (unlike LVGL, events
   * bubble by default). Returns the event, so that the sender sees whether somebody stopped it.
   */
  send(code: EventCode, init?: (event: ObjEvent) => void): ObjEvent {
    const event = new ObjEvent(code, this);
    init?.(event);
    this.onEvent(event);
    for (let o: Obj | null = this; o && !event.stopped; o = o.parent) {
      event.currentTarget = o;
      const handlers = o.#handlers?.get(code);
      if (handlers) for (const handler of handlers) handler(event);
      if (code === 'delete' || code === 'sizeChanged') break;
    }
    return event;
  }

  /** The widget's own behaviour. Only for events whose target it is. */
  protected onEvent(_event: ObjEvent): void {}

  /** True when the pointer at (x, y) is on the object. */
  hitTest(x: number, y: number): boolean {
    const a = this.coords;
    return x >= a.x1 && x < a.x2 && y >= a.y1 && y < a.y2;
  }

  /** Scrolls everything around this object so that it can be seen. */
  scrollToView(): void {
    this.display.updateLayout();
    scrollIntoView(this);
  }

  // --- accessibility --------------------------------------------------------------------------------------------

  /** Accessible name: the label, else what the widget shows. */
  get accessibleName(): string {
    return this.label;
  }

  /** Accessible value, never that of a masked field. */
  get accessibleValue(): string {
    return '';
  }

  /** The things inside that are no objects of their own. */
  get accessibleParts(): readonly AccessiblePart[] {
    return [];
  }

  // --- drawing --------------------------------------------------------------------------------------------------

  /** True when drawing this object paints every pixel of `area`, so that nothing under it need be drawn. */
  coversArea(area: Area): boolean {
    const s = this.style;
    if (s.bgOpa < 255) return false;
    const a = this.coords;
    if (area.x1 < a.x1 || area.y1 < a.y1 || area.x2 > a.x2 || area.y2 > a.y2) return false;
    const r = s.radius;
    if (r === 0) return true;
    // Either band between opposite corners is solid.
    return (area.x1 >= a.x1 + r && area.x2 <= a.x2 - r) || (area.y1 >= a.y1 + r && area.y2 <= a.y2 - r);
  }

  /** Draws the object itself, under its children. */
  drawMain(layer: Layer): void {
    drawBox(layer, this.coords, this.style);
  }

  /** Draws what lies over the children. */
  drawPost(layer: Layer): void {
    if (this.scrollable && canScroll(this)) drawScrollbars(layer, this);
  }
}

/** Shadow, outline, background and border of a box: shared by objects and the parts they draw themselves. */
export function drawBox(layer: Layer, a: Area, s: ResolvedStyle): void {
  if (s.shadowOpa > 0 && s.shadowWidth > 0) {
    drawShadow(
      layer,
      a.x1,
      a.y1,
      a.x2,
      a.y2,
      s.radius,
      s.shadowWidth,
      s.shadowSpread,
      s.shadowColor,
      s.shadowOpa,
      s.shadowOfsY,
    );
  }
  if (s.bgOpa > 0) fillRoundRect(layer, a.x1, a.y1, a.x2, a.y2, s.radius, s.bgColor, s.bgOpa);
  if (s.borderWidth > 0)
    strokeRoundRect(layer, a.x1, a.y1, a.x2, a.y2, s.radius, s.borderWidth, s.borderColor, s.borderOpa);
  if (s.outlineWidth > 0) {
    const d = s.outlineWidth + s.outlinePad;
    strokeRoundRect(
      layer,
      a.x1 - d,
      a.y1 - d,
      a.x2 + d,
      a.y2 + d,
      s.radius > 0 ? s.radius + d : 0,
      s.outlineWidth,
      s.outlineColor,
      s.outlineOpa,
    );
  }
}
