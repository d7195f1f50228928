import type { Element } from '../../jsx/index.ts';
import type { IconName, Obj } from '../../lvgl/index.ts';
import type { Text } from '../i18n.ts';
import { Over } from './over.tsx';

export interface MenuItem {
  readonly text: Text;
  readonly icon: IconName;
  readonly chosen: () => void;
  /** Begins a new group. */
  readonly apart?: boolean;
}

const WIDTH = 260;

interface MenuProps {
  /** Where it was asked for, in device pixels. */
  x: number;
  y: number;
  label: Text;
  items: readonly MenuItem[];
  close: () => void;
}

/** A menu beside the pointer, wholly on the screen. A click outside or Escape closes it. */
export function Menu({ x, y, label, items, close }: MenuProps): Element {
  const place = (menu: Obj): void => {
    const { display } = menu;
    display.updateLayout();
    const { scale } = display;
    menu.setStyle({
      x: Math.floor(Math.min(x, Math.max(0, display.width - menu.width - 8 * scale)) / scale),
      y: Math.floor(Math.min(y, Math.max(0, display.height - menu.height - 8 * scale)) / scale),
    });
    const first = menu.children.find((child) => child.clickFocusable);
    if (first) display.group.focus(first);
  };
  return (
    <Over layer="topLayer">
      <obj
        modal
        clickable
        style={{ width: '100%', height: '100%' }}
        onClicked={(event) => {
          if (event.target === event.currentTarget) close();
        }}
        onRightClicked={close}
        onCancel={(event) => {
          event.stop();
          close();
        }}
      >
        <obj
          variant="menu"
          role="menu"
          label={label}
          style={{ width: WIDTH, layout: 'flex', flexFlow: 'column', flexCrossPlace: 'stretch', padAll: 6, padRow: 2 }}
          ref={place}
        >
          {items.map((item) => (
            <>
              {item.apart && <obj variant="separator" />}
              <button variant="menuitem" role="menuitem" onClicked={item.chosen}>
                <icon icon={item.icon} />
                <label text={item.text} style={{ flexGrow: 1 }} />
              </button>
            </>
          ))}
        </obj>
      </obj>
    </Over>
  );
}
