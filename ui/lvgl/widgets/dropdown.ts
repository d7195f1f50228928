/**
 * A choice of one from a list that opens under it, or above it where there is more room (LVGL's `lv_dropdown`).
 * Enter, Space, a click or Alt+Down opens the list; arrows, Home, End and first letters move in it; Enter or a click
 * chooses; Escape, Tab and a press outside close it as it was. `valueChanged` is sent when the user chose another
 * option, not when `selected` was set.
 */
import { drawText } from '../draw/index.ts';
import type { Layer } from '../draw/layer.ts';
import type { ObjEvent } from '../event.ts';
import { type ContentSize, Obj } from '../obj.ts';
import { ICONS, measureText } from '../text/index.ts';
import { CachedText } from './cached-text.ts';
import { DropdownList, nextStartingWith } from './dropdown-list.ts';

export class Dropdown extends Obj {
  static override readonly themeClass: string = 'dropdown';

  #options: readonly string[] = [];
  #selected = -1;
  #list: DropdownList | null = null;
  readonly #text = new CachedText();
  readonly #chevron = new CachedText();

  constructor(parent: Obj) {
    super(parent);
    this.role = 'combobox';
    this.clickable = true;
    this.clickFocusable = true;
    this.onDelete(() => this.close());
  }

  get options(): readonly string[] {
    return this.#options;
  }

  set options(options: readonly string[]) {
    this.#options = options;
    this.close();
    this.invalidate();
    this.markLayoutDirty();
  }

  /** Index of the chosen option; one that does not exist, such as -1, shows none. */
  get selected(): number {
    return this.#selected;
  }

  set selected(index: number) {
    if (index === this.#selected) return;
    this.#selected = index;
    this.invalidate();
  }

  get isOpen(): boolean {
    return this.#list !== null;
  }

  override get accessibleValue(): string {
    return this.#options[this.#selected] ?? '';
  }

  open(): void {
    if (this.#list || this.#options.length === 0) return;
    this.setState('checked', true);
    this.#list = new DropdownList(this, this.#options, this.#selected, (index) => this.#closed(index));
  }

  /** Closes the list and changes nothing. */
  close(): void {
    this.#list?.close(null);
  }

  #closed(choice: number | null): void {
    this.#list = null;
    if (this.deleted) return;
    this.setState('checked', false);
    this.display.group.focus(this);
    if (choice !== null) this.#choose(choice);
  }

  #choose(index: number): void {
    if (index === this.#selected) return;
    this.selected = index;
    this.send('valueChanged');
  }

  protected override onEvent(event: ObjEvent): void {
    if (event.code === 'clicked') this.open();
    else if (event.code === 'key' && this.#key(event)) event.stop();
  }

  #key(event: ObjEvent): boolean {
    if (event.key === 'ArrowDown' && event.alt) {
      this.open();
      return true;
    }
    if (event.text.trim() === '' || event.ctrl) return false;
    const next = nextStartingWith(this.#options, event.text, this.#selected);
    if (next >= 0) this.#choose(next);
    return true;
  }

  get #chevronLayout() {
    return this.#chevron.layout(ICONS['chevron-down'], this.display.fonts.get('icon'));
  }

  override measureContent(_maxWidth: number, out: ContentSize): void {
    const s = this.style;
    const font = this.display.fonts.get(s.textFont);
    let widest = 0;
    for (const option of this.#options) widest = Math.max(widest, measureText(option, font, s.textLetterSpace));
    out.width = Math.ceil(widest) + s.padColumn + Math.ceil(this.#chevronLayout.width);
    out.height = Math.max(font.lineHeight, Math.ceil(this.#chevronLayout.height));
  }

  override drawMain(layer: Layer): void {
    super.drawMain(layer);
    const s = this.style;
    const a = this.coords;
    const middle = a.y1 + s.insetTop + a.y2 - s.padBottom - s.borderWidth;
    const chevron = this.#chevronLayout;
    const right = a.x2 - s.padRight - s.borderWidth;
    const chevronX = right - Math.ceil(chevron.width);
    drawText(layer, chevron, chevronX, (middle - chevron.height) >> 1, this.partStyle('indicator').textColor, 255);
    const left = a.x1 + s.insetLeft;
    const room = Math.max(0, chevronX - s.padColumn - left);
    const text = this.#text.layout(
      this.accessibleValue,
      this.display.fonts.get(s.textFont),
      room,
      1,
      s.textAlign,
      s.textLetterSpace,
    );
    drawText(layer, text, left, (middle - text.height) >> 1, s.textColor, 255);
  }
}
