import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KEEP_MS } from '../../../core/recovery/limits.ts';
import { makeRecorder, makeVendor } from './kit/recorder.ts';
import { type Bench, closeBenches, makeBench } from './kit/service.ts';

const test = suite('taking scans');
const HOUR = 3_600_000;

test.after.each(closeBenches);

/** Hands over everything that waits, as far as the store can tell. */
async function handOverAll({ store, clock }: Bench): Promise<number> {
  const mails = await store.lease('test', clock.now(), 60_000, 1000);
  for (const mail of mails) await store.handedOver(mail.id, 'test', { state: 'sent', reply: '250' }, clock.now());
  return mails.length;
}

test('a scan of an enrolled recorder is accepted and waits in the outbox', async () => {
  const bench = await makeBench();
  const { qrText, requestId } = await (await bench.enrolled()).request();
  const result = await bench.scan(qrText);
  if (!('accepted' in result)) return assert.unreachable();
  const { receipt, ...rest } = result.accepted;
  assert.equal(rest, {
    requestId,
    maskedAddress: 'o***@e***.org',
    state: 'queued',
    sentAt: null,
    validUntil: bench.clock.now() + 48 * HOUR,
    purpose: 'reset',
  });
  assert.is((await bench.store.mail(receipt))?.requestId, requestId);
});

test('a rescan sends the same code again, once', async () => {
  const bench = await makeBench();
  const { qrText } = await (await bench.enrolled()).request();
  for (const expected of [1, 0]) {
    await bench.scan(qrText);
    assert.is(await handOverAll(bench), expected);
  }
  bench.clock.turn(60_000);
  await bench.scan(qrText);
  assert.is(await handOverAll(bench), 1);
  bench.clock.turn(60_000);
  assert.equal(await bench.scan(qrText), { refused: { code: 'tooOften', limit: 'request', retryAt: null } });
});

test('a hundred scans at once make one mail', async () => {
  const bench = await makeBench();
  const { qrText } = await (await bench.enrolled()).request();
  const results = await Promise.all(Array.from({ length: 100 }, () => bench.scan(qrText)));
  assert.is(new Set(results.map((result) => ('accepted' in result ? result.accepted.receipt : ''))).size, 1);
  assert.is(await handOverAll(bench), 1);
});

test('a hundred requests for one address at once exceed no limit', async () => {
  const bench = await makeBench();
  const recorders = await Promise.all(Array.from({ length: 20 }, () => bench.enrolled()));
  const scans = await Promise.all(recorders.flatMap((r) => Array.from({ length: 5 }, () => r.request())));
  const results = await Promise.all(scans.map(({ qrText }) => bench.scan(qrText)));
  assert.is(results.filter((result) => 'accepted' in result).length, 5);
  assert.is(await handOverAll(bench), 5);
  const oldest = bench.clock.now();
  assert.equal(await bench.scan(scans[99]!.qrText), {
    refused: { code: 'tooOften', limit: 'address', retryAt: oldest + HOUR },
  });
  bench.clock.turn(HOUR);
  assert.ok('accepted' in (await bench.scan(scans[99]!.qrText)));
});

test('capital letters and +tags make no other mailbox', async () => {
  const bench = await makeBench();
  const recorder = await bench.enrolled();
  const addresses = ['a@example.org', 'A@example.org', 'a+1@example.org', 'a@EXAMPLE.org', 'a+2@example.org'];
  for (const address of addresses) await bench.scan((await recorder.request({ address })).qrText);
  const sixth = await bench.scan((await recorder.request({ address: 'a+3@example.org' })).qrText);
  assert.is('refused' in sixth && sixth.refused.code === 'tooOften' && sixth.refused.limit, 'address');
});

test('validity counts from the first sight, whatever the recorder believes the date is', async () => {
  const bench = await makeBench();
  const { qrText } = await (await bench.enrolled()).request({ createdAt: 0, validMinutes: 10 });
  assert.ok('accepted' in (await bench.scan(qrText)));
  bench.clock.turn(10 * 60_000 - 1);
  assert.ok('accepted' in (await bench.scan(qrText)));
  bench.clock.turn(1);
  assert.equal(await bench.scan(qrText), { refused: { code: 'expired' } });
});

test('in enrolled mode an unknown recorder is refused, in open mode it is served under tighter limits', async () => {
  const bench = await makeBench();
  const open = await makeBench('open');
  assert.equal(await bench.scan((await makeRecorder(bench.vendor).request()).qrText), {
    refused: { code: 'unknownDevice' },
  });
  const stranger = async () => open.scan((await makeRecorder(open.vendor).request()).qrText);
  assert.ok('accepted' in (await stranger()));
  assert.ok('accepted' in (await stranger()));
  const third = await stranger();
  assert.is('refused' in third && third.refused.code === 'tooOften' && third.refused.limit, 'address');
  const known = await open.enrolled();
  assert.ok('accepted' in (await open.scan((await known.request()).qrText)), 'an enrolled one keeps its own limits');
});

