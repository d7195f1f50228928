/** The plug is pulled right after a step said it was done: it is done, and nothing else is half-done. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeDisk } from './disk.ts';
import { KeyboardHand } from './owner.ts';
import { ADDRESS, activate, askForCode, logIn, OLD_PASSWORD, startRecorder } from './story.ts';
import { Vendor } from './vendor.ts';

const vendor = new Vendor();
const disk = makeDisk();
let cutPower = async () => {};

const switchOn = async () => {
  const { recorder, gui } = await startRecorder(vendor, { disk, pointer: 'none' });
  cutPower = () => recorder.kill();
  return { recorder, gui, hand: new KeyboardHand(gui, recorder.keyboard) };
};

const test = suite('power cut');
test.after.each(() => cutPower());

test('right after the activation leaves an active recorder without an address', async () => {
  const { gui, hand } = await switchOn();
  await activate(gui, hand, OLD_PASSWORD, { reserve: true });
  await gui.find('textbox', 'E-mail address');
});

test('right after the address was stored leaves it stored', async () => {
  const { recorder, gui, hand } = await switchOn();
  await gui.find('button', 'Forgot Password');
  await hand.press('button', 'Forgot Password');
  await gui.find('text', /No way to reset the password was set up/);
  await hand.press('button', 'Back');
  await logIn(hand, OLD_PASSWORD);
  await gui.find('text', 'Right-click for the menu');
  await recorder.keyboard.press('compose');
  await hand.press('menuitem', 'Configuration');
  await hand.press('button', 'Edit');
  await hand.fill('Password', OLD_PASSWORD);
  await hand.press('button', 'OK');
  await hand.press('button', 'Reserved E-mail Settings');
  await hand.fill('E-mail address', ADDRESS);
  await hand.press('button', 'OK');
  await gui.find('text', 'Not tested yet.');
});

test('and the way back in works with it', async () => {
  const { recorder, gui, hand } = await switchOn();
  await gui.find('button', 'Forgot Password');
  const opened = await askForCode(recorder, gui, hand, vendor, () => recorder.keyboard.press('end'));
  assert.is(opened.address, ADDRESS);
});

test.run();
