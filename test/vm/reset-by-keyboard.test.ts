/** The story with nothing but a keyboard, with what goes wrong in between: a restart, and a code that came too late. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyboardHand } from './owner.ts';
import { ADDRESS, activate, askForCode, logIn, OLD_PASSWORD, reserveAddress, startRecorder } from './story.ts';
import { Vendor } from './vendor.ts';

const vendor = new Vendor();
const { recorder, gui } = await startRecorder(vendor, { pointer: 'none' });
const hand = new KeyboardHand(gui, recorder.keyboard);
const readToTheEnd = () => recorder.keyboard.press('end');

const test = suite('restart between QR code and code');
test.after(() => recorder.kill());

test('activates the recorder by keyboard alone and shows a QR code', async () => {
  await activate(gui, hand, OLD_PASSWORD, { reserve: true });
  await reserveAddress(gui, hand, ADDRESS);
  await gui.find('text', 'Right-click for the menu');
  await recorder.keyboard.press('compose');
  await hand.press('menuitem', 'Log out');
});

test('refuses the code of before the restart, and leaves the account as it is', async () => {
  const before = await askForCode(recorder, gui, hand, vendor, readToTheEnd);
  await recorder.reset();
  await gui.find('button', 'Forgot Password');
  const after = await askForCode(recorder, gui, hand, vendor, readToTheEnd);
  assert.is.not(after.code, before.code);
  await hand.fill('Verification code', before.code);
  await hand.press('button', 'OK');
  await gui.find('status', /This is not the right code/);
  await recorder.keyboard.press('esc');
  await hand.press('button', 'Leave');
  await gui.find('button', 'Forgot Password');
  await logIn(hand, OLD_PASSWORD);
  await gui.find('text', 'Right-click for the menu');
});

test.run();
