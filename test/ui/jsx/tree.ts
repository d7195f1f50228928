import { signal } from '../../../ui/jsx/index.ts';
import type { Obj } from '../../../ui/lvgl/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';

export const screen = (): Obj => makeTestDisplay().display.screen;

/** What the labels say, in drawing order. */
export const texts = (obj: Obj): string[] =>
  obj.children.flatMap((child) => (child.hidden ? [] : child.role === 'text' ? [child.accessibleName] : texts(child)));

/** A signal that counts who listens: the number of effects that would run when it changes. */
export function watched(): { readonly source: () => void; readonly listeners: () => number } {
  const ping = signal(0);
  let runs = 0;
  return {
    source: () => {
      if (ping.value > 0) runs++;
    },
    listeners: () => {
      runs = 0;
      ping.value++;
      return runs;
    },
  };
}

export interface Item {
  readonly id: string;
}
