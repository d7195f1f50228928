import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ADDRESS,
  addUser,
  createReadyRecorder,
  GOOD_PASSWORD,
  login,
  MINUTE,
  OTHER_PASSWORD,
  type Recorder,
  showQr,
} from '../../core/daemon/harness.ts';
import { en, type Gui, startGui, textFields } from './gui.tsx';

const test = suite('login (G3)');

async function ready(): Promise<Recorder> {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  return recorder;
}

async function tryPassword(gui: Gui, password: string): Promise<void> {
  await gui.type(password);
  await gui.press('Enter');
}

test('the right password leads to the live view', async () => {
  const gui = await startGui(await ready());
  await tryPassword(gui, GOOD_PASSWORD);
  assert.ok(gui.says(en('live.hint')), gui.tree());
  gui.kill();
});

test('a wrong one empties the field, keeps the focus and never says which of the two was wrong', async () => {
  const gui = await startGui(await ready());
  await tryPassword(gui, 'wrong');
  assert.ok(gui.says(en('login.wrong', { n: 4 })));
  assert.is(textFields(gui)[0]!.text, '');
  assert.is(gui.focused(), `textbox ${en('login.password')}`);
  await gui.type('n');
  assert.not(gui.says(en('login.wrong', { n: 4 })), 'with the next try the message goes');
  gui.kill();
});

test('after five wrong ones the wait counts down, second by second, and then ends', async () => {
  const gui = await startGui(await ready());
  for (let i = 0; i < 5; i++) await tryPassword(gui, `wrong ${i}`);
  assert.ok(gui.says(en('login.wait', { time: '0:30' })), gui.tree());
  await gui.type(GOOD_PASSWORD);
  assert.ok(gui.get('button', en('login.login')).disabled);
  await gui.pass(2_500);
  assert.ok(gui.says(en('login.wait', { time: '0:28' })), gui.tree());
  await gui.pass(28_000);
  assert.not(gui.says(/Too many/));
  await gui.press('Enter');
  assert.ok(gui.says(en('live.hint')), gui.tree());
  gui.kill();
});

test('users are chosen from a list', async () => {
  const recorder = await ready();
  await login(recorder);
  await addUser(recorder, 'reception', 'operator');
  await recorder.call('session.logout', {});
  const gui = await startGui(recorder);
  await gui.click('combobox', en('user.name'));
  await gui.press('ArrowDown', 'Enter');
  await gui.clickOn(textFields(gui)[0]!);
  await tryPassword(gui, OTHER_PASSWORD);
  assert.equal((await recorder.call('session.current', {})).session, {
    user: 'reception',
    role: 'operator',
    locked: false,
  });
  gui.kill();
});

test('a code that is awaited is offered again', async () => {
  const recorder = await ready();
  await showQr(recorder);
  const gui = await startGui(recorder);
  await gui.click('button', en('login.enterCode'));
  assert.ok(gui.says(en('qr.title')), gui.tree());
  gui.kill();
});

test('nothing of the reserved address is shown before a way back was asked for', async () => {
  const gui = await startGui(await ready());
  assert.not(gui.tree().includes('@'));
  assert.not(gui.tree().includes(ADDRESS));
  gui.kill();
});

const lock = suite('the lock screen');

lock('comes after the minutes that are set, and leads back to where one was', async () => {
  const recorder = await ready();
  await login(recorder);
  await recorder.call('settings.set', { autoLockMinutes: 5 });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'system' }) });
  const gui = await startGui(recorder);
  await gui.pass(4 * MINUTE);
  gui.pointer.moveTo({ x: 5, y: 5 });
  await gui.pass(4 * MINUTE);
  assert.ok(gui.says(en('configuration.system')), 'somebody moved the mouse meanwhile');
  await gui.pass(MINUTE);
  assert.ok(gui.says(en('lock.title')), gui.tree());
  await tryPassword(gui, 'wrong');
  assert.ok(gui.says(en('lock.wrong', { n: 4 })), gui.tree());
  await tryPassword(gui, GOOD_PASSWORD);
  assert.ok(gui.says(en('autoLock.title')), gui.tree());
  gui.kill();
});

lock('closes every box over the screen', async () => {
  const recorder = await ready();
  await login(recorder);
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'editUser', name: 'admin' }) });
  const gui = await startGui(recorder);
  assert.ok(gui.says(en('elevation.title')));
  await recorder.call('session.lock', {});
  await gui.settle();
  assert.not(gui.says(en('elevation.title')), gui.tree());
  assert.ok(gui.says(en('lock.title')), gui.tree());
  gui.kill();
});

lock('lets one log out instead', async () => {
  const recorder = await ready();
  await login(recorder);
  await recorder.call('session.lock', {});
  const gui = await startGui(recorder);
  await gui.click('button', en('menu.logout'));
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test.run();
lock.run();
