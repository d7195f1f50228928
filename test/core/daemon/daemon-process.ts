/** A real daemon process with its own data, socket, clock and vendor. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { formatCode } from '../../../core/sealed/code.ts';
import { generateKeyPair, type KeyPair, keyRing } from '../../../core/sealed/keys.ts';
import { openPayload } from '../../../core/sealed/open.ts';
import { formatVendorKeys } from '../../../core/sealed/vendor-keys.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import { type Client, client } from './sockets.ts';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface DaemonProcess {
  child: ChildProcess;
  /** What it wrote so far. */
  output: { stdout: string; stderr: string };
  ended: Promise<Ended>;
}

/**
 * The program to spawn: bundled once, since every start through a TypeScript loader costs a second. It lies under
 * node_modules, where its packages are found.
 */
export const runner = resolve('node_modules/.cache/porthole-test', `daemon-${process.pid}.mjs`);
buildSync({
  entryPoints: [new URL('./run-daemon.ts', import.meta.url).pathname],
  outfile: runner,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
process.on('exit', () => rmSync(runner, { force: true }));

export class Bench {
  hasVendorKeys = true;
  readonly directory = temporaryDirectory();
  readonly data = join(this.directory, 'data');
  readonly socket = join(this.directory, 'socket');
  readonly database = join(this.data, 'recorder.db');
  private readonly proc = join(this.directory, 'proc');
  private readonly vendor: KeyPair;
  private readonly running = new Set<DaemonProcess>();
  private readonly clients = new Set<Client>();

  constructor(vendor: KeyPair) {
    this.vendor = vendor;
    writeFileSync(join(this.directory, 'vendor-keys.json'), formatVendorKeys({ current: vendor, next: null }));
    this.boot('boot-1', 100);
  }

  /** What the machine's /proc says from now on; a daemon that runs keeps its boot. */
  boot(bootId: string, seconds: number): void {
    mkdirSync(join(this.proc, 'sys/kernel/random'), { recursive: true });
    mkdirSync(join(this.proc, 'self'), { recursive: true });
    writeFileSync(join(this.proc, 'sys/kernel/random/boot_id'), `${bootId}\n`);
    writeFileSync(join(this.proc, 'uptime'), `${seconds.toFixed(2)} 0.00\n`);
    writeFileSync(join(this.proc, 'self/mountinfo'), '');
  }

  spawn(...options: string[]): DaemonProcess {
    const keys = this.hasVendorKeys ? ['--vendor-keys', join(this.directory, 'vendor-keys.json')] : [];
    const fixed = ['--data', this.data, '--socket', this.socket, '--proc', this.proc, ...keys];
    const child = spawn(process.execPath, [runner, ...fixed, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk) => {
      output.stdout += String(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      output.stderr += String(chunk);
    });
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Ended);
    const daemon = { child, output, ended };
    this.running.add(daemon);
    void ended.then(() => this.running.delete(daemon));
    return daemon;
  }

  /** Spawns, and waits for the line that says it is ready. */
  async start(...options: string[]): Promise<DaemonProcess> {
    const daemon = this.spawn(...options);
    await new Promise<void>((resolve, reject) => {
      daemon.child.stdout?.on('data', () => {
        if (daemon.output.stdout.includes('ready on')) resolve();
      });
      void daemon.ended.then(({ code }) => reject(new Error(`ended with ${code}: ${daemon.output.stderr}`)));
    });
    return daemon;
  }

  async connect(): Promise<Client> {
    const one = client(this.socket);
    this.clients.add(one);
    await one.reached('up');
    return one;
  }

  async kill(daemon: DaemonProcess): Promise<void> {
    daemon.child.kill('SIGKILL');
    await daemon.ended;
    await Promise.all(Array.from(this.clients, (one) => one.reached('connecting')));
  }

  /** The code that the vendor would mail for this QR code. */
  async codeIn(qrText: string): Promise<string> {
    return formatCode((await openPayload(qrText, keyRing([this.vendor]))).body.code);
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.running, (daemon) => this.kill(daemon)));
    for (const one of this.clients) one.close();
  }
}

export async function withBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = new Bench(await generateKeyPair((length) => crypto.getRandomValues(new Uint8Array(length))));
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}
