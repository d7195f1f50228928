import { ADMIN, userKey } from '../../accounts/accounts.ts';
import { ApiError } from '../../api/errors.ts';
import type { Handlers, Parts } from '../parts.ts';
import type { Channel } from '../ports.ts';

type UserMethods = 'users.list' | 'users.add' | 'users.edit' | 'users.setPassword' | 'users.delete' | 'password.check';

export function userHandlers({ ports, accounts, sessions, resets, sessionOf }: Parts): Pick<Handlers, UserMethods> {
  const { store } = ports;
  const mayTouch = (channel: Channel, name: string): boolean => {
    const session = sessionOf(channel);
    return session !== null && (session.role === 'admin' || userKey(session.user) === userKey(name));
  };
  return {
    'users.list': (_, { caller }) => ({ users: accounts.list().filter(({ name }) => mayTouch(caller.channel, name)) }),

    async 'users.add'({ name, role, password }, { authorise }) {
      const hash = await accounts.hashNew(name, password);
      authorise();
      accounts.add(name, role, hash);
      return {};
    },

    'users.edit'({ name, role, enabled }) {
      store.transaction(() => {
        accounts.edit(name, role, enabled);
        sessions.endOf(userKey(name), null);
      });
      return {};
    },

    async 'users.setPassword'({ name, password }, { caller: { channel }, authorise }) {
      if (!mayTouch(channel, name)) throw new ApiError({ code: 'forbidden' });
      const hash = await accounts.hashNew(name, password);
      authorise();
      if (!mayTouch(channel, name)) throw new ApiError({ code: 'forbidden' });
      store.transaction(() => {
        accounts.setPassword(name, hash);
        sessions.endOf(userKey(name), channel);
        if (userKey(name) === ADMIN) resets.void('passwordChanged');
      });
      return {};
    },

    'users.delete'({ name }) {
      store.transaction(() => {
        accounts.delete(name);
        sessions.endOf(userKey(name), null);
      });
      return {};
    },

    'password.check'({ password, user }) {
      return accounts.check(password, user);
    },
  };
}
