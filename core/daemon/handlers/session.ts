import { userKey } from '../../accounts/accounts.ts';
import type { Session, User } from '../../api/contract.ts';
import { ApiError } from '../../api/errors.ts';
import type { Handlers, Parts } from '../parts.ts';
import type { Channel } from '../ports.ts';

type SessionMethods =
  | 'session.names'
  | 'session.current'
  | 'session.login'
  | 'session.logout'
  | 'session.lock'
  | 'session.unlock'
  | 'session.elevate';

export function sessionHandlers({ accounts, sessions, sessionOf }: Parts): Pick<Handlers, SessionMethods> {
  const requireSession = (channel: Channel): Session => {
    const session = sessionOf(channel);
    if (session === null) throw new ApiError({ code: 'noSession' });
    return session;
  };
  /** Judges the password of whoever is logged in on the channel, and acts only if that is still so afterwards. */
  const confirm = <T>(channel: Channel, password: string, act: (user: User) => T): Promise<T> =>
    accounts.judge(requireSession(channel).user, password, (user) => {
      if (requireSession(channel).user !== user.name) throw new ApiError({ code: 'noSession' });
      return act(user);
    });

  return {
    'session.names': () => ({
      names: accounts
        .list()
        .filter((user) => user.enabled)
        .map((user) => user.name),
    }),

    'session.current': (_, { caller }) => ({ session: sessionOf(caller.channel) }),

    'session.login': ({ user, password }, { caller: { channel } }) =>
      accounts.judge(user, password, ({ name, role }) => {
        sessions.start(channel, userKey(name));
        return { session: { user: name, role, locked: false } };
      }),

    'session.logout'(_, { caller }) {
      sessions.end(caller.channel);
      return {};
    },

    'session.lock'(_, { caller }) {
      sessions.lock(caller.channel);
      return {};
    },

    'session.unlock': ({ password }, { caller: { channel } }) =>
      confirm(channel, password, ({ name, role }) => {
        sessions.unlock(channel);
        return { session: { user: name, role, locked: false } };
      }),

    'session.elevate': ({ password }, { caller: { channel }, authorise }) =>
      confirm(channel, password, () => {
        authorise();
        return { elevation: sessions.elevate(channel) };
      }),
  };
}
