import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ThemeName } from '../../../core/api/contract.ts';
import { QRCode } from '../../../ui/lvgl/index.ts';
import { reachableObjects } from '../../../ui/lvgl/testing/index.ts';
import {
  ADDRESS,
  createReadyRecorder,
  elevate,
  GOOD_PASSWORD,
  HOUR,
  login,
  MINUTE,
  type Recorder,
  showQr,
  wrongCodeFor,
} from '../../core/daemon/harness.ts';
import { toRgba } from '../../kit/png.ts';
import { en, type Gui, type GuiOptions, startGui, textFields } from './gui.tsx';

const test = suite('QR code and verification code (G6)');

interface There {
  readonly gui: Gui;
  readonly recorder: Recorder;
  readonly code: string;
}

async function atQrCode(options: GuiOptions = {}): Promise<There> {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await recorder.call('settings.set', { locale: 'en' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'qrCode', purpose: 'reset' }) });
  return { gui: await startGui(recorder, options), recorder, code };
}

const qrOf = (gui: Gui): QRCode | undefined =>
  reachableObjects(gui.display).find((obj): obj is QRCode => obj instanceof QRCode);

async function enter(gui: Gui, code: string): Promise<void> {
  await gui.type(code);
  await gui.press('Enter');
}

// Else the package would fetch it from a public server.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** What a camera reads off the monitor. */
async function scan(gui: Gui): Promise<string | undefined> {
  gui.display.refreshNow();
  const { pixels, width, height } = gui.display;
  const data = new Uint8ClampedArray(toRgba({ pixels: pixels.map((pixel) => pixel | 0xff000000), width, height }));
  const [found] = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, { formats: ['QRCode'] });
  return found?.text;
}

test('the QR code on the picture is the payload, in every theme and on every monitor', async () => {
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    const { gui, recorder } = await atQrCode({ width, height });
    const status = await recorder.call('reset.status', {});
    for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
      await recorder.call('settings.set', { theme });
      await gui.settle();
      assert.is(await scan(gui), status.state === 'pending' ? status.qrText : '', `${theme} ${width}×${height}`);
    }
    gui.kill();
  }
});

test('everything is on the screen at once: QR code, field, keypad and buttons', async () => {
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    const { gui } = await atQrCode({ width, height });
    const keypad = gui.osk();
    for (const obj of [
      qrOf(gui)!,
      textFields(gui)[0]!,
      keypad!,
      gui.get('button', en('action.ok')),
      gui.get('button', en('qr.refresh')),
    ]) {
      const { x1, y1, x2, y2 } = obj.coords;
      assert.ok(
        x1 >= 0 && y1 >= 0 && x2 <= width && y2 <= height,
        `${obj.role} ${obj.accessibleName} at ${width}×${height}`,
      );
    }
    gui.kill();
  }
});

test('case, spaces, hyphens and look-alike letters are forgiven', async () => {
  const { gui, code } = await atQrCode();
  const sloppy = code.toLowerCase().replace('-', ' - ').replace(/0/g, 'o').replace(/1/g, 'l');
  await enter(gui, sloppy);
  assert.ok(gui.says(en('reset.title')), gui.tree());
  gui.kill();
});

test('a wrong code says how many tries are left and empties the field', async () => {
  const { gui, code } = await atQrCode();
  await enter(gui, wrongCodeFor(code));
  assert.ok(gui.says(en('qr.wrong')));
  assert.ok(gui.says(en('qr.triesLeft', { n: 4 })), gui.tree());
  assert.is(textFields(gui)[0]!.text, '');
  gui.kill();
});

test('five wrong codes end it, and a new QR code needs no second reading of the disclaimer', async () => {
  const { gui, recorder, code } = await atQrCode();
  for (let i = 0; i < 5; i++) await enter(gui, wrongCodeFor(code));
  assert.ok(gui.says(en('qr.exhausted')), gui.tree());
  assert.is(qrOf(gui), undefined);
  await gui.click('button', en('qr.refresh'));
  await enter(gui, recorder.mails.at(-1)!.code);
  assert.ok(gui.says(en('reset.title')), gui.tree());
  gui.kill();
});

