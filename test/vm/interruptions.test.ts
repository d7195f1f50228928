/** What must cost nothing but a moment: another mouse, a GUI that is killed, a daemon that is killed. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyboardHand, MouseHand } from './owner.ts';
import { DAEMON, GUI, pidsOf } from './recorder.ts';
import { ADDRESS, activate, askForCode, logIn, OLD_PASSWORD, reserveAddress, startRecorder } from './story.ts';
import { Vendor } from './vendor.ts';

const vendor = new Vendor();
const { recorder, gui } = await startRecorder(vendor);
const typing = new KeyboardHand(gui, recorder.keyboard);
const pointing = new MouseHand(gui);

const kill = (program: string) => recorder.exec(`kill -KILL $(${pidsOf(program)})`);

const test = suite('interruptions');
test.after(() => recorder.kill());

test('a mouse is pulled out and another put in', async () => {
  await activate(gui, typing, OLD_PASSWORD, { reserve: true });
  await reserveAddress(gui, typing, ADDRESS);
  await gui.find('text', 'Right-click for the menu');
  await recorder.unplug();
  await recorder.plug('mouse');
  await gui.steerTo(500, 400);
  await recorder.mouse.click('right');
  const item = await gui.find('menuitem', 'Log out');
  await gui.steerTo(item.x + 40, item.y + item.h / 2);
  await recorder.mouse.click();
  await gui.find('button', 'Forgot Password');
  await recorder.unplug();
  await recorder.plug('tablet');
});

test('the GUI is killed: the same QR code stands there again, and the code it carries is taken', async () => {
  const { code } = await askForCode(recorder, gui, typing, vendor, () => recorder.keyboard.press('end'));
  const before = await recorder.exec(pidsOf(GUI));
  await kill(GUI);
  await recorder.exec('echo "kernel: something to tell" > /dev/tty1');
  await recorder.waitFor('another GUI', async () => {
    const now = (await recorder.try(pidsOf(GUI))).text;
    return now !== '' && now !== before ? true : null;
  });
  await gui.find('text', 'Scan the QR code');
  const again = await recorder.waitForScreen('the QR code again', (picture) => vendor.open(picture));
  assert.is(again.code, code);
  // The top left corner is where the console would write.
  const picture = await recorder.screendump();
  for (let x = 0; x < 120; x++) assert.is(picture.at(x, 2), picture.at(0, 2));
  await pointing.fill('Verification code', code.replace('-', ''));
  await pointing.press('button', 'OK');
  await gui.find('text', 'Create New Password');
});

test('the daemon is killed: a veil, then on with what was earned', async () => {
  await recorder.exec(`kill -STOP $(${pidsOf('run')})`);
  await kill(DAEMON);
  await gui.find('text', 'Reconnecting to the recorder…');
  await recorder.exec(`kill -CONT $(${pidsOf('run')})`);
  await gui.find('textbox', 'Create new password');
  await recorder.keyboard.press('esc');
  await typing.press('button', 'Keep old password');
  await gui.find('button', 'Forgot Password');
  await logIn(typing, OLD_PASSWORD);
  await gui.find('text', 'Right-click for the menu');
});

test.run();
