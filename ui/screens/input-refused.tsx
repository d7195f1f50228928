/** Shown in the place of everything that asks for a password while somebody else may read what is typed. */
import type { Element, ReadonlySignal } from '../jsx/index.ts';
import { Banner } from './common/banner.tsx';
import { Page } from './common/card.tsx';
import { useApp } from './context.ts';

export function InputRefused({ devices }: { devices: ReadonlySignal<readonly string[]> }): Element {
  const { t } = useApp();
  return (
    <Page title={t('input.refusedTitle')} icon="keyboard" tone="warning">
      <Banner kind="warning" text={t('input.refusedText')} />
      <label text={t('input.refusedDo')} />
      <label variant="caption muted" text={t('input.refusedDevices', { devices: () => devices.value.join(', ') })} />
    </Page>
  );
}
