/** G8: the cameras, and the menu that the right button opens. */
import { type Element, Show, signal } from '../jsx/index.ts';
import type { Obj, ObjEvent } from '../lvgl/index.ts';
import { useAction } from './common/action.ts';
import { Column, Row } from './common/box.tsx';
import { useClockText } from './common/clock-text.ts';
import { Menu, type MenuItem } from './common/menu.tsx';
import { useApp } from './context.ts';

/** Cameras shown at once. */
const CHANNELS = ['1', '2', '3', '4'];

export function LiveView(): Element {
  const { t } = useApp();
  const { date, time } = useClockText();
  const menu = signal<{ x: number; y: number } | null>(null);
  const items = useMenuItems(() => {
    menu.value = null;
  });
  const open = (x: number, y: number): void => {
    menu.value = { x, y };
  };
  const openInMiddle = (surface: Obj): void => open(surface.width >> 1, surface.height >> 1);
  const key = (event: ObjEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.stop();
    openInMiddle(event.currentTarget);
  };
  return (
    <obj
      role="group"
      label={t('live.title')}
      clickable
      clickFocusable
      autoFocus
      onRightClicked={(event) => open(event.x, event.y)}
      onCancel={(event) => openInMiddle(event.currentTarget)}
      onKey={key}
      style={{ flexGrow: 1, bgColor: VIDEO_BLACK }}
      stateStyles={{ focusKey: { outlineWidth: 0 } }}
      ref={(surface) => surface.display.group.focus(surface)}
    >
      <obj
        style={{
          width: '100%',
          height: '100%',
          layout: 'grid',
          gridColumns: ['1fr', '1fr'],
          gridRows: ['1fr', '1fr'],
          padGap: 2,
          flexCrossPlace: 'stretch',
        }}
      >
        {CHANNELS.map((number) => (
          <Channel number={number} />
        ))}
      </obj>
      <Row gap={10} style={{ align: 'topRight', x: -20, y: 16 }}>
        <label text={date} style={{ textColor: OSD }} />
        <label variant="strong" text={time} style={{ textColor: OSD }} />
      </Row>
      <Row
        gap={10}
        style={{ align: 'bottomMid', y: -28, padHor: 18, padVer: 10, radius: 22, bgColor: HINT_BACKGROUND }}
      >
        <icon icon="mouse-pointer" style={{ textColor: OSD }} />
        <label text={t('live.hint')} style={{ textColor: OSD }} />
      </Row>
      <Show when={menu}>
        {({ x, y }: { x: number; y: number }) => (
          <Menu
            x={x}
            y={y}
            label={t('menu.title')}
            items={items}
            close={() => {
              menu.value = null;
            }}
          />
        )}
      </Show>
    </obj>
  );
}

/** A place for a camera that sends nothing. */
function Channel({ number }: { number: string }): Element {
  const { t } = useApp();
  return (
    <obj style={{ bgColor: TILE }}>
      <Column gap={10} cross="center" style={{ align: 'center' }}>
        <icon icon="video" size="large" style={{ textColor: TILE_ICON }} />
        <label text={t('live.noVideo')} style={{ textColor: TILE_TEXT }} />
      </Column>
      <label text={t('live.camera', { number })} style={{ align: 'topLeft', x: 16, y: 14, textColor: OSD }} />
    </obj>
  );
}

function useMenuItems(close: () => void): readonly MenuItem[] {
  const { api, ask, go, leave, recorder, t } = useApp();
  const session = recorder.session.peek();
  const lock = useAction(async () => {
    await api.call('session.lock', {});
  });
  const logout = useAction(async () => {
    await api.call('session.logout', {});
    go({ at: 'login' });
  });
  let action: 'reboot' | 'shutdown' = 'reboot';
  const power = useAction(async () => {
    const sure = await ask({
      title: t(`power.${action}Title`),
      text: t(`power.${action}Text`),
      yes: t(`menu.${action}`),
      danger: true,
    });
    if (!sure) return;
    await api.call('device.power', { action });
    leave(t(`power.${action}Veil`));
  });
  const item = (
    key: 'configuration' | 'lock' | 'logout' | 'reboot' | 'shutdown',
    icon: MenuItem['icon'],
    run: () => void,
  ): MenuItem => ({
    text: t(`menu.${key}`),
    icon,
    chosen() {
      close();
      run();
    },
  });
  const powerItem = (which: typeof action): MenuItem =>
    item(which, which === 'reboot' ? 'rotate-ccw' : 'power', () => {
      action = which;
      power.run();
    });
  const personal = [
    item('configuration', 'settings', () => go({ at: session?.role === 'guest' ? 'system' : 'users' })),
    item('lock', 'lock', lock.run),
    item('logout', 'log-out', logout.run),
  ];
  // Whom the daemon would refuse anyway need not be tempted.
  if (session?.role === 'guest') return personal;
  return [...personal, { ...powerItem('reboot'), apart: true }, powerItem('shutdown')];
}

/** Video keeps its own colours: they are the same in every theme. */
const VIDEO_BLACK = 0x05070a;
const TILE = 0x0d1117;
const TILE_ICON = 0x2b3542;
const TILE_TEXT = 0x9aa7b6;
const OSD = 0xe8edf2;
const HINT_BACKGROUND = 0x1c2530;
