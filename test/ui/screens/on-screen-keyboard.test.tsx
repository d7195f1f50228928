import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { overlaps } from '../../../ui/lvgl/index.ts';
import {
  addUser,
  createReadyRecorder,
  createRecorder,
  GOOD_PASSWORD,
  login,
  type Recorder,
} from '../../core/daemon/harness.ts';
import { en, type Gui, startGui, textFields } from './gui.tsx';

const test = suite('the on-screen keyboard');

async function ready(): Promise<Recorder> {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  return recorder;
}

const tapKey = async (gui: Gui, label: string): Promise<void> => {
  const { x1, y1, x2, y2 } = gui.osk()!.keyAt(label);
  gui.pointer.click({ x: (x1 + x2) >> 1, y: (y1 + y2) >> 1 });
  await gui.settle();
};

test('is there by itself as long as no real keyboard was used, and goes with its first key', async () => {
  const gui = await startGui(await ready());
  assert.ok(gui.osk());
  await gui.type('a');
  assert.is(gui.osk(), null);
  assert.is(textFields(gui)[0]!.text, 'a', 'which is typed');
  await gui.press('Tab', 'Tab');
  assert.is(gui.osk(), null);
  gui.kill();
});

test('comes back when a field is clicked', async () => {
  const gui = await startGui(await ready());
  await gui.type('a');
  await gui.clickOn(textFields(gui)[0]!);
  assert.ok(gui.osk());
  gui.kill();
});

test('goes with its hide key and comes back with the button in the title bar', async () => {
  const gui = await startGui(await ready());
  await tapKey(gui, 'Hide');
  assert.is(gui.osk(), null);
  await gui.click('button', en('titleBar.keyboard'));
  await gui.tap('abc');
  assert.is(textFields(gui)[0]!.text, 'abc');
  await gui.click('button', en('titleBar.keyboard'));
  assert.is(gui.osk(), null);
  gui.kill();
});

test('stays while a button is pressed, so that the button does not move away from under the pointer', async () => {
  const gui = await startGui(await ready());
  await gui.tap('wrong');
  const button = gui.get('button', en('login.login'));
  const before = { ...button.coords };
  gui.pointer.press(button);
  await gui.settle();
  assert.equal(button.coords, before);
  gui.pointer.release();
  await gui.settle();
  assert.ok(gui.says(en('login.wrong', { n: 4 })), gui.tree());
  gui.kill();
});

test('types into the field that was clicked last', async () => {
  const gui = await startGui(createRecorder());
  await gui.tap('one');
  await gui.clickOn(textFields(gui)[1]!);
  await gui.tap('two');
  assert.equal(
    textFields(gui).map((field) => field.text),
    ['one', 'two'],
  );
  gui.kill();
});

test('its Enter does what Enter does', async () => {
  const gui = await startGui(await ready());
  await gui.tap('wrong');
  await tapKey(gui, 'Enter');
  assert.ok(gui.says(en('login.wrong', { n: 4 })), gui.tree());
  gui.kill();
});

test('has the keys of an address for an address', async () => {
  const recorder = await ready();
  await login(recorder);
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'reservedEmail', next: 'editUser' }) });
  const gui = await startGui(recorder);
  await tapKey(gui, '@');
  await tapKey(gui, '.com');
  assert.is(textFields(gui)[0]!.text, '@.com');
  gui.kill();
});

test('goes with the last field of a screen', async () => {
  const gui = await startGui(await ready());
  assert.ok(gui.osk());
  await gui.click('button', en('login.forgot'));
  assert.is(gui.osk(), null);
  await gui.press('Escape');
  gui.kill();
});

test('stands over the dialog that its field is in', async () => {
  const recorder = await ready();
  await login(recorder);
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'editUser', name: 'admin' }) });
  const gui = await startGui(recorder);
  assert.ok(gui.says(en('elevation.title')));
  await gui.tap(GOOD_PASSWORD);
  await tapKey(gui, 'Enter');
  assert.ok(gui.says(en('edit.password')), gui.tree());
  gui.kill();
});

test('lies under a list of choices that opens over it', async () => {
  const recorder = await ready();
  await login(recorder);
  for (let i = 1; i < 12; i++) await addUser(recorder, `user${i}`, 'guest');
  await recorder.call('session.logout', {});
  const gui = await startGui(recorder);
  assert.ok(gui.osk());
  await gui.click('combobox', en('user.name'));
  const hidden = gui.get('listitem', 'user8');
  assert.ok(overlaps(gui.get('list', en('user.name')).coords, { x1: 0, y1: 768 - 304, x2: 1024, y2: 768 }));
  await gui.clickOn(hidden);
  assert.is(gui.get('combobox', en('user.name')).accessibleValue, 'user8');
  gui.kill();
});

test('the code field has its keys beside it and wants no others', async () => {
  const recorder = await ready();
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  await recorder.call('reset.request', { refresh: false });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'qrCode', purpose: 'reset' }) });
  const gui = await startGui(recorder);
  assert.is(gui.display.group.order().filter((obj) => obj.role === 'textbox').length, 1);
  await gui.tap('K7QM');
  assert.is(textFields(gui)[0]!.text, 'K7QM');
  assert.throws(() => gui.osk()!.keyAt('q'), /no key/);
  gui.kill();
});

test.run();
