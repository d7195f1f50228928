/** Events, named as LVGL names them (`LV_EVENT_VALUE_CHANGED` → `valueChanged`). */
import type { Key } from './hal.ts';
import type { Obj } from './obj.ts';

export type EventCode =
  | 'pressed'
  | 'pressing'
  | 'pressLost'
  | 'longPressed'
  | 'longPressedRepeat'
  | 'released'
  | 'clicked'
  /** Beyond LVGL: the right button was pressed and released on the object. */
  | 'rightClicked'
  | 'hoverOver'
  | 'hoverLeave'
  /** Beyond LVGL: the pointer moved over the object and no button was down. */
  | 'hovering'
  | 'wheel'
  | 'key'
  | 'focused'
  | 'defocused'
  | 'valueChanged'
  /** A choice or entry is complete (Enter in a field). */
  | 'ready'
  /** Escape, or a press outside a closable object. */
  | 'cancel'
  | 'scroll'
  | 'sizeChanged'
  | 'delete';

/** One event on its way up the tree. Handlers read it during the call only. */
export class ObjEvent {
  readonly code: EventCode;
  /** Where it began. */
  readonly target: Obj;
  /** Whose handler runs now. */
  currentTarget: Obj;
  /** Pointer position in device pixels, for pointer events. */
  x = 0;
  y = 0;
  wheel = 0;
  key: Key = '';
  text = '';
  repeat = false;
  shift = false;
  ctrl = false;
  alt = false;
  #stopped = false;

  constructor(code: EventCode, target: Obj) {
    this.code = code;
    this.target = target;
    this.currentTarget = target;
  }

  /** Ends the way up, and tells the sender that somebody dealt with it. */
  stop(): void {
    this.#stopped = true;
  }

  get stopped(): boolean {
    return this.#stopped;
  }
}

export type EventHandler = (event: ObjEvent) => void;
