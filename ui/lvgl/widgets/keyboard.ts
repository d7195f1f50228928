/**
 * The on-screen keyboard (LVGL's `lv_keyboard`). It draws its keys itself, types into its `textarea` and never takes
 * the focus from it. Shift holds for one letter, pressed twice it locks. Enter sends `ready` here and to the field,
 * the hide key sends `cancel`.
 */
import type { Area } from '../area.ts';
import { drawText, fillRoundRect } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import type { ObjEvent } from '../event.ts';
import { type AccessiblePart, type ContentSize, drawBox, Obj } from '../obj.ts';
import { type Part, type ResolvedStyle, STATE, type StateName } from '../style.ts';
import { ICONS } from '../text/index.ts';
import { CachedText } from './cached-text.ts';
import {
  type KeyAction,
  type KeyboardLocale,
  type KeyboardMode,
  type KeyDef,
  keyRows,
  type Page,
} from './keyboard-layouts.ts';
import type { Textarea } from './textarea.ts';

export type { KeyboardLocale, KeyboardMode } from './keyboard-layouts.ts';

/** Shift pressed twice within this time locks. */
const LOCK_MS = 400;

interface KeyBox {
  readonly def: KeyDef;
  readonly text: CachedText;
  /** Box relative to the keyboard's own, device pixels. */
  readonly box: Area;
}

/** Keys that go on while they are held. */
const REPEATS: ReadonlySet<KeyAction> = new Set<KeyAction>(['backspace', 'left', 'right']);

/** Which part of the theme a key looks like: plain keys, keys that do something, and Enter. */
const partOf = (def: KeyDef): Part =>
  def.action === 'text' ? 'items' : def.action === 'enter' ? 'selected' : 'indicator';

export class Keyboard extends Obj {
  static override readonly themeClass: string = 'keyboard';

