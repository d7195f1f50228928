import { connect } from 'node:net';
import Ajv from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { openapi } from '../../../core/recovery/http/openapi.ts';
import { httpServer } from '../../../core/recovery/http/server.ts';
import { takeScan } from '../../../core/recovery/intake.ts';
import { makeRecorder, makeVendor } from './kit/recorder.ts';
import { type Bench, closeBenches, makeBench } from './kit/service.ts';

const test = suite('the scan API');
const HOUR = 3_600_000;
const servers: FastifyInstance[] = [];
test.after.each(async () => {
  for (const server of servers.splice(0)) await server.close();
  await closeBenches();
});

async function serving(bench: Bench, trustedProxies: string[] = []): Promise<FastifyInstance> {
  const app = await httpServer({
    scan: (payload, origin) => takeScan(bench.intake, payload, origin),
    store: bench.store,
    now: () => bench.clock.now(),
    log: pino({ enabled: false }),
    trustedProxies,
    tls: null,
    securityContact: 'mailto:security@vendor.example',
    phonePage: null,
  });
  servers.push(app);
  return app;
}

// The whole document is the schema's root, so that its references resolve.
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ ...openapi }, 'api');

/** Asks, and holds the answer against the document. */
async function ask(app: FastifyInstance, method: 'GET' | 'POST', url: string, payload?: unknown, headers = {}) {
  const path = url.startsWith('/v1/scans/') ? '/v1/scans/{receipt}' : '/v1/scans';
  const answer = await app.inject({
    method,
    url,
    headers,
    ...(payload === undefined
      ? {}
      : { payload: JSON.stringify(payload), headers: { 'content-type': 'application/json', ...headers } }),
  });
  const pointer = `api#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/responses/${answer.statusCode}/content/application~1json/schema`;
  const validate = ajv.getSchema(pointer);
  assert.ok(validate, `${answer.statusCode} is not in the document: ${answer.body}`);
  assert.ok(validate(answer.json()), `${answer.body} ${ajv.errorsText(validate.errors)}`);
  return answer;
}

const scan = (app: FastifyInstance, payload: unknown, headers = {}) =>
  ask(app, 'POST', '/v1/scans', { payload }, headers);
const Body = v.looseObject({ receipt: v.optional(v.string(), ''), error: v.optional(v.string(), '') });

test('a scan is answered with a masked address and times, and its receipt tells what became of the mail', async () => {
  const bench = await makeBench();
  const app = await serving(bench);
  const { qrText } = await (await bench.enrolled()).request();
  const answer = await scan(app, qrText);
  assert.is(answer.statusCode, 202);
  const { receipt } = v.parse(Body, answer.json());
  assert.equal(answer.json(), {
    receipt,
    maskedAddress: 'o***@e***.org',
    purpose: 'reset',
    state: 'queued',
    acceptedAt: new Date(bench.clock.now()).toISOString(),
    sentAt: null,
    validUntil: new Date(bench.clock.now() + 48 * HOUR).toISOString(),
  });
  assert.equal((await ask(app, 'GET', `/v1/scans/${receipt}`)).json(), { state: 'queued', sentAt: null });
  const [mail] = await bench.store.lease('test', bench.clock.now(), 1000, 1);
  await bench.store.handedOver(mail?.id ?? '', 'test', { state: 'sent', reply: '250' }, bench.clock.now());
  assert.is((await ask(app, 'GET', `/v1/scans/${receipt}`)).json().state, 'sent');
  await bench.store.bounced(receipt, bench.clock.now());
  assert.is((await ask(app, 'GET', `/v1/scans/${receipt}`)).json().state, 'bounced');
  assert.is((await scan(app, qrText)).json().error, 'addressRefused');
});

test('every refusal has its status and its name', async () => {
  const bench = await makeBench();
  const app = await serving(bench);
  const recorder = await bench.enrolled();
  const { qrText } = await recorder.request({ validMinutes: 10 });
  const expect = async (payload: unknown, status: number, error: string) => {
    const answer = await scan(app, payload);
    assert.equal([answer.statusCode, v.parse(Body, answer.json()).error], [status, error]);
    return answer;
  };
  await expect('https://example.org/', 422, 'notOurs');
  await expect('PH2:ABC', 422, 'newerVersion');
  await expect(qrText.slice(0, 100), 422, 'damaged');
  await expect((await makeRecorder(await makeVendor()).request()).qrText, 422, 'unknownKey');
  await expect((await makeRecorder(bench.vendor).request()).qrText, 403, 'unknownDevice');
  await expect(42, 400, 'badRequest');
  await expect('', 400, 'badRequest');
  await expect('x'.repeat(2001), 400, 'badRequest');
  await expect('x'.repeat(9000), 413, 'tooLarge');
  await expect(qrText, 202, '');
  bench.clock.turn(10 * 60_000);
  await expect(qrText, 410, 'expired');
  await bench.store.revoke(recorder.deviceRef, 0);
  await expect(qrText, 403, 'revoked');
  assert.is((await ask(app, 'GET', '/v1/scans/nothing')).statusCode, 404);
  assert.is((await ask(app, 'GET', `/v1/scans/${'0'.repeat(32)}`)).statusCode, 404);
});

