/** G7: the new admin password, set with the ticket that a right code earned. */
import { type Element, type ReadonlySignal, Show } from '../jsx/index.ts';
import { ADMIN } from './activation.tsx';
import { useAction } from './common/action.ts';
import { Banner } from './common/banner.tsx';
import { Column, Row } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { type NewPassword, NewPasswordFields, PasswordRules, useNewPassword } from './common/new-password.tsx';
import { durationText, useRemaining } from './common/remaining.ts';
import { useApp } from './context.ts';

export function NewPasswordScreen({ ticket }: { ticket: string }): Element {
  const { api, ask, go, recorder, t, tell } = useApp();
  const password = useNewPassword(() => ADMIN);
  const left = useRemaining(() => recorder.reset.value.endsAt);
  const valid = (): boolean => recorder.reset.value.status.state === 'ticket' && left.value > 0;
  const store = useAction(
    async () => {
      await api.call('reset.setPassword', { ticket, password: password.first.read() });
      password.clear();
      await tell({ title: t('reset.doneTitle'), text: t('reset.doneText'), ok: t('login.login'), kind: 'success' });
      go({ at: 'login' });
    },
    (error) => {
      if (error.code !== 'passwordRefused') return false;
      password.refusal.value = error.problem;
      return true;
    },
  );
  const over = (): boolean => !valid() && !store.busy.value;
  const cancel = useAction(async () => {
    if (over()) return go({ at: 'login' });
    const sure = await ask({
      title: t('reset.cancelTitle'),
      text: t('reset.cancelText'),
      yes: t('reset.cancel'),
      no: t('action.back'),
      danger: true,
    });
    if (!sure) return;
    recorder.heardReset(await api.call('reset.cancel', {}));
    go({ at: 'login' });
  });
  const closed = (): boolean => !password.ready() || over();
  return (
    <Page
      title={t('reset.title')}
      subtitle={t('reset.subtitle')}
      icon="key-round"
      width={900}
      onSubmit={store.run}
      submitDisabled={closed}
      onCancel={cancel.run}
      actions={
        <>
          <TextButton text={t('action.cancel')} does={cancel} />
          <Show
            when={over}
            fallback={() => <TextButton text={t('action.ok')} variant="primary" does={store} disabled={closed} />}
          >
            <TextButton text={t('qr.anew')} variant="primary" does={() => go({ at: 'verification' })} />
          </Show>
        </>
      }
    >
      <Show when={over} fallback={() => <Choice password={password} left={left} valid={valid} />}>
        <Banner kind="warning" text={t('reset.over')} />
      </Show>
    </Page>
  );
}

interface ChoiceProps {
  password: NewPassword;
  left: ReadonlySignal<number>;
  valid: () => boolean;
}

/** The password, as long as there is time for it. */
function Choice({ password, left, valid }: ChoiceProps): Element {
  const { t } = useApp();
  return (
    <Column>
      <Show when={valid}>
        <Banner kind="success" text={t('reset.proved', { time: durationText(t, () => left.value) })} />
      </Show>
      <Row gap={36} cross="start">
        <Column gap={14} grow={1}>
          <NewPasswordFields of={password} />
        </Column>
        <Column gap={14} style={{ width: 340 }}>
          <PasswordRules of={password} />
        </Column>
      </Row>
    </Column>
  );
}
