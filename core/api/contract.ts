/**
 * The typed contract between any screen and the daemon: each method with the schema of its parameters and result, and
 * the notices the daemon sends by itself. Both sides validate. Times are milliseconds; durations are relative, so that
 * a screen never has to compare its own clock with the daemon's.
 */
import * as v from 'valibot';
import { VoidReason } from './errors.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothing = v.object({});

/** What a person can type: bounded before anything looks at it. The policy decides later. */
const secret = v.pipe(v.string(), v.maxLength(512));
export const USER_NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const userName = v.pipe(v.string(), v.regex(USER_NAME_PATTERN));
const token = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

export const Role = v.picklist(['admin', 'operator', 'guest']);
export type Role = v.InferOutput<typeof Role>;

export const Locale = v.picklist(['en', 'de', 'zh-CN']);
export type Locale = v.InferOutput<typeof Locale>;

export const ThemeName = v.picklist(['dark', 'light', 'highContrast']);
export type ThemeName = v.InferOutput<typeof ThemeName>;

/** Ways back in. Only those that are set up are offered. */
export const Method = v.picklist(['email', 'guid', 'questions']);
export type Method = v.InferOutput<typeof Method>;

/** `reset` ends in a new password, `test` in "address confirmed". */
export const Purpose = v.picklist(['reset', 'test']);
export type Purpose = v.InferOutput<typeof Purpose>;

export const User = v.object({ name: userName, role: Role, enabled: v.boolean() });
export type User = v.InferOutput<typeof User>;

/** The login of the channel this connection belongs to. */
export const Session = v.object({ user: userName, role: Role, locked: v.boolean() });
export type Session = v.InferOutput<typeof Session>;

/** The one reset request of the recorder, as any channel may see it. Never holds the code. */
export const ResetStatus = v.variant('state', [
  v.object({ state: v.literal('none') }),
  v.object({ state: v.literal('offered'), method: Method, purpose: Purpose }),
  v.object({ state: v.literal('disclaimerAccepted'), method: Method, purpose: Purpose }),
  v.object({
    state: v.literal('pending'),
    purpose: Purpose,
    /** 32 lower-case hex digits; what logs, mails and support speak of. */
    requestId: token,
    /** The text the QR code carries (`PH1:…`). */
    qrText: v.string(),
    maskedAddress: v.string(),
    validForMs: count,
    triesLeft: count,
  }),
  /** A right code was given; the ticket is with the channel that earned it. */
  v.object({ state: v.literal('ticket'), validForMs: count }),
  v.object({ state: v.literal('expired') }),
  v.object({ state: v.literal('exhausted') }),
  v.object({ state: v.literal('voided'), reason: VoidReason }),
]);
export type ResetStatus = v.InferOutput<typeof ResetStatus>;

export const Settings = v.object({
  locale: Locale,
  theme: ThemeName,
  /** Layout of attached keyboards, see drivers/input. */
  keyboard: v.picklist(['us', 'gb', 'de', 'fr', 'es', 'ru']),
  /** -1 slowest … 1 fastest, as in libinput. */
  pointerSpeed: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  /** Minutes without input until the screen locks; 0 never. */
  autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120)),
});
export type Settings = v.InferOutput<typeof Settings>;

export const DeviceInfo = v.object({
  active: v.boolean(),
  name: v.string(),
  model: v.string(),
  serial: v.string(),
  firmware: v.string(),
  /** The recorder's own wall clock, which may be years off. */
  wallClock: v.number(),
  network: v.picklist(['up', 'down']),
  settings: Settings,
  /** False when the firmware carries no vendor key: an address can be stored, but no QR code can be made. */
  recoveryAvailable: v.boolean(),
});
export type DeviceInfo = v.InferOutput<typeof DeviceInfo>;

const method = <P extends v.GenericSchema, R extends v.GenericSchema>(params: P, result: R) => ({ params, result });

