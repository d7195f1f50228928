/** The open list of a dropdown: over everything, with the focus to itself until it closes. */
import { measure } from '../layout.ts';
import { Obj } from '../obj.ts';
import { Button } from './button.ts';
import type { Dropdown } from './dropdown.ts';
import { Label } from './label.ts';

/** Logical pixels between the list and the dropdown, and between the list and the edge of the screen. */
const GAP = 4;

/** Takes the presses outside of the list. */
class Catcher extends Obj {
  static override readonly themeClass = 'dropdowncatcher';
}

class List extends Obj {
  static override readonly themeClass = 'dropdownlist';
}

export class DropdownList {
  readonly #catcher: Catcher;
  readonly #items: readonly Button[];
  readonly #options: readonly string[];
  readonly #onClose: (choice: number | null) => void;

  /** @param onClose is told the chosen index, or null when the list was closed without a choice */
  constructor(owner: Dropdown, options: readonly string[], selected: number, onClose: (choice: number | null) => void) {
    this.#options = options;
    this.#onClose = onClose;
    const catcher = new Catcher(owner.display.topLayer);
    this.#catcher = catcher;
    catcher.modal = true;
    catcher.clickable = true;
    catcher.on('pressed', (e) => {
      if (e.target === catcher) this.close(null);
    });
    catcher.on('cancel', (e) => {
      e.stop();
      this.close(null);
    });
    catcher.on('key', (e) => {
      if (this.#key(e.key, e.text)) e.stop();
    });

    const list = new List(catcher);
    list.role = 'list';
    list.label = owner.accessibleName;
    list.scrollable = true;
    this.#items = options.map((option, i) => {
      const item = new Button(list);
      item.role = 'listitem';
      item.setVariant('listitem');
      item.setState('checked', i === selected);
      item.on('clicked', () => this.close(i));
      const label = new Label(item);
      label.text = option;
      label.maxLines = 1;
      return item;
    });
    placeBeside(list, owner);
    owner.display.group.focus(this.#items[selected] ?? this.#items[0]!);
  }

  close(choice: number | null): void {
    if (this.#catcher.deleted) return;
    this.#catcher.delete();
    this.#onClose(choice);
  }

  #key(key: string, text: string): boolean {
    if (key === 'Tab') this.close(null);
    else if (key === 'Home') this.#focus(0);
    else if (key === 'End') this.#focus(this.#items.length - 1);
    else if (text.trim() !== '')
      this.#focus(
        nextStartingWith(
          this.#options,
          text,
          this.#items.findIndex((item) => item.hasState('focused')),
        ),
      );
    else return false;
    return true;
  }

  #focus(index: number): void {
    const group = this.#catcher.display.group;
    group.byKey = true;
    const item = this.#items[index];
    if (item) group.focus(item);
  }
}

/** Puts the list under its dropdown, or above where there is more room, and makes it as high as fits. */
function placeBeside(list: Obj, owner: Obj): void {
  const { display, coords } = owner;
  const { scale } = display;
  const gap = GAP * scale;
  const width = Math.min(owner.width, display.width - 2 * gap);
  list.setStyle({ minWidth: width / scale, maxWidth: (display.width - 2 * gap) / scale });
  measure(list, display.width, display.height);
  const under = display.height - coords.y2 - 2 * gap;
  const above = coords.y1 - 2 * gap;
  const below = list.measured.height <= under || under >= above;
  const height = Math.min(list.measured.height, below ? under : above);
  const x = Math.max(gap, Math.min(coords.x1, display.width - gap - list.measured.width));
  const y = below ? coords.y2 + gap : coords.y1 - gap - height;
  list.setStyle({ x: x / scale, y: y / scale, height: height / scale });
}

/** The first option after `from`, around the end, that begins with `text` in any case; -1 when none does. */
export function nextStartingWith(options: readonly string[], text: string, from: number): number {
  const wanted = text.toLowerCase();
  for (let step = 1; step <= options.length; step++) {
    const i = (Math.max(from, -1) + step) % options.length;
    if (options[i]!.toLowerCase().startsWith(wanted)) return i;
  }
  return -1;
}
