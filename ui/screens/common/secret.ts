import { signal } from '../../jsx/index.ts';
import type { Textarea } from '../../lvgl/index.ts';

/**
 * What is being typed into a password or code field. The field holds the only copy, and overwrites it when it goes with
 * its screen.
 */
export interface Secret {
  /** For the field's `ref`. */
  readonly attach: (field: Textarea) => void;
  /** The text now; an effect that reads it follows what is typed. Never keep it. */
  read(): string;
  clear(): void;
  focus(): void;
}

export function useSecret(): Secret {
  let field: Textarea | null = null;
  const version = signal(0);
  const changed = (): void => {
    version.value = version.peek() + 1;
  };
  const clear = (): void => {
    field?.clearSecret();
    changed();
  };
  return {
    attach(to) {
      field = to;
      to.on('valueChanged', changed);
      changed();
    },
    read: () => (version.value >= 0 && field && !field.deleted ? field.text : ''),
    clear,
    focus() {
      if (field && !field.deleted) field.display.group.focus(field);
    },
  };
}
