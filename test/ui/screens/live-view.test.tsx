import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addUser, createReadyRecorder, login, OTHER_PASSWORD, type Recorder } from '../../core/daemon/harness.ts';
import { en, type Gui, type GuiOptions, startGui } from './gui.tsx';

const test = suite('live view and menu (G8)');

async function live(options: GuiOptions = {}): Promise<{ gui: Gui; recorder: Recorder }> {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  await login(recorder);
  return { gui: await startGui(recorder, options), recorder };
}

async function rightClick(gui: Gui, x: number, y: number): Promise<void> {
  gui.pointer.rightClick({ x, y });
  await gui.settle();
}

const open = (gui: Gui) => gui.has('menu', en('menu.title'));

test('the right button opens the menu where the pointer is, wholly on the screen', async () => {
  const { gui } = await live();
  for (const [x, y] of [
    [0, 0],
    [500, 300],
    [1023, 767],
    [1023, 0],
    [0, 767],
  ] as const) {
    await rightClick(gui, x, y);
    const { x1, y1, x2, y2 } = gui.get('menu', en('menu.title')).coords;
    assert.ok(x1 >= 0 && y1 >= 0 && x2 <= 1024 && y2 <= 768, `${x},${y}`);
    if (x === 500) assert.equal([x1, y1], [500, 300]);
    await gui.press('Escape');
    assert.not(open(gui));
  }
  gui.kill();
});

test('a click beside the menu closes it and does nothing else', async () => {
  const { gui } = await live();
  await rightClick(gui, 500, 300);
  gui.pointer.click({ x: 20, y: 20 });
  await gui.settle();
  assert.not(open(gui));
  assert.ok(gui.says(en('live.hint')));
  gui.kill();
});

test('the menu key, Enter and Escape open it for who has only a keyboard, and arrows move in it', async () => {
  const { gui } = await live();
  for (const key of ['ContextMenu', 'Enter', 'Escape']) {
    await gui.press(key);
    assert.ok(open(gui), key);
    assert.is(gui.focused(), `menuitem ${en('menu.configuration')}`);
    await gui.press('ArrowDown');
    assert.is(gui.focused(), `menuitem ${en('menu.lock')}`);
    await gui.press('Escape');
  }
  gui.kill();
});

test('Lock locks, Log out logs out', async () => {
  const { gui, recorder } = await live();
  await rightClick(gui, 500, 300);
  await gui.click('menuitem', en('menu.lock'));
  assert.is((await recorder.call('session.current', {})).session?.locked, true);
  assert.ok(gui.says(en('lock.title')));
  gui.kill();

  const other = await live();
  await rightClick(other.gui, 500, 300);
  await other.gui.click('menuitem', en('menu.logout'));
  assert.is((await other.recorder.call('session.current', {})).session, null);
  assert.ok(other.gui.says(en('login.title')));
  other.gui.kill();
});

test('Reboot and Shut down ask first', async () => {
  for (const action of ['reboot', 'shutdown'] as const) {
    const { gui, recorder } = await live();
    await rightClick(gui, 500, 300);
    await gui.click('menuitem', en(`menu.${action}`));
    await gui.press('Enter');
    assert.equal(recorder.powered, [], 'Enter is Cancel');
    await rightClick(gui, 500, 300);
    await gui.click('menuitem', en(`menu.${action}`));
    await gui.click('button', en(`menu.${action}`));
    assert.equal(recorder.powered, [action]);
    assert.ok(gui.says(en(`power.${action}Veil`)), gui.tree());
    gui.kill();
  }
});

test('a guest is offered nothing that would be refused', async () => {
  const { gui: first, recorder } = await live();
  await addUser(recorder, 'visitor', 'guest');
  first.kill();
  await recorder.call('session.logout', {});
  await login(recorder, 'gui', 'visitor', OTHER_PASSWORD);
  const gui = await startGui(recorder);
  await rightClick(gui, 500, 300);
  assert.not(gui.has('menuitem', en('menu.reboot')));
  await gui.click('menuitem', en('menu.configuration'));
  assert.ok(gui.says(en('theme.title')), gui.tree());
  assert.not(gui.has('button', en('configuration.users')));
  assert.not(gui.has('button', en('factory.reset')));
  gui.kill();
});

test.run();
