/**
 * A monitor with its layers, its theme and the frames drawn for it (LVGL's `lv_display`).
 * Nothing runs while nothing changes. What an event changes is drawn at once when the last frame is older than one
 * refresh period, else when the period is over.
 */
import { Damage } from './damage.ts';
import { Layer } from './draw/layer.ts';
import { Group } from './group.ts';
import type { Clock, DisplayDriver, InputEvent } from './hal.ts';
import { Indev } from './indev.ts';
import { place } from './layout.ts';
import { Obj } from './obj.ts';
import { PointerLayer } from './pointer.ts';
import { drawArea } from './refresh.ts';
import type { Fonts } from './text/fonts.ts';
import type { Theme } from './theme.ts';

/** Milliseconds between frames; 60 a second. */
const REFRESH_PERIOD = 16;
/** A layout may be changed by the handlers of the one before; more rounds than this are a fault. */
const MOST_LAYOUT_ROUNDS = 10;

/** The screen proper: what LVGL's `lv_screen_active` is. */
class Screen extends Obj {
  static override readonly themeClass = 'screen';
}

/** A transparent layer over the screen. */
class OverLayer extends Obj {
  static override readonly themeClass = 'layer';
}

export interface DisplayOptions {
  readonly driver: DisplayDriver;
  readonly clock: Clock;
  readonly fonts: Fonts;
  readonly theme: Theme;
  /** Device pixels for one logical pixel. */
  readonly scale: 1 | 2;
}

/** What the last frame cost, for the bench and the inspector. */
export interface FrameStats {
  frames: number;
  /** Pixels drawn, summed over the areas of the last frame. */
  pixels: number;
}

export class Display {
  readonly clock: Clock;
  readonly fonts: Fonts;
  readonly scale: 1 | 2;
  readonly width: number;
  readonly height: number;
  readonly screen: Obj;
  /** Dialogs, menus, keyboards, toasts (LVGL's layer_top). */
  readonly topLayer: Obj;
  /** What must lie over everything: the reconnecting veil, the screen saver (LVGL's layer_sys). */
  readonly sysLayer: Obj;
  readonly group: Group;
  readonly indev: Indev;
  readonly stats: FrameStats = { frames: 0, pixels: 0 };

