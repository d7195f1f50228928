/**
 * What the GUI knows of the recorder. It is read once after each connection, then kept up to date by the daemon's
 * notices. Durations become deadlines on the GUI's own clock the moment they are heard.
 */
import type { Api, DeviceInfo, ResetStatus, Session } from '../../core/api/contract.ts';
import { batch, type ReadonlySignal, signal } from '../jsx/index.ts';
import type { Clock } from '../lvgl/index.ts';

/** A reset request as it was last heard of, with its end on the GUI's clock. */
export interface HeardReset {
  readonly status: ResetStatus;
  /** Milliseconds of `clock.now()`; Infinity where nothing ends. */
  readonly endsAt: number;
}

export class Recorder {
  readonly device = signal<DeviceInfo | null>(null);
  readonly session = signal<Session | null>(null);
  readonly reset = signal<HeardReset>({ status: { state: 'none' }, endsAt: Number.POSITIVE_INFINITY });
  readonly #api: Api;
  readonly #clock: Clock;
  /** The recorder's wall clock minus ours, in milliseconds. */
  readonly #wallOffset = signal(0);

  constructor(api: Api, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Listens to the daemon; the returned function stops. */
  follow(): () => void {
    const stops = [
      this.#api.on('device.changed', (device) => this.heardDevice(device)),
      this.#api.on('session.changed', ({ session }) => {
        this.session.value = session;
      }),
      this.#api.on('reset.changed', (status) => this.heardReset(status)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Asks for everything. Rejects with `ApiError`. */
  async refresh(): Promise<void> {
    const device = await this.#api.call('device.info', {});
    // Before activation there is nothing else.
    const [{ session }, status] = device.active
      ? await Promise.all([this.#api.call('session.current', {}), this.#api.call('reset.status', {})])
      : [{ session: null }, { state: 'none' } as const];
    batch(() => {
      this.heardDevice(device);
      this.session.value = session;
      this.heardReset(status);
    });
  }

  heardDevice(device: DeviceInfo): void {
    batch(() => {
      this.device.value = device;
      this.#wallOffset.value = device.wallClock - this.#clock.now();
    });
  }

  heardReset(status: ResetStatus): void {
    const validFor = 'validForMs' in status ? status.validForMs : Number.POSITIVE_INFINITY;
    this.reset.value = { status, endsAt: this.#clock.now() + validFor };
  }

  /** The recorder's wall clock in milliseconds since 1970; follows it when it is set. */
  wallClock(): number {
    return this.#wallOffset.value + this.#clock.now();
  }
}

export type RecorderView = Pick<Recorder, 'session' | 'reset' | 'heardReset' | 'wallClock'> & {
  /** Screens are shown only once it is known. */
  readonly device: ReadonlySignal<DeviceInfo>;
};
