/** G10: one user, after the password of the device was given: another password, and for the admin the reserved e-mail. */
import type { User } from '../../core/api/contract.ts';
import { type Child, type Element, Show, signal } from '../jsx/index.ts';
import type { Dropdown } from '../lvgl/index.ts';
import { ADMIN } from './activation.tsx';
import { useAction } from './common/action.ts';
import { Column, Row } from './common/box.tsx';
import { IconButton, TextButton } from './common/buttons.tsx';
import { Field } from './common/field.tsx';
import { NewPasswordFields, PasswordRules, useNewPassword } from './common/new-password.tsx';
import { useReservedAddress } from './common/reserved-address.ts';
import { Configuration, FORM } from './configuration.tsx';
import { useApp } from './context.ts';
import type { Text } from './i18n.ts';
import { GIVEN_ROLES, roleKey } from './users.tsx';

export function EditUser({ name }: { name: string }): Element {
  const { api, elevated, go, recorder, t } = useApp();
  const user = signal<User | null>(null);
  const leave = (): void => go({ at: 'users' });
  const open = useAction(async () => {
    const given = await elevated(async () => {
      const { users } = await api.call('users.list', {});
      user.value = users.find((found) => found.name === name) ?? null;
    });
    // Without the password of the device, or without the user, there is nothing to edit.
    if (!given || !user.peek()) leave();
  });
  open.run();
  const isAdmin = recorder.session.peek()?.role === 'admin';
  return (
    <Configuration page="users" title={t('edit.title', { name })} onBack={leave}>
      <Show when={user}>
        {(shown: User) => (
          <Column gap={16} grow={1} scrollable style={FORM}>
            {name === ADMIN && <ReservedEmailRow />}
            {isAdmin && name !== ADMIN && <AccountSection user={shown} />}
            <PasswordSection name={name} />
          </Column>
        )}
      </Show>
    </Configuration>
  );
}

function Section({ title, children }: { title: Text; children: Child }): Element {
  return (
    <obj
      variant="card"
      role="group"
      label={title}
      style={{ layout: 'flex', flexFlow: 'column', flexCrossPlace: 'stretch', padRow: 14, padHor: 24, padVer: 20 }}
    >
      <label variant="strong" text={title} />
      {children}
    </obj>
  );
}

/** The address that lets the owner back in, masked, and the way to change it. */
function ReservedEmailRow(): Element {
  const { go, t } = useApp();
  const reserved = useReservedAddress();
  const state = (): Text => {
    if (!reserved.loaded.value) return t('action.loading');
    if (reserved.masked.value === null) return t('email.notSet');
    return reserved.confirmed.value ? t('email.confirmed') : t('email.notConfirmed');
  };
  return (
    <Section title={t('email.title')}>
      <Row gap={16}>
        <icon
          icon={() => (reserved.confirmed.value ? 'mail-check' : 'mail')}
          style={() => ({ textColor: reserved.confirmed.value ? 'success' : 'textMuted' })}
        />
        <Column gap={2} grow={1}>
          <label text={() => reserved.masked.value ?? t('email.none')()} />
          <label variant="caption muted" text={() => state()()} />
        </Column>
        <IconButton
          icon="settings"
          label={t('edit.emailSettings')}
          onClicked={() => go({ at: 'reservedEmail', next: 'editUser' })}
        />
      </Row>
    </Section>
  );
}

function AccountSection({ user }: { user: User }): Element {
  const { api, elevated, t, toast } = useApp();
  const role = signal(user.role === 'admin' ? -1 : GIVEN_ROLES.indexOf(user.role));
  const enabled = signal(user.enabled);
  const save = useAction(async () => {
    const stored = await elevated(async (elevation) => {
      await api.call('users.edit', {
        name: user.name,
        role: GIVEN_ROLES[role.peek()] ?? 'guest',
        enabled: enabled.peek(),
        elevation,
      });
    });
    if (stored) toast(t('edit.saved'));
  });
  return (
    <Section title={t('edit.account')}>
      <Row gap={24} cross="end">
        <Column style={{ width: 220 }}>
          <Field label={t('user.role')}>
            <dropdown
              label={t('user.role')}
              options={() => GIVEN_ROLES.map((given) => t(roleKey(given))())}
              selected={role}
              onValueChanged={(event) => {
                role.value = (event.target as Dropdown).selected;
              }}
            />
          </Field>
        </Column>
        <Column grow={1}>
          <checkbox
            text={t('edit.mayLogIn')}
            checked={enabled}
            onValueChanged={() => {
              enabled.value = !enabled.value;
            }}
          />
        </Column>
        <TextButton text={t('action.save')} icon="save" does={save} />
      </Row>
    </Section>
  );
}

function PasswordSection({ name }: { name: string }): Element {
  const { api, elevated, t, toast } = useApp();
  const password = useNewPassword(() => name);
  const save = useAction(
    async () => {
      const stored = await elevated(async (elevation) => {
        await api.call('users.setPassword', { name, password: password.first.read(), elevation });
      });
      if (!stored) return;
      password.clear();
      toast(t('edit.passwordSaved'));
    },
    (error) => {
      if (error.code !== 'passwordRefused') return false;
      password.refusal.value = error.problem;
      return true;
    },
  );
  const closed = (): boolean => !password.ready();
  return (
    <Section title={t('edit.password')}>
      <Row gap={36} cross="start">
        <Column gap={14} grow={1}>
          <NewPasswordFields of={password} autoFocus={false} />
          <Row main="end">
            <TextButton text={t('edit.changePassword')} icon="save" does={save} disabled={closed} />
          </Row>
        </Column>
        <Column gap={14} style={{ width: 320 }}>
          <PasswordRules of={password} />
        </Column>
      </Row>
    </Section>
  );
}
