import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatCode } from '../../../core/sealed/code.ts';
import { makeSite, type Running, type Site } from './kit/program.ts';
import type { Scan } from './kit/recorder.ts';
import { Sink } from './kit/sink.ts';

const test = suite('porthole recovery serve');
const closers: (() => unknown)[] = [];
test.after.each(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function site(
  ...args: Parameters<typeof makeSite> extends [number, ...infer Rest] ? Rest : never
): Promise<[Site, Sink]> {
  const sink = await Sink.open();
  closers.push(() => sink.close());
  const made = await makeSite(sink.port, ...args);
  closers.push(() => made.remove());
  return [made, sink];
}

async function start(made: Site): Promise<Running> {
  const running = await made.start();
  closers.push(() => running.kill('SIGKILL'));
  return running;
}

const post = (running: Running, { qrText }: Scan) =>
  fetch(`http://127.0.0.1:${running.ports.http}/v1/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.${(Math.random() * 255) | 0}.0.1` },
    body: JSON.stringify({ payload: qrText }),
  });
const operations = async (running: Running, path: string) =>
  (await fetch(`http://127.0.0.1:${running.ports.operations}${path}`)).text();

test('a scan goes out as a mail, is counted and logged, and the operator can ask for it', async () => {
  const [made, sink] = await site();
  const running = await start(made);
  const scan = await made.recorders[0]!.request();
  assert.is((await post(running, scan)).status, 202);
  const [taken] = await sink.count(1);
  const code = formatCode(scan.body.code);
  assert.ok(taken?.mail.text?.includes(code));

  assert.is(await operations(running, '/readyz'), '{"ready":true,"store":true}');
  assert.is(await operations(running, '/healthz'), '{"ok":true}');
  const report = await made.command('mails', '--config', made.configFile, scan.requestId);
  assert.match(report.out, /yes: handed over|not yet: it waits/);
  await running.kill('SIGTERM');
  assert.is(running.process.exitCode, 0);
  const later = await made.command('mails', '--config', made.configFile, scan.requestId);
  assert.match(later.out, /yes: handed over .* tries 1, last reply 250/);
  assert.match((await made.command('mails', '--config', made.configFile, '0'.repeat(32))).out, /^No:/);
  assert.match((await made.command('keys', '--config', made.configFile)).out, new RegExp(made.vendor.keyId));

  const log = running.log();
  assert.ok(log.includes(scan.requestId));
  for (const secret of [code, code.replace('-', ''), 'owner@example.org', scan.qrText]) {
    assert.not.ok(log.includes(secret), 'the log tells too much');
  }
});

test('metrics count scans by result and mails by state, and how long they took', async () => {
  const [made, sink] = await site();
  const running = await start(made);
  await post(running, await made.recorders[0]!.request());
  await sink.count(1);
  await post(running, { ...(await made.recorders[0]!.request()), qrText: 'nothing of ours' });
  let metrics = '';
  // The count follows the hand-over's commit, which no event of the outside tells.
  while (!metrics.includes('mails_total{state="sent"} 1')) metrics = await operations(running, '/metrics');
  assert.match(metrics, /scans_total\{door="phone",result="accepted"\} 1/);
  assert.match(metrics, /scans_total\{door="phone",result="notOurs"\} 1/);
  assert.match(metrics, /handover_seconds_count 1/);
  assert.match(metrics, /queue_age_seconds 0/);
});

test('a revoked recorder is refused at once, also by a service that runs', async () => {
  const [made] = await site();
  const running = await start(made);
  const [recorder] = made.recorders;
  const ref = Buffer.from(recorder!.deviceRef).toString('hex');
  assert.match((await made.command('devices', '--config', made.configFile)).out, new RegExp(`^${ref}  enrolled`));
  assert.is((await made.command('devices', '--config', made.configFile, '--revoke', ref)).code, 0);
  assert.is((await post(running, await recorder!.request())).status, 403);
  const unknown = await made.command('devices', '--config', made.configFile, '--revoke', '00');
  assert.is(unknown.code, 1);
  assert.match(unknown.err, /No recorder 00 is enrolled/);
});

test('a second service on the same database is refused, and so is another service key', async () => {
  const [made] = await site();
  await start(made);
  await made.start().then(
    () => assert.unreachable(),
    (error: Error) => assert.match(error.message, /Another recovery service/),
  );
  const key = join(made.folder, 'service.key');
  const text = await readFile(key, 'utf8');
  await writeFile(key, text.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)));
  const { code, err } = await made.command('devices', '--config', made.configFile);
  assert.is(code, 1);
  assert.match(err, /another service key/);
});

test('a configuration that is wrong says where', async () => {
  const [made] = await site();
  const config = JSON.parse(await readFile(made.configFile, 'utf8'));
  for (const [change, message] of [
    [{ mode: 'closed' }, /mode/],
    [{ unknown: 1 }, /unknown/],
    [{ keys: 'nowhere' }, /nowhere is not there/],
    [{ smtp: { ...config.smtp, user: 'u' } }, /passwordFile/],
  ] as const) {
    await writeFile(made.configFile, JSON.stringify({ ...config, ...change }));
    const { code, err } = await made.command('serve', '--config', made.configFile);
    assert.is(code, 1);
    assert.match(err, message);
  }
});

test.run();
