/** One icon of the icon fonts. Decoration, unless a `label` gives it an accessible name. */
import { drawText } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import { type ContentSize, Obj } from '../obj.ts';
import { ICONS, type IconName } from '../text/index.ts';
import { CachedText } from './cached-text.ts';

export class Icon extends Obj {
  static override readonly themeClass: string = 'icon';

  #icon: IconName = 'circle';
  #size: 'small' | 'large' = 'small';
  readonly #text = new CachedText();

  constructor(parent: Obj) {
    super(parent);
    this.role = 'img';
  }

  get icon(): IconName {
    return this.#icon;
  }

  set icon(icon: IconName) {
    if (icon === this.#icon) return;
    this.#icon = icon;
    this.invalidate();
  }

  /** `small` is as high as a line of text, `large` stands alone. */
  get size(): 'small' | 'large' {
    return this.#size;
  }

  set size(size: 'small' | 'large') {
    if (size === this.#size) return;
    this.#size = size;
    this.invalidate();
    this.markLayoutDirty();
  }

  get #layout() {
    const font = this.display.fonts.get(this.#size === 'large' ? 'iconLarge' : 'icon');
    return this.#text.layout(ICONS[this.#icon], font);
  }

  override measureContent(_maxWidth: number, out: ContentSize): void {
    const { width, height } = this.#layout;
    out.width = Math.ceil(width);
    out.height = Math.ceil(height);
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const layout = this.#layout;
    const x = (this.coords.x1 + this.coords.x2 - layout.width) >> 1;
    const y = (this.coords.y1 + this.coords.y2 - layout.height) >> 1;
    drawText(layer, layout, x, y, this.style.textColor, 255);
  }
}
