/**
 * Every way the daemon can refuse. A screen picks its words from `code`, never from a message; the numbers that go
 * with it (seconds to wait, tries left) are in `detail`.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a new password was refused; the keys of the rules shown under a password field. */
export const PasswordProblem = v.picklist([
  'tooShort',
  'tooLong',
  'tooFewKinds',
  'containsUser',
  'containsDevice',
  'run',
  'common',
]);
export type PasswordProblem = v.InferOutput<typeof PasswordProblem>;

/** Why an address was refused. */
export const AddressProblem = v.picklist(['empty', 'tooLong', 'noAt', 'badLocal', 'badDomain', 'control']);
export type AddressProblem = v.InferOutput<typeof AddressProblem>;

/** Why a pending request is no longer one. */
export const VoidReason = v.picklist([
  'reboot',
  'addressChanged',
  'passwordChanged',
  'newerRequest',
  'cancelled',
  'factoryReset',
]);
export type VoidReason = v.InferOutput<typeof VoidReason>;

export const ApiErrorData = v.variant('code', [
  /** The recorder has no admin password yet: only activation works. */
  v.object({ code: v.literal('notActive') }),
  v.object({ code: v.literal('alreadyActive') }),
  v.object({ code: v.literal('passwordRefused'), problem: PasswordProblem }),
  v.object({ code: v.literal('addressRefused'), problem: AddressProblem }),
  /** `retryAfterMs` is the wait that this try began, if it did. */
  v.object({ code: v.literal('badCredentials'), triesLeft: count, retryAfterMs: v.optional(count) }),
  /** Too many wrong tries; nothing was checked. */
  v.object({ code: v.literal('throttled'), retryAfterMs: count }),
  /** Not logged in, the session ended, or it is locked. */
  v.object({ code: v.literal('noSession') }),
  /** Logged in, but the role may not. */
  v.object({ code: v.literal('forbidden') }),
  /** The elevation is missing or older than five minutes: ask for the password of the device again. */
  v.object({ code: v.literal('notElevated') }),
  v.object({ code: v.literal('userExists') }),
  v.object({ code: v.literal('noSuchUser') }),
  v.object({ code: v.literal('tooManyUsers') }),
  /** The recovery method is not set up on this recorder. */
  v.object({ code: v.literal('methodNotSetUp') }),
  /** The step needs one before it that was not taken. */
  v.object({ code: v.literal('wrongStep') }),
  v.object({ code: v.literal('wrongCode'), triesLeft: count }),
  v.object({ code: v.literal('exhausted') }),
  v.object({ code: v.literal('expired') }),
  v.object({ code: v.literal('voided'), reason: VoidReason }),
  /** Recovery by code is locked (10 wrong codes in 24 h); login still works. */
  v.object({ code: v.literal('recoveryLocked'), retryAfterMs: count }),
  /** Ten requests a day were used up. */
  v.object({ code: v.literal('tooManyRequests'), retryAfterMs: count }),
  v.object({ code: v.literal('badTicket') }),
  v.object({ code: v.literal('noUsbDrive') }),
  v.object({ code: v.literal('usbFull') }),
  /** Disk full or read-only: nothing was changed. */
  v.object({ code: v.literal('storageFull') }),
  v.object({ code: v.literal('storageFailed') }),
  /** The parameters did not match the contract. `path` names the field, never its value. */
  v.object({ code: v.literal('badRequest'), path: v.string() }),
  v.object({ code: v.literal('unknownMethod') }),
  v.object({ code: v.literal('busy') }),
  /** The connection to the daemon is away; the call may be tried again when it is back. */
  v.object({ code: v.literal('disconnected') }),
  /** A fault of ours. `reference` finds it in the log. */
  v.object({ code: v.literal('internal'), reference: v.string() }),
]);
export type ApiErrorData = v.InferOutput<typeof ApiErrorData>;
export type ApiErrorCode = ApiErrorData['code'];

/** What a failed call throws on both sides of the socket. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly data: ApiErrorData;

  constructor(data: ApiErrorData) {
    super(data.code);
    this.data = data;
  }
}
