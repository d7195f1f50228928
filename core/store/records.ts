/**
 * What is stored, as schemas: everything read back is checked against them. Times are milliseconds of the run clock
 * (see run-clock.ts) unless said otherwise; bytes are lower-case hex.
 */
import * as v from 'valibot';
import { Locale, Method, Purpose, Role, Settings } from '../api/contract.ts';
import { VoidReason } from '../api/errors.ts';

const time = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));

/** The recorder's own random name and key; made at first boot, and anew by a factory reset. */
export const IdentityRecord = v.object({ deviceRef: hex(8), deviceKey: hex(32) });
export type IdentityRecord = v.InferOutput<typeof IdentityRecord>;

/** One reading of the run clock and the boot clock at the same moment. */
export const ClockRecord = v.object({ bootId: v.string(), bootMs: time, runMs: time });
export type ClockRecord = v.InferOutput<typeof ClockRecord>;

/** `passwordHash` is a PHC string: the parameters travel with the hash. */
export const UserRecord = v.object({ name: v.string(), role: Role, enabled: v.boolean(), passwordHash: v.string() });
export type UserRecord = v.InferOutput<typeof UserRecord>;

/** Wrong passwords of one subject. `lockedUntil` 0 is no lock. */
export const ThrottleRecord = v.object({ failures: count, lockedUntil: time, lastAt: time });
export type ThrottleRecord = v.InferOutput<typeof ThrottleRecord>;

/** A login; its key is the channel. `user` is the key of the user. */
export const SessionRecord = v.object({
  id: hex(16),
  user: v.string(),
  locked: v.boolean(),
  startedAt: time,
  seenAt: time,
  bootId: v.string(),
});
export type SessionRecord = v.InferOutput<typeof SessionRecord>;

/** `confirmed`: a test code sent to it was typed in once. */
export const AddressRecord = v.object({ address: v.string(), confirmed: v.boolean() });
export type AddressRecord = v.InferOutput<typeof AddressRecord>;

/** Which text was accepted, in which language. */
export const Disclaimer = v.object({ version: v.string(), locale: Locale });
export type Disclaimer = v.InferOutput<typeof Disclaimer>;

const begun = { bootId: v.string(), method: Method, purpose: Purpose };
const issued = { ...begun, disclaimer: Disclaimer, requestId: hex(16), expiresAt: time };

/** The one reset request. What follows from time and boot alone (expired, voided by a reboot) is not written. */
export const ResetRecord = v.variant('state', [
  v.object({ state: v.literal('offered'), ...begun }),
  v.object({ state: v.literal('disclaimerAccepted'), ...begun, disclaimer: Disclaimer }),
  v.object({ state: v.literal('pending'), ...issued, codeHash: v.string(), qrText: v.string(), triesLeft: count }),
  v.object({ state: v.literal('ticket'), ...issued, ticketHash: hex(32), channel: v.string() }),
  v.object({ state: v.literal('voided'), reason: VoidReason }),
]);
export type ResetRecord = v.InferOutput<typeof ResetRecord>;

/** When requests were made and wrong codes typed in the last 24 h. `lockedUntil` 0 is no lock. */
export const RecoveryLimits = v.object({ requests: v.array(time), wrongCodes: v.array(time), lockedUntil: time });
export type RecoveryLimits = v.InferOutput<typeof RecoveryLimits>;

/** The records of which there is one, by their key in the table `device`. */
export const cells = {
  identity: IdentityRecord,
  clock: ClockRecord,
  settings: Settings,
  address: AddressRecord,
  reset: ResetRecord,
  recoveryLimits: RecoveryLimits,
} as const;

/** The records of which there are many, by their table. */
export const collections = { users: UserRecord, throttles: ThrottleRecord, sessions: SessionRecord } as const;
