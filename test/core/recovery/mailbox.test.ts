import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { deflateSync, gzipSync } from 'node:zlib';
import { createTransport } from 'nodemailer';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takeScan } from '../../../core/recovery/intake.ts';
import { type Mailbox, mailbox } from '../../../core/recovery/mail-in/mailbox.ts';
import { type PictureReader, pictureReader } from '../../../core/recovery/mail-in/picture-process.ts';
import { returnPath } from '../../../core/recovery/mail-out/return-path.ts';
import { makeRecorder, makeVendor } from './kit/recorder.ts';
import { type Bench, closeBenches, makeBench } from './kit/service.ts';
import { jpegHead, photo, pngClaiming, qrPng } from './pictures.ts';

const test = suite('the recovery mailbox');
const BOX = 'recover@vendor.example';
const BOUNCES = 'bounce@vendor.example';
const program = fileURLToPath(new URL('run.ts', import.meta.url));
const command = [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  '--max-old-space-size=64',
  program,
  'read-pictures',
];

interface Door {
  bench: Bench;
  box: Mailbox;
  port: number;
  dropped: string[];
  /** What the scans count by. */
  origins: string[];
  pictures: PictureReader;
}
const doors: Door[] = [];
test.after.each(async () => {
  for (const { box, pictures } of doors.splice(0)) {
    pictures.close();
    await box.close();
  }
  await closeBenches();
});

async function open(protocol: 'smtp' | 'lmtp' = 'smtp'): Promise<Door> {
  const bench = await makeBench();
  const dropped: string[] = [];
  const origins: string[] = [];
  const pictures = pictureReader(command);
  const box = mailbox({
    store: bench.store,
    vault: bench.vault,
    pictures,
    scan: async (payload, origin) => {
      origins.push(origin.network);
      return takeScan(bench.intake, payload, origin);
    },
    now: () => bench.clock.now(),
    protocol,
    address: BOX,
    bounceAddress: BOUNCES,
    events: { dropped: (reason) => void dropped.push(reason), bounced: () => {}, failed: () => {} },
  });
  const server = await box.listen('127.0.0.1', 0);
  const address = server.address();
  const door = { bench, box, port: typeof address === 'object' ? (address?.port ?? 0) : 0, dropped, origins, pictures };
  doors.push(door);
  return door;
}

interface Letter {
  from?: string;
  to?: string;
  headers?: Record<string, string>;
  messageId?: string;
  attachments?: { filename: string; content: Buffer; contentType?: string }[];
  raw?: string | Buffer;
}

async function send(door: Door, letter: Letter, lmtp = false): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true, lmtp });
  try {
    const { from = 'someone@else.example', to = BOX, raw, ...rest } = letter;
    const envelope = { from, to: [to] };
    const sent = await transport.sendMail({
      envelope,
      ...(raw === undefined ? { from, to, text: 'Hello', ...rest } : { raw }),
    });
    return sent.response;
  } finally {
    transport.close();
  }
}

const attached = (...pictures: Uint8Array[]) => ({
  attachments: pictures.map((picture, i) => ({ filename: `${i}.png`, content: Buffer.from(picture) })),
});
const queued = async ({ bench }: Door) => (await bench.store.stats()).mails.queued;

test('a mailed picture is as good as a scan, and the code goes to the sealed address alone', async () => {
  for (const protocol of ['smtp', 'lmtp'] as const) {
    const door = await open(protocol);
    const { qrText, requestId } = await (await door.bench.enrolled()).request();
    assert.match(
      await send(door, { from: 'thief@else.example', ...attached(qrPng(qrText)) }, protocol === 'lmtp'),
      /^250/,
    );
    const [mail] = await door.bench.store.lease('test', door.bench.clock.now(), 1000, 9);
    assert.ok(mail);
    assert.is((await door.bench.store.mailsOf(requestId)).length, 1);
    const secret = Buffer.from(door.bench.vault.open(`mail ${mail.id}`, mail.secret)).toString();
    assert.ok(secret.includes('owner@example.org') && !secret.includes('thief'));
  }
});