export const methods = {
  'device.info': method(nothing, DeviceInfo),
  /** Sets the admin password, once. The channel is then logged in as admin and elevated. */
  'device.activate': method(
    v.object({ password: secret, locale: Locale }),
    v.object({ session: Session, elevation: token }),
  ),
  'device.power': method(v.object({ action: v.picklist(['reboot', 'shutdown']) }), nothing),
  /** Erases accounts, address, keys and settings; keeps recordings. Needs an elevated admin. */
  'device.factoryReset': method(v.object({ elevation: token }), nothing),
  /** Locale, theme, keyboard layout and pointer speed may be changed at the recorder without login; the rest needs an admin. */
  'settings.set': method(v.partial(Settings), Settings),
  /** How good a password would be, by the policy, without storing anything. `user` is whose it would be. */
  'password.check': method(
    v.object({ password: secret, user: userName }),
    v.object({
      problem: v.nullable(v.string()),
      /** 0 very weak … 4 strong, for the meter. */
      strength: v.picklist([0, 1, 2, 3, 4]),
      rules: v.object({
        length: v.boolean(),
        lower: v.boolean(),
        upper: v.boolean(),
        digit: v.boolean(),
        special: v.boolean(),
        notGuessable: v.boolean(),
      }),
    }),
  ),
  /** Names for the login list. Only at the recorder itself. */
  'session.names': method(nothing, v.object({ names: v.array(userName) })),
  /** The session of this channel, so that a restarted GUI finds its place. */
  'session.current': method(nothing, v.object({ session: v.nullable(Session) })),
  'session.login': method(
    v.object({ user: v.pipe(v.string(), v.maxLength(64)), password: secret }),
    v.object({ session: Session }),
  ),
  'session.logout': method(nothing, nothing),
  'session.lock': method(nothing, nothing),
  'session.unlock': method(v.object({ password: secret }), v.object({ session: Session })),
  /** Asks for the password of the device again; the elevation lasts five minutes and admits changes to accounts. */
  'session.elevate': method(v.object({ password: secret }), v.object({ elevation: token })),
  'users.list': method(nothing, v.object({ users: v.array(User) })),
  'users.add': method(
    v.object({ name: userName, role: v.picklist(['operator', 'guest']), password: secret, elevation: token }),
    nothing,
  ),
  'users.edit': method(
    v.object({ name: userName, role: v.picklist(['operator', 'guest']), enabled: v.boolean(), elevation: token }),
    nothing,
  ),
  'users.setPassword': method(v.object({ name: userName, password: secret, elevation: token }), nothing),
  'users.delete': method(v.object({ name: userName, elevation: token }), nothing),
  /** The reserved address, masked. */
  'recovery.get': method(nothing, v.object({ maskedAddress: v.nullable(v.string()), confirmed: v.boolean() })),
  /** Stores the reserved address (null removes it), voids outstanding codes. */
  'recovery.setAddress': method(
    v.object({ address: v.nullable(v.pipe(v.string(), v.maxLength(1024))), elevation: token }),
    v.object({ maskedAddress: v.nullable(v.string()) }),
  ),
  /** The methods that are set up, and the masked address for the choice. */
  'reset.methods': method(nothing, v.object({ methods: v.array(Method), maskedAddress: v.nullable(v.string()) })),
  'reset.status': method(nothing, ResetStatus),
  /** Begins with a method. A pending request of the same purpose is kept: coming back shows the same QR code. `test` needs a session. */
  'reset.offer': method(v.object({ method: Method, purpose: Purpose }), ResetStatus),
  /** Records which text of the disclaimer was accepted, in which language. */
  'reset.acceptDisclaimer': method(
    v.object({ version: v.pipe(v.string(), v.maxLength(32)), locale: Locale }),
    ResetStatus,
  ),
  /** Makes the code and seals it. With `refresh` a pending request is voided and a new one made. */
  'reset.request': method(v.object({ refresh: v.boolean() }), ResetStatus),
  'reset.cancel': method(nothing, ResetStatus),
  /** Judges the code. Purpose `reset` yields the ticket; `test` confirms the address and yields null. */
  'reset.verifyCode': method(
    v.object({ code: v.pipe(v.string(), v.maxLength(64)) }),
    v.object({ ticket: v.nullable(token) }),
  ),
  /** Sets the admin password with a ticket. Ends every session, ticket and code; does not log in. */
  'reset.setPassword': method(v.object({ ticket: token, password: secret }), nothing),
  /** Writes the QR code as a PNG to a mounted USB drive; `file` is the name it got. */
  'reset.export': method(nothing, v.object({ file: v.string() })),
  /** Where the GUI stood, so that a crash costs a redraw only. Kept in the daemon's memory, never on disk, per channel. */
  'seat.save': method(v.object({ place: v.pipe(v.string(), v.maxLength(4096)) }), nothing),
  'seat.restore': method(nothing, v.object({ place: v.nullable(v.string()) })),
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = v.InferOutput<Methods[M]['params']>;
export type Result<M extends MethodName> = v.InferOutput<Methods[M]['result']>;

export const notices = {
  'device.changed': DeviceInfo,
  'reset.changed': ResetStatus,
  /** The session of this channel ended: log out, a reset, an edit of the user. */
  'session.changed': v.object({ session: v.nullable(Session) }),
} as const;
export type NoticeName = keyof typeof notices;
export type Notice<N extends NoticeName> = v.InferOutput<(typeof notices)[N]>;

/** The daemon as a screen sees it. Calls reject with `ApiError` and nothing else. */
export interface Api {
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Returns the function that stops listening. */
  on<N extends NoticeName>(notice: N, listener: (value: Notice<N>) => void): () => void;
}
