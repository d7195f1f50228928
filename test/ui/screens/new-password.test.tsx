import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createReadyRecorder, GOOD_PASSWORD, MINUTE, OTHER_PASSWORD, showQr } from '../../core/daemon/harness.ts';
import { en, startGui, textFields } from './gui.tsx';

const test = suite('new password (G7)');

async function atNewPassword() {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await recorder.call('settings.set', { locale: 'en' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'qrCode', purpose: 'reset' }) });
  const gui = await startGui(recorder);
  await gui.type(code);
  await gui.press('Enter');
  return { gui, recorder };
}

async function choose(gui: Awaited<ReturnType<typeof atNewPassword>>['gui'], password: string): Promise<void> {
  await gui.type(password);
  await gui.press('Enter');
  await gui.type(password);
}

test('OK sets the password, says so, and leads to the login without logging in', async () => {
  const { gui, recorder } = await atNewPassword();
  await choose(gui, OTHER_PASSWORD);
  const fields = textFields(gui);
  await gui.press('Enter');
  assert.ok(gui.says(en('reset.doneTitle')), gui.tree());
  for (const field of fields) assert.is(field.text, '', 'what was typed is gone');
  await gui.press('Enter');
  assert.ok(gui.says(en('login.title')));
  assert.is((await recorder.call('session.current', {})).session, null);
  gui.kill();
});

test('the minutes that are left are shown, and when they are over nothing can be set', async () => {
  const { gui } = await atNewPassword();
  assert.ok(gui.says(en('reset.proved', { time: '10:00' })), gui.tree());
  await choose(gui, OTHER_PASSWORD);
  await gui.pass(9 * MINUTE);
  assert.ok(gui.says(en('reset.proved', { time: '1:00' })), gui.tree());
  await gui.pass(MINUTE);
  await gui.wake();
  assert.ok(gui.says(en('reset.over')), gui.tree());
  assert.not(gui.has('button', en('action.ok')));
  await gui.click('button', en('qr.anew'));
  assert.ok(gui.says(en('mode.title')), gui.tree());
  gui.kill();
});

test('Cancel says that the code is used up, and keeps the old password', async () => {
  const { gui, recorder } = await atNewPassword();
  await gui.press('Escape');
  assert.ok(gui.says(en('reset.cancelText')), gui.tree());
  await gui.click('button', en('reset.cancel'));
  assert.ok(gui.says(en('login.title')), gui.tree());
  await recorder.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
  gui.kill();
});

test('a GUI that was killed comes back here with its right intact', async () => {
  const { gui: killed, recorder } = await atNewPassword();
  killed.kill();
  const gui = await startGui(recorder);
  await choose(gui, OTHER_PASSWORD);
  await gui.press('Enter');
  assert.ok(gui.says(en('reset.doneTitle')), gui.tree());
  gui.kill();
});

test.run();
