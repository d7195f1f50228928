import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiError } from '../../../core/api/errors.ts';
import type { Place } from '../../../ui/screens/place.ts';
import { createReadyRecorder, GOOD_PASSWORD, login, MINUTE, type Recorder, showQr } from '../../core/daemon/harness.ts';
import { en, type Gui, startGui, textFields } from './gui.tsx';

const test = suite('the whole GUI');

async function ready(): Promise<Recorder> {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  return recorder;
}

async function startAt(recorder: Recorder, place: Place): Promise<Gui> {
  await recorder.call('seat.save', { place: JSON.stringify(place) });
  return startGui(recorder);
}

test('a GUI that was killed comes back at the same place', async () => {
  const recorder = await ready();
  await login(recorder);
  const gui = await startGui(recorder);
  await gui.press('ContextMenu', 'Enter');
  await gui.click('button', en('configuration.system'));
  gui.kill();
  const again = await startGui(recorder);
  assert.ok(again.says(en('theme.title')), again.tree());
  again.kill();
});

test('a place that needs a login is not shown without one', async () => {
  for (const place of [{ at: 'users' }, { at: 'qrCode', purpose: 'test' }] satisfies Place[]) {
    const gui = await startAt(await ready(), place);
    assert.ok(gui.says(en('login.title')), gui.tree());
    gui.kill();
  }
});

test('what was saved as a place but is none leads to the beginning', async () => {
  const recorder = await ready();
  await recorder.call('seat.save', { place: '{"at":"somewhere"}' });
  const gui = await startGui(recorder);
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test('while the daemon is away there is a veil, and what was typed is there when it is back', async () => {
  const gui = await startGui(await ready());
  await gui.type('half a pass');
  await gui.loseDaemon();
  assert.ok(gui.says(en('veil.reconnecting')), gui.tree());
  await gui.type('nothing reaches the field');
  await gui.findDaemon();
  assert.not(gui.says(en('veil.reconnecting')));
  assert.is(textFields(gui)[0]!.text, 'half a pass');
  gui.kill();
});

test('a daemon that comes back without the session leads to the login', async () => {
  const recorder = await ready();
  await login(recorder);
  const gui = await startAt(recorder, { at: 'users' });
  await gui.loseDaemon();
  recorder.device.close();
  recorder.reboot();
  await recorder.call('session.logout', {});
  await gui.findDaemon();
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test('a login that ends elsewhere ends here, with every box that was open', async () => {
  const recorder = await ready();
  await login(recorder);
  const gui = await startAt(recorder, { at: 'editUser', name: 'admin' });
  assert.ok(gui.says(en('elevation.title')));
  const code = await showQr(recorder, 'web:1');
  const { ticket } = await recorder.call('reset.verifyCode', { code }, 'web:1');
  await recorder.call('reset.setPassword', { ticket: ticket ?? '', password: 'Anders=7Wolken' }, 'web:1');
  await gui.settle();
  assert.not(gui.says(en('elevation.title')), gui.tree());
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test('what was typed into a password field is gone with its screen', async () => {
  const gui = await startGui(await ready());
  await gui.type('half a pass');
  const [field] = textFields(gui);
  await gui.click('button', en('login.forgot'));
  assert.ok(field!.deleted);
  assert.is(field!.text, '');
  gui.kill();
});

test('the tree never shows what is typed into a masked field', async () => {
  const gui = await startGui(await ready());
  await gui.type('Secret-77');
  assert.not.match(gui.tree(), /Secret/);
  gui.kill();
});

test('while others may read along on a keyboard no password is asked for', async () => {
  const recorder = await ready();
  const gui = await startGui(recorder);
  gui.unsafeInput.value = ['/dev/input/event3'];
  await gui.settle();
  assert.ok(gui.says(en('input.refusedText')), gui.tree());
  assert.ok(gui.says(en('input.refusedDevices', { devices: '/dev/input/event3' })));
  assert.is(textFields(gui).length, 0);
  gui.unsafeInput.value = [];
  await gui.settle();
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test('after ten minutes without input the screen goes dark, and the key that wakes it does nothing else', async () => {
  const gui = await startGui(await ready());
  await gui.type('abc');
  await gui.pass(9 * MINUTE);
  assert.ok(gui.says(en('login.title')));
  await gui.pass(MINUTE);
  assert.not(gui.says(en('login.title')), gui.tree());
  await gui.type('d');
  assert.ok(gui.says(en('login.title')), gui.tree());
  assert.is(textFields(gui)[0]!.text, 'abc');
  await gui.type('d');
  assert.is(textFields(gui)[0]!.text, 'abcd');
  await gui.pass(10 * MINUTE);
  assert.not(gui.says(en('login.title')), 'and again');
  gui.kill();
});

test('the dark screen moves its clock', async () => {
  const gui = await startGui(await ready());
  await gui.pass(10 * MINUTE);
  const before = gui.display.pixels.slice();
  await gui.pass(MINUTE);
  assert.not.equal(gui.display.pixels, before);
  gui.kill();
});

test('a screen on which nothing happens draws a frame a minute, for the clock, and waits for two timers', async () => {
  const gui = await startGui(await ready());
  gui.display.refreshNow();
  const { frames } = gui.display.stats;
  assert.is(gui.clock.pending, 2, 'the clock’s minute and the screen saver');
  await gui.pass(MINUTE);
  assert.ok(gui.display.stats.frames - frames <= 1);
  gui.kill();
  gui.display.refreshNow();
  assert.is(gui.clock.pending, 0, 'and none is left behind');
});

test('a refusal that no field is there for is shown with what to do and a code for the service', async () => {
  const recorder = await ready();
  const gui = await startGui(recorder, {
    between: (api) => ({
      ...api,
      call: (method, params) =>
        method === 'session.login' ? Promise.reject(new ApiError({ code: 'storageFull' })) : api.call(method, params),
    }),
  });
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(en('error.storageFull')), gui.tree());
  assert.ok(gui.says(en('errorDo.storageFull')));
  assert.ok(gui.says(en('error.code', { code: 'storageFull' })));
  await gui.press('Escape');
  assert.is(gui.focused(), `textbox ${en('login.password')}`);
  gui.kill();
});

test('the language of the texts follows the recorder, whoever sets it', async () => {
  const recorder = await ready();
  const gui = await startGui(recorder);
  await login(recorder, 'web:1', 'admin', GOOD_PASSWORD);
  await recorder.call('settings.set', { locale: 'zh-CN' }, 'web:1');
  await gui.settle();
  assert.ok(gui.says('登录'), gui.tree());
  gui.kill();
});

test.run();
