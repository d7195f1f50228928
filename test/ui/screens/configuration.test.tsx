import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  addUser,
  createReadyRecorder,
  GOOD_PASSWORD,
  login,
  MASKED,
  OTHER_PASSWORD,
  type Recorder,
} from '../../core/daemon/harness.ts';
import { en, type Gui, startGui, textFields } from './gui.tsx';
import { themeFor } from './stage.tsx';

const test = suite('configuration (G9, G10)');

async function at(
  page: object,
  prepare: (recorder: Recorder) => Promise<unknown> = async () => {},
): Promise<{ gui: Gui; recorder: Recorder }> {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  await login(recorder);
  await prepare(recorder);
  await recorder.call('seat.save', { place: JSON.stringify(page) });
  return { gui: await startGui(recorder), recorder };
}

async function givePassword(gui: Gui): Promise<void> {
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
}

const names = async (recorder: Recorder) => (await recorder.call('users.list', {})).users.map(({ name }) => name);

test('the table shows name, role and state, and Edit leads to the user that is selected', async () => {
  const { gui } = await at({ at: 'users' }, (recorder) => addUser(recorder, 'reception', 'operator'));
  assert.ok(gui.has('row', 'admin, Administrator, Active'), gui.tree());
  assert.ok(gui.has('row', 'reception, Operator, Active'));
  await gui.press('ArrowDown', 'Enter');
  await givePassword(gui);
  assert.ok(gui.says(en('edit.title', { name: 'reception' })), gui.tree());
  await gui.press('Escape');
  await gui.click('row', 'admin, Administrator, Active');
  await gui.click('button', en('users.edit'));
  assert.ok(gui.says(en('edit.title', { name: 'admin' })), gui.tree());
  gui.kill();
});

test('a user is added after the password of the device was given', async () => {
  const { gui, recorder } = await at({ at: 'users' });
  await gui.click('button', en('users.add'));
  await gui.type('night shift');
  assert.ok(gui.says(en('users.badName')));
  await gui.press('Ctrl+a');
  await gui.type('night.shift');
  await gui.press('Enter');
  await gui.type(OTHER_PASSWORD);
  await gui.press('Enter');
  await gui.type(OTHER_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(en('elevation.title')), gui.tree());
  await givePassword(gui);
  assert.equal(await names(recorder), ['admin', 'night.shift']);
  assert.ok(gui.has('row', /night\.shift, Operator/), gui.tree());
  gui.kill();
});

test('a name that is taken is refused beside its field', async () => {
  const { gui } = await at({ at: 'users' }, (recorder) => addUser(recorder, 'reception', 'operator'));
  await gui.click('button', en('users.add'));
  await gui.type('reception');
  await gui.press('Enter');
  await gui.type(OTHER_PASSWORD);
  await gui.press('Enter');
  await gui.type(OTHER_PASSWORD);
  await gui.press('Enter');
  await givePassword(gui);
  assert.ok(gui.says(en('error.userExists')), gui.tree());
  gui.kill();
});

test('a user is deleted after a question; admin cannot be', async () => {
  const { gui, recorder } = await at({ at: 'users' }, (ready) => addUser(ready, 'reception', 'operator'));
  assert.ok(gui.get('button', en('users.delete')).disabled);
  await gui.press('ArrowDown');
  await gui.click('button', en('users.delete'));
  await gui.click('button', en('users.delete'));
  await givePassword(gui);
  assert.equal(await names(recorder), ['admin']);
  assert.ok(gui.says(en('users.deleted', { name: 'reception' })));
  gui.kill();
});

test('editing asks for the password of the device first, and whoever gives up is back at the list', async () => {
  const { gui } = await at({ at: 'editUser', name: 'admin' });
  assert.ok(gui.says(en('elevation.title')));
  assert.not(gui.says(MASKED), 'nothing is shown before');
  await gui.press('Escape');
  assert.ok(gui.has('row', /admin/), gui.tree());
  gui.kill();
});

