/** Who may call what: one line a method, asked before anything else is done. */
import type { MethodName, Role, Session } from '../api/contract.ts';
import { ApiError } from '../api/errors.ts';
import type { Channel } from './ports.ts';

export interface Right {
  /** Also while the recorder has no admin password. */
  inactive?: true;
  /** Needs a login with this role, or one above it. */
  least?: Role;
  /** Also while the screen is locked. */
  locked?: true;
  /** Needs the password of the device again, within the last five minutes. */
  elevated?: true;
  /** Only at the recorder itself. */
  here?: true;
}

export const rights: Record<MethodName, Right> = {
  'device.info': { inactive: true },
  'device.activate': { inactive: true },
  'device.power': { least: 'operator' },
  'device.factoryReset': { least: 'admin', elevated: true },
  // Which settings need a login is the handler's: it depends on which are set.
  'settings.set': { inactive: true },
  'password.check': { inactive: true },
  'session.names': { here: true },
  'session.current': { inactive: true },
  'session.login': {},
  'session.logout': {},
  'session.lock': { least: 'guest', locked: true },
  'session.unlock': { least: 'guest', locked: true },
  'session.elevate': { least: 'guest' },
  // An operator sees and changes nobody but themself; the handlers see to it.
  'users.list': { least: 'operator' },
  'users.setPassword': { least: 'operator', elevated: true },
  'users.add': { least: 'admin', elevated: true },
  'users.edit': { least: 'admin', elevated: true },
  'users.delete': { least: 'admin', elevated: true },
  'recovery.get': { least: 'admin' },
  'recovery.setAddress': { least: 'admin', elevated: true },
  // Open to whoever forgot the password; what is under way for a test is the admin's alone, see handlers/reset.ts.
  'reset.methods': {},
  'reset.status': {},
  'reset.offer': {},
  'reset.acceptDisclaimer': {},
  'reset.request': {},
  'reset.cancel': {},
  'reset.verifyCode': {},
  'reset.setPassword': {},
  'reset.export': { here: true },
  'seat.save': { inactive: true },
  'seat.restore': { inactive: true },
};

const rank: Record<Role, number> = { guest: 0, operator: 1, admin: 2 };

export interface Standing {
  active: boolean;
  channel: Channel;
  session: Session | null;
  elevated: boolean;
}

/** Throws `notActive`, `forbidden`, `noSession` or `notElevated`: the first that applies. */
export function authorise(right: Right, { active, channel, session, elevated }: Standing): void {
  if (!active && right.inactive !== true) throw new ApiError({ code: 'notActive' });
  if (right.here === true && channel !== 'gui') throw new ApiError({ code: 'forbidden' });
  if (right.least === undefined) return;
  if (session === null || (session.locked && right.locked !== true)) throw new ApiError({ code: 'noSession' });
  if (rank[session.role] < rank[right.least]) throw new ApiError({ code: 'forbidden' });
  if (right.elevated === true && !elevated) throw new ApiError({ code: 'notElevated' });
}