test('too often says when again', async () => {
  const bench = await makeBench();
  const app = await serving(bench);
  const recorder = await bench.enrolled();
  for (let i = 0; i < 5; i++) assert.is((await scan(app, (await recorder.request()).qrText)).statusCode, 202);
  const answer = await scan(app, (await recorder.request()).qrText);
  assert.is(answer.statusCode, 429);
  assert.is(answer.json().limit, 'address');
  assert.is(answer.json().retryAt, new Date(bench.clock.now() + HOUR).toISOString());
  assert.is(answer.headers['retry-after'], '3600');
});

test('one network may try 120 times a minute, and a forged X-Forwarded-For makes no other of it', async () => {
  const bench = await makeBench();
  const app = await serving(bench);
  const tries = (i: number) => scan(app, 'https://example.org/', { 'x-forwarded-for': `192.0.${i}.1` });
  for (let i = 0; i < 120; i++) assert.is((await tries(i)).statusCode, 422);
  const refused = await tries(121);
  assert.equal([refused.statusCode, refused.json().limit], [429, 'network']);
  const behindProxy = await serving(bench, ['127.0.0.1']);
  for (let i = 0; i < 130; i++) {
    assert.is((await scan(behindProxy, 'https://example.org/', { 'x-forwarded-for': `192.0.${i}.1` })).statusCode, 422);
  }
});

test('every answer forbids frames, foreign scripts, referrers and caching', async () => {
  const app = await serving(await makeBench());
  const { headers } = await app.inject('/v1/openapi.json');
  assert.match(String(headers['content-security-policy']), /^default-src 'none';script-src 'self' 'wasm-unsafe-eval'/);
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
  assert.is(headers['x-content-type-options'], 'nosniff');
  assert.is(headers['x-frame-options'], 'DENY');
  assert.is(headers['referrer-policy'], 'no-referrer');
  assert.is(headers['cache-control'], 'no-store');
  assert.match(String(headers['permissions-policy']), /camera=\(self\)/);
});

test('security.txt names a contact and an end', async () => {
  const bench = await makeBench();
  const { body, headers } = await (await serving(bench)).inject('/.well-known/security.txt');
  assert.match(String(headers['content-type']), /^text\/plain/);
  const expires = new Date(bench.clock.now() + 180 * 24 * HOUR).toISOString();
  assert.is(body, `Contact: mailto:security@vendor.example\nExpires: ${expires}\n`);
});

test('garbage on the wire is refused without a fault of ours', async () => {
  const app = await serving(await makeBench());
  for (const payload of [
    '',
    '{',
    '[]',
    'null',
    '"PH1:"',
    '{"payload":"a","more":1}',
    '{"__proto__":{"payload":"x"}}',
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/scans',
      payload,
      headers: { 'content-type': 'application/json' },
    });
    assert.is(answer.statusCode, 400, payload);
  }
  const text = await app.inject({
    method: 'POST',
    url: '/v1/scans',
    payload: 'PH1:',
    headers: { 'content-type': 'text/plain' },
  });
  assert.is(text.json().error, 'badRequest');
  for (const url of ['/..%2f..%2fetc/passwd', '/%00', '//', '/v1', '/v1/scans']) {
    assert.ok((await app.inject(url)).statusCode < 500, url);
  }
});

test('a line without an end is cut off', async () => {
  const app = await serving(await makeBench());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const [address] = app.addresses();
  const socket = connect(typeof address === 'object' ? address.port : 0, '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  let sent = 0;
  const chunk = Buffer.alloc(64 * 1024, 'x');
  socket.write('GET /');
  const more = () => {
    if (!socket.writable) return;
    sent += chunk.length;
    socket.write(chunk, more);
  };
  more();
  socket.resume();
  await closed;
  assert.ok(sent < 20 * 1024 * 1024, `${sent} bytes were taken`);
});

test('a database that does not answer is told as such', async () => {
  const bench = await makeBench();
  const app = await serving({ ...bench, store: bench.store });
  const { qrText } = await (await bench.enrolled()).request();
  const broken = await serving({
    ...bench,
    intake: { ...bench.intake, store: { ...bench.store, judge: () => Promise.reject(new Error('disk')) } },
  });
  const answer = await scan(broken, qrText);
  assert.equal([answer.statusCode, answer.json().error], [503, 'unavailable']);
  assert.is((await scan(app, qrText)).statusCode, 202, 'the same scan is taken when it answers again');
});

test.run();