test('in open mode all strangers together have a limit', async () => {
  const open = await makeBench('open');
  let accepted = 0;
  for (let i = 0; i < 205; i++) {
    const { qrText } = await makeRecorder(open.vendor).request({ address: `owner${i}@example.org` });
    if ('accepted' in (await open.scan(qrText, `198.51.${i}.0/24`))) accepted++;
  }
  assert.is(accepted, 200);
});

test('a revoked recorder, a wrong device key and foreign payloads are refused by name', async () => {
  const bench = await makeBench();
  const recorder = await bench.enrolled();
  const { qrText } = await recorder.request();
  assert.ok(await bench.store.revoke(recorder.deviceRef, bench.clock.now()));
  assert.equal(await bench.scan(qrText), { refused: { code: 'revoked' } });

  const robbed = await bench.enrolled();
  await bench.store.enrol(
    robbed.deviceRef,
    bench.vault.seal(`device ${Buffer.from(robbed.deviceRef).toString('hex')}`, randomBytes(32)),
    0,
  );
  assert.equal(await bench.scan((await robbed.request()).qrText), { refused: { code: 'notGenuine' } });

  const foreign = await makeRecorder(await makeVendor()).request();
  assert.equal(await bench.scan(foreign.qrText), { refused: { code: 'unknownKey' } });
  assert.equal(await bench.scan('https://example.org/'), { refused: { code: 'notOurs' } });
  assert.equal(await bench.scan('PH2:AB'), { refused: { code: 'newerVersion' } });
  assert.equal(await bench.scan(qrText.slice(0, -3)), { refused: { code: 'damaged' } });
});

test('the same request id with another address is refused', async () => {
  const bench = await makeBench();
  const recorder = await bench.enrolled();
  const { qrText, body } = await recorder.request();
  await bench.scan(qrText);
  const other = await recorder.request({ ...body, address: 'thief@example.org' });
  assert.equal(await bench.scan(other.qrText), { refused: { code: 'notGenuine' } });
});

test('the database never holds a code or an address in the clear', async () => {
  const bench = await makeBench();
  const { qrText, body } = await (await bench.enrolled()).request({ address: 'very.secret.owner@example.org' });
  await bench.scan(qrText);
  for (const file of [bench.databaseFile, `${bench.databaseFile}-wal`]) {
    const bytes = readFileSync(file);
    assert.not.ok(bytes.includes('very.secret'), file);
    assert.not.ok(bytes.includes(Buffer.from(body.code)), file);
    assert.not.ok(bytes.includes(Buffer.from(body.code).toString('hex')), file);
  }
});

test('what is delivered or expired is forgotten, and after 30 days its hashes too', async () => {
  const bench = await makeBench();
  const { store, clock } = bench;
  const recorder = await bench.enrolled();
  const { qrText, requestId } = await recorder.request();
  await bench.scan(qrText);
  const [leased] = await store.lease('test', clock.now(), 1000, 1);
  assert.ok(leased);
  await store.handedOver(leased.id, 'test', { state: 'sent', reply: '250' }, clock.now());
  assert.equal(await store.lease('test', clock.now() + HOUR, 1000, 1), []);
  const later = await recorder.request({ address: 'other@example.org' });
  await bench.scan(later.qrText);
  clock.turn(48 * HOUR);
  assert.is(await store.expire(clock.now(), KEEP_MS), 1);
  assert.is((await store.deadLetters(10))[0]?.requestId, later.requestId);
  assert.is((await store.mailsOf(requestId))[0]?.state, 'sent');
  clock.turn(KEEP_MS);
  await store.expire(clock.now(), KEEP_MS);
  assert.equal(await store.mailsOf(requestId), []);
  assert.equal(await store.mailsOf(later.requestId), []);
});

test('ten thousand mutated payloads are refused, every one, and leave nothing behind', async () => {
  const bench = await makeBench();
  const { qrText } = await (await bench.enrolled()).request();
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const flip = fc
    .tuple(fc.nat(qrText.length - 1), fc.nat(alphabet.length - 1))
    .map(([at, value]) => qrText.slice(0, at) + alphabet[value] + qrText.slice(at + 1));
  const cut = fc.nat(qrText.length - 1).map((at) => qrText.slice(0, at));
  const join = fc.string({ maxLength: 40, unit: 'binary' }).map((text) => qrText + text);
  const foreign = fc.string({ maxLength: 600, unit: 'binary' }).map((text) => `PH1:${text}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(flip, cut, join, foreign), async (mutated) => {
      if (mutated !== qrText) assert.ok('refused' in (await bench.scan(mutated)), mutated);
    }),
    { numRuns: 10_000 },
  );
  assert.is((await bench.store.stats()).mails.queued, 0);
});

test.run();
