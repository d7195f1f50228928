import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { legalTexts } from '../../../ui/screens/legal.ts';
import { createReadyRecorder, type Recorder } from '../../core/daemon/harness.ts';
import { en, type Gui, startGui } from './gui.tsx';

const test = suite('verification mode and disclaimer (G4, G5)');

async function forgotten(
  overrides: Parameters<typeof createReadyRecorder>[0] = {},
): Promise<{ gui: Gui; recorder: Recorder }> {
  const recorder = await createReadyRecorder(overrides);
  await recorder.call('settings.set', { locale: 'en' });
  const gui = await startGui(recorder);
  await gui.click('button', en('login.forgot'));
  return { gui, recorder };
}

async function toDisclaimer() {
  const there = await forgotten();
  await there.gui.click('button', en('action.ok'));
  return there;
}

const closed = (gui: Gui) => gui.get('button', en('action.ok')).disabled;

test('only what is set up is offered, with the address masked and no field for another', async () => {
  const { gui } = await forgotten();
  assert.ok(gui.get('radio', en('mode.email')).hasState('checked'));
  assert.not(gui.has('radio', en('mode.guid')));
  assert.not(gui.has('radio', en('mode.questions')));
  assert.not(gui.has('textbox', /./));
  assert.ok(gui.says(en('mode.emailHint', { address: 'o***@e***.org' })), gui.tree());
  gui.kill();
});

test('where nothing is set up it says so, and what remains', async () => {
  const { gui } = await forgotten({ seal: null });
  assert.ok(gui.says(en('mode.noKeys')), gui.tree());
  assert.ok(gui.says(en('mode.service')));
  assert.not(gui.has('button', en('action.ok')));
  await gui.press('Escape');
  assert.ok(gui.says(en('login.title')));
  gui.kill();
});

test('OK opens at the end of the text: by the wheel', async () => {
  const { gui } = await toDisclaimer();
  assert.ok(closed(gui));
  gui.pointer.wheel(5, gui.get('document', ''));
  await gui.settle();
  assert.ok(closed(gui), 'not before the end');
  gui.pointer.wheel(100);
  await gui.settle();
  assert.not(closed(gui));
  gui.kill();
});

test('by Page Down', async () => {
  const { gui } = await toDisclaimer();
  for (let page = 0; page < 20; page++) await gui.press('PageDown');
  assert.not(closed(gui));
  gui.kill();
});

test('by the arrow keys', async () => {
  const { gui } = await toDisclaimer();
  for (let line = 0; line < 80 && closed(gui); line++) await gui.press('ArrowDown');
  assert.not(closed(gui));
  gui.kill();
});

test('by the scrollbar', async () => {
  const { gui } = await toDisclaimer();
  const { x2, y1, y2 } = gui.get('document', '').coords;
  gui.pointer.drag({ x: x2 - 8, y: y1 + 12 }, { x: x2 - 8, y: y2 - 1 });
  await gui.settle();
  assert.not(closed(gui));
  gui.kill();
});

test('and at once where the whole text fits', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('settings.set', { locale: 'en' });
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('seat.save', { place: JSON.stringify({ at: 'legal', purpose: 'reset' }) });
  const gui = await startGui(recorder, { width: 1600, height: 2400 });
  assert.not(closed(gui), gui.tree());
  gui.kill();
});

test('which version was accepted, and in which language, is recorded', async () => {
  const { gui, recorder } = await toDisclaimer();
  await gui.press('End');
  await gui.click('button', en('action.ok'));
  const accepted = recorder.log.find((line) => line.message === 'disclaimer accepted');
  assert.is(accepted?.version, legalTexts.en.version);
  assert.is(accepted?.locale, 'en');
  gui.kill();
});

test('Cancel leads back to the login and makes no code', async () => {
  const { gui, recorder } = await toDisclaimer();
  await gui.click('button', en('action.cancel'));
  assert.ok(gui.says(en('login.title')));
  assert.is(recorder.mails.length, 0);
  gui.kill();
});

test('a choice that the daemon has forgotten is asked for anew', async () => {
  const { gui, recorder } = await toDisclaimer();
  await recorder.call('reset.cancel', {});
  await gui.press('End');
  await gui.click('button', en('action.ok'));
  assert.ok(gui.says(en('mode.title')), gui.tree());
  gui.kill();
});

test.run();