test('leaving and coming back shows the same QR code, and a code that arrives late still works', async () => {
  const { gui, code } = await atQrCode();
  const before = qrOf(gui)!.modules;
  await gui.press('Escape');
  assert.ok(gui.says(en('qr.leaveText')), 'Cancel asks first');
  await gui.click('button', en('qr.leave'));
  await gui.pass(40 * HOUR);
  await gui.wake();
  await gui.click('button', en('login.forgot'));
  await gui.click('button', en('action.ok'));
  assert.equal(qrOf(gui)!.modules, before);
  assert.ok(gui.says(en('qr.valid', { time: '8 h 0 min' })), gui.tree());
  await enter(gui, code);
  assert.ok(gui.says(en('reset.title')), gui.tree());
  gui.kill();
});

test('discarding makes the code worthless', async () => {
  const { gui, recorder } = await atQrCode();
  await gui.press('Escape');
  await gui.click('button', en('qr.discard'));
  assert.ok(gui.says(en('login.title')), gui.tree());
  assert.equal(await recorder.call('reset.status', {}), { state: 'voided', reason: 'cancelled' });
  gui.kill();
});

test('a new QR code asks first, and voids the old one', async () => {
  const { gui, recorder, code } = await atQrCode();
  await gui.click('button', en('qr.refresh'));
  await gui.press('Escape');
  assert.is(recorder.mails.length, 1);
  await gui.click('button', en('qr.refresh'));
  await gui.clickOn(
    gui.display.group
      .order()
      .filter((obj) => obj.accessibleName === en('qr.refresh'))
      .at(-1)!,
  );
  assert.is(recorder.mails.length, 2);
  await enter(gui, code);
  assert.ok(gui.says(en('qr.wrong')), gui.tree());
  gui.kill();
});

test('when its time is over the screen says so by itself', async () => {
  const { gui } = await atQrCode();
  await gui.pass(47 * HOUR + 59 * MINUTE);
  await gui.wake();
  assert.ok(gui.says(en('qr.valid', { time: '1:00' })), gui.tree());
  await gui.pass(MINUTE);
  assert.ok(gui.says(en('qr.expired')), gui.tree());
  gui.kill();
});

test('an address changed over the network voids it before one’s eyes', async () => {
  const { gui, recorder } = await atQrCode();
  await login(recorder, 'web:1');
  const elevation = await elevate(recorder, 'web:1', GOOD_PASSWORD);
  await recorder.call('recovery.setAddress', { address: `x${ADDRESS}`, elevation }, 'web:1');
  await gui.settle();
  assert.ok(gui.says(en('voided.addressChanged')), gui.tree());
  await gui.click('button', en('qr.anew'));
  assert.ok(gui.says(en('mode.title')), gui.tree());
  gui.kill();
});

test('a code that was entered over the network is not asked for here any more', async () => {
  const { gui, recorder, code } = await atQrCode();
  await recorder.call('reset.verifyCode', { code }, 'web:1');
  await gui.settle();
  assert.ok(gui.says(en('qr.elsewhere')), gui.tree());
  gui.kill();
});

test('the QR code is exported to a USB drive', async () => {
  const { gui, recorder } = await atQrCode();
  await gui.click('button', en('qr.export'));
  assert.ok(gui.says(/Saved on the USB drive as recorder-[0-9a-f]{8}-qr\.png/), gui.tree());
  assert.is(recorder.exported.length, 1);
  await gui.pass(4_000);
  assert.not(gui.says(/Saved on/), 'said in passing');
  gui.kill();
});

test('recovery that is locked for the day says for how long', async () => {
  const { gui, recorder, code } = await atQrCode();
  for (let i = 0; i < 5; i++) await enter(gui, wrongCodeFor(code));
  await gui.click('button', en('qr.refresh'));
  for (let i = 0; i < 5; i++) await enter(gui, wrongCodeFor(recorder.mails.at(-1)!.code));
  assert.ok(gui.says(en('error.recoveryLocked', { time: '24 h 0 min' })) || gui.says(en('qr.exhausted')), gui.tree());
  gui.kill();
});

test.run();
