import { Button, type EventCode, type StyleProps } from '../../../ui/lvgl/index.ts';
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

const CODES: readonly EventCode[] = [
  'pressed',
  'pressing',
  'pressLost',
  'longPressed',
  'longPressedRepeat',
  'released',
  'clicked',
  'rightClicked',
  'hoverOver',
  'hoverLeave',
  'wheel',
  'key',
  'focused',
  'defocused',
  'cancel',
  'delete',
];

/** Writes down what happens to an object, without the moves of a held pointer. */
export function record(obj: Obj, name = ''): string[] {
  const seen: string[] = [];
  for (const code of CODES) if (code !== 'pressing') obj.on(code, () => seen.push(`${name}${code}`));
  return seen;
}

export function button(parent: Obj, style: StyleProps = { width: 40, height: 20 }): Button {
  const obj = new Button(parent);
  obj.setStyle(style);
  return obj;
}