  #mode: KeyboardMode = 'text';
  #locale: KeyboardLocale = 'en';
  #page: Page = 'letters';
  #textarea: Textarea | null = null;
  #shift: 'off' | 'once' | 'lock' = 'off';
  #shiftAt = Number.NEGATIVE_INFINITY;
  /** All boxes of the layout row by row, and those of them that are keys. */
  #boxes: readonly KeyBox[] = [];
  #keys: readonly KeyBox[] = [];
  #units = 0;
  #rowCount = 0;
  #placedWidth = -1;
  #placedHeight = -1;
  #hoveredKey: KeyBox | null = null;
  #pressedKey: KeyBox | null = null;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'group';
    this.clickable = true;
    this.ownsDrag = true;
    this.pressRepeats = true;
    this.#makeKeys();
  }

  /** Which keys there are: letters, letters for an address, digits, or the alphabet of the verification code. */
  get mode(): KeyboardMode {
    return this.#mode;
  }

  set mode(mode: KeyboardMode) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#page = 'letters';
    this.#shift = 'off';
    this.#makeKeys();
  }

  /** Whose letters are on the keys. */
  get locale(): KeyboardLocale {
    return this.#locale;
  }

  set locale(locale: KeyboardLocale) {
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.#makeKeys();
  }

  /** The field it types into. */
  get textarea(): Textarea | null {
    return this.#textarea;
  }

  set textarea(textarea: Textarea | null) {
    if (textarea === this.#textarea) return;
    this.#textarea = textarea;
    this.#setShift('off');
  }

  /**
   * The box of the key that shows `label` now, in device pixels of the screen. Keys with an icon go by name: Backspace,
   * Enter, Hide, Shift, ArrowLeft, ArrowRight, Space. Throws a RangeError when there is none.
   */
  keyAt(label: string): Area {
    this.display.updateLayout();
    const key = this.#placedKeys().find((k) => this.#label(k.def) === label);
    if (!key)
      throw new RangeError(
        `the keyboard has no key ${label}; it has ${this.#keys.map((k) => this.#label(k.def)).join(' ')}`,
      );
    return this.#area(key);
  }

  override get accessibleParts(): readonly AccessiblePart[] {
    return this.#placedKeys().map((key) => ({ role: 'button', name: this.#label(key.def), area: this.#area(key) }));
  }

  // --- keys -----------------------------------------------------------------------------------------------------

  #makeKeys(): void {
    const rows = keyRows(this.#mode, this.#locale, this.#page);
    this.#boxes = rows.flat().map((def) => ({ def, text: new CachedText(), box: { x1: 0, y1: 0, x2: 0, y2: 0 } }));
    this.#keys = this.#boxes.filter((key) => key.def.action !== 'gap');
    this.#units = Math.max(...rows.map((row) => row.reduce((sum, key) => sum + key.width, 0)));
    this.#rowCount = rows.length;
    this.#placedWidth = -1;
    this.#hoveredKey = null;
    this.#pressedKey = null;
    this.invalidate();
    this.markLayoutDirty();
  }

  /** The keys with their boxes, shared out over the keyboard's size. */
  #placedKeys(): readonly KeyBox[] {
    if (this.width !== this.#placedWidth || this.height !== this.#placedHeight) {
      this.#placedWidth = this.width;
      this.#placedHeight = this.height;
      this.#place();
    }
    return this.#keys;
  }

  #place(): void {
    const s = this.style;
    const unit = (this.width - s.insetHor + s.padColumn) / this.#units;
    const pitch = (this.height - s.insetVer + s.padRow) / this.#rowCount;
    let used = 0;
    let row = 0;
    for (const { def, box } of this.#boxes) {
      box.x1 = s.insetLeft + Math.round(used * unit);
      box.x2 = s.insetLeft + Math.round((used + def.width) * unit) - s.padColumn;
      box.y1 = s.insetTop + Math.round(row * pitch);
      box.y2 = s.insetTop + Math.round((row + 1) * pitch) - s.padRow;
      used += def.width;
      if (used >= this.#units) {
        used = 0;
        row++;
      }
    }
  }

  #area(key: KeyBox): Area {
    const { x1, y1 } = this.coords;
    return { x1: x1 + key.box.x1, y1: y1 + key.box.y1, x2: x1 + key.box.x2, y2: y1 + key.box.y2 };
  }

  /** The key at a place on the screen. Half of the gap around a key is the key's, so that none is missed. */
  #keyUnder(x: number, y: number): KeyBox | null {
    const { padColumn, padRow } = this.style;
    const hor = padColumn / 2;
    const ver = padRow / 2;
    const left = x - this.coords.x1;
    const top = y - this.coords.y1;
    return (
      this.#placedKeys().find(
        ({ box }) => left >= box.x1 - hor && left < box.x2 + hor && top >= box.y1 - ver && top < box.y2 + ver,
      ) ?? null
    );
  }

  #label(def: KeyDef): string {
    return this.#shift !== 'off' && def.action === 'text' && !def.icon ? upperCase(def.label) : def.label;
  }

  #setShift(shift: 'off' | 'once' | 'lock'): void {
    if (shift === this.#shift) return;
    this.#shift = shift;
    this.invalidate();
  }

  #setPage(page: Page): void {
    this.#page = page;
    this.#setShift('off');
    this.#makeKeys();
  }

  // --- events ---------------------------------------------------------------------------------------------------

  /** Hover and press are one key's, not the whole keyboard's. */
  override setState(name: StateName, on: boolean): void {
    if (name !== 'hovered' && name !== 'pressed') super.setState(name, on);
  }

  protected override onEvent(event: ObjEvent): void {
    switch (event.code) {
      case 'hoverOver':
      case 'hovering':
        this.#setHovered(this.#keyUnder(event.x, event.y));
        break;
      case 'hoverLeave':
        this.#setHovered(null);
        break;
      case 'pressed':
        this.#setPressed(this.#keyUnder(event.x, event.y));
        if (this.#pressedKey && REPEATS.has(this.#pressedKey.def.action)) this.#act(this.#pressedKey.def);
        break;
      case 'pressing':
        // Sliding off a key takes the press back.
        if (this.#keyUnder(event.x, event.y) !== this.#pressedKey) this.#setPressed(null);
        break;
      case 'longPressed':
      case 'longPressedRepeat':
        if (this.#pressedKey && REPEATS.has(this.#pressedKey.def.action)) this.#act(this.#pressedKey.def);
        break;
      case 'pressLost':
        this.#setPressed(null);
        break;
      case 'released':
        this.#release();
        break;
    }
  }

  #release(): void {
    const key = this.#pressedKey;
    this.#setPressed(null);
    if (key && !REPEATS.has(key.def.action)) this.#act(key.def);
  }

  #setHovered(key: KeyBox | null): void {
    if (key === this.#hoveredKey) return;
    this.#invalidateKey(this.#hoveredKey);
    this.#hoveredKey = key;
    this.#invalidateKey(key);
  }

  #setPressed(key: KeyBox | null): void {
    if (key === this.#pressedKey) return;
    this.#invalidateKey(this.#pressedKey);
    this.#pressedKey = key;
    this.#invalidateKey(key);
  }

  #invalidateKey(key: KeyBox | null): void {
    if (!key) return;
    const a = this.#area(key);
    this.invalidateArea(a.x1, a.y1, a.x2, a.y2);
  }

  #act(def: KeyDef): void {
    const field = this.#textarea;
    switch (def.action) {
      case 'text':
        field?.addText(def.text ?? this.#label(def));
        if (this.#shift === 'once') this.#setShift('off');
        break;
      case 'backspace':
        field?.deleteChar();
        break;
      case 'left':
        field?.cursorLeft();
        break;
      case 'right':
        field?.cursorRight();
        break;
      case 'shift':
        this.#pressShift();
        break;
      case 'page':
        if (def.page) this.#setPage(def.page);
        break;
      case 'enter':
        this.send('ready');
        field?.send('ready');
        break;
      case 'hide':
        this.send('cancel');
        break;
    }
  }

  #pressShift(): void {
    const now = this.display.clock.now();
    const again = now - this.#shiftAt <= LOCK_MS;
    this.#shiftAt = now;
    if (this.#shift === 'off') this.#setShift('once');
    else this.#setShift(this.#shift === 'once' && again ? 'lock' : 'off');
  }

  // --- drawing --------------------------------------------------------------------------------------------------

  override measureContent(_maxWidth: number, out: ContentSize): void {
    const key = this.partStyle('items');
    const { padColumn, padRow } = this.style;
    out.width = Math.round(this.#units * (key.width.value + padColumn)) - padColumn;
    out.height = this.#rowCount * (key.height.value + padRow) - padRow;
  }

  protected override styleRefreshed(): void {
    this.#placedWidth = -1;
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const { clip } = layer;
    for (const key of this.#placedKeys()) {
      const a = this.#area(key);
      if (a.x1 < clip.x2 && a.x2 > clip.x1 && a.y1 < clip.y2 && a.y2 > clip.y1) this.#drawKey(layer, key, a);
    }
  }

  #drawKey(layer: Layer, key: KeyBox, a: Area): void {
    const { def } = key;
    let state = 0;
    if (key === this.#hoveredKey) state |= STATE.hovered;
    if (key === this.#pressedKey) state |= STATE.pressed;
    if (def.action === 'shift' && this.#shift !== 'off') state |= STATE.checked;
    const s = this.partStyle(partOf(def), state);
    drawBox(layer, a, s);
    const layout = this.#keyText(key, s);
    drawText(layer, layout, (a.x1 + a.x2 - layout.width) >> 1, (a.y1 + a.y2 - layout.height) >> 1, s.textColor, 255);
    if (def.action === 'shift' && this.#shift === 'lock') this.#drawLock(layer, a, s);
  }

  #keyText({ def, text }: KeyBox, s: ResolvedStyle) {
    const { fonts } = this.display;
    return def.icon
      ? text.layout(ICONS[def.icon], fonts.get('icon'))
      : text.layout(this.#label(def), fonts.get(s.textFont));
  }

  /** A bar under the arrow tells locked from once. */
  #drawLock(layer: Layer, a: Area, s: ResolvedStyle): void {
    const { scale } = this.display;
    const middle = (a.x1 + a.x2) >> 1;
    const y = a.y2 - 9 * scale;
    fillRoundRect(layer, middle - 8 * scale, y, middle + 8 * scale, y + 3 * scale, scale, s.textColor, 255);
  }
}

/** Capital ẞ is in no font of every day, and SS would be two letters. */
const upperCase = (label: string): string => (label === 'ß' ? label : label.toUpperCase());
