/**
 * Turns the seat's events into presses, clicks, scrolling, focus and keys (LVGL's `lv_indev`).
 * The seat has one pointer and one keyboard, however many devices are plugged in.
 */
import type { Display } from './display.ts';
import type { EventCode, ObjEvent } from './event.ts';
import { type Area, BUTTON_LEFT, BUTTON_RIGHT, type InputEvent } from './hal.ts';
import type { Obj } from './obj.ts';
import { canScroll, dragScrollbar, maxScrollY, scrollBy, scrollbarThumb, scrollTo } from './scroll.ts';

/** Held this long a press is a long one, and then repeats (LVGL's defaults). */
const LONG_PRESS_MS = 400;
const LONG_REPEAT_MS = 100;
/** Logical pixels the pointer may stray before a press becomes a drag. */
const DRAG_LIMIT = 10;
/** Logical pixels one click of the wheel scrolls. */
const WHEEL_STEP = 60;

const thumb: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };

export class Indev {
  readonly #display: Display;
  readonly #roots: readonly Obj[];
  #x = 0;
  #y = 0;
  #present = false;
  #hovered: Obj | null = null;
  #pressed: Obj | null = null;
  #rightPressed: Obj | null = null;
  #inside = false;
  #pressY = 0;
  /** The object whose content the press drags, and where that began. */
  #dragged: Obj | null = null;
  #dragFrom = 0;
  /** The object whose scrollbar is held, and where on the thumb. */
  #barOf: Obj | null = null;
  #barGrip = 0;
  #cancelLongPress: (() => void) | null = null;
  /** Clock time of the last event, for auto-lock and the screen saver. */
  lastActivity: number;

  constructor(display: Display, roots: readonly Obj[]) {
    this.#display = display;
    this.#roots = roots;
    this.lastActivity = display.clock.now();
  }

  handle(event: InputEvent): void {
    this.lastActivity = this.#display.clock.now();
    switch (event.type) {
      case 'pointerPresence':
        this.#present = event.buttons !== 0;
        this.#x = event.x;
        this.#y = event.y;
        if (!this.#present) {
          this.#losePress();
          this.#setHovered(null);
        }
        this.#showPointer();
        break;
      case 'pointerMove':
        this.#moveTo(event);
        break;
      case 'pointerDown':
        this.#moveTo(event);
        if (event.button === BUTTON_LEFT) this.#press(event);
        else if (event.button === BUTTON_RIGHT) this.#rightPressed = this.#target();
        break;
      case 'pointerUp':
        this.#moveTo(event);
        if (event.button === BUTTON_LEFT) this.#release(event);
        else if (event.button === BUTTON_RIGHT) this.#rightRelease();
        break;
      case 'wheel':
        this.#moveTo(event);
        this.#wheel(event);
        break;
      case 'keyDown':
        this.#key(event);
        break;
      case 'keyUp':
        break;
    }
  }