  readonly #driver: DisplayDriver;
  readonly #layer: Layer;
  readonly #roots: readonly Obj[];
  /** What the next frame draws, what this one draws, what this one shows. */
  #damage: Damage;
  #drawing: Damage;
  readonly #flush: Damage;
  readonly #pointer: PointerLayer;
  #theme: Theme;
  #layoutNeeded = true;
  /** True when objects came, went or moved: focus and hover may be elsewhere now. */
  #rearranged = true;
  #lastFrame = Number.NEGATIVE_INFINITY;
  #cancelRefresh: (() => void) | null = null;
  readonly #refreshDue = (): void => {
    this.#cancelRefresh = null;
    this.refreshNow();
  };
  /** True during an event and a frame, at whose end it is decided whether another frame is needed. */
  #busy = false;
  #inputListeners: readonly ((event: InputEvent) => boolean)[] = [];

  constructor(options: DisplayOptions) {
    this.#driver = options.driver;
    this.clock = options.clock;
    this.fonts = options.fonts;
    this.scale = options.scale;
    this.#theme = options.theme;
    this.width = options.driver.width;
    this.height = options.driver.height;
    const pixels = new Uint32Array(this.width * this.height);
    this.#layer = new Layer({ pixels, width: this.width, height: this.height, stride: this.width });
    this.#damage = new Damage(this.width, this.height);
    this.#drawing = new Damage(this.width, this.height);
    this.#flush = new Damage(this.width, this.height);
    this.#pointer = new PointerLayer(this.scale);
    this.screen = new Screen({ layerOf: this });
    this.topLayer = new OverLayer({ layerOf: this });
    this.sysLayer = new OverLayer({ layerOf: this });
    this.#roots = [this.screen, this.topLayer, this.sysLayer];
    this.group = new Group(this.#roots);
    this.indev = new Indev(this, this.#roots);
    this.#damage.addAll();
    this.#schedule();
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Changes the theme; everything is styled, laid out and drawn anew. */
  set theme(theme: Theme) {
    this.#theme = theme;
    for (const root of this.#roots) root.refreshStyles();
    this.invalidateAll();
  }

  /** The finished picture, pointer included; valid until the next frame. */
  get pixels(): Uint32Array {
    return this.#layer.pixels;
  }

  // --- damage ---------------------------------------------------------------------------------------------------

  /** Marks a rectangle in device pixels for redrawing. */
  invalidateArea(x1: number, y1: number, x2: number, y2: number): void {
    this.#damage.add(x1, y1, x2, y2);
    this.#schedule();
  }

  invalidateAll(): void {
    this.#damage.addAll();
    this.#schedule();
  }

  /** Called by objects whose layout is no longer right. */
  layoutNeeded(): void {
    this.#layoutNeeded = true;
    this.rearranged();
  }

  /** Called when objects moved without a layout. */
  rearranged(): void {
    this.#rearranged = true;
    this.#schedule();
  }

  /** Brings all boxes up to date (LVGL's `lv_obj_update_layout`). */
  updateLayout(): void {
    for (let round = 0; this.#layoutNeeded; round++) {
      if (round === MOST_LAYOUT_ROUNDS)
        throw new Error('layout does not settle: a sizeChanged handler changes a size each time it is called');
      this.#layoutNeeded = false;
      for (const root of this.#roots) place(root, 0, 0, this.width, this.height);
    }
  }

  // --- frames ---------------------------------------------------------------------------------------------------

  #schedule(): void {
    if (this.#cancelRefresh || this.#busy) return;
    const wait = Math.max(0, this.#lastFrame + REFRESH_PERIOD - this.clock.now());
    this.#cancelRefresh = this.clock.after(wait, this.#refreshDue);
  }

  /** True when a frame is needed. */
  get #stale(): boolean {
    return this.#damage.count > 0 || this.#rearranged || this.#pointer.moved;
  }

  /** Draws what is damaged and shows it (LVGL's `lv_refr_now`). */
  refreshNow(): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = null;
    const wasBusy = this.#busy;
    this.#busy = true;
    try {
      this.#settle();
      this.#draw();
    } finally {
      this.#busy = wasBusy;
      // What handlers or the drawing itself changed meanwhile waits for its own frame.
      if (this.#stale) this.#schedule();
    }
  }

  /** Brings boxes, focus and hover up to date. */
  #settle(): void {
    if (!this.#rearranged) return;
    // First, since handlers may rearrange things again.
    this.#rearranged = false;
    this.group.settle();
    this.updateLayout();
    this.indev.settle();
    this.updateLayout();
  }

  #draw(): void {
    const damage = this.#damage;
    const pointer = this.#pointer;
    if (damage.count === 0 && !pointer.moved) return;
    this.#damage = this.#drawing;
    this.#drawing = damage;
    this.#lastFrame = this.clock.now();
    this.stats.frames++;
    this.stats.pixels = 0;

    damage.join();
    const flush = this.#flush;
    flush.clear();
    const redrawPointer = pointer.moved || pointer.isUnder(damage);
    if (redrawPointer) pointer.restore(this.#layer, flush);
    for (let i = 0; i < damage.count; i++) {
      const area = damage.areas[i]!;
      flush.add(area.x1, area.y1, area.x2, area.y2);
      this.stats.pixels += (area.x2 - area.x1) * (area.y2 - area.y1);
      drawArea(this.#layer, this.#roots, area);
    }
    damage.clear();
    if (redrawPointer) pointer.draw(this.#layer, flush);
    flush.join();
    this.#driver.flush(this.#layer, flush.areas, flush.count);
  }

  // --- input ----------------------------------------------------------------------------------------------------

  /**
   * Hears of every event of the seat before anything on the screen does (screen savers, idle watches). A listener that
   * returns true keeps the event for itself. The returned function stops listening.
   */
  onInput(listener: (event: InputEvent) => boolean): () => void {
    this.#inputListeners = [...this.#inputListeners, listener];
    return () => {
      this.#inputListeners = this.#inputListeners.filter((other) => other !== listener);
    };
  }

  /** Takes one event of the seat, and draws what it changed if the last frame is old enough. */
  input(event: InputEvent): void {
    this.#busy = true;
    try {
      if (!this.#inputListeners.some((listener) => listener(event))) this.indev.handle(event);
    } catch (error) {
      this.#busy = false;
      this.#schedule();
      throw error;
    }
    this.#busy = false;
    if (!this.#stale) return;
    if (this.clock.now() - this.#lastFrame >= REFRESH_PERIOD) this.refreshNow();
    else this.#schedule();
  }

  /** Moves the pointer layer; the picture follows with the next frame. */
  movePointer(x: number, y: number, visible: boolean, shape: 'arrow' | 'text'): void {
    this.#pointer.move(x, y, visible, shape);
    if (this.#pointer.moved) this.#schedule();
  }

  /** Drops references to a deleted object. */
  forget(obj: Obj): void {
    this.group.forget(obj);
    this.indev.forget(obj);
  }

  /** Takes focus and pointer away from an object that cannot have them any more, and from what lies in it. */
  forgetHidden(obj: Obj): void {
    this.group.forgetWithin(obj);
    this.indev.forgetWithin(obj);
    this.rearranged();
  }
}
