/** G3: the login, and the same for a screen that is locked. */
import { type Element, Show, signal, useEffect } from '../jsx/index.ts';
import type { Dropdown } from '../lvgl/index.ts';
import { ADMIN } from './activation.tsx';
import { type Action, useAction } from './common/action.ts';
import { Banner } from './common/banner.tsx';
import { Spacer } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { Field, PasswordField } from './common/field.tsx';
import { type Secret, useSecret } from './common/secret.ts';
import { type Throttle, useThrottle } from './common/throttle.ts';
import { useApp } from './context.ts';

const WIDTH = 520;

/** A password that opens something, and what follows when it is refused. */
function useEntry(
  open: (password: Secret) => Promise<void>,
  wrong: 'login.wrong' | 'lock.wrong',
): { password: Secret; throttle: Throttle; enter: Action; closed: () => boolean } {
  const { t } = useApp();
  const password = useSecret();
  const throttle = useThrottle((n) => t(wrong, { n }));
  const enter = useAction(
    () => open(password),
    (error) => {
      if (!throttle.heard(error)) return false;
      password.clear();
      password.focus();
      return true;
    },
  );
  // What was wrong is said until the next try begins.
  useEffect(() => {
    if (password.read() !== '') throttle.forget();
  });
  return { password, throttle, enter, closed: () => password.read() === '' || throttle.waiting() };
}

export function Login(): Element {
  const { api, go, recorder, t } = useApp();
  const names = signal<readonly string[]>([ADMIN]);
  const user = signal(ADMIN);
  const { password, throttle, enter, closed } = useEntry(async (secret) => {
    const { session } = await api.call('session.login', { user: user.peek(), password: secret.read() });
    recorder.session.value = session;
    go({ at: 'live' });
  }, 'login.wrong');
  const loadNames = useAction(async () => {
    const found = await api.call('session.names', {});
    names.value = found.names;
    if (!found.names.includes(user.peek())) user.value = found.names[0] ?? ADMIN;
  });
  loadNames.run();

  const pending = (): boolean => {
    const { status } = recorder.reset.value;
    return status.state === 'pending' && status.purpose === 'reset';
  };
  return (
    <Page
      title={t('login.title')}
      subtitle={t('login.subtitle', { name: () => recorder.device.value.name })}
      icon="user"
      width={WIDTH}
      onSubmit={enter.run}
      submitDisabled={closed}
      actions={
        <>
          <TextButton text={t('login.forgot')} variant="ghost" does={() => go({ at: 'verification' })} />
          <Spacer />
          <TextButton text={t('login.login')} icon="log-in" variant="primary" does={enter} disabled={closed} />
        </>
      }
    >
      <Show when={pending}>
        <Banner kind="info" text={t('login.pending')}>
          <TextButton text={t('login.enterCode')} does={() => go({ at: 'qrCode', purpose: 'reset' })} />
        </Banner>
      </Show>
      <Field label={t('user.name')}>
        <dropdown
          label={t('user.name')}
          options={names}
          selected={() => names.value.indexOf(user.value)}
          onValueChanged={(event) => {
            user.value = names.peek()[(event.target as Dropdown).selected] ?? user.peek();
            throttle.restart();
          }}
        />
      </Field>
      <PasswordField label={t('login.password')} secret={password} error={throttle.message} autoFocus />
    </Page>
  );
}

/** The screen was locked: only whoever is logged in comes back, to where they were. */
export function Lock(): Element {
  const { api, recorder, t } = useApp();
  const { password, throttle, enter, closed } = useEntry(async (secret) => {
    const { session } = await api.call('session.unlock', { password: secret.read() });
    recorder.session.value = session;
  }, 'lock.wrong');
  const logout = useAction(async () => {
    await api.call('session.logout', {});
    recorder.session.value = null;
  });
  return (
    <Page
      title={t('lock.title')}
      subtitle={t('lock.subtitle', { user: () => recorder.session.value?.user ?? '' })}
      icon="lock"
      width={WIDTH}
      onSubmit={enter.run}
      submitDisabled={closed}
      actions={
        <>
          <TextButton text={t('menu.logout')} icon="log-out" variant="ghost" does={logout} />
          <Spacer />
          <TextButton text={t('lock.unlock')} icon="lock-open" variant="primary" does={enter} disabled={closed} />
        </>
      }
    >
      <PasswordField label={t('login.password')} secret={password} error={throttle.message} autoFocus />
    </Page>
  );
}
