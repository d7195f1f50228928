/** A QR code (LVGL's `lv_qrcode`): pure black on pure white with its quiet zone, whatever the theme. */
import type { Area } from '../area.ts';
import { covers } from '../area.ts';
import { drawQrModules, QR_QUIET_ZONE } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import { type ContentSize, Obj } from '../obj.ts';

/** `size` × `size` modules, row by row; not 0 where dark. */
export interface QRModules {
  readonly size: number;
  readonly data: Uint8Array;
}

export class QRCode extends Obj {
  static override readonly themeClass: string = 'qrcode';

  #modules: QRModules | null = null;
  #modulePx = 6;

  constructor(parent: Obj) {
    super(parent);
    this.role = 'img';
  }

  get modules(): QRModules | null {
    return this.#modules;
  }

  /** Throws a RangeError when there are not size × size modules. Null shows nothing. */
  set modules(modules: QRModules | null) {
    if (modules && modules.data.length !== modules.size * modules.size) {
      throw new RangeError(
        `a QR code of size ${modules.size} has ${modules.size ** 2} modules, not ${modules.data.length}`,
      );
    }
    if (modules === this.#modules) return;
    this.#modules = modules;
    this.invalidate();
    this.markLayoutDirty();
  }

  /** Side of a module in device pixels: a whole number, so that every module is as large as the others. */
  get modulePx(): number {
    return this.#modulePx;
  }

  set modulePx(px: number) {
    if (!Number.isInteger(px) || px < 1)
      throw new RangeError(`a module of a QR code is a whole number of pixels, not ${px}`);
    if (px === this.#modulePx) return;
    this.#modulePx = px;
    this.invalidate();
    this.markLayoutDirty();
  }

  get #side(): number {
    return this.#modules ? (this.#modules.size + 2 * QR_QUIET_ZONE) * this.#modulePx : 0;
  }

  override measureContent(_maxWidth: number, out: ContentSize): void {
    out.width = this.#side;
    out.height = this.#side;
  }

  override coversArea(area: Area): boolean {
    const { x1, y1 } = this.#corner;
    const side = this.#side;
    return side > 0 && covers({ x1, y1, x2: x1 + side, y2: y1 + side }, area) && covers(this.coords, area);
  }

  get #corner(): { x1: number; y1: number } {
    const { insetLeft, insetTop } = this.style;
    return { x1: this.coords.x1 + insetLeft, y1: this.coords.y1 + insetTop };
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    if (!this.#modules) return;
    const { x1, y1 } = this.#corner;
    drawQrModules(layer, this.#modules.data, this.#modules.size, x1, y1, this.#modulePx, 0x000000, 0xffffff);
  }
}
