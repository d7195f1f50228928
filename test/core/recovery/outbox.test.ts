import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LEASE_MS, Outbox, RETRY_MS } from '../../../core/recovery/mail-out/outbox.ts';
import { mailOfReturnPath } from '../../../core/recovery/mail-out/return-path.ts';
import { resultOf, type SmtpSettings, smtpTransport } from '../../../core/recovery/mail-out/smtp.ts';
import type { HandOver } from '../../../core/recovery/store/store.ts';
import { formatCode } from '../../../core/sealed/code.ts';
import { testCertificate } from './kit/certificate.ts';
import type { Scan } from './kit/recorder.ts';
import { type Bench, closeBenches, makeBench } from './kit/service.ts';
import { Sink } from './kit/sink.ts';

const test = suite('the outbox');
const BOUNCES = 'bounce@vendor.example';
const opened: { close(): Promise<void> }[] = [];

test.after.each(async () => {
  for (const part of opened.splice(0)) await part.close();
  await closeBenches();
});

interface Working {
  bench: Bench;
  sink: Sink;
  outbox: Outbox;
  /** The next hand-over that ends, whichever way. */
  next(): Promise<HandOver>;
  scan(fields?: Parameters<Awaited<ReturnType<Bench['enrolled']>>['request']>[0]): Promise<Scan>;
}

async function working(settings: Partial<SmtpSettings> = {}, sinkOptions: { tls?: boolean } = {}): Promise<Working> {
  const bench = await makeBench();
  const sink = await Sink.open(sinkOptions);
  const events = new EventEmitter();
  const transport = smtpTransport({
    host: '127.0.0.1',
    port: sink.port,
    tls: 'none',
    from: { name: 'Recorder help', address: 'help@vendor.example' },
    ...settings,
  });
  const outbox = new Outbox({
    store: bench.store,
    vault: bench.vault,
    transport,
    clock: bench.clock,
    owner: 'test',
    bounceAddress: BOUNCES,
    events: {
      handedOver: (_mail, outcome) => void events.emit('handedOver', outcome),
      expired: (count) => void events.emit('expired', count),
      failed: (error) => {
        throw error;
      },
    },
  });
  const recorder = await bench.enrolled();
  outbox.start();
  opened.push({
    async close() {
      sink.mood = {};
      sink.release();
      await outbox.stop();
      transport.close();
      await sink.close();
    },
  });
  return {
    bench,
    sink,
    outbox,
    async next() {
      const [outcome]: HandOver[] = await once(events, 'handedOver');
      if (outcome === undefined) throw new Error('no outcome');
      return outcome;
    },
    async scan(fields) {
      const scan = await recorder.request(fields);
      await bench.scan(scan.qrText);
      outbox.wake();
      return scan;
    },
  };
}

test('a mail carries the code, as text and as HTML, from a return path of its own', async () => {
  const { bench, sink, next, scan } = await working();
  const done = next();
  const { body, requestId } = await scan();
  assert.equal(await done, { state: 'sent', reply: '250' });
  const [taken] = await sink.count(1);
  if (taken === undefined) return assert.unreachable();
  const { mail, returnPath, to, raw } = taken;
  assert.is(to, 'owner@example.org');
  const [record] = await bench.store.mailsOf(requestId);
  assert.is(mailOfReturnPath(bench.vault, BOUNCES, returnPath), record?.id);
  assert.is(mail.messageId, `<${record?.id}@vendor.example>`);
  const code = formatCode(body.code);
  assert.ok(mail.text?.includes(code));
  assert.ok(String(mail.html).includes(code));
  assert.not.ok(mail.subject?.includes(code));
  assert.is(mail.headers.get('auto-submitted'), 'auto-generated');
  assert.not.match(raw.toString(), /https?:|<img|<a /i);
  assert.is(record?.state, 'sent');
});

