/**
 * Who is logged in on which channel. One session a channel; stored, so that a restarted daemon finds the owner still
 * logged in and a locked screen still locked. A reboot ends them all.
 */
import { ApiError } from '../api/errors.ts';
import { toHex } from '../sealed/hex.ts';
import type { SessionRecord } from '../store/records.ts';
import type { RunClock } from '../store/run-clock.ts';
import type { Store } from '../store/store.ts';
import { constantTimeEqual } from './constant-time.ts';

/** A whole day without a single call from the screen. Locking an idle screen is the screen's own, and much sooner. */
export const SESSION_IDLE_MS = 24 * 3_600_000;
/** NIST SP 800-63B-4 §2.1.3: reauthenticate at least every 30 days. */
export const SESSION_ABSOLUTE_MS = 30 * SESSION_IDLE_MS;
export const ELEVATION_MS = 5 * 60_000;

/** What a stored session says; name and role are looked up with the user, who may have changed since. */
export interface ActiveSession {
  user: string;
  locked: boolean;
}

export interface Sessions {
  /** The session of a channel, or null when there is none or it has ended. */
  current(channel: string): ActiveSession | null;
  /** A call came in: the session is not idle. */
  touch(channel: string): void;
  /** Logs in, with a new id; what was on the channel before ends. */
  start(channel: string, user: string): void;
  end(channel: string): void;
  endAll(): void;
  /** Ends the sessions of a user, other than the one on `except`. */
  endOf(user: string, except: string | null): void;
  lock(channel: string): void;
  unlock(channel: string): void;
  /** The password was given again: 128 random bits, good for five minutes of this session. */
  elevate(channel: string): string;
  isElevated(channel: string, token: string): boolean;
  /** Stores when each channel was last seen. */
  persist(): void;
}

/** `random` gives bytes of a cryptographic generator. */
export function createSessions(store: Store, clock: RunClock, random: (length: number) => Uint8Array): Sessions {
  // Both are memory on purpose. An elevation names its session, and so ends with it. A restart costs the elevation, and lets a session be idle a little shorter.
  const elevations = new Map<string, { sessionId: string; token: string; until: number }>();
  const seen = new Map<string, number>();

  const find = (channel: string): SessionRecord | null => {
    const record = store.sessions.get(channel);
    if (record === null || record.bootId !== clock.bootId) return null;
    const now = clock.now();
    const seenAt = Math.max(record.seenAt, seen.get(channel) ?? record.seenAt);
    return now - seenAt < SESSION_IDLE_MS && now - record.startedAt < SESSION_ABSOLUTE_MS ? record : null;
  };
  const require = (channel: string): SessionRecord => {
    const record = find(channel);
    if (record === null) throw new ApiError({ code: 'noSession' });
    return record;
  };
  const end = (channel: string): void => {
    store.sessions.delete(channel);
    seen.delete(channel);
  };

  return {
    current(channel) {
      const record = find(channel);
      return record === null ? null : { user: record.user, locked: record.locked };
    },
    touch(channel) {
      if (find(channel) !== null) seen.set(channel, clock.now());
    },
    start(channel, user) {
      end(channel);
      const now = clock.stamp();
      const id = toHex(random(16));
      store.sessions.put(channel, { id, user, locked: false, startedAt: now, seenAt: now, bootId: clock.bootId });
    },
    end,
    endAll() {
      for (const { key } of store.sessions.all()) end(key);
    },
    endOf(user, except) {
      for (const { key, value } of store.sessions.all()) if (value.user === user && key !== except) end(key);
    },
    lock(channel) {
      store.sessions.put(channel, { ...require(channel), locked: true });
      elevations.delete(channel);
    },
    unlock(channel) {
      store.sessions.put(channel, { ...require(channel), locked: false });
    },
    elevate(channel) {
      const token = toHex(random(16));
      elevations.set(channel, { sessionId: require(channel).id, token, until: clock.now() + ELEVATION_MS });
      return token;
    },
    isElevated(channel, token) {
      const record = find(channel);
      const elevation = elevations.get(channel);
      if (record === null || elevation === undefined) return false;
      const same = constantTimeEqual(ascii(elevation.token), ascii(token));
      return same && elevation.sessionId === record.id && clock.now() < elevation.until;
    },
    persist() {
      for (const [channel, seenAt] of seen) {
        const record = find(channel);
        if (record !== null) store.sessions.put(channel, { ...record, seenAt });
      }
    },
  };
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
