/** Puts the daemon together on a Node host: store, clock, keys, device, socket. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createArgon2Hasher } from '../accounts/argon2.ts';
import type { Sealer } from '../reset/resets.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { createDevice } from './device.ts';
import { createProcBootClock } from './host/boot-clock.ts';
import { type DeviceFile, loadFactoryData } from './host/factory-data.ts';
import { networkState } from './host/network.ts';
import { power } from './host/power.ts';
import { qrPicture } from './host/qr-picture.ts';
import { saveToUsb } from './host/usb-drive.ts';
import type { Log } from './ports.ts';
import { serve } from './server.ts';

export interface DaemonOptions {
  /** Directory of the database and of device.json. */
  data: string;
  /** Path of the Unix socket. */
  socket: string;
  /** Group that may connect to the socket. */
  gid?: number;
  /** `vendor-keys.json`; without it there is no recovery by e-mail. */
  vendorKeys?: string;
  /** 10 to 2,880. */
  validMinutes: number;
  /** Folder under which USB drives are mounted. */
  usb: string;
  /** Program that reboots and powers off. */
  power?: string;
  /** Where procfs is mounted. */
  proc: string;
  firmware: string;
  /** Goes before what device.json says. */
  given: Partial<DeviceFile>;
  log: Log;
}

export interface Daemon {
  /** Answers the calls under way and closes the store. */
  close(): Promise<void>;
}

/** The file with the vendor's public keys cannot be used. */
export class VendorKeysError extends Error {
  override readonly name = 'VendorKeysError';
}

export const databasePath = (data: string): string => join(data, 'recorder.db');

/** Screens are told of what time or the network changed at most this much later, in ms. */
const TICK_MS = 10_000;

/** Throws FactoryDataError, VendorKeysError, SocketError, and what `openSqliteStore` throws. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { data, log } = options;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const factory = loadFactoryData(data, options.given, options.firmware, randomBytes);
  const seal = options.vendorKeys === undefined ? null : await loadSealer(options.vendorKeys);
  if (seal === null) log.warn({}, 'no vendor keys: recovery by e-mail is not available');
  const boot = createProcBootClock(options.proc);

  const store = openSqliteStore(databasePath(data));
  try {
    const device = createDevice({
      store,
      hasher: createArgon2Hasher(),
      seal,
      boot,
      wallClock: Date.now,
      random: randomBytes,
      log,
      factory,
      validMinutes: options.validMinutes,
      network: () => networkState(),
      power: (action) => power(action, options.power),
      exportQr: (stem, qrText) => {
        const mounts = { folder: options.usb, mountinfo: join(options.proc, 'self/mountinfo') };
        return saveToUsb(mounts, { stem, ending: 'png' }, qrPicture(qrText));
      },
    });
    const server = await serve({ path: options.socket, gid: options.gid, device, log });
    const timer = setInterval(() => device.tick(), TICK_MS);
    return {
      async close() {
        clearInterval(timer);
        await server.close();
        device.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function loadSealer(path: string): Promise<Sealer> {
  const { parseVendorKeys } = await import('../sealed/vendor-keys.ts');
  const { sealRequest } = await import('../sealed/seal.ts');
  try {
    const { publicKey } = (await parseVendorKeys(readFileSync(path, 'utf8'))).current;
    return (request) => sealRequest({ ...request, publicKey }, randomBytes);
  } catch (error) {
    throw new VendorKeysError(`Vendor keys ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
