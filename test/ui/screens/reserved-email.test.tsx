import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ADDRESS,
  createReadyRecorder,
  createRecorder,
  GOOD_PASSWORD,
  MASKED,
  MINUTE,
  type Recorder,
} from '../../core/daemon/harness.ts';
import { en, type Gui, startGui } from './gui.tsx';

const test = suite('reserved e-mail (G2)');

/** Right after an activation with the box ticked. */
async function afterActivation(recorder: Recorder): Promise<Gui> {
  const gui = await startGui(recorder);
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  await gui.type(GOOD_PASSWORD);
  await gui.click('checkbox', en('activation.reserve'));
  await gui.click('button', en('activation.activate'));
  return gui;
}

const ok = (gui: Gui) => gui.get('button', en('action.ok'));

test('syntax is judged as it is typed, and OK stays closed until it is right', async () => {
  const gui = await afterActivation(createRecorder());
  assert.ok(ok(gui).disabled);
  await gui.type('alice');
  assert.ok(gui.says(en('email.unfinished')), 'what is only unfinished is no mistake');
  await gui.type('@example.com');
  assert.not(ok(gui).disabled);
  await gui.press('Home');
  await gui.type('two words ');
  assert.ok(gui.says(en('address.badLocal')));
  assert.ok(ok(gui).disabled);
  gui.kill();
});

test('an address of 255 characters is refused by name, one above 64 is only worth a second look', async () => {
  const gui = await afterActivation(createRecorder());
  await gui.type(`${'a'.repeat(40)}@${'b'.repeat(26)}.com`);
  assert.ok(gui.says(en('email.long')));
  assert.not(ok(gui).disabled);
  await gui.type('.c'.repeat(100));
  assert.ok(gui.says(en('address.tooLong')));
  assert.ok(ok(gui).disabled);
  gui.kill();
});

test('a line break cannot get into the field', async () => {
  const recorder = createRecorder();
  const gui = await afterActivation(recorder);
  await gui.type('alice@example.com\r\nBcc: x');
  assert.ok(ok(gui).disabled);
  gui.kill();
});

test('OK stores the address and shows it masked', async () => {
  const recorder = createRecorder();
  const gui = await afterActivation(recorder);
  await gui.type(ADDRESS);
  await gui.press('Enter');
  assert.ok(gui.says(MASKED), gui.tree());
  assert.not(gui.tree().includes(ADDRESS), 'in full it was there only while it was typed');
  assert.equal(await recorder.call('recovery.get', {}), { maskedAddress: MASKED, confirmed: false });
  gui.kill();
});

test('Cancel says what it means to go without, and only then leaves', async () => {
  const recorder = createRecorder();
  const gui = await afterActivation(recorder);
  await gui.press('Escape');
  assert.ok(gui.says(en('email.unsetText')));
  await gui.press('Escape');
  assert.ok(gui.says(en('email.title')));
  await gui.click('button', en('action.cancel'));
  await gui.click('button', en('email.leaveUnset'));
  assert.ok(gui.says(en('live.hint')), gui.tree());
  assert.is((await recorder.call('recovery.get', {})).maskedAddress, null);
  gui.kill();
});

test('a GUI that was killed here asks for the password of the device before it stores', async () => {
  const recorder = createRecorder();
  const killed = await afterActivation(recorder);
  await killed.type(ADDRESS);
  killed.kill();
  const gui = await startGui(recorder);
  assert.ok(gui.says(en('email.title')), gui.tree());
  await gui.type(ADDRESS);
  await gui.press('Enter');
  assert.ok(gui.says(en('elevation.title')), gui.tree());
  await gui.type('wrong');
  await gui.press('Enter');
  assert.ok(gui.says(en('elevation.wrong', { n: 4 })), gui.tree());
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(MASKED), gui.tree());
  gui.kill();
});

test('after five minutes the password of the device is asked for again', async () => {
  const recorder = createRecorder();
  await recorder.call('device.activate', { password: GOOD_PASSWORD, locale: 'en' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'editUser', name: 'admin' }) });
  const gui = await startGui(recorder);
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  await gui.click('button', en('edit.emailSettings'));
  await gui.type(ADDRESS);
  await gui.pass(6 * MINUTE);
  await gui.press('Enter');
  assert.ok(gui.says(en('elevation.title')), gui.tree());
  await gui.press('Escape');
  assert.is((await recorder.call('recovery.get', {})).maskedAddress, null, 'giving up stores nothing');
  gui.kill();
});

test('removing the address asks first', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
  await recorder.call('settings.set', { locale: 'en' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'reservedEmail', next: 'editUser' }) });
  const gui = await startGui(recorder);
  await gui.click('button', en('email.remove'));
  assert.ok(gui.says(en('email.removeText')));
  await gui.click('button', en('email.remove'));
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  assert.is((await recorder.call('recovery.get', {})).maskedAddress, null);
  assert.not(gui.says(MASKED));
  gui.kill();
});

test('the test of the recovery goes the same way and ends in a confirmed address, with the password as it was', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
  await recorder.call('settings.set', { locale: 'en' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'reservedEmail', next: 'editUser' }) });
  const gui = await startGui(recorder, { width: 1920, height: 1080 });
  await gui.click('button', en('email.test'));
  assert.ok(gui.says(en('legal.title')), gui.tree());
  await gui.press('End');
  await gui.click('button', en('action.ok'));
  assert.ok(gui.says(en('qr.testTitle')), gui.tree());
  assert.is(recorder.mails.at(-1)!.purpose, 'test');
  await gui.type(recorder.mails.at(-1)!.code);
  await gui.press('Enter');
  assert.ok(gui.says(en('qr.confirmedTitle')), gui.tree());
  await gui.press('Enter');
  await gui.type(GOOD_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(en('email.confirmed')), gui.tree());
  gui.kill();
});

test('firmware without a recovery key is told plainly', async () => {
  const gui = await afterActivation(createRecorder({ seal: null }));
  assert.ok(gui.says(en('email.noKeys')));
  gui.kill();
});

test.run();