test('greylisted for five minutes, a mail arrives at the sixth try', async () => {
  const { bench, sink, next, scan } = await working();
  const from = bench.clock.now();
  sink.mood = { atRcpt: () => (bench.clock.now() < from + 300_000 ? '450 4.7.1 greylisted' : undefined) };
  let done = next();
  const { requestId } = await scan();
  for (let minute = 0; minute < 5; minute++) {
    const outcome = await done;
    assert.equal(outcome, {
      state: 'retry',
      reply: '450 4.7.1',
      dueAt: bench.clock.now() + RETRY_MS,
      uncertain: false,
    });
    done = next();
    bench.clock.turn(RETRY_MS);
  }
  assert.is((await done).state, 'sent');
  assert.is(sink.taken.length, 1);
  assert.is((await bench.store.mailsOf(requestId))[0]?.tries, 6);
});

test('an address refused for good is stopped for every recorder', async () => {
  const { bench, sink, next, scan } = await working();
  sink.mood = { atRcpt: () => '550 5.1.1 <owner@example.org> no such user' };
  const done = next();
  const { qrText, requestId } = await scan();
  assert.equal(await done, { state: 'refused', reply: '550 5.1.1' });
  assert.equal(await bench.scan(qrText), { refused: { code: 'addressRefused' } });
  const other = await (await bench.enrolled()).request();
  assert.equal(await bench.scan(other.qrText), { refused: { code: 'addressRefused' } });
  assert.is((await bench.store.deadLetters(1))[0]?.requestId, requestId);
});

test('a server that refuses us, not the address, is tried again until the code expires', async () => {
  const { bench, sink, next, scan } = await working();
  sink.mood = { atRcpt: () => '550 5.7.1 your network is on a list' };
  let done = next();
  const { requestId, qrText } = await scan({ validMinutes: 10 });
  for (let tries = 1; tries <= 10; tries++) {
    assert.is((await done).state, 'retry');
    if (tries < 10) done = next();
    bench.clock.turn(RETRY_MS);
  }
  while ((await bench.store.mailsOf(requestId))[0]?.state === 'queued')
    await bench.store.expire(bench.clock.now(), 1e12);
  assert.is((await bench.store.mailsOf(requestId))[0]?.state, 'expired');
  assert.equal(await bench.scan(qrText), { refused: { code: 'expired' } });
  assert.is(sink.taken.length, 0);
});

test('a server that dies in the middle of DATA gets the mail again, which counts as maybe sent', async () => {
  const { bench, sink, next, scan } = await working();
  sink.mood = { atData: 'die' };
  let done = next();
  const { qrText } = await scan();
  const outcome = await done;
  assert.ok(outcome.state === 'retry' && outcome.uncertain, JSON.stringify(outcome));
  sink.mood = {};
  done = next();
  bench.clock.turn(RETRY_MS);
  assert.is((await done).state, 'sent');
  assert.is(sink.taken.length, 1);
  bench.clock.turn(RETRY_MS);
  assert.equal(await bench.scan(qrText), { refused: { code: 'tooOften', limit: 'request', retryAt: null } });
});

test('a slow server delays its own mail only', async () => {
  const { sink, next, scan } = await working();
  sink.mood = { atData: 'hold' };
  await Promise.all([once(sink, 'held'), scan({ address: 'slow@example.org' })]);
  sink.mood = {};
  const done = next();
  await scan({ address: 'fast@example.org' });
  assert.is((await done).state, 'sent');
  assert.equal(
    sink.taken.map(({ to }) => to),
    ['fast@example.org'],
  );
});

test('stopping waits for the mail that is on its way', async () => {
  const { bench, sink, outbox, scan } = await working();
  sink.mood = { atData: 'hold' };
  const [, { requestId }] = await Promise.all([once(sink, 'held'), scan()]);
  const stopped = outbox.stop();
  sink.release();
  await stopped;
  assert.is((await bench.store.mailsOf(requestId))[0]?.state, 'sent');
});

test('TLS is begun before anything is said, and a wrong certificate gets no mail', async () => {
  const trusted = await working({ tls: 'starttls', ca: testCertificate }, { tls: true });
  trusted.sink.mood = { atMailFrom: ({ secure }) => (secure ? undefined : '530 5.7.0 TLS first') };
  const done = trusted.next();
  await trusted.scan();
  assert.is((await done).state, 'sent');
  assert.ok((await trusted.sink.count(1))[0]?.secure);

  const distrusting = await working({ tls: 'starttls' }, { tls: true });
  const failed = distrusting.next();
  await distrusting.scan();
  assert.is((await failed).state, 'retry');
  assert.is(distrusting.sink.taken.length, 0);

  const plain = await working({ tls: 'starttls', ca: testCertificate });
  const refused = plain.next();
  await plain.scan();
  assert.is((await refused).state, 'retry');
  assert.is(plain.sink.taken.length, 0);
});

