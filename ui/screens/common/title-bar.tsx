import { type Element, Show } from '../../jsx/index.ts';
import { useApp } from '../context.ts';
import { Column, Row, Spacer } from './box.tsx';
import { useClockText } from './clock-text.ts';
import { LanguageChoice } from './language.tsx';

export const TITLE_BAR_HEIGHT = 60;

/** Along the top of every screen but the live view: which recorder this is, who is logged in, network, language, time. */
export function TitleBar({ onKeyboard }: { onKeyboard: () => void }): Element {
  const { recorder, t } = useApp();
  const { date, time } = useClockText();
  return (
    <obj
      variant="titlebar"
      style={{
        width: '100%',
        height: TITLE_BAR_HEIGHT,
        layout: 'flex',
        flexFlow: 'row',
        flexCrossPlace: 'center',
        padColumn: 20,
        padHor: 20,
      }}
    >
      <icon icon="video" style={{ textColor: 'info' }} />
      <Row gap={10}>
        <label variant="strong" text={() => recorder.device.value.name} />
        <label variant="caption muted" text={() => recorder.device.value.model} />
      </Row>
      <Spacer />
      <Show when={() => recorder.session.value}>
        <Row gap={8}>
          <icon icon="user" style={{ textColor: 'textMuted' }} />
          <label text={() => recorder.session.value?.user ?? ''} maxLines={1} />
        </Row>
      </Show>
      <NetworkState />
      <button variant="icon ghost" label={t('titleBar.keyboard')} clickFocusable={false} onClicked={onKeyboard}>
        <icon icon="keyboard" />
      </button>
      <LanguageChoice width={150} />
      <Column gap={0} cross="end">
        <label variant="strong" text={time} />
        <label variant="caption muted" text={date} />
      </Column>
    </obj>
  );
}

function NetworkState(): Element {
  const { recorder, t } = useApp();
  const up = (): boolean => recorder.device.value.network === 'up';
  return (
    <icon
      icon={() => (up() ? 'network' : 'unplug')}
      label={() => (up() ? t('titleBar.networkUp') : t('titleBar.networkDown'))()}
      style={() => ({ textColor: up() ? 'textMuted' : 'warning' })}
    />
  );
}
