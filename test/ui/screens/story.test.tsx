/** The owner's whole story, played once with the mouse alone and once with the keyboard alone, on a real daemon in memory. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRecorder } from '../../core/daemon/harness.ts';
import { en, type Gui, startGui, textFields } from './gui.tsx';

const FIRST = 'Kiefer-7-Nordwind';
const SECOND = 'Wolke=9Teppich';
const ADDRESS = 'alice@example.com';

const test = suite('the owner’s story');

/** The other text field that is empty: the one to confirm in. */
const field = (gui: Gui, index: number) => textFields(gui)[index]!;

test('with a mouse alone: activate, reserve an address, forget the password, scan, type the code, set a new one, log in', async () => {
  const recorder = createRecorder();
  const gui = await startGui(recorder);

  // G1
  assert.ok(gui.says(en('activation.title')), gui.tree());
  assert.ok(gui.osk(), 'without a real keyboard there is one on the screen from the start');
  assert.ok(gui.get('button', en('activation.activate')).disabled);
  await gui.tap(FIRST);
  await gui.clickOn(field(gui, 1));
  await gui.tap(FIRST);
  gui.get('checkbox', en('activation.reserve')).scrollToView();
  await gui.click('checkbox', en('activation.reserve'));
  await gui.click('button', en('activation.activate'));

  // G2
  assert.ok(gui.says(en('email.title')), gui.tree());
  await gui.tap(ADDRESS);
  await gui.click('button', en('action.ok'));
  assert.ok(gui.says('a***@e***.com'), gui.tree());
  await gui.click('button', en('action.done'));

  // G8
  gui.pointer.rightClick({ x: 300, y: 300 });
  await gui.settle();
  await gui.click('menuitem', en('menu.logout'));

  // G3, G4, G5
  await gui.click('button', en('login.forgot'));
  assert.ok(gui.says(en('mode.emailHint', { address: 'a***@e***.com' })), gui.tree());
  await gui.click('button', en('action.ok'));
  assert.ok(gui.get('button', en('action.ok')).disabled, 'the disclaimer has to be read first');
  gui.pointer.wheel(200, gui.get('document', ''));
  await gui.settle();
  await gui.click('button', en('action.ok'));

  // G6
  assert.ok(gui.has('img', en('qr.picture')), gui.tree());
  const { code, address } = recorder.mails.at(-1)!;
  assert.is(address, ADDRESS);
  await gui.tap(code.replace('-', ''));
  await gui.click('button', en('action.ok'));

  // G7
  assert.ok(gui.says(en('reset.title')), gui.tree());
  await gui.clickOn(field(gui, 0));
  await gui.tap(SECOND);
  await gui.clickOn(field(gui, 1));
  await gui.tap(SECOND);
  await gui.click('button', en('action.ok'));
  assert.ok(gui.says(en('reset.doneTitle')), gui.tree());
  await gui.click('button', en('login.login'));

  // G3: not logged in by itself; the old password is refused, the new one is right.
  assert.ok(gui.says(en('login.title')), gui.tree());
  await gui.clickOn(field(gui, 0));
  await gui.tap(FIRST);
  await gui.click('button', en('login.login'));
  assert.ok(gui.says(en('login.wrong', { n: 4 })), gui.tree());
  await gui.tap(SECOND);
  await gui.click('button', en('login.login'));
  assert.ok(gui.says(en('live.hint')), gui.tree());
  gui.kill();
});

test('with a keyboard alone', async () => {
  const recorder = createRecorder();
  const gui = await startGui(recorder);

  await gui.type(FIRST);
  assert.is(gui.osk(), null, 'a real keyboard sends the one on the screen away');
  await gui.press('Enter');
  await gui.type(FIRST);
  await gui.press('Tab', 'Tab', ' ');
  assert.ok(gui.get('checkbox', en('activation.reserve')).hasState('checked'), gui.tree());
  await gui.press('Tab', 'Enter');
  await gui.type(ADDRESS);
  await gui.press('Enter');
  await gui.press('Escape');
  await gui.press('ContextMenu');
  await gui.press('ArrowDown', 'ArrowDown', 'Enter');

  assert.is(gui.focused(), `textbox ${en('login.password')}`);
  await gui.press('Tab', 'Tab', 'Enter');
  assert.ok(gui.says(en('mode.title')), gui.tree());
  await gui.press('Tab', 'Tab', 'Enter');
  assert.ok(gui.says(en('legal.title')), gui.tree());
  await gui.press('End');
  await gui.press('Tab', 'Tab', 'Enter');
  await gui.type(recorder.mails.at(-1)!.code.toLowerCase());
  await gui.press('Enter');
  await gui.type(SECOND);
  await gui.press('Enter');
  await gui.type(SECOND);
  await gui.press('Enter');
  assert.ok(gui.says(en('reset.doneTitle')), gui.tree());
  await gui.press('Enter');
  await gui.type(SECOND);
  await gui.press('Enter');
  assert.ok(gui.says(en('live.hint')), gui.tree());
  gui.kill();
});

test.run();
