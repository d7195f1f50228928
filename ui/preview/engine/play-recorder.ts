/**
 * A whole recorder in the browser: the daemon's own code before a store in memory, with a vendor key made for this page
 * alone, and everything that may happen to a recorder at the press of a button.
 */
import type { Hasher } from '../../../core/accounts/hasher.ts';
import type { Api, MethodName, Params, ResetStatus, Result } from '../../../core/api/contract.ts';
import { ApiError } from '../../../core/api/errors.ts';
import { createDevice, type Device } from '../../../core/daemon/device.ts';
import { connectLocally } from '../../../core/daemon/local.ts';
import type { Caller } from '../../../core/daemon/ports.ts';
import { composeMail, type Mail } from '../../../core/recovery/mail-out/compose.ts';
import { CODE_ALPHABET, formatCode } from '../../../core/sealed/code.ts';
import { fromHex, toHex } from '../../../core/sealed/hex.ts';
import { generateKeyPair, type KeyPair, keyRing } from '../../../core/sealed/keys.ts';
import { openPayload } from '../../../core/sealed/open.ts';
import { sealRequest } from '../../../core/sealed/seal.ts';
import { createMemoryStore } from '../../../core/store/memory.ts';
import { type Signal, signal } from '../../jsx/index.ts';

const HOURS_48_MS = 48 * 3_600_000;
/** As often as the daemon does. */
const TICK_MS = 10_000;
/** Booting is quick here. */
const BOOT_MS = 20_000;

const GUI: Caller = { channel: 'gui', peer: 'preview' };
/** Somebody else, at a computer. */
const ELSEWHERE: Caller = { channel: 'web:preview', peer: 'preview' };

/** For *Activate for me*; it is shown beside the screen. */
export const SAMPLE_PASSWORD = 'Kiefer-7-Nordwind';
export const SAMPLE_ADDRESS = 'alice@example.com';
const OTHER_ADDRESS = 'bob@example.com';

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** SHA-256 in the place of argon2id: what is hashed here is forgotten with the page. */
const quickHasher: Hasher = {
  hash: async (secret) => {
    const salt = toHex(random(8));
    return `$preview$${salt}$${await digest(salt, secret)}`;
  },
  async verify(stored, secret) {
    const [, kind, salt, hash] = stored.split('$');
    return kind === 'preview' && salt !== undefined && (await digest(salt, secret)) === hash;
  },
  isOutdated: () => false,
};

async function digest(salt: string, secret: Uint8Array): Promise<string> {
  const salted = Uint8Array.of(...new TextEncoder().encode(salt), ...secret);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', salted)));
}

/** What the panel beside the screen shows. */
export interface PlayState {
  readonly active: boolean;
  readonly reset: ResetStatus['state'];
  /** True when an admin at a computer could log in: the password was set on this page. */
  readonly adminCanLogIn: boolean;
}

export interface Letter extends Mail {
  readonly to: string;
  readonly code: string;
}

export class PlayRecorder {
  readonly connection: Signal<'connecting' | 'up'> = signal('up');
  readonly #store = createMemoryStore();
  readonly #vendor: KeyPair;
  readonly #onChange: () => void;
  readonly #onBoot: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  /** How much later it is here than outside, in ms. */
  #ahead = 0;
  #boots = 0;
  #device: Device;
  #adminPassword: string | null = null;

  /** @param onBoot the GUI has to start anew */
  static async start(onChange: () => void, onBoot: () => void): Promise<PlayRecorder> {
    return new PlayRecorder(await generateKeyPair(random), onChange, onBoot);
  }

  private constructor(vendor: KeyPair, onChange: () => void, onBoot: () => void) {
    this.#vendor = vendor;
    this.#onChange = onChange;
    this.#onBoot = onBoot;
    this.#device = this.#boot();
    this.#timer = setInterval(() => this.#device.tick(), TICK_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#device.close();
  }

