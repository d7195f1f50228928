/**
 * How many mails the service writes, and the one decision about a scan: a new mail, the one that stands, or a refusal.
 * Pure: what is known comes from the store, the time from the caller.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** At most `count` mails in any `windowMs`. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

export interface Limits {
  readonly device: Limit;
  readonly address: Limit;
  readonly network: Limit;
  /** All mails for recorders that prove nothing, together; null where the recorder is known. */
  readonly unverified: Limit | null;
}

/** For recorders whose device tag was verified. */
export const VERIFIED_LIMITS: Limits = {
  device: { count: 10, windowMs: DAY },
  address: { count: 5, windowMs: HOUR },
  // A mobile carrier's network may stand for a whole town.
  network: { count: 60, windowMs: HOUR },
  unverified: null,
};

/**
 * For recorders that are not enrolled, in open mode. Anyone can make such a payload with any address and any device
 * name in it, so what counts is the address, the network, and the sum of all: the mailer must not be worth abusing.
 */
export const UNVERIFIED_LIMITS: Limits = {
  device: { count: 4, windowMs: DAY },
  address: { count: 2, windowMs: HOUR },
  network: { count: 10, windowMs: HOUR },
  unverified: { count: 200, windowMs: HOUR },
};

/** Mails for one request, all with the same code. */
export const MAILS_PER_REQUEST = 2;

/** A scan this soon after the mail was handed over is a phone that missed our answer: it gets the answer again, no mail. */
export const SAME_SCAN_MS = MINUTE;

/** Longest validity, whatever the payload says. */
export const MAX_VALID_MINUTES = 48 * 60;

/** How long keyed hashes, results and stopped addresses are kept. */
export const KEEP_MS = 30 * DAY;

/** Where a mail stands. `queued` until it is handed over; `bounced` comes after `sent`, when the address's server said so later. */
export const MailState = ['queued', 'sent', 'refused', 'bounced', 'expired'] as const;
export type MailState = (typeof MailState)[number];

export interface KnownMail {
  readonly id: string;
  readonly state: MailState;
  /** When it was handed over, or given up. */
  readonly finishedAt: number | null;
  /** Hand-overs that broke off when the next server may have had the whole mail: each may have been a mail. */
  readonly uncertain: number;
}

/** What the store knows about a scan. Times are milliseconds since 1970 by the service's clock. */
export interface Known {
  readonly request: {
    /** The service's first sight plus the validity. */
    readonly expiresAt: number;
    /** Same address and code as at first sight. */
    readonly sameContent: boolean;
    /** Oldest first. */
    readonly mails: readonly KnownMail[];
  } | null;
  readonly addressStopped: boolean;
  /** When mails were queued that count against each limit: the newest within its window, newest first, at most `count`. */
  readonly recent: Readonly<Record<keyof Limits, readonly number[]>>;
}

export type TooOftenLimit = 'request' | keyof Limits;

export type LimitRefusal =
  /** Two requests of one recorder never share an id: this payload is not the recorder's. */
  | { readonly code: 'notGenuine' }
  | { readonly code: 'expired' }
  /** The address's mail server refused it for good. */
  | { readonly code: 'addressRefused' }
  /** `retryAt` is null when only a new QR code helps. */
  | { readonly code: 'tooOften'; readonly limit: TooOftenLimit; readonly retryAt: number | null };

export type Decision =
  | { readonly kind: 'queue'; readonly expiresAt: number }
  | { readonly kind: 'standing'; readonly mail: KnownMail; readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly refusal: LimitRefusal };

/** @param validMinutes as the payload says */
export function decide(known: Known, limits: Limits, validMinutes: number, now: number): Decision {
  const { request } = known;
  const expiresAt = request?.expiresAt ?? now + Math.min(validMinutes, MAX_VALID_MINUTES) * MINUTE;
  if (request !== null && !request.sameContent) return refused({ code: 'notGenuine' });
  if (now >= expiresAt) return refused({ code: 'expired' });
  if (known.addressStopped) return refused({ code: 'addressRefused' });

  const mails = request?.mails ?? [];
  const last = mails.at(-1);
  if (last !== undefined && (last.state === 'queued' || now - (last.finishedAt ?? 0) < SAME_SCAN_MS)) {
    return { kind: 'standing', mail: last, expiresAt };
  }
  const maySent = mails.reduce((sum, mail) => sum + 1 + mail.uncertain, 0);
  if (maySent >= MAILS_PER_REQUEST) return refused({ code: 'tooOften', limit: 'request', retryAt: null });

  let worst: { limit: keyof Limits; retryAt: number } | null = null;
  for (const limit of ['device', 'address', 'network', 'unverified'] as const) {
    const retryAt = freeAgainAt(known.recent[limit], limits[limit]);
    if (retryAt > now && retryAt > (worst?.retryAt ?? 0)) worst = { limit, retryAt };
  }
  if (worst !== null) return refused({ code: 'tooOften', ...worst });
  return { kind: 'queue', expiresAt };
}

/** When one more fits; 0 when it fits now. */
function freeAgainAt(newestFirst: readonly number[], limit: Limit | null): number {
  const oldest = limit === null ? undefined : newestFirst[limit.count - 1];
  return limit === null || oldest === undefined ? 0 : oldest + limit.windowMs;
}

const refused = (refusal: LimitRefusal): Decision => ({ kind: 'refused', refusal });