test('a mail whose worker died is taken over when its lease has run out', async () => {
  const { bench, sink, next, scan, outbox } = await working();
  const lost = await (await bench.enrolled()).request({ address: 'lost@example.org' });
  await bench.scan(lost.qrText);
  assert.is((await bench.store.lease('dead worker', bench.clock.now(), LEASE_MS, 1)).length, 1);
  let done = next();
  await scan();
  await done;
  assert.equal(
    sink.taken.map(({ to }) => to),
    ['owner@example.org'],
  );
  done = next();
  bench.clock.turn(LEASE_MS);
  outbox.wake();
  await done;
  assert.equal(
    sink.taken.map(({ to }) => to),
    ['owner@example.org', 'lost@example.org'],
  );
});

test('with a DKIM key every mail is signed for the vendor’s domain', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { domain: 'vendor.example', selector: 's1', privateKey: pem };
  const { sink, next, scan } = await working({ dkim });
  const done = next();
  await scan();
  await done;
  const [header = '', ...body] = sink.taken[0]?.raw.toString().split('\r\n\r\n') ?? [];
  const signature = /DKIM-Signature:(?:.|\r\n )*/.exec(`${header}\r\n`)?.[0].replace(/\s/g, '') ?? '';
  assert.match(signature, /a=rsa-sha256;.*d=vendor\.example;.*s=s1;/);
  // RFC 6376 §3.4.4, the relaxed body: blanks folded, empty lines at the end gone.
  const relaxed = body
    .join('\r\n\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(?:\r\n)*$/, '\r\n');
  assert.is(/bh=([^;]*)/.exec(signature)?.[1], createHash('sha256').update(relaxed).digest('base64'));
  for (const name of ['from', 'to', 'subject', 'message-id']) {
    assert.ok(/;h=([^;]*)/.exec(signature)?.[1]?.toLowerCase().split(':').includes(name), name);
  }
});

test('replies are told apart: only those for the address’s own sake stop it', () => {
  const rcpt = (response: string) =>
    resultOf({ code: 'EENVELOPE', command: 'RCPT TO', response, responseCode: Number(response.slice(0, 3)) }).kind;
  for (const response of [
    '550 5.1.1 no',
    '550 5.1.10 no',
    '553 no',
    '551 5.1.6 moved',
    '550 5.2.1 off',
    '550 unknown',
  ]) {
    assert.is(rcpt(response), 'addressRefused', response);
  }
  for (const response of [
    '550 5.7.1 spam',
    '552 5.2.2 full',
    '450 4.2.0 later',
    '554 no',
    '521 no mail here',
    '554 5.4.1',
  ]) {
    assert.is(rcpt(response), 'failed', response);
  }
  assert.equal(resultOf({ code: 'EMESSAGE', command: 'DATA', response: '554 5.6.0 x@y.org', responseCode: 554 }), {
    kind: 'failed',
    reply: '554 5.6.0',
    uncertain: false,
  });
  const before = { code: 'ESOCKET', command: 'CONN', syscall: 'connect' };
  assert.equal(resultOf(before), { kind: 'failed', reply: 'ESOCKET', uncertain: false });
  const anyTime = { code: 'ECONNECTION', command: 'CONN' };
  assert.equal(resultOf(anyTime), { kind: 'failed', reply: 'ECONNECTION', uncertain: true });
  assert.equal(resultOf('?'), { kind: 'failed', reply: 'unknown', uncertain: true });
});

test('only the service itself can make a return path', async () => {
  const bench = await makeBench();
  const id = randomBytes(16).toString('hex');
  for (const address of [
    `bounce+${id}${'0'.repeat(16)}@vendor.example`,
    `bounce+${id}@vendor.example`,
    BOUNCES,
    'a@b.c',
  ]) {
    assert.is(mailOfReturnPath(bench.vault, BOUNCES, address), null, address);
  }
});

test.run();