test('a mail that comes again, and a request that was scanned already, send nothing more', async () => {
  const door = await open();
  const { qrText } = await (await door.bench.enrolled()).request();
  const letter = { messageId: '<one@else.example>', ...attached(qrPng(qrText)) };
  await send(door, letter);
  await send(door, letter);
  assert.equal(door.dropped, ['duplicate']);
  await send(door, { ...letter, messageId: '<two@else.example>' });
  assert.is(await queued(door), 1);
});

test('each sender has limits of its own, under a name that tells nobody who it is', async () => {
  const door = await open();
  for (const from of ['anna@else.example', 'bert@else.example', 'Anna@else.example']) {
    await send(door, { from, messageId: `<${door.origins.length}@else.example>`, ...attached(qrPng('foreign')) });
  }
  const [first, second, third] = door.origins;
  assert.is(first, third);
  assert.is.not(first, second);
  assert.not.match(door.origins.join(), /anna|bert|else/i);
});

test('automatic mail, bulk mail and bounces are dropped, so that no loop can start', async () => {
  const door = await open();
  const { qrText } = await (await door.bench.enrolled()).request();
  const picture = attached(qrPng(qrText));
  const cases: [Letter, string][] = [
    [{ from: '' }, 'nullReturnPath'],
    [{ headers: { 'Auto-Submitted': 'auto-replied' } }, 'autoSubmitted'],
    [{ headers: { 'Auto-Submitted': 'auto-generated' } }, 'autoSubmitted'],
    [{ headers: { 'X-Auto-Response-Suppress': 'All' } }, 'autoSubmitted'],
    [{ headers: { Precedence: 'bulk' } }, 'bulk'],
    [{ headers: { 'List-Id': '<list.else.example>' } }, 'bulk'],
  ];
  for (const [letter, reason] of cases) {
    door.dropped.length = 0;
    assert.match(await send(door, { ...picture, ...letter }), /^250/);
    assert.equal(door.dropped, [reason]);
  }
  assert.is(await queued(door), 0);
  await send(door, { ...picture, headers: { 'Auto-Submitted': 'no' } });
  assert.is(await queued(door), 1);
});

test('no other recipient is taken', async () => {
  const door = await open();
  for (const to of ['someone@vendor.example', BOUNCES, `bounce+${'0'.repeat(48)}@vendor.example`]) {
    await send(door, { to }).then(
      () => assert.unreachable(to),
      (error) => assert.is(error.responseCode, 550),
    );
  }
});

test('a bounce stops its address, a delay and a forged one do not', async () => {
  const door = await open();
  const { bench } = door;
  const { qrText } = await (await bench.enrolled()).request();
  await bench.scan(qrText);
  const [mail] = await bench.store.lease('test', bench.clock.now(), 1000, 1);
  await bench.store.handedOver(mail?.id ?? '', 'test', { state: 'sent', reply: '250' }, bench.clock.now());
  const to = returnPath(bench.vault, BOUNCES, mail?.id ?? '');
  const report = (action: string, status: string) =>
    `From: mailer-daemon@else.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; else.example

Final-Recipient: rfc822; owner@example.org
Action: ${action}
Status: ${status}
--b--
`.replaceAll('\n', '\r\n');
  const state = async () => (await bench.store.mail(mail?.id ?? ''))?.state;
  await send(door, { from: '', to, raw: report('delayed', '4.4.1') });
  await send(door, { from: '', to, raw: report('failed', '5.7.1') });
  assert.is(await state(), 'sent');
  await send(door, { from: '', to, raw: report('failed', '5.1.1') });
  assert.is(await state(), 'bounced');
  assert.equal(await bench.scan(qrText), { refused: { code: 'addressRefused' } });
});

const multipart = (depth: number, inner: string): string =>
  depth === 0
    ? inner
    : `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${multipart(depth - 1, inner)}\r\n--b${depth}--\r\n`;

