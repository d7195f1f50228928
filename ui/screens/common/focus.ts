import type { Obj } from '../../lvgl/index.ts';

/**
 * Gives the focus to what asks for it in a screen that has just come, else to the first thing that can have it: keys
 * such as Escape go to what has the focus.
 */
export function focusFirst(root: Obj): void {
  const wanted =
    find(root, (obj) => obj.autoFocus && !obj.disabled) ?? find(root, (obj) => obj.clickFocusable && !obj.disabled);
  if (wanted) root.display.group.focus(wanted);
}

function find(obj: Obj, wanted: (obj: Obj) => boolean): Obj | null {
  if (obj.hidden) return null;
  if (wanted(obj)) return obj;
  for (const child of obj.children) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return null;
}
