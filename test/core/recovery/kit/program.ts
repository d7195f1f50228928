/** The service as a process of its own, with its files in a folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Config } from '../../../../core/recovery/config.ts';
import { formatKeyPair, type KeyPair } from '../../../../core/sealed/keys.ts';
import { makeRecorder, makeVendor, type Recorder } from './recorder.ts';

const program = fileURLToPath(new URL('../run.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

const Line = v.looseObject({
  msg: v.optional(v.string(), ''),
  ports: v.optional(
    v.object({ http: v.number(), operations: v.number(), mailbox: v.optional(v.nullable(v.number()), null) }),
  ),
});
export type Ports = NonNullable<v.InferOutput<typeof Line>['ports']>;

export interface Site {
  readonly folder: string;
  readonly configFile: string;
  readonly vendor: KeyPair;
  /** Recorders the service is told of. */
  readonly recorders: readonly Recorder[];
  command(...args: string[]): Promise<{ code: number | null; out: string; err: string }>;
  start(): Promise<Running>;
  remove(): void;
}

export interface Running {
  readonly ports: Ports;
  readonly process: ChildProcess;
  /** All it has logged. */
  log(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export async function makeSite(smtpPort: number, change: Partial<Config> = {}, recorderCount = 1): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'porthole-site-'));
  const vendor = await makeVendor();
  mkdirSync(join(folder, 'keys'), { mode: 0o700 });
  writeFileSync(join(folder, 'keys', `${vendor.keyId}.key`), formatKeyPair(vendor), { mode: 0o600 });
  const config: Config = {
    database: 'recovery.db',
    serviceKey: 'service.key',
    keys: 'keys',
    mode: 'enrolled',
    http: {
      host: '127.0.0.1',
      port: 0,
      trustedProxies: ['127.0.0.1'],
      securityContact: 'mailto:security@vendor.example',
    },
    operations: { host: '127.0.0.1', port: 0 },
    smtp: {
      host: '127.0.0.1',
      port: smtpPort,
      tls: 'none',
      from: { name: 'Recorder help', address: 'help@vendor.example' },
      bounceAddress: 'bounce@vendor.example',
    },
    ...change,
  };
  const configFile = join(folder, 'recovery.json');
  writeFileSync(configFile, JSON.stringify(config));
  const recorders = Array.from({ length: recorderCount }, () => makeRecorder(vendor, randomBytes(32)));
  const site: Site = {
    folder,
    configFile,
    vendor,
    recorders,
    async command(...args) {
      const child = run(args, folder);
      let [out, err] = ['', ''];
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      const [code]: (number | null)[] = await once(child, 'close');
      return { code: code ?? null, out, err };
    },
    start: () => start(configFile, folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const lines = recorders.map((r) => JSON.stringify({ deviceRef: hex(r.deviceRef), deviceKey: hex(r.deviceKey) }));
  const devices = join(folder, 'devices');
  writeFileSync(devices, lines.join('\n'), { mode: 0o600 });
  const { code, err } = await site.command('enrol', '--config', configFile, devices);
  if (code !== 0) throw new Error(err);
  return site;
}

const run = (args: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, ['--import', tsx, program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

async function start(configFile: string, folder: string): Promise<Running> {
  const child = run(['serve', '--config', configFile], folder);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const events = new EventEmitter();
  if (child.stdout === null) throw new Error('no standard output');
  createInterface(child.stdout).on('line', (line) => {
    log += `${line}\n`;
    const read = v.safeParse(Line, JSON.parse(line));
    if (read.success && read.output.ports) events.emit('serving', read.output.ports);
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`ended at start\n${log}`)));
  const [ports]: Ports[] = await Promise.race([once(events, 'serving'), ended]);
  ended.catch(() => undefined);
  if (ports === undefined) throw new Error('no ports');
  return {
    ports,
    process: child,
    log: () => log,
    async kill(signal) {
      const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child.kill(signal);
      await exited;
    },
  };
}
