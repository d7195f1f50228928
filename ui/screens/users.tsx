/** G9: who may use the recorder. */
import { type Role, USER_NAME_PATTERN, type User } from '../../core/api/contract.ts';
import { computed, type Element, Show, signal, useEffect } from '../jsx/index.ts';
import type { Dropdown, Table } from '../lvgl/index.ts';
import { ADMIN } from './activation.tsx';
import { useAction } from './common/action.ts';
import { Column, Row } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Dialog } from './common/card.tsx';
import { Field, TextField } from './common/field.tsx';
import { NewPasswordFields, PasswordRules, useNewPassword } from './common/new-password.tsx';
import { Configuration } from './configuration.tsx';
import { useApp } from './context.ts';
import type { TextKey } from './i18n.ts';

export const roleKey = (role: Role): TextKey => `role.${role}`;

export function Users(): Element {
  const { api, ask, elevated, go, recorder, t, toast } = useApp();
  const users = signal<readonly User[]>([]);
  const selected = signal(-1);
  const adding = signal(false);
  const load = useAction(async () => {
    const found = await api.call('users.list', {});
    users.value = found.users;
    // The table keeps no selection over rows that went.
    selected.value = -1;
    selected.value = 0;
  });
  load.run();
  const chosen = computed(() => users.value[selected.value] ?? null);
  const admin = recorder.session.peek()?.role === 'admin';

  const edit = (): void => {
    const user = chosen.peek();
    if (user) go({ at: 'editUser', name: user.name });
  };
  const remove = useAction(async () => {
    const user = chosen.peek();
    if (!user) return;
    const { name } = user;
    const sure = await ask({
      title: t('users.deleteTitle', { name }),
      text: t('users.deleteText'),
      yes: t('users.delete'),
      danger: true,
    });
    if (!sure) return;
    const done = await elevated(async (elevation) => {
      await api.call('users.delete', { name, elevation });
    });
    if (!done) return;
    toast(t('users.deleted', { name }));
    load.run();
  });
  return (
    <Configuration
      page="users"
      title={t('configuration.users')}
      tools={
        <>
          <Show when={admin}>
            <TextButton
              text={t('users.add')}
              icon="user-plus"
              does={() => {
                adding.value = true;
              }}
            />
          </Show>
          <TextButton
            text={t('users.edit')}
            icon="pencil"
            variant="primary"
            does={edit}
            disabled={() => !chosen.value}
          />
          <Show when={admin}>
            <TextButton
              text={t('users.delete')}
              icon="trash-2"
              does={remove}
              disabled={() => !chosen.value || chosen.value.name === ADMIN}
            />
          </Show>
        </>
      }
    >
      <table
        label={t('configuration.users')}
        columns={() => [
          { title: t('user.name')(), grow: 2 },
          { title: t('user.role')(), grow: 1 },
          { title: t('user.state')(), grow: 1 },
        ]}
        rows={() =>
          users.value.map(({ name, role, enabled }) => [
            name,
            t(roleKey(role))(),
            (enabled ? t('user.enabled') : t('user.disabled'))(),
          ])
        }
        selected={selected}
        onValueChanged={(event) => {
          selected.value = (event.target as Table).selected;
        }}
        onReady={edit}
        style={{ width: '100%', flexGrow: 1 }}
        autoFocus
      />
      <label variant="caption muted" text={t('users.hint')} />
      <Show when={adding}>
        <AddUser
          done={() => {
            adding.value = false;
            load.run();
          }}
        />
      </Show>
    </Configuration>
  );
}

const LONGEST_NAME = 32;
export const GIVEN_ROLES = ['operator', 'guest'] as const;

function AddUser({ done }: { done: () => void }): Element {
  const { api, elevated, t, toast } = useApp();
  const name = signal('');
  const role = signal(0);
  const refused = signal<TextKey | null>(null);
  const password = useNewPassword(() => (USER_NAME_PATTERN.test(name.value) ? name.value : ADMIN));
  useEffect(() => {
    name.value;
    refused.value = null;
  });
  const badName = (): boolean => name.value !== '' && !USER_NAME_PATTERN.test(name.value);
  const add = useAction(
    async () => {
      const stored = await elevated(async (elevation) => {
        await api.call('users.add', {
          name: name.peek(),
          role: GIVEN_ROLES[role.peek()] ?? 'guest',
          password: password.first.read(),
          elevation,
        });
      });
      if (!stored) return;
      toast(t('users.added', { name: name.peek() }));
      done();
    },
    (error) => {
      if (error.code === 'userExists') refused.value = 'error.userExists';
      else if (error.code === 'passwordRefused') password.refusal.value = error.problem;
      else return false;
      return true;
    },
  );
  const closed = (): boolean => name.value === '' || badName() || !password.ready();
  return (
    <Dialog
      title={t('users.addTitle')}
      icon="user-plus"
      width={900}
      onSubmit={add.run}
      submitDisabled={closed}
      onCancel={done}
      actions={
        <>
          <TextButton text={t('action.cancel')} does={done} />
          <TextButton text={t('users.add')} variant="primary" does={add} disabled={closed} />
        </>
      }
    >
      <Row gap={36} cross="start">
        <Column gap={14} grow={1}>
          <Row gap={14} cross="start">
            <Column grow={3}>
              <TextField
                label={t('user.name')}
                value={name}
                maxLength={LONGEST_NAME}
                error={() => (refused.value ? t(refused.value)() : badName() ? t('users.badName')() : '')}
                autoFocus
              />
            </Column>
            <Column grow={2}>
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
          </Row>
          <NewPasswordFields of={password} />
        </Column>
        <Column gap={14} style={{ width: 340 }}>
          <PasswordRules of={password} />
        </Column>
      </Row>
    </Dialog>
  );
}
