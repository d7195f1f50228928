/** What a reset request costs the recorder: sealing it, and making the QR code's modules. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import QRCode from 'qrcode';
import { generateKeyPair } from '../../core/sealed/keys.ts';
import { sealRequest } from '../../core/sealed/seal.ts';

const WARM_UP = 50;
const RUNS = 200;

/** Medians in milliseconds, warmed up, for a 25-character address (a version 10 code). */
export async function measureSeal(): Promise<{ sealMs: number; qrMs: number }> {
  const { publicKey } = await generateKeyPair(randomBytes);
  const request = {
    publicKey,
    deviceRef: randomBytes(8),
    deviceKey: randomBytes(32),
    requestId: randomBytes(16),
    code: randomBytes(5),
    createdAt: 1_795_340_000,
    validMinutes: 2880,
    locale: 'en',
    address: 'owner.of.home@example.org',
    purpose: 'reset',
  } as const;
  const { qrText } = await sealRequest(request, randomBytes);
  return {
    sealMs: await medianMs(() => sealRequest(request, randomBytes)),
    qrMs: await medianMs(() => QRCode.create(qrText, { errorCorrectionLevel: 'M' })),
  };
}

async function medianMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const started = performance.now();
    await work();
    if (run >= WARM_UP) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[RUNS / 2]!;
}