  /** Before each frame: objects may have moved under a pointer that stood still. */
  settle(): void {
    if (this.#present && !this.#pressed && !this.#dragged && !this.#barOf) this.#hover();
  }

  forget(obj: Obj): void {
    if (this.#hovered === obj) this.#hovered = null;
    if (this.#pressed === obj) this.#endPress();
    if (this.#rightPressed === obj) this.#rightPressed = null;
    if (this.#dragged === obj) this.#dragged = null;
    if (this.#barOf === obj) this.#barOf = null;
  }

  forgetWithin(obj: Obj): void {
    if (obj.holds(this.#hovered)) this.#setHovered(null);
    if (obj.holds(this.#pressed)) this.#losePress();
  }

  // --- pointer --------------------------------------------------------------------------------------------------

  #showPointer(): void {
    this.#display.movePointer(this.#x, this.#y, this.#present, this.#hovered?.pointerShape ?? 'arrow');
  }

  #moveTo(event: InputEvent): void {
    this.#present = true;
    if (event.x !== this.#x || event.y !== this.#y) {
      this.#x = event.x;
      this.#y = event.y;
      if (this.#barOf) dragScrollbar(this.#barOf, this.#y - this.#barGrip);
      else if (this.#dragged) scrollTo(this.#dragged, this.#dragged.scrollState.x, this.#dragFrom - this.#y);
      else if (this.#pressed) this.#drag(this.#pressed);
      else {
        this.#hover();
        if (this.#hovered && !this.#hovered.disabled) this.#send(this.#hovered, 'hovering');
      }
    }
    this.#showPointer();
  }

  #hover(): void {
    const target = this.#target();
    if (target !== this.#hovered) {
      this.#setHovered(target);
      this.#showPointer();
    }
  }

  #setHovered(obj: Obj | null): void {
    const before = this.#hovered;
    this.#hovered = obj;
    if (before) {
      before.setState('hovered', false);
      before.send('hoverLeave');
    }
    if (obj && !obj.disabled) {
      obj.setState('hovered', true);
      obj.send('hoverOver');
    }
  }

  /** The topmost object at the pointer that takes clicks; a disabled one still hides what lies under it. */
  #target(): Obj | null {
    this.#display.updateLayout();
    for (let i = this.#roots.length - 1; i >= 0; i--) {
      const hit = hitTest(this.#roots[i]!, this.#x, this.#y, (o) => o.clickable);
      if (hit) return this.#display.group.isReachable(hit) ? hit : null;
    }
    return null;
  }

  /** The scrollable object at the pointer with something to scroll. */
  #scrollableAt(): Obj | null {
    this.#display.updateLayout();
    for (let i = this.#roots.length - 1; i >= 0; i--) {
      const hit = hitTest(this.#roots[i]!, this.#x, this.#y, () => true);
      // A layer itself holds nothing back.
      if (!hit || hit === this.#roots[i]) continue;
      if (!this.#display.group.isReachable(hit)) return null;
      for (let o: Obj | null = hit; o; o = o.parent) if (o.scrollable && canScroll(o)) return o;
      return null;
    }
    return null;
  }

  #press(event: InputEvent): void {
    this.#losePress();
    this.#display.group.byKey = false;
    const box = this.#scrollableAt();
    if (box && scrollbarThumb(box, thumb)) {
      const s = box.partStyle('scrollbar');
      // The whole edge takes the pointer, so that a thin bar is no small target.
      if (this.#x >= thumb.x1 - s.padLeft && this.#x < box.coords.x2) {
        const onThumb = this.#y >= thumb.y1 && this.#y < thumb.y2;
        this.#barGrip = onThumb ? this.#y - thumb.y1 : (thumb.y2 - thumb.y1) / 2;
        this.#barOf = box;
        if (!onThumb) dragScrollbar(box, this.#y - this.#barGrip);
        return;
      }
    }
    const target = this.#target();
    if (!target || target.disabled) return;
    this.#pressed = target;
    this.#inside = true;
    this.#pressY = this.#y;
    let focusable: Obj | null = target;
    while (focusable && !focusable.clickFocusable) focusable = focusable.parent;
    if (focusable) this.#display.group.focus(focusable);
    if (this.#pressed !== target) return;
    target.setState('pressed', true);
    this.#send(target, 'pressed', event);
    if (this.#pressed === target) this.#awaitLongPress(target, 'longPressed', LONG_PRESS_MS);
  }

  #awaitLongPress(target: Obj, code: EventCode, delay: number): void {
    this.#cancelLongPress = this.#display.clock.after(delay, () => {
      this.#cancelLongPress = null;
      if (this.#pressed !== target || !this.#inside) return;
      this.#send(target, code);
      if (this.#pressed === target && target.pressRepeats)
        this.#awaitLongPress(target, 'longPressedRepeat', LONG_REPEAT_MS);
    });
  }

  #drag(target: Obj): void {
    const limit = DRAG_LIMIT * this.#display.scale;
    if (!target.ownsDrag && Math.abs(this.#y - this.#pressY) > limit) {
      for (let o: Obj | null = target; o; o = o.parent) {
        if (!o.scrollable || maxScrollY(o) === 0) continue;
        this.#losePress();
        this.#dragged = o;
        this.#dragFrom = o.scrollState.y + this.#pressY;
        scrollTo(o, o.scrollState.x, this.#dragFrom - this.#y);
        return;
      }
    }
    const inside = target.hitTest(this.#x, this.#y);
    if (inside !== this.#inside) {
      this.#inside = inside;
      target.setState('pressed', inside);
    }
    this.#send(target, 'pressing');
  }

  #release(event: InputEvent): void {
    this.#barOf = null;
    this.#dragged = null;
    const target = this.#pressed;
    if (target) {
      const clicked = this.#inside;
      this.#endPress();
      target.setState('pressed', false);
      this.#send(target, 'released', event);
      if (clicked && !target.deleted && !target.disabled && target.visible) this.#send(target, 'clicked', event);
    }
    this.#hover();
  }

  #rightRelease(): void {
    const target = this.#rightPressed;
    this.#rightPressed = null;
    if (target && target === this.#target() && !target.disabled) this.#send(target, 'rightClicked');
  }

  #endPress(): void {
    this.#pressed = null;
    this.#cancelLongPress?.();
    this.#cancelLongPress = null;
  }

  #losePress(): void {
    const target = this.#pressed;
    if (!target) return;
    this.#endPress();
    target.setState('pressed', false);
    this.#send(target, 'pressLost');
  }

  #wheel(event: InputEvent): void {
    const target = this.#target();
    if (target && !target.disabled && this.#send(target, 'wheel', event).stopped) return;
    const box = this.#scrollableAt();
    if (box) scrollBy(box, 0, event.wheel * WHEEL_STEP * this.#display.scale);
    this.#hover();
  }

  #send(target: Obj, code: EventCode, event?: InputEvent): ObjEvent {
    return target.send(code, (e) => {
      e.x = this.#x;
      e.y = this.#y;
      if (event) copyKeys(e, event);
    });
  }

  // --- keys -----------------------------------------------------------------------------------------------------

  #key(event: InputEvent): void {
    const group = this.#display.group;
    group.settle();
    const target = group.focused ?? group.scope ?? this.#display.screen;
    if (target.send('key', (e) => copyKeys(e, event)).stopped || target.deleted) return;
    const focused = group.focused;
    switch (event.key) {
      case 'Tab':
        group.step(event.shift ? -1 : 1);
        break;
      case 'Enter':
      case ' ':
        if (focused?.clickable && !event.repeat) {
          group.byKey = true;
          focused.send('clicked');
        }
        break;
      case 'Escape':
        target.send('cancel');
        break;
      case 'ContextMenu':
        group.byKey = true;
        target.send('rightClicked', (e) => {
          e.x = (target.coords.x1 + target.coords.x2) >> 1;
          e.y = (target.coords.y1 + target.coords.y2) >> 1;
        });
        break;
      case 'ArrowUp':
        if (!group.move(0, -1)) this.#scrollKeys(target, -1, 0);
        break;
      case 'ArrowDown':
        if (!group.move(0, 1)) this.#scrollKeys(target, 1, 0);
        break;
      case 'ArrowLeft':
        group.move(-1, 0);
        break;
      case 'ArrowRight':
        group.move(1, 0);
        break;
      case 'PageUp':
        this.#scrollKeys(target, 0, -1);
        break;
      case 'PageDown':
        this.#scrollKeys(target, 0, 1);
        break;
      case 'Home':
        this.#scrollKeys(target, 0, Number.NEGATIVE_INFINITY);
        break;
      case 'End':
        this.#scrollKeys(target, 0, Number.POSITIVE_INFINITY);
        break;
    }
  }

  /** Scrolls what the target lies in, else the first thing in the dialog that can be scrolled. */
  #scrollKeys(target: Obj, steps: number, pages: number): void {
    this.#display.updateLayout();
    let box: Obj | null = target;
    while (box && !(box.scrollable && canScroll(box))) box = box.parent;
    box ??= firstScrollable(this.#display.group.scope ?? this.#display.screen);
    if (!box) return;
    const page = pages === 0 ? 0 : pages * Math.max(1, box.height - WHEEL_STEP * this.#display.scale);
    scrollBy(box, 0, steps * WHEEL_STEP * this.#display.scale + page);
  }
}

function copyKeys(to: ObjEvent, from: InputEvent): void {
  to.wheel = from.wheel;
  to.key = from.key;
  to.text = from.text;
  to.repeat = from.repeat;
  to.shift = from.shift;
  to.ctrl = from.ctrl;
  to.alt = from.alt;
}

function firstScrollable(obj: Obj): Obj | null {
  if (obj.hidden) return null;
  if (obj.scrollable && canScroll(obj)) return obj;
  for (const child of obj.children) {
    const found = firstScrollable(child);
    if (found) return found;
  }
  return null;
}

/** The topmost, deepest object at a point that `wanted` accepts. */
function hitTest(obj: Obj, x: number, y: number, wanted: (obj: Obj) => boolean): Obj | null {
  if (obj.hidden) return null;
  const inside = obj.hitTest(x, y);
  if (!inside && !obj.overflowVisible) return null;
  for (let i = obj.children.length - 1; i >= 0; i--) {
    const hit = hitTest(obj.children[i]!, x, y, wanted);
    if (hit) return hit;
  }
  return inside && wanted(obj) ? obj : null;
}