  /** The daemon as the GUI sees it. */
  connect(): Api {
    const api = connectLocally(this.#device, GUI);
    return {
      call: async <M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> => {
        if (this.connection.peek() !== 'up') throw new ApiError({ code: 'disconnected' });
        const result = await api.call(method, params);
        this.#heard(method, params);
        return result;
      },
      on: (name, listener) => api.on(name, listener),
    };
  }

  async state(): Promise<PlayState> {
    const api = connectLocally(this.#device, GUI);
    const { active } = await api.call('device.info', {});
    const reset = active ? (await api.call('reset.status', {})).state : 'none';
    return { active, reset, adminCanLogIn: active && this.#adminPassword !== null };
  }

  /** Activates with the sample password and address, and leaves nobody logged in. */
  async activate(): Promise<void> {
    const api = this.connect();
    const { elevation } = await api.call('device.activate', { password: SAMPLE_PASSWORD, locale: 'en' });
    await api.call('recovery.setAddress', { address: SAMPLE_ADDRESS, elevation });
    await api.call('session.logout', {});
    this.#onBoot();
  }

  /** Plays the phone and the vendor: opens the QR code on the screen, and writes the mail. Null without a QR code. */
  async scan(): Promise<Letter | null> {
    const status = await connectLocally(this.#device, GUI).call('reset.status', {});
    if (status.state !== 'pending') return null;
    const identity = this.#store.identity.get();
    const { header, body } = await openPayload(status.qrText, keyRing([this.#vendor]), () =>
      identity ? fromHex(identity.deviceKey) : null,
    );
    const secret = {
      ...body,
      code: toHex(body.code),
      deviceRef: toHex(header.deviceRef),
      requestId: toHex(body.requestId),
      origin: { door: 'phone', network: '203.0.113.0/24' },
    } as const;
    return { ...composeMail(secret, this.#wallClock()), to: body.address, code: formatCode(body.code) };
  }

  reboot(): void {
    this.#boots++;
    this.#device = this.#boot();
    this.connection.value = 'up';
    this.#onBoot();
    this.#onChange();
  }

  later(): void {
    this.#ahead += HOURS_48_MS;
    this.#device.tick();
  }

  /** An admin at a computer reserves another address. Rejects with `ApiError`. */
  async changeAddress(): Promise<void> {
    if (this.#adminPassword === null) return;
    const api = connectLocally(this.#device, ELSEWHERE);
    const password = this.#adminPassword;
    await api.call('session.login', { user: 'admin', password });
    const { elevation } = await api.call('session.elevate', { password });
    const { maskedAddress } = await api.call('recovery.get', {});
    const address = maskedAddress?.startsWith('b') ? SAMPLE_ADDRESS : OTHER_ADDRESS;
    await api.call('recovery.setAddress', { address, elevation });
    await api.call('session.logout', {});
  }

  loseDaemon(): void {
    this.connection.value = 'connecting';
    this.#onChange();
  }

  findDaemon(): void {
    this.connection.value = 'up';
    this.#onChange();
  }

  /** Somebody guesses, five times. */
  async guess(): Promise<void> {
    const letter = await this.scan();
    if (!letter) return;
    const other = [...CODE_ALPHABET].find((char) => !letter.code.startsWith(char)) ?? '';
    const api = connectLocally(this.#device, GUI);
    for (let tries = 0; tries < 5; tries++) {
      try {
        await api.call('reset.verifyCode', { code: other + letter.code.slice(1) });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    }
  }

  #boot(): Device {
    const startedAt = performance.now() + this.#ahead;
    const device = createDevice({
      store: this.#store,
      hasher: quickHasher,
      seal: (request) => sealRequest({ ...request, publicKey: this.#vendor.publicKey }, random),
      boot: { bootId: `preview-${this.#boots}`, now: () => BOOT_MS + performance.now() + this.#ahead - startedAt },
      wallClock: () => this.#wallClock(),
      random,
      log: { debug() {}, info() {}, warn: console.warn, error: console.error },
      factory: { name: 'Recorder', model: 'PH-1604', serial: 'PH1604-27K03911', firmware: '1.0.0' },
      validMinutes: 2880,
      network: () => 'up',
      power: async () => this.reboot(),
      exportQr: async () => {
        throw new ApiError({ code: 'noUsbDrive' });
      },
    });
    device.on(() => this.#onChange());
    return device;
  }

  #wallClock(): number {
    return Date.now() + this.#ahead;
  }

  /** Keeps the password for the admin at a computer. A page that a designer opened is the only place it is in. */
  #heard(method: MethodName, params: object): void {
    const sets =
      method === 'device.activate' ||
      method === 'reset.setPassword' ||
      (method === 'users.setPassword' && 'name' in params && params.name === 'admin');
    if (sets && 'password' in params && typeof params.password === 'string') this.#adminPassword = params.password;
    else if (method === 'device.factoryReset') this.#adminPassword = null;
    else return;
    this.#onChange();
  }
}
