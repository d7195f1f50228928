/**
 * Stories: each screen in each of its states, played by the real screens and the real toolkit before a scripted daemon.
 * They live beside their screen in `<screen>.stories.tsx`. Golden pictures and the gallery are made from them.
 */
import type { DeviceInfo, ResetStatus, Session, Settings } from '../../core/api/contract.ts';
import type { Obj, Role } from '../lvgl/index.ts';
import type { Place } from './place.ts';
import { DEVICE, type Replies } from './scripted-api.ts';

/** Somebody at the recorder, who finds things by the text of the English screens or of any other language. */
export interface Person {
  /** The object of a role, by its place among those that are there; the first unless said otherwise. */
  find(role: Role, index?: number): Obj;
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>;
  /** Presses a key. */
  press(key: string): Promise<void>;
  /** Clicks, and takes the hand off the mouse: no pointer stays in the picture. */
  click(target: Obj): Promise<void>;
  /** Lets time pass. */
  wait(milliseconds: number): Promise<void>;
}

export interface Story {
  /** Where it begins. */
  readonly place: Place;
  readonly device?: Partial<Omit<DeviceInfo, 'settings'>>;
  readonly session?: Session;
  readonly reset?: ResetStatus;
  /** Replies that differ from those of a recorder on which all is well. */
  readonly replies?: Replies;
  /** Leaves the on-screen keyboard there, as without a real one. */
  readonly mouseOnly?: boolean;
  /** The daemon is away. */
  readonly away?: boolean;
  /** Devices that others may read along. */
  readonly unsafeInput?: readonly string[];
  /** What the person does before the picture is taken. */
  readonly steps?: (person: Person) => Promise<void>;
}

export type Stories = Readonly<Record<string, Story>>;

export const ADMIN_SESSION: Session = { user: 'admin', role: 'admin', locked: false };
export const MASKED = 'a***@e***.com';

/** A payload text of the usual length: 285 characters after its prefix. Made up; nobody can open it. */
export const QR_TEXT = `PH1:${'4F7XQ2M0KD$.B%NC8 *WJ3/A6+UZ-9:EGHLRSVTYPIO15'.repeat(7).slice(0, 285)}`;

export const PENDING = {
  state: 'pending',
  purpose: 'reset',
  requestId: '3f0c5a7e9b1d2c4e6f8091a2b3c4d5e6',
  qrText: QR_TEXT,
  maskedAddress: MASKED,
  validForMs: (47 * 60 + 59) * 60_000,
  triesLeft: 5,
} as const satisfies ResetStatus;

/** A password that meets every rule. For pictures only. */
export const GOOD_PASSWORD = 'Kiefer-7-Nordwind';

const users = [
  { name: 'admin', role: 'admin', enabled: true },
  { name: 'reception', role: 'operator', enabled: true },
  { name: 'night.shift', role: 'operator', enabled: true },
  { name: 'visitor', role: 'guest', enabled: false },
] as const;

/** What the daemon of a story answers. */
export function repliesOf(story: Story, settings: Settings): Replies {
  const device: DeviceInfo = { ...DEVICE, ...story.device, settings };
  const reset = story.reset ?? { state: 'none' };
  return {
    'device.info': { result: device },
    'settings.set': { result: settings },
    'session.current': { result: { session: story.session ?? null } },
    'session.names': { result: { names: users.map((user) => user.name) } },
    'session.elevate': { result: { elevation: '0'.repeat(32) } },
    'password.check': ({ password }) => ({ result: judge(password) }),
    'users.list': { result: { users: [...users] } },
    'recovery.get': { result: { maskedAddress: MASKED, confirmed: true } },
    'reset.methods': { result: { methods: ['email'], maskedAddress: MASKED } },
    'reset.status': { result: reset },
    'seat.restore': { result: { place: JSON.stringify(story.place) } },
    'seat.save': { result: {} },
    ...story.replies,
  };
}

/** Stands in for the policy, which is the daemon's. */
function judge(password: string) {
  const rules = {
    length: password.length >= 8,
    lower: /[a-z]/.test(password),
    upper: /[A-Z]/.test(password),
    digit: /\d/.test(password),
    special: /[^A-Za-z\d]/.test(password),
    notGuessable: !/1234|admin/i.test(password),
  };
  const met = Object.values(rules).filter(Boolean).length;
  const strength = ([0, 0, 0, 1, 2, 3, 4] as const)[met] ?? 0;
  const problem = !rules.notGuessable ? 'run' : met === 6 ? null : rules.length ? 'tooFewKinds' : 'tooShort';
  return { problem, strength, rules };
}
