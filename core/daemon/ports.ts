/** What the device needs from the world around it. On the recorder Node provides it, in tests and the preview memory. */
import type { Hasher } from '../accounts/hasher.ts';
import type { DeviceInfo, Params } from '../api/contract.ts';
import type { Sealer } from '../reset/resets.ts';
import type { BootClock } from '../store/run-clock.ts';
import type { Store } from '../store/store.ts';

/** Where a call comes from. A session, a ticket and a place belong to a channel, and outlive its connections. */
export type Channel = 'gui' | `web:${string}`;

export interface Caller {
  channel: Channel;
  /** The other end, for the log: `unix:3`, or an address. */
  peer: string;
}

/** Structured logging; pino fits. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Given at the factory; a factory reset keeps it. */
export interface FactoryData {
  name: string;
  model: string;
  serial: string;
  firmware: string;
}

export interface DevicePorts {
  store: Store;
  hasher: Hasher;
  /** Null when the firmware carries no vendor key. */
  seal: Sealer | null;
  boot: BootClock;
  /** Milliseconds since 1970. */
  wallClock(): number;
  /** Bytes of a cryptographic generator. */
  random(length: number): Uint8Array;
  log: Log;
  factory: FactoryData;
  /** How long a verification code is valid: 10 to 2,880 minutes. */
  validMinutes: number;
  network(): DeviceInfo['network'];
  power(action: Params<'device.power'>['action']): Promise<void>;
  /** Writes the QR code as a picture to a USB drive; returns the file's name. Throws `noUsbDrive` or `usbFull`. */
  exportQr(stem: string, qrText: string): Promise<string>;
}
