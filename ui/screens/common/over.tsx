import { type Element, onCleanup } from '../../jsx/index.ts';

/** Puts an element on a layer over the screen, for as long as the component is there. */
export function Over({ layer, children }: { layer: 'topLayer' | 'sysLayer'; children: Element }): Element {
  return {
    mount(parent) {
      const root = parent.display[layer];
      const before = root.children.length;
      children.mount(root);
      const made = root.children.slice(before);
      onCleanup(() => {
        for (const obj of made) obj.delete();
      });
    },
  };
}
