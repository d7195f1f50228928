/** A button (LVGL's `lv_button`): a box that is clicked; what it shows are its children. */
import { Obj } from '../obj.ts';
import { Label } from './label.ts';

export class Button extends Obj {
  static override readonly themeClass: string = 'button';

  constructor(parent: Obj) {
    super(parent);
    this.role = 'button';
    this.clickable = true;
    this.clickFocusable = true;
  }

  override get accessibleName(): string {
    return this.label || textWithin(this);
  }
}

/** The text of all labels in an object, in order. */
export function textWithin(obj: Obj): string {
  const parts: string[] = [];
  const walk = (o: Obj): void => {
    if (o instanceof Label) parts.push(o.accessibleName);
    else for (const child of o.children) walk(child);
  };
  walk(obj);
  return parts.filter((text) => text !== '').join(' ');
}
