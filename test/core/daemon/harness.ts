/** A device in memory with a clock, a boot and a vendor that tests hold in their hands. */
import { createHash } from 'node:crypto';
import type { Hasher } from '../../../core/accounts/hasher.ts';
import type { Api, MethodName, Params, Result } from '../../../core/api/contract.ts';
import { ApiError, type ApiErrorData } from '../../../core/api/errors.ts';
import { createDevice, type Device } from '../../../core/daemon/device.ts';
import { connectLocally } from '../../../core/daemon/local.ts';
import type { DeviceNotice } from '../../../core/daemon/notifier.ts';
import type { Channel, DevicePorts } from '../../../core/daemon/ports.ts';
import type { Sealer } from '../../../core/reset/resets.ts';
import { formatCode } from '../../../core/sealed/code.ts';
import { createMemoryStore } from '../../../core/store/memory.ts';
import type { Store } from '../../../core/store/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const GOOD_PASSWORD = 'Grün7!Haus-am-See';
export const OTHER_PASSWORD = 'Wolke=9Teppich';
export const ADDRESS = 'owner.of.this@example-mail.org';
export const MASKED = 'o***@e***.org';

/** SHA-256 in the place of argon2id: the same answers, without the wait. Counts what it is asked to compare. */
export function quickHasher(): Hasher & { compared: number; parameters: string } {
  const digest = (secret: Uint8Array, parameters: string, salt: string): string =>
    `$${parameters}$${salt}$${createHash('sha256').update(parameters).update(salt).update(secret).digest('hex')}`;
  let salts = 0;
  return {
    compared: 0,
    parameters: 'quick-1',
    async hash(secret) {
      salts += 1;
      return digest(secret, this.parameters, String(salts));
    },
    async verify(stored, secret) {
      this.compared += 1;
      const [, parameters, salt] = stored.split('$');
      return parameters !== undefined && salt !== undefined && digest(secret, parameters, salt) === stored;
    },
    isOutdated(stored) {
      return !stored.startsWith(`$${this.parameters}$`);
    },
  };
}

export interface SealedByTest {
  code: string;
  address: string;
  validMinutes: number;
  createdAt: number;
  locale: string;
  purpose: string;
  requestId: Uint8Array;
}

/** A vendor that reads along: what it would mail is in `mails`. */
export function readingVendor(): { seal: Sealer; mails: SealedByTest[] } {
  const mails: SealedByTest[] = [];
  return {
    mails,
    async seal({ deviceRef: _ref, deviceKey: _key, code, ...rest }) {
      mails.push({ ...rest, code: formatCode(code) });
      return { qrText: `PH1:TEST${mails.length}` };
    },
  };
}

export interface TestClock {
  bootId: string;
  bootMs: number;
  wallMs: number;
}

export interface LogLine {
  level: string;
  message: string;
  [field: string]: unknown;
}

export interface Recorder {
  device: Device;
  store: Store;
  clock: TestClock;
  hasher: ReturnType<typeof quickHasher>;
  mails: SealedByTest[];
  log: LogLine[];
  notices: DeviceNotice[];
  powered: string[];
  exported: { stem: string; qrText: string }[];
  api(channel?: Channel): Api;
  call<M extends MethodName>(method: M, params: Params<M>, channel?: Channel): Promise<Result<M>>;
  /** The error that a call ends in; fails when it does not. */
  refused<M extends MethodName>(method: M, params: Params<M>, channel?: Channel): Promise<ApiErrorData>;
  pass(ms: number): void;
  /** The daemon's process ends and begins anew, on the same boot. */
  restart(): void;
  /** The machine starts anew: another boot, the boot clock at `bootMs`. */
  reboot(bootMs?: number): void;
}

export function createRecorder(overrides: Partial<DevicePorts> = {}): Recorder {
  const store = overrides.store ?? createMemoryStore();
  const clock: TestClock = { bootId: 'boot-1', bootMs: 60_000, wallMs: 1_800_000_000_000 };
  const hasher = quickHasher();
  const { seal, mails } = readingVendor();
  const log: LogLine[] = [];
  const powered: string[] = [];
  const exported: { stem: string; qrText: string }[] = [];
  const notices: DeviceNotice[] = [];
  const write = (level: string) => (fields: object, message: string) => void log.push({ ...fields, level, message });
  const start = (): Device => {
    const { bootId } = clock;
    const device = createDevice({
      store,
      hasher,
      seal,
      boot: { bootId, now: () => clock.bootMs },
      wallClock: () => clock.wallMs,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
      factory: { name: 'Shop', model: 'NV-8216 PRO', serial: 'QX55012', firmware: '0.0.0' },
      validMinutes: 2880,
      network: () => 'up',
      power: async (action) => void powered.push(action),
      exportQr: async (stem, qrText) => {
        exported.push({ stem, qrText });
        return `${stem}.png`;
      },
      ...overrides,
    });
    device.on((notice) => notices.push(notice));
    return device;
  };
  const recorder: Recorder = {
    device: start(),
    store,
    clock,
    hasher,
    mails,
    log,
    notices,
    powered,
    exported,
    api: (channel = 'gui') => connectLocally(recorder.device, { channel, peer: 'test' }),
    call: (method, params, channel = 'gui') => recorder.api(channel).call(method, params),
    async refused(method, params, channel = 'gui') {
      try {
        await recorder.call(method, params, channel);
      } catch (error) {
        if (error instanceof ApiError) return error.data;
        throw error;
      }
      throw new Error(`${method} was not refused`);
    },
    pass(ms) {
      clock.bootMs += ms;
      clock.wallMs += ms;
    },
    restart() {
      recorder.device = start();
    },
    reboot(bootMs = 20_000) {
      clock.bootId = `${clock.bootId}+`;
      clock.bootMs = bootMs;
      recorder.device = start();
    },
  };
  return recorder;
}

export const activate = (recorder: Recorder): Promise<Result<'device.activate'>> =>
  recorder.call('device.activate', { password: GOOD_PASSWORD, locale: 'de' });

/** Active, with a reserved address, and nobody logged in. */
export async function createReadyRecorder(overrides: Partial<DevicePorts> = {}): Promise<Recorder> {
  const recorder = createRecorder(overrides);
  const { elevation } = await activate(recorder);
  await recorder.call('recovery.setAddress', { address: ADDRESS, elevation });
  await recorder.call('session.logout', {});
  return recorder;
}

export const login = (recorder: Recorder, channel: Channel = 'gui', user = 'admin', password = GOOD_PASSWORD) =>
  recorder.call('session.login', { user, password }, channel);

export const elevate = async (recorder: Recorder, channel: Channel = 'gui', password = GOOD_PASSWORD) =>
  (await recorder.call('session.elevate', { password }, channel)).elevation;

/** From the login screen to the QR code; returns the code that the vendor mails. */
export async function showQr(recorder: Recorder, channel: Channel = 'gui', purpose: 'reset' | 'test' = 'reset') {
  await recorder.call('reset.offer', { method: 'email', purpose }, channel);
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'de' }, channel);
  await recorder.call('reset.request', { refresh: false }, channel);
  return recorder.mails.at(-1)!.code;
}

/** A code that is well-formed and certainly another one. */
export const wrongCodeFor = (code: string): string => (code.startsWith('0') ? '1' : '0') + code.slice(1);

/** A user who can log in, made by an admin who is logged in on `gui`. */
export async function addUser(recorder: Recorder, name: string, role: 'operator' | 'guest', password = OTHER_PASSWORD) {
  await recorder.call('users.add', { name, role, password, elevation: await elevate(recorder) });
}
