/**
 * What the recovery service does on this machine: payloads opened a second beside bare `crypto_box_seal_open` in the
 * same run, scans accepted a second on SQLite, and the time from a scan to its hand-over under 100 scans a second.
 * `npx tsx test/bench/recovery.bench.ts` prints one JSON object.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { SMTPServer } from 'smtp-server';
import { systemClock } from '../../core/recovery/clock.ts';
import { takeScan } from '../../core/recovery/intake.ts';
import { Outbox } from '../../core/recovery/mail-out/outbox.ts';
import { smtpTransport } from '../../core/recovery/mail-out/smtp.ts';
import { decodeBase45 } from '../../core/sealed/base45.ts';
import { keyRing } from '../../core/sealed/keys.ts';
import { openPayload } from '../../core/sealed/open.ts';
import { loadSodium } from '../../core/sealed/sodium.ts';
import { makeBench } from '../core/recovery/kit/service.ts';

const OPENED = 500;
const ROUNDS = 7;
const ACCEPTED = 1000;
const SCANS_A_SECOND = 100;
const LOAD_SECONDS = 10;

export interface RecoveryFigures {
  /** Sealed payloads opened and checked a second, one core. */
  opensPerSecond: number;
  /** The same beside `crypto_box_seal_open` alone, 1 is as fast. */
  openOverBare: number;
  /** Whole scans judged and stored a second on SQLite with `synchronous=FULL`, one core. */
  scansPerSecondSqlite: number;
  /** Milliseconds from scan to hand-over over SMTP on loopback, at 100 scans a second. */
  scanToHandOverP50Ms: number;
  scanToHandOverP99Ms: number;
}

export async function measureRecovery(): Promise<RecoveryFigures> {
  const bench = await makeBench();
  // Takes everything and looks at nothing, since it shares the processor with what is measured.
  const sink = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => void stream.on('end', () => done()).resume(),
  });
  sink.listen(0, '127.0.0.1');
  await once(sink.server, 'listening');
  try {
    const recorders = await Promise.all(Array.from({ length: 200 }, () => bench.enrolled()));
    let made = 0;
    const scans = async (count: number) => {
      const texts: string[] = [];
      for (let i = 0; i < count; i++) {
        const recorder = recorders[made % recorders.length]!;
        texts.push((await recorder.request({ address: `owner${made++}@example.org` })).qrText);
      }
      return texts;
    };

    const texts = await scans(OPENED);
    const sodium = await loadSodium();
    const boxes = texts.map((text) => decodeBase45(text.slice(4)).subarray(14));
    const { publicKey, privateKey } = bench.vendor;
    const ring = keyRing([bench.vendor]);
    const rounds: { bare: number; opens: number }[] = [];
    // In turns, so that what else the machine does meets both; the first round only warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      const bare = await perSecond(boxes, (box) => sodium.crypto_box_seal_open(box, publicKey, privateKey));
      const opens = await perSecond(texts, (text) => openPayload(text, ring));
      if (round > 0) rounds.push({ bare, opens });
    }

    // Each from a network of its own, which otherwise would be what is measured.
    let network = 0;
    const take = (text: string) =>
      takeScan({ ...bench.intake, now: Date.now }, text, { door: 'phone', network: `${network++}` });
    const accepts = await perSecond(await scans(ACCEPTED), take);

    const load = await scans(SCANS_A_SECOND * LOAD_SECONDS);
    const waits = await underLoad(bench, portOf(sink), load, take);
    return {
      opensPerSecond: Math.round(median(rounds.map(({ opens }) => opens))),
      openOverBare: round(median(rounds.map(({ opens, bare }) => opens / bare))),
      scansPerSecondSqlite: Math.round(accepts),
      scanToHandOverP50Ms: round(waits[Math.floor(waits.length * 0.5)] ?? 0),
      scanToHandOverP99Ms: round(waits[Math.floor(waits.length * 0.99)] ?? 0),
    };
  } finally {
    await new Promise<void>((resolve) => sink.close(() => resolve()));
    await bench.store.close();
    rmSync(bench.folder, { recursive: true });
  }
}

/** Waits from scan to hand-over in milliseconds, sorted. What was queued before is handed over first. */
async function underLoad(
  bench: Awaited<ReturnType<typeof makeBench>>,
  port: number,
  texts: readonly string[],
  take: (text: string) => Promise<unknown>,
): Promise<number[]> {
  const transport = smtpTransport({
    host: '127.0.0.1',
    port,
    tls: 'none',
    from: { name: 'Recorder help', address: 'help@vendor.example' },
  });
  const waits: number[] = [];
  let done = () => {};
  let total = 0;
  let wanted = ACCEPTED;
  const outbox = new Outbox({
    store: bench.store,
    vault: bench.vault,
    transport,
    clock: systemClock,
    owner: randomBytes(8).toString('hex'),
    bounceAddress: 'bounce@vendor.example',
    events: {
      handedOver: (_mail, _outcome, waitedMs) => {
        waits.push(waitedMs);
        if (++total === wanted) done();
      },
      expired: () => {},
      failed: (error) => {
        throw error;
      },
    },
  });
  let emptied = new Promise<void>((resolve) => {
    done = resolve;
  });
  outbox.start();
  await emptied;
  waits.length = 0;
  wanted += texts.length;
  emptied = new Promise((resolve) => {
    done = resolve;
  });
  const began = performance.now();
  let next = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(texts.length, Math.floor(((performance.now() - began) * SCANS_A_SECOND) / 1000));
      while (next < due) void take(texts[next++]!).then(() => outbox.wake());
      if (next === texts.length) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
  });
  await emptied;
  await outbox.stop();
  transport.close();
  return waits.sort((a, b) => a - b);
}

async function perSecond<T>(items: readonly T[], work: (item: T) => unknown): Promise<number> {
  const began = performance.now();
  for (const item of items) await work(item);
  return (items.length / (performance.now() - began)) * 1000;
}

function portOf({ server }: SMTPServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await measureRecovery()));