test('what hides a picture, or is none, is dropped without being looked into', async () => {
  const door = await open();
  const { qrText } = await (await door.bench.enrolled()).request();
  const png = Buffer.from(qrPng(qrText));
  const part = `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${png.toString('base64').replace(/.{76}/g, '$&\r\n')}`;
  const flat = (count: number) =>
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\nContent-Type: text/plain\r\n\r\nx\r\n`.repeat(count)}--b\r\n${part}\r\n--b--\r\n`;
  const cases: [string, Letter, string][] = [
    ['11 parts', { raw: flat(10) }, 'tooManyParts'],
    ['6 levels', { raw: multipart(6, part) }, 'tooDeep'],
    ['4 pictures', attached(png, png, png, png), 'tooManyPictures'],
    ['zip as PNG', attached(Buffer.from('PK\x03\x04........')), 'noPicture'],
    ['SVG as PNG', attached(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'noPicture'],
    ['PDF as PNG', attached(Buffer.from('%PDF-1.7 ........')), 'noPicture'],
    ['gzip', attached(gzipSync(png)), 'noPicture'],
    ['a claim of gigapixels', attached(pngClaiming(60_000, 60_000)), 'noPicture'],
    ['a JPEG that ends in its header', attached(jpegHead(100, 100).subarray(0, 10)), 'noPicture'],
    ['a damaged PNG', attached(png.subarray(0, 300)), 'noPicture'],
    ['no attachment', {}, 'noPicture'],
    ['3 MB', { attachments: [{ filename: 'a', content: Buffer.alloc(3_000_000) }] }, 'tooLarge'],
    ['headers without an end', { raw: `X-A: ${'a'.repeat(500_000)}` }, 'tooManyParts'],
  ];
  for (const [name, letter, reason] of cases) {
    door.dropped.length = 0;
    assert.match(await send(door, letter), /^250/, name);
    assert.equal(door.dropped, [reason], name);
  }
  assert.is(await queued(door), 0);
  await send(door, { raw: flat(8) });
  await send(door, { raw: multipart(5, part) });
  assert.is(await queued(door), 1, 'up to the limits a mail is taken');
});

test('QR codes of others are no scans that send anything', async () => {
  const door = await open();
  const foreign = await makeRecorder(await makeVendor()).request();
  await send(door, attached(qrPng('https://example.org/'), qrPng(foreign.qrText), photo));
  assert.is(await queued(door), 0);
  assert.equal(door.dropped, []);
});

test('a picture that unpacks to more than its process may hold is no picture, and the next one is read', async () => {
  const door = await open();
  // 12 megapixels by its header, and 600 MB when inflated.
  const bomb = bombPng(4000, 3000);
  assert.ok(bomb.length < 2_100_000);
  const { qrText } = await (await door.bench.enrolled()).request();
  assert.is(await door.pictures.read(qrPng(qrText)), qrText);
  assert.is(await door.pictures.read(bomb), null);
  assert.is(await door.pictures.read(qrPng(qrText)), qrText);
});

function bombPng(width: number, height: number): Uint8Array {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([8, 6], 8);
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const idat = deflateSync(Buffer.alloc(600_000_000), { level: 9 });
  const magic = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([magic, chunk('IHDR', ihdr), chunk('IDAT', idat), chunk('IEND', Buffer.alloc(0))]);
}

test('a process that dies, takes too much memory or does not end is replaced', async () => {
  const behaviours = {
    dies: 'process.on("message", () => process.exit(1))',
    // Says so if nobody stops it at 1 GB.
    hoards: `process.on("message", () => {
      const held = [];
      while (held.length < 1024) held.push(Buffer.alloc(1024 * 1024, 1));
      process.send({ text: "nobody stopped me" });
    })`,
    hangs: 'process.on("message", () => { for (;;); })',
  };
  for (const [name, script] of Object.entries(behaviours)) {
    const pictures = pictureReader([process.execPath, '-e', script]);
    assert.is(await pictures.read(photo), null, name);
    assert.is(pictures.replaced, 1, name);
    pictures.close();
  }
});

test('a line of 200 MB is neither held nor a crash, as a command and as data', async () => {
  const door = await open();
  const before = process.memoryUsage().rss;
  const pour = async (...commands: string[]) => {
    const socket = connect(door.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    for (const command of commands) {
      await once(socket, 'data');
      socket.write(command);
    }
    await once(socket, 'data');
    socket.resume();
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    for (let mb = 0; mb < 200 && socket.writable; mb++) {
      if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    }
    socket.end('\r\n.\r\nQUIT\r\n');
    await closed;
  };
  await pour();
  await pour('HELO x\r\n', 'MAIL FROM:<a@b.example>\r\n', `RCPT TO:<${BOX}>\r\n`, 'DATA\r\n');
  assert.equal(door.dropped, ['tooLarge']);
  assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024, 'it was held in memory');
});

test.run();
