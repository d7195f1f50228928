/** G4: by which of the ways that are set up the owner proves that the recorder is theirs. */
import type { Method, Result } from '../../core/api/contract.ts';
import { type Element, For, Show, signal } from '../jsx/index.ts';
import type { Obj } from '../lvgl/index.ts';
import { useAction } from './common/action.ts';
import { Banner } from './common/banner.tsx';
import { Column } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { useApp } from './context.ts';

export function VerificationMode(): Element {
  const { api, go, recorder, t } = useApp();
  const found = signal<Result<'reset.methods'> | null>(null);
  const chosen = signal<Method>('email');
  const load = useAction(async () => {
    const answer = await api.call('reset.methods', {});
    chosen.value = answer.methods[0] ?? 'email';
    found.value = answer;
  });
  load.run();
  const begin = useAction(async () => {
    const status = await api.call('reset.offer', { method: chosen.peek(), purpose: 'reset' });
    recorder.heardReset(status);
    // A request that is still valid is shown again: a code that arrives late works.
    go(status.state === 'pending' ? { at: 'qrCode', purpose: 'reset' } : { at: 'legal', purpose: 'reset' });
  });
  const methods = (): readonly Method[] => found.value?.methods ?? [];
  const none = (): boolean => found.value !== null && methods().length === 0;
  const closed = (): boolean => methods().length === 0;
  const leave = (): void => go({ at: 'login' });
  return (
    <Page
      title={t('mode.title')}
      icon="key-round"
      onSubmit={begin.run}
      submitDisabled={closed}
      onCancel={leave}
      actions={
        <>
          <TextButton text={() => (none() ? t('action.back') : t('action.cancel'))()} does={leave} />
          <Show when={() => !none()}>
            <TextButton text={t('action.ok')} variant="primary" does={begin} disabled={closed} />
          </Show>
        </>
      }
    >
      <Show when={none}>
        <Banner
          kind="warning"
          text={() => (recorder.device.value.recoveryAvailable ? t('mode.none') : t('mode.noKeys'))()}
        />
        <label text={t('mode.service')} />
        <label
          variant="caption muted"
          text={t('mode.device', {
            model: () => recorder.device.value.model,
            serial: () => recorder.device.value.serial,
          })}
        />
      </Show>
      <Show when={() => methods().length > 0}>
        <label text={t('mode.text')} />
        <Column gap={12}>
          <For each={methods} by={(method) => method}>
            {(method) => (
              <MethodChoice
                method={method}
                maskedAddress={found.peek()?.maskedAddress ?? ''}
                chosen={() => chosen.value === method}
                choose={() => {
                  chosen.value = method;
                }}
              />
            )}
          </For>
        </Column>
      </Show>
    </Page>
  );
}

interface MethodChoiceProps {
  method: Method;
  maskedAddress: string;
  chosen: () => boolean;
  choose: () => void;
}

function MethodChoice({ method, maskedAddress, chosen, choose }: MethodChoiceProps): Element {
  const { t } = useApp();
  // The methods come after the screen, which has given the focus to a button meanwhile.
  const focusIfChosen = (choice: Obj): void => {
    if (chosen()) choice.display.group.focus(choice);
  };
  return (
    <Column gap={2}>
      <checkbox
        variant="radio"
        text={t(`mode.${method}`)}
        checked={chosen}
        onValueChanged={choose}
        ref={focusIfChosen}
      />
      <label
        variant="caption muted"
        text={t(`mode.${method}Hint`, { address: maskedAddress })}
        style={{ padLeft: 34 }}
      />
    </Column>
  );
}
