import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { httpServer } from '../../../core/recovery/http/server.ts';
import { takeScan } from '../../../core/recovery/intake.ts';
import { buildPhone } from '../../../ui/phone/build.ts';
import { type Bench, closeBenches, makeBench } from '../../core/recovery/kit/service.ts';
import { qrPng } from '../../core/recovery/pictures.ts';

const test = suite('the phone page');
const folder = mkdtempSync(join(tmpdir(), 'porthole-phone-'));
/** Where to leave pictures of what was seen, if anywhere. */
const pictures = process.env.PORTHOLE_PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browsers: Browser[] = [];
const servers: FastifyInstance[] = [];
const launch = async (...args: string[]): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...args] });
  browsers.push(browser);
  return browser;
};

let plain: Browser;
test.before(async () => {
  await buildPhone(join(folder, 'page'));
  plain = await launch();
});
test.after.each(async () => {
  for (const browser of browsers.splice(1)) await browser.close();
  for (const server of servers.splice(0)) await server.close();
  await closeBenches();
});
test.after(async () => {
  await plain.close();
  rmSync(folder, { recursive: true });
});

async function serving(bench: Bench): Promise<string> {
  const app = await httpServer({
    scan: (payload, origin) => takeScan(bench.intake, payload, origin),
    store: bench.store,
    now: () => bench.clock.now(),
    log: pino({ enabled: false }),
    trustedProxies: [],
    tls: null,
    securityContact: 'mailto:security@vendor.example',
    phonePage: join(folder, 'page'),
  });
  servers.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

async function visit(url: string, options: Parameters<Browser['newContext']>[0] = {}, browser = plain): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  page.once('close', () => assert.equal(faults, []));
  await page.goto(url);
  return page;
}

