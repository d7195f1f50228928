/** The whole story with nothing but a mouse: from a new recorder to a password that was forgotten and set anew. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MouseHand } from './owner.ts';
import {
  ADDRESS,
  activate,
  askForCode,
  logIn,
  NEW_PASSWORD,
  OLD_PASSWORD,
  reserveAddress,
  startRecorder,
} from './story.ts';
import { Vendor } from './vendor.ts';

const vendor = new Vendor();
const { recorder, gui } = await startRecorder(vendor, { keyboard: false });
const hand = new MouseHand(gui);

const test = suite('reset by mouse alone');
test.after(() => recorder.kill());

test('activates the recorder and reserves an address', async () => {
  await activate(gui, hand, OLD_PASSWORD, { reserve: true });
  await reserveAddress(gui, hand, ADDRESS);
  await gui.find('text', 'Right-click for the menu');
});

let code = '';

test('shows a QR code in which the vendor finds the code and the address', async () => {
  await recorder.mouse.moveTo(400, 400);
  await recorder.mouse.click('right');
  await hand.press('menuitem', 'Log out');
  const opened = await askForCode(recorder, gui, hand, vendor, async () => {
    await recorder.mouse.moveTo(960, 540);
    await recorder.mouse.wheel(20);
  });
  assert.is(opened.purpose, 'reset');
  assert.match(opened.code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  code = opened.code.replace('-', '');
});

test('takes the code from the keys on the screen, and then a new password', async () => {
  await hand.fill('Verification code', code);
  await hand.press('button', 'OK');
  await gui.find('text', 'Create New Password');
  await hand.fill('Create new password', NEW_PASSWORD);
  await hand.fill('Confirm new password', NEW_PASSWORD);
  await hand.press('button', 'OK');
  await gui.find('text', 'The password was changed');
  await hand.press('button', 'Login');
});

test('refuses the old password and takes the new one', async () => {
  await gui.find('button', 'Forgot Password');
  await logIn(hand, OLD_PASSWORD);
  await gui.find('status', /User name or password is wrong/);
  await logIn(hand, NEW_PASSWORD);
  await gui.find('text', 'Right-click for the menu');
});

test.run();
