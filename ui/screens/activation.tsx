/** G1: the first thing a new recorder shows. Nothing else can be reached before the admin has a password. */
import { type Element, signal, useEffect } from '../jsx/index.ts';
import { useAction } from './common/action.ts';
import { Column, Row } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { NewPasswordFields, PasswordRules, useNewPassword } from './common/new-password.tsx';
import { useApp } from './context.ts';

/** The one account that every recorder has; its name is fixed. */
export const ADMIN = 'admin';

export function Activation(): Element {
  const { api, go, heardElevation, locale, recorder, t } = useApp();
  const password = useNewPassword(() => ADMIN);
  const reserve = signal(false);
  const activate = useAction(
    async () => {
      const { session, elevation } = await api.call('device.activate', {
        password: password.first.read(),
        locale: locale.peek(),
      });
      recorder.session.value = session;
      heardElevation(elevation);
      go(reserve.peek() ? { at: 'reservedEmail', next: 'live' } : { at: 'live' });
    },
    (error) => {
      if (error.code !== 'passwordRefused') return false;
      password.refusal.value = error.problem;
      return true;
    },
  );
  // Somebody else may have activated it meanwhile, over the network.
  useEffect(() => {
    if (recorder.device.value.active && !activate.busy.value) go({ at: 'login' });
  });
  const closed = (): boolean => !password.ready();
  return (
    <Page
      title={t('activation.title')}
      subtitle={t('activation.subtitle')}
      icon="shield-check"
      width={900}
      onSubmit={activate.run}
      submitDisabled={closed}
      actions={<TextButton text={t('activation.activate')} variant="primary" does={activate} disabled={closed} />}
    >
      <Row gap={36} cross="start">
        <Column gap={14} grow={1}>
          <Row gap={10}>
            <icon icon="user" style={{ textColor: 'textMuted' }} />
            <label variant="muted" text={t('user.name')} />
            <label variant="strong" text={ADMIN} />
          </Row>
          <NewPasswordFields of={password} />
        </Column>
        <Column gap={14} style={{ width: 340 }}>
          <PasswordRules of={password} />
        </Column>
      </Row>
      <obj variant="separator" />
      <Column gap={2}>
        <checkbox
          text={t('activation.reserve')}
          checked={reserve}
          onValueChanged={() => {
            reserve.value = !reserve.value;
          }}
        />
        <label variant="caption muted" text={t('activation.reserveHint')} style={{ padLeft: 34 }} />
      </Column>
    </Page>
  );
}