async function see(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** No violation of WCAG that axe knows, and nothing wider than the phone. */
async function looksRight(page: Page, name: string): Promise<void> {
  await see(page, name);
  const violations = await page.evaluate(
    `${axe}; axe.run().then((found) => found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join()))`,
  );
  assert.equal(violations, [], name);
  assert.is(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${name} is too wide`);
}

const pick = (page: Page, picture: Uint8Array) =>
  page.setInputFiles('input[type=file]', { name: 'qr.png', mimeType: 'image/png', buffer: Buffer.from(picture) });

async function handOver({ store, clock }: Bench): Promise<string> {
  const [mail] = await store.lease('test', clock.now(), 60_000, 1);
  assert.ok(mail);
  await store.handedOver(mail.id, 'test', { state: 'sent', reply: '250' }, clock.now());
  return mail.id;
}

test('a QR code in front of the camera is read, sent, and what became of it is told', async () => {
  const bench = await makeBench();
  const url = await serving(bench);
  const { qrText } = await (await bench.enrolled()).request();
  // A dark recorder screen, as the camera sees it: one JPEG again and again.
  const screen = await plain.newPage({ viewport: { width: 1280, height: 720 } });
  await screen.setContent(
    `<body style="margin:0;background:#0e141c;display:grid;place-items:center;height:100vh"><img width="440" src="data:image/png;base64,${Buffer.from(qrPng(qrText)).toString('base64')}">`,
  );
  const frame = await screen.screenshot({ type: 'jpeg', quality: 80 });
  await screen.close();
  const film = join(folder, 'camera.mjpeg');
  writeFileSync(film, Buffer.concat(Array.from({ length: 30 }, () => frame)));
  const browser = await launch(
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  );
  const page = await visit(url, {}, browser);
  await page.getByRole('heading', { name: 'Your code is on its way' }).waitFor();
  assert.match((await page.textContent('main')) ?? '', /being sent to o\*\*\*@e\*\*\*\.org/);
  const id = await handOver(bench);
  await page.getByRole('heading', { name: 'Code sent' }).waitFor();
  assert.match((await page.textContent('main')) ?? '', /or until the recorder restarts/);
  await looksRight(page, 'sent');
  await bench.store.bounced(id, bench.clock.now());
  await page.getByRole('heading', { name: 'That did not work' }).waitFor();
  await looksRight(page, 'bounced');
  await page.close();
});

test('the camera is shown with its frame, and other QR codes are told apart', async () => {
  const url = await serving(await makeBench());
  const browser = await launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
  const page = await visit(url, {}, browser);
  await page.getByText('Point the camera').waitFor();
  await page.waitForFunction("document.querySelector('video').videoWidth > 0");
  await looksRight(page, 'camera');
  await pick(page, qrPng('https://example.org/'));
  await page.getByText('That is another QR code').waitFor();
  await pick(page, qrPng());
  await page.getByText('No QR code was found').waitFor();
  await looksRight(page, 'hint');
  await page.close();
});

test('without a camera a picture or the pasted text does', async () => {
  const bench = await makeBench();
  const url = await serving(bench);
  const recorder = await bench.enrolled();
  const page = await visit(url);
  await page.getByText('There is no camera to use here').waitFor();
  await pick(page, qrPng((await recorder.request()).qrText));
  await page.getByRole('heading', { name: 'Your code is on its way' }).waitFor();
  await page.getByRole('button', { name: 'Scan another code' }).click();
  await page.getByText('Paste the text instead').click();
  await looksRight(page, 'paste');
  await page.getByLabel('Text of the QR code').fill((await recorder.request()).qrText);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Your code is on its way' }).waitFor();
  assert.is((await bench.store.stats()).mails.queued, 2);
  await page.close();
});

test('each refusal has its words', async () => {
  const bench = await makeBench();
  const page = await visit(await serving(bench));
  const recorder = await bench.enrolled();
  const refuse = async (payload: string, words: string, name: string) => {
    await page.getByText('Paste the text instead').click();
    await page.getByLabel('Text of the QR code').fill(payload);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(words).waitFor();
    await looksRight(page, name);
    await page.getByRole('button', { name: 'Scan again' }).click();
  };
  await refuse('PH2:ABC', 'newer than this service', 'newer');
  const { qrText } = await recorder.request({ validMinutes: 10 });
  await refuse(qrText.slice(0, 100), 'not read completely', 'damaged');
  await bench.scan(qrText);
  bench.clock.turn(600_000);
  await refuse(qrText, 'too old', 'expired');
  for (let i = 0; i < 5; i++) await bench.scan((await recorder.request()).qrText);
  await refuse((await recorder.request()).qrText, 'Try again at', 'too-often');
  await page.close();
});

test('without a network the scan is kept, also through a reload, and sent when there is one', async () => {
  const bench = await makeBench();
  const url = await serving(bench);
  const page = await visit(url);
  await page.getByText('There is no camera').waitFor();
  // From now on the page opens by itself.
  await page.evaluate('navigator.serviceWorker.ready');
  await page.reload();
  await page.getByText('There is no camera').waitFor();
  await page.context().setOffline(true);
  await pick(page, qrPng((await (await bench.enrolled()).request()).qrText));
  await page.getByText('Your scan is kept').waitFor();
  await looksRight(page, 'offline');
  await page.reload();
  await page.getByText('Your scan is kept').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Your code is on its way' }).waitFor();
  assert.is((await bench.store.stats()).mails.queued, 1);
  assert.is(await page.evaluate("localStorage.getItem('scan')"), null);
  await page.close();
});

test('it speaks the languages of the recorder and fits the smallest phone in each', async () => {
  const bench = await makeBench();
  const url = await serving(bench);
  for (const [locale, title, words] of [
    ['de-AT', 'Gerätekennwort zurücksetzen', 'Hier ist keine Kamera'],
    ['zh-CN', '重置设备密码', '没有可用的摄像头'],
    ['fr-FR', 'Reset Device Password', 'There is no camera'],
  ] as const) {
    const page = await visit(url, { locale, viewport: { width: 320, height: 568 } });
    await page.getByText(words).waitFor();
    assert.is(await page.title(), title);
    await looksRight(page, `scan-${locale}`);
    await page.close();
  }
});

test('it can be installed', async () => {
  const url = await serving(await makeBench());
  const page = await visit(url);
  const client = await page.context().newCDPSession(page);
  const manifest = await client.send('Page.getAppManifest');
  assert.equal(manifest.errors, []);
  assert.match(manifest.url, /manifest\.webmanifest$/);
  await page.close();
});

test.run();
