/** The frame of the configuration pages: a list of them on the left, the page on the right, the way back on top. */
import { type Child, type Element, Show } from '../jsx/index.ts';
import type { IconName, StyleProps } from '../lvgl/index.ts';
import { Column, Row } from './common/box.tsx';
import { focusFirst } from './common/focus.ts';
import { useApp } from './context.ts';
import type { Text, TextKey } from './i18n.ts';
import type { Place } from './place.ts';

/** A page of forms: on a wide monitor a value still stands near its name. */
export const FORM = { flexSelf: 'start', width: '100%', maxWidth: 1100 } as const satisfies StyleProps;

const PAGES = [
  { at: 'users', text: 'configuration.users', icon: 'users' },
  { at: 'system', text: 'configuration.system', icon: 'settings' },
] as const satisfies readonly { at: Place['at']; text: TextKey; icon: IconName }[];

interface ConfigurationProps {
  page: (typeof PAGES)[number]['at'];
  title: Text;
  /** Buttons that belong to the page, beside its title. */
  tools?: Child;
  /** Escape; the live view unless said otherwise. */
  onBack?: () => void;
  children: Child;
}

export function Configuration({ page, title, tools, onBack, children }: ConfigurationProps): Element {
  const { go, recorder, t } = useApp();
  const back = onBack ?? (() => go({ at: 'live' }));
  // Guests have no say over users, not even over themselves.
  const pages = PAGES.filter(({ at }) => at !== 'users' || recorder.session.peek()?.role !== 'guest');
  return (
    <Row gap={0} grow={1} cross="stretch">
      <Column gap={4} style={{ width: 240, padAll: 14, bgColor: 'surface' }}>
        <button variant="listitem" onClicked={() => go({ at: 'live' })}>
          <icon icon="arrow-left" />
          <label text={t('configuration.live')} style={{ flexGrow: 1 }} />
        </button>
        <obj variant="separator" />
        {pages.map(({ at, text, icon }) => (
          <button variant="listitem" checked={at === page} onClicked={() => go({ at })}>
            <icon icon={icon} />
            <label text={t(text)} style={{ flexGrow: 1 }} />
          </button>
        ))}
      </Column>
      <obj
        role="group"
        label={title}
        onCancel={back}
        ref={focusFirst}
        style={{
          flexGrow: 1,
          layout: 'flex',
          flexFlow: 'column',
          flexCrossPlace: 'stretch',
          padRow: 18,
          padHor: 28,
          padVer: 22,
        }}
      >
        <Row>
          <Show when={onBack !== undefined}>
            <button variant="icon ghost" label={t('action.back')} onClicked={back}>
              <icon icon="arrow-left" />
            </button>
          </Show>
          <label variant="title" text={title} style={{ flexGrow: 1 }} />
          {tools}
        </Row>
        {children}
      </obj>
    </Row>
  );
}
