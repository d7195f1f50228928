import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Api, Result } from '../../../core/api/contract.ts';
import { activate, createRecorder } from '../../core/daemon/harness.ts';
import { en, startGui, textFields } from './gui.tsx';

const test = suite('activation (G1)');

const GOOD = 'Kiefer-7-Nordwind';

test('nothing but the activation can be reached, and it begins in the first field', async () => {
  const gui = await startGui(createRecorder());
  assert.is(gui.focused(), `textbox ${en('password.create')}`);
  assert.not(gui.has('button', en('login.login')));
  await gui.press('Escape');
  assert.ok(gui.says(en('activation.title')));
  gui.kill();
});

test('OK opens when the policy holds and both fields are the same, and closes again', async () => {
  const gui = await startGui(createRecorder());
  const closed = () => gui.get('button', en('activation.activate')).disabled;
  await gui.type('Kiefer-7');
  assert.ok(closed(), 'the second field is empty');
  await gui.press('Enter');
  await gui.type('Kiefer-7');
  assert.not(closed());
  await gui.type('x');
  assert.ok(closed());
  assert.ok(gui.says(en('password.mismatch')));
  await gui.press('Backspace');
  assert.not(closed());
  gui.kill();
});

test('each rule ticks as it is met', async () => {
  const gui = await startGui(createRecorder());
  const met = () =>
    gui.display.screen &&
    gui
      .tree()
      .split('\n')
      .filter((line) => line.includes(`img '${en('rules.met')}'`)).length;
  assert.is(met(), 0);
  await gui.type('k');
  const afterOne = met();
  assert.ok(afterOne > 0 && afterOne < 6);
  await gui.type('iefer-7-Nord');
  assert.is(met(), 6);
  gui.kill();
});

test('why a password can be guessed is said beside its field', async () => {
  const gui = await startGui(createRecorder());
  await gui.type('Xadmin-77');
  assert.ok(gui.says(en('problem.containsUser')));
  await gui.press('Ctrl+a');
  await gui.type('Kiefer-1234');
  assert.ok(gui.says(en('problem.run')));
  gui.kill();
});

test('the eye shows what was typed, and hides it again', async () => {
  const gui = await startGui(createRecorder());
  await gui.type(GOOD);
  const [field] = textFields(gui);
  const eye = () =>
    gui.clickOn(
      gui
        .get('group', en('activation.title'))
        .display.group.order()
        .find((obj) => /password$/.test(obj.accessibleName) && obj.role === 'button')!,
    );
  assert.ok(field!.passwordMode);
  await eye();
  assert.not(field!.passwordMode);
  await eye();
  assert.ok(field!.passwordMode);
  gui.kill();
});

test('a judgement about an older text is passed over', async () => {
  const answers: ((answer: Result<'password.check'>) => void)[] = [];
  const asked: string[] = [];
  const slow = (api: Api): Api => ({
    ...api,
    call(method, params) {
      if (!('password' in params && 'user' in params)) return api.call(method, params);
      asked.push(params.password);
      return new Promise((resolve) => answers.push(resolve as (answer: Result<'password.check'>) => void));
    },
  });
  const recorder = createRecorder();
  const gui = await startGui(recorder, { between: slow, patient: false });
  const judge = async (password: string) => {
    answers.shift()!(await recorder.call('password.check', { password, user: 'admin' }));
    await gui.settle();
  };
  await gui.type('Kief');
  assert.equal(asked, ['K'], 'one question at a time');
  await judge('K');
  assert.equal(asked, ['K', 'Kief'], 'then about the text of that moment');
  assert.not(gui.says(en('strength.0')), 'what was judged is not what stands there');
  await judge('Kief');
  assert.ok(gui.says(en('strength.0')));
  gui.kill();
});

test('without the box ticked the live view comes next, with it ticked the reserved e-mail', async () => {
  for (const [tick, text] of [
    [false, en('live.hint')],
    [true, en('email.title')],
  ] as const) {
    const gui = await startGui(createRecorder());
    await gui.type(GOOD);
    await gui.press('Enter');
    await gui.type(GOOD);
    if (tick) await gui.click('checkbox', en('activation.reserve'));
    await gui.click('button', en('activation.activate'));
    assert.ok(gui.says(text), gui.tree());
    gui.kill();
  }
});

test('a recorder that somebody else activated meanwhile goes on to the login', async () => {
  const recorder = createRecorder();
  const gui = await startGui(recorder);
  await recorder.call('device.activate', { password: GOOD, locale: 'en' }, 'web:1');
  await gui.settle();
  assert.ok(gui.says(en('login.title')), gui.tree());
  gui.kill();
});

test('another language changes every text at once and keeps what was typed', async () => {
  const recorder = createRecorder();
  const gui = await startGui(recorder);
  await gui.type('Kiefer');
  await gui.click('combobox', en('language.title'));
  await gui.press('ArrowDown', 'Enter');
  assert.ok(gui.says('Rekorder aktivieren'), gui.tree());
  assert.is(textFields(gui)[0]!.text, 'Kiefer');
  assert.is((await recorder.call('device.info', {})).settings.locale, 'de');
  gui.kill();
});

test('an active recorder begins at the login', async () => {
  const recorder = createRecorder();
  await activate(recorder);
  await recorder.call('session.logout', {});
  const gui = await startGui(recorder);
  assert.ok(gui.has('combobox', 'Benutzername'), gui.tree());
  gui.kill();
});

test.run();
