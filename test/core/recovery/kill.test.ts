import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { makeSite, type Running } from './kit/program.ts';
import type { Scan } from './kit/recorder.ts';
import { Sink } from './kit/sink.ts';

/** Enough to hit every phase; the long run is `PORTHOLE_KILLS=200`. */
const KILLS = Number(process.env.PORTHOLE_KILLS ?? 12);
const test = suite('a recovery service that is killed');
const closers: (() => unknown)[] = [];
test.after.each(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const Receipt = v.object({ receipt: v.string() });

/** The receipt of an accepted scan, null for a refused one; throws when the service is gone. */
async function post(running: Running, { qrText }: Scan, network: number): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${running.ports.http}/v1/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${network}.1` },
    body: JSON.stringify({ payload: qrText }),
  });
  return answer.status === 202 ? v.parse(Receipt, await answer.json()).receipt : null;
}

test(`${KILLS} times, at any moment, mails every scan it accepted, and no more often than it may`, async () => {
  const sink = await Sink.open();
  closers.push(() => sink.close());
  const site = await makeSite(sink.port, {}, 40);
  closers.push(() => site.remove());
  const accepted = new Set<string>();
  let count = 0;
  for (let round = 0; round < KILLS; round++) {
    const running = await site.start();
    closers.push(() => running.kill('SIGKILL'));
    const phones = Array.from({ length: 4 }, async () => {
      try {
        for (;;) {
          const recorder = site.recorders[count % site.recorders.length]!;
          const scan = await recorder.request({ address: `owner${count++}@example.org` });
          const receipt = await post(running, scan, count % 256);
          if (receipt !== null) accepted.add(receipt);
        }
      } catch {
        // Killed: whether this last scan was accepted, nobody was told.
      }
    });
    // After some more mails, wherever the others then are on their way.
    await sink.count(sink.taken.length + 1 + Math.floor(Math.random() * 12));
    await running.kill('SIGKILL');
    await Promise.all(phones);
  }
  const last = await site.start();
  closers.push(() => last.kill('SIGKILL'));
  const times = () => {
    const mails = new Map<string, number>();
    for (const { mail } of sink.taken) {
      const receipt = mail.messageId?.slice(1, 33) ?? '';
      mails.set(receipt, (mails.get(receipt) ?? 0) + 1);
    }
    return mails;
  };
  // What was on its way at a kill waits for its lease to run out, a minute.
  while ([...accepted].some((receipt) => !times().has(receipt))) await once(sink, 'taken');
  await last.kill('SIGTERM');
  assert.ok(accepted.size >= KILLS, `${accepted.size} accepted`);
  assert.ok(Math.max(...times().values()) <= 2, 'a request was mailed more than twice');
});

test.run();
