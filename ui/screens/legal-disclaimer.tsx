/** G5: what the QR code will carry, to be read before there is one. */
import type { Purpose } from '../../core/api/contract.ts';
import { type Element, Show, signal } from '../jsx/index.ts';
import { ADMIN } from './activation.tsx';
import { useAction } from './common/action.ts';
import { Spacer } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { ScrollText } from './common/scroll-text.tsx';
import { useApp } from './context.ts';
import { legalTexts } from './legal.ts';

export function LegalDisclaimer({ purpose }: { purpose: Purpose }): Element {
  const { api, go, locale, recorder, t } = useApp();
  const read = signal(false);
  const leave = (): void => go(purpose === 'test' ? { at: 'editUser', name: ADMIN } : { at: 'login' });
  const accept = useAction(
    async () => {
      const { version } = legalTexts[locale.peek()];
      await api.call('reset.acceptDisclaimer', { version, locale: locale.peek() });
      recorder.heardReset(await api.call('reset.request', { refresh: false }));
      go({ at: 'qrCode', purpose });
    },
    (error) => {
      // The daemon has forgotten the choice before this step (it was away, or time ran out): begin again.
      if (error.code !== 'wrongStep') return false;
      go(purpose === 'test' ? { at: 'reservedEmail', next: 'editUser' } : { at: 'verification' });
      return true;
    },
  );
  const closed = (): boolean => !read.value;
  return (
    <Page
      title={t('legal.title')}
      icon="file-text"
      width={820}
      onCancel={leave}
      actions={
        <>
          <Show when={closed}>
            <label variant="caption muted" text={t('legal.readOn')} />
          </Show>
          <Spacer />
          <TextButton text={t('action.cancel')} does={leave} />
          <TextButton text={t('action.ok')} variant="primary" does={accept} disabled={closed} />
        </>
      }
    >
      <Show when={locale}>
        {(language: ReturnType<typeof locale.peek>) => (
          <ScrollText
            blocks={legalTexts[language].blocks}
            onEnd={() => {
              read.value = true;
            }}
          />
        )}
      </Show>
    </Page>
  );
}
