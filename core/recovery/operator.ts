/** The operator's commands on a service's database; they work while the service runs. */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fromHex } from '../sealed/hex.ts';
import { readConfig } from './config.ts';
import { fileError, RecoveryError } from './errors.ts';
import { deviceKeyContext } from './intake.ts';
import { readKeyFile } from './key-files.ts';
import { readSecretFile } from './secret-file.ts';
import { keyCheckOf, openVault } from './service-key.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { MailRecord, RecoveryStore } from './store/store.ts';
import type { Vault } from './vault.ts';

async function withStore<T>(configFile: string, work: (store: RecoveryStore, vault: Vault) => Promise<T>): Promise<T> {
  const config = await readConfig(configFile);
  const vault = await openVault(config.serviceKey, config.database, randomBytes);
  const store = openSqliteStore(config.database, keyCheckOf(vault), 'tool');
  try {
    return await work(store, vault);
  } finally {
    await store.close();
  }
}

const DeviceLine = v.strictObject({
  deviceRef: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  deviceKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/**
 * Enrols recorders from a file of mode 0600 with one JSON object a line: `{"deviceRef": "16 hex digits", "deviceKey":
 * "64 hex digits"}`. All lines are checked before the first is stored.
 */
export async function enrol(configFile: string, devicesFile: string): Promise<string> {
  const text = await readSecretFile(devicesFile, ENROLMENT_LIMIT);
  const devices = text
    .split('\n')
    .map((line, i) => [line, i + 1] as const)
    .filter(([line]) => line.trim() !== '')
    .map(([line, number]) => deviceOf(line, `${devicesFile}, line ${number}`));
  return withStore(configFile, async (store, vault) => {
    for (const { deviceRef, deviceKey } of devices) {
      const ref = fromHex(deviceRef);
      await store.enrol(ref, vault.seal(deviceKeyContext(ref), fromHex(deviceKey)), Date.now());
    }
    return `Enrolled ${devices.length} recorders. The service knows them at once; remove ${devicesFile} now.\n`;
  });
}

/** 64 MB: half a million recorders. */
const ENROLMENT_LIMIT = 64 * 1024 * 1024;

function deviceOf(line: string, where: string): v.InferOutput<typeof DeviceLine> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // The line may hold a key: it is not quoted.
    throw new RecoveryError('device', `${where}: not JSON. Nothing was stored.`);
  }
  const result = v.safeParse(DeviceLine, json);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'not an object';
  throw new RecoveryError('device', `${where}: ${field} is missing or wrong. Nothing was stored.`);
}

export const listDevices = (configFile: string): Promise<string> =>
  withStore(configFile, async (store) => {
    const devices = await store.devices();
    const lines = devices.map(
      ({ deviceRef, enrolledAt, revokedAt }) =>
        `${deviceRef}  enrolled ${iso(enrolledAt)}${revokedAt === null ? '' : `  revoked ${iso(revokedAt)}`}\n`,
    );
    return lines.join('') || 'No recorder is enrolled.\n';
  });

export const revokeDevice = (configFile: string, deviceRef: string): Promise<string> =>
  withStore(configFile, async (store) => {
    const known = /^[0-9a-f]{16}$/.test(deviceRef) && (await store.revoke(fromHex(deviceRef), Date.now()));
    if (!known) throw new RecoveryError('device', `No recorder ${deviceRef} is enrolled. "devices" lists them.`);
    return `Recorder ${deviceRef} is no longer served. To serve it again, enrol it with a new key.\n`;
  });

/** The private keys the service would use, each read and checked. */
export async function listKeys(configFile: string): Promise<string> {
  const { keys } = await readConfig(configFile);
  const names = await readdir(keys).catch((error: unknown) => {
    throw fileError(keys, error);
  });
  const files = names.filter((name) => name.endsWith('.key')).sort();
  const lines = await Promise.all(
    files.map(async (name) => `${(await readKeyFile(join(keys, name))).keyId}  ${join(keys, name)}\n`),
  );
  return lines.join('') || `No key in ${keys}. Make one with "porthole recovery keygen --out ${keys}".\n`;
}

/** Was a mail sent for this request? Without one: the mails that were never handed over. */
export const mailReport = (configFile: string, requestId?: string): Promise<string> =>
  withStore(configFile, async (store) => {
    if (requestId === undefined) {
      return (await store.deadLetters(100)).map(mailLine).join('') || 'Every mail was handed over, or still waits.\n';
    }
    if (!/^[0-9a-f]{32}$/.test(requestId)) {
      throw new RecoveryError('device', 'A request id is 32 lower-case hex digits, as in the log.');
    }
    const mails = await store.mailsOf(requestId);
    return mails.map(mailLine).join('') || `No: request ${requestId} was not accepted in the last 30 days.\n`;
  });

const answers: Readonly<Record<MailRecord['state'], string>> = {
  queued: 'not yet: it waits',
  sent: 'yes: handed over',
  refused: 'no: the server of the address refused it',
  bounced: 'yes, but it came back',
  expired: 'no: given up when the code expired',
};

function mailLine({ requestId, state, queuedAt, finishedAt, tries, lastReply }: MailRecord): string {
  const end = finishedAt === null ? '' : ` at ${iso(finishedAt)}`;
  return `${requestId}  ${answers[state]}${end}; asked ${iso(queuedAt)}, tries ${tries}, last reply ${lastReply ?? 'none'}\n`;
}

const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');
