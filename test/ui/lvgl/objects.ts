import type { Area, StyleProps } from '../../../ui/lvgl/index.ts';
import { type ContentSize, Obj } from '../../../ui/lvgl/obj.ts';

/** An object with a style, for tests in which the class does not matter. */
export function box(parent: Obj, style: StyleProps = {}): Obj {
  const obj = new Obj(parent);
  obj.setStyle(style);
  return obj;
}

/** An object whose content is so many pixels long and wraps like a text: 10 pixels a line. */
export class Wrapping extends Obj {
  static readonly LINE = 10;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  set length(length: number) {
    this.#length = length;
    this.invalidate();
    this.markLayoutDirty();
  }

  override measureContent(maxWidth: number, out: ContentSize): void {
    const width = Math.max(1, Math.min(maxWidth, this.#length));
    out.width = this.#length === 0 ? 0 : width;
    out.height = Math.ceil(this.#length / width) * Wrapping.LINE;
  }
}

/** [x, y, width, height]. */
export const boxOf = ({ coords: { x1, y1, x2, y2 } }: Obj): [number, number, number, number] => [
  x1,
  y1,
  x2 - x1,
  y2 - y1,
];

export const areaOf = (obj: Obj): Area => ({ ...obj.coords });