test('the setting icon beside the masked address opens its settings', async () => {
  const { gui } = await at({ at: 'editUser', name: 'admin' });
  await givePassword(gui);
  assert.ok(gui.says(MASKED), gui.tree());
  await gui.click('button', en('edit.emailSettings'));
  assert.ok(gui.says(en('email.text')), gui.tree());
  await gui.press('Escape');
  assert.ok(gui.says(en('edit.password')), gui.tree());
  gui.kill();
});

test('the password is changed, and what was typed is gone', async () => {
  const { gui, recorder } = await at({ at: 'editUser', name: 'admin' });
  await givePassword(gui);
  await gui.clickOn(textFields(gui)[0]!);
  await gui.type(OTHER_PASSWORD);
  await gui.clickOn(textFields(gui)[1]!);
  await gui.type(OTHER_PASSWORD);
  await gui.click('button', en('edit.changePassword'));
  assert.ok(gui.says(en('edit.passwordSaved')), gui.tree());
  for (const field of textFields(gui)) assert.is(field.text, '');
  await recorder.call('session.elevate', { password: OTHER_PASSWORD });
  gui.kill();
});

test('another user is given another role and no login', async () => {
  const { gui, recorder } = await at({ at: 'editUser', name: 'reception' }, (ready) =>
    addUser(ready, 'reception', 'operator'),
  );
  await givePassword(gui);
  assert.not(gui.says(en('email.title')), 'the reserved e-mail is the admin’s');
  await gui.click('combobox', en('user.role'));
  await gui.press('ArrowDown', 'Enter');
  await gui.click('checkbox', en('edit.mayLogIn'));
  await gui.click('button', en('action.save'));
  const { users } = await recorder.call('users.list', {});
  assert.equal(users[1], { name: 'reception', role: 'guest', enabled: false });
  gui.kill();
});

test('an operator sees and edits nobody but themself', async () => {
  const { gui: first, recorder } = await at({ at: 'users' }, (ready) => addUser(ready, 'reception', 'operator'));
  first.kill();
  await recorder.call('session.logout', {});
  await login(recorder, 'gui', 'reception', OTHER_PASSWORD);
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'users' }) });
  const gui = await startGui(recorder);
  assert.not(gui.has('row', /admin/), gui.tree());
  assert.not(gui.has('button', en('users.add')));
  await gui.click('button', en('users.edit'));
  await gui.type(OTHER_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(en('edit.password')), gui.tree());
  assert.not(gui.says(en('edit.account')));
  gui.kill();
});

const system = suite('system');

async function choose(gui: Gui, label: string, steps: number): Promise<void> {
  await gui.click('combobox', label);
  await gui.press(...Array<string>(steps).fill('ArrowDown'), 'Enter');
}

system('another theme is drawn at once and kept', async () => {
  const { gui, recorder } = await at({ at: 'system' });
  await choose(gui, en('theme.title'), 1);
  assert.is(gui.display.theme, themeFor('light'));
  assert.is((await recorder.call('device.info', {})).settings.theme, 'light');
  gui.kill();
});

system('layout, pointer speed and automatic lock are kept', async () => {
  const { gui, recorder } = await at({ at: 'system' });
  await choose(gui, en('layout.title'), 2);
  await choose(gui, en('speed.title'), 1);
  await choose(gui, en('autoLock.title'), 1);
  const { settings } = await recorder.call('device.info', {});
  assert.equal([settings.keyboard, settings.pointerSpeed, settings.autoLockMinutes], ['de', 0.5, 15]);
  gui.kill();
});

system('a factory reset asks, wants the password of the device, and ends at the activation', async () => {
  const { gui, recorder } = await at({ at: 'system' });
  gui.get('button', en('factory.reset')).scrollToView();
  await gui.click('button', en('factory.reset'));
  assert.ok(gui.says(en('factory.text')));
  await gui.click('button', en('factory.reset'));
  assert.is((await recorder.call('device.info', {})).active, true);
  await givePassword(gui);
  assert.is((await recorder.call('device.info', {})).active, false);
  assert.ok(gui.says(en('activation.title')), gui.tree());
  gui.kill();
});

test.run();
system.run();
