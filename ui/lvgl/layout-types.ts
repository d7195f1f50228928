import type { Obj } from './obj.ts';

/** Where a layout puts the children: the content box's origin and size, in device pixels. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The inside of the object that is laid out. Infinity for a width means: as wide as the children would like to be. NaN
 * for a height means: not known yet.
 */
export interface Space {
  readonly width: number;
  readonly height: number;
  /** True when the object will be just so wide, so that children can be stretched to it. */
  readonly definite: boolean;
  /** Where it is on the screen, when the children are to be placed too. */
  readonly frame: Frame | null;
}

/** What a layout asks for: a child's size, and a box for it. See `measure` and `place` in layout.ts. */
export interface LayoutEngine {
  measure(obj: Obj, width: number, height: number, fill: boolean): void;
  place(obj: Obj, x: number, y: number, width: number, height: number): void;
}

/** Children that take part in the parent's layout. */
export const isLaidOut = (obj: Obj): boolean => !obj.hidden && !obj.floating;
