/**
 * What the service remembers, as operations that each are one transaction. Asynchronous, so that a database on another
 * machine can stand behind it; nothing in it needs all callers to be in one process.
 *
 * Times are milliseconds since 1970. Ids are bytes. Nothing here can read a code or an address: `secret` is sealed by
 * the vault, addresses and networks are keyed hashes.
 */
import type { Decision, Known, Limits, MailState } from '../limits.ts';

/** One scan, before it is judged. */
export interface ScanFacts {
  readonly deviceRef: Uint8Array;
  readonly requestId: Uint8Array;
  /** Of address and code: the same request must say the same again. */
  readonly contentHash: Uint8Array;
  readonly addressHash: Uint8Array;
  readonly networkHash: Uint8Array;
  readonly verified: boolean;
  readonly limits: Limits;
  readonly now: number;
  /** Written as a row of the outbox if the decision is to send. */
  readonly mail: { readonly id: Uint8Array; readonly secret: Uint8Array };
}

export interface LeasedMail {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly queuedAt: number;
  readonly expiresAt: number;
  readonly tries: number;
}

/** How a hand-over ended. `reply` is the next server's reply code or an errno, never its text: that may quote the address. */
export type HandOver =
  | { readonly state: 'sent'; readonly reply: string }
  /** The next server refuses this address for good: nothing more is sent to it for 30 days. */
  | { readonly state: 'refused'; readonly reply: string }
  /** Tried again at `dueAt`. `uncertain`: the whole mail had been passed on when it broke off. */
  | { readonly state: 'retry'; readonly reply: string; readonly dueAt: number; readonly uncertain: boolean };

export interface MailRecord {
  readonly id: string;
  readonly requestId: string;
  readonly deviceRef: string;
  readonly state: MailState;
  readonly queuedAt: number;
  readonly expiresAt: number;
  readonly finishedAt: number | null;
  readonly tries: number;
  readonly lastReply: string | null;
}

export interface DeviceRecord {
  readonly deviceRef: string;
  /** The device key, sealed. */
  readonly sealedKey: Uint8Array;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
}

export interface StoreStats {
  readonly mails: Readonly<Record<MailState, number>>;
  /** When the oldest mail that still waits was queued. */
  readonly oldestQueuedAt: number | null;
}

export interface RecoveryStore {
  /** Judges one scan and writes what follows. No other scan that shares a limit with it is judged meanwhile. */
  judge(scan: ScanFacts, decide: (known: Known) => Decision): Promise<Decision>;

  /** Takes up to `max` due mails for `owner` until `now + leaseMs`. A lease that ran out counts as an uncertain hand-over. */
  lease(owner: string, now: number, leaseMs: number, max: number): Promise<LeasedMail[]>;
  /** Ends a lease. False when it was no longer ours, and nothing was written. */
  handedOver(id: string, owner: string, outcome: HandOver, now: number): Promise<boolean>;
  /** When the next mail is due, or null. */
  nextDueAt(): Promise<number | null>;
  /** Gives up mails whose code is no longer valid (their number is returned) and forgets what is older than `keepMs`. */
  expire(now: number, keepMs: number): Promise<number>;
  /** The address's server took the mail and sent it back: stops the address. False for an unknown mail. */
  bounced(id: string, now: number): Promise<boolean>;

  mail(id: string): Promise<MailRecord | null>;
  mailsOf(requestId: string): Promise<MailRecord[]>;
  /** Mails that were never handed over, newest first. */
  deadLetters(max: number): Promise<MailRecord[]>;

  device(deviceRef: Uint8Array): Promise<DeviceRecord | null>;
  /** Enrols a recorder, or gives it a new key, which also ends a revocation. */
  enrol(deviceRef: Uint8Array, sealedKey: Uint8Array, now: number): Promise<void>;
  /** False when there is no such recorder. */
  revoke(deviceRef: Uint8Array, now: number): Promise<boolean>;
  devices(): Promise<DeviceRecord[]>;

  /** Whether a mail with this hash of its Message-ID was dealt with already. */
  messageSeen(idHash: Uint8Array): Promise<boolean>;
  messageDone(idHash: Uint8Array, now: number): Promise<void>;

  stats(): Promise<StoreStats>;
  close(): Promise<void>;
}
