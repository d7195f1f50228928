/**
 * The users of the recorder. `admin` is made by the activation and can neither be removed nor disabled; operators and
 * guests come and go. Nothing here asks who is calling: that is the daemon's table of rights.
 *
 * Hashing takes time and is therefore split from acting: `hashNew` and `judge` wait, everything else is one
 * synchronous step, and callers look at their rights again between the two.
 */
import type { Role, User } from '../api/contract.ts';
import { ApiError } from '../api/errors.ts';
import type { UserRecord } from '../store/records.ts';
import type { RunClock } from '../store/run-clock.ts';
import type { Store } from '../store/store.ts';
import type { Hasher } from './hasher.ts';
import { createLoginThrottle } from './login-throttle.ts';
import { checkPassword, normalizePassword, type PasswordCheck } from './password-policy.ts';

export const ADMIN = 'admin';
/** As many as recorders of this kind offer; also bounds what one login page lists. */
export const MAX_USERS = 32;

/** Names differ in more than case: `Guest` and `guest` are one user. */
export const userKey = (name: string): string => name.toLowerCase();

export interface Accounts {
  /** Whether there is an admin password. */
  isActive(): boolean;
  find(name: string): User | null;
  list(): User[];
  check(password: string, user: string): PasswordCheck;
  /** The hash of a new password. Throws `passwordRefused`. */
  hashNew(user: string, password: string): Promise<string>;
  /**
   * Takes a try, and judges a password in the same time whether the user exists or not.
   * @param act what the right password was for; it happens with the try's success or not at all
   * Throws `throttled` without judging, or `badCredentials`, which does not tell a wrong name from a wrong password.
   */
  judge<T>(name: string, password: string, act: (user: User) => T): Promise<T>;
  activate(passwordHash: string): void;
  add(name: string, role: Role, passwordHash: string): void;
  edit(name: string, role: Role, enabled: boolean): void;
  setPassword(name: string, passwordHash: string): void;
  delete(name: string): void;
}

export interface AccountsDeps {
  store: Store;
  clock: RunClock;
  hasher: Hasher;
  /** Model and serial number. */
  deviceWords: readonly string[];
}

export function createAccounts({ store, clock, hasher, deviceWords }: AccountsDeps): Accounts {
  const throttle = createLoginThrottle(store, clock);
  let decoy: Promise<string> | undefined;

  const check = (password: string, user: string): PasswordCheck => checkPassword(password, { user, deviceWords });
  const hash = (password: string): Promise<string> => hasher.hash(encode(password));
  const require = (name: string): UserRecord => {
    const record = store.users.get(userKey(name));
    if (record === null) throw new ApiError({ code: 'noSuchUser' });
    return record;
  };
  const requireOther = (name: string): UserRecord => {
    const record = require(name);
    if (record.role === 'admin') throw new ApiError({ code: 'forbidden' });
    return record;
  };

  return {
    isActive: () => store.users.get(ADMIN) !== null,
    find(name) {
      const record = store.users.get(userKey(name));
      return record === null ? null : publicUser(record);
    },
    list: () => store.users.all().map(({ value }) => publicUser(value)),
    check,
    async hashNew(user, password) {
      const { problem } = check(password, user);
      if (problem !== null) throw new ApiError({ code: 'passwordRefused', problem });
      return hash(password);
    },
    async judge(name, password, act) {
      const key = userKey(name);
      const record = store.users.get(key);
      const wrong = { code: 'badCredentials', ...throttle.take(record === null ? null : key) } as const;
      decoy ??= hash('of nobody');
      const nobody = await decoy;
      const right = await hasher.verify(record?.passwordHash ?? nobody, encode(password));
      if (record === null || !right) throw new ApiError(wrong);
      // Parameters were raised since: the one moment at which the password is at hand to hash it again.
      const renewed = hasher.isOutdated(record.passwordHash) ? await hash(password) : record.passwordHash;
      return store.transaction(() => {
        const now = store.users.get(key);
        // While the hash was computed the user may have been removed, disabled, or given another password.
        if (now === null || !now.enabled || now.passwordHash !== record.passwordHash) {
          throw new ApiError(wrong);
        }
        throttle.succeed(key);
        if (renewed !== record.passwordHash) store.users.put(key, { ...now, passwordHash: renewed });
        return act(publicUser(now));
      });
    },
    activate(passwordHash) {
      if (store.users.get(ADMIN) !== null) throw new ApiError({ code: 'alreadyActive' });
      store.users.put(ADMIN, { name: ADMIN, role: 'admin', enabled: true, passwordHash });
    },
    add(name, role, passwordHash) {
      const key = userKey(name);
      if (store.users.get(key) !== null) throw new ApiError({ code: 'userExists' });
      if (store.users.all().length >= MAX_USERS) throw new ApiError({ code: 'tooManyUsers' });
      store.users.put(key, { name, role, enabled: true, passwordHash });
    },
    edit(name, role, enabled) {
      store.users.put(userKey(name), { ...requireOther(name), role, enabled });
    },
    setPassword(name, passwordHash) {
      store.users.put(userKey(name), { ...require(name), passwordHash });
      throttle.succeed(userKey(name));
    },
    delete(name) {
      requireOther(name);
      store.users.delete(userKey(name));
      throttle.succeed(userKey(name));
    },
  };
}

const publicUser = ({ name, role, enabled }: UserRecord): User => ({ name, role, enabled });

const encode = (password: string): Uint8Array => new TextEncoder().encode(normalizePassword(password));
