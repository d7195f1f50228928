import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MethodName } from '../../../core/api/contract.ts';
import { ApiError } from '../../../core/api/errors.ts';
import type { Channel } from '../../../core/daemon/ports.ts';
import {
  activate,
  addUser,
  createReadyRecorder,
  createRecorder,
  elevate,
  GOOD_PASSWORD,
  login,
  MASKED,
  OTHER_PASSWORD,
  type Recorder,
  showQr,
} from './harness.ts';
import { validParams } from './valid-params.ts';

const test = suite('rights');

/** Who calls, in the columns of the table below. */
const callers = ['inactive', 'nobody', 'guest', 'operator', 'admin', 'elevated', 'locked'] as const;
type CallerKind = (typeof callers)[number];

/**
 * a: may   A: no password yet   s: needs a session   f: forbidden   e: needs the password of the device again
 * Written out by hand, so that a slip in the daemon's own table shows.
 */
const expected: Record<MethodName, string> = {
  //                       inactive nobody guest operator admin elevated locked
  'device.info': '          a       a      a     a        a     a        a',
  'device.activate': '      a       a      a     a        a     a        a',
  'device.power': '         A       s      f     a        a     a        s',
  'device.factoryReset': '  A       s      f     f        e     a        s',
  'settings.set': '         a       a      a     a        a     a        a',
  'password.check': '       a       a      a     a        a     a        a',
  'session.names': '        A       a      a     a        a     a        a',
  'session.current': '      a       a      a     a        a     a        a',
  'session.login': '        A       a      a     a        a     a        a',
  'session.logout': '       A       a      a     a        a     a        a',
  'session.lock': '         A       s      a     a        a     a        a',
  'session.unlock': '       A       s      a     a        a     a        a',
  'session.elevate': '      A       s      a     a        a     a        s',
  'users.list': '           A       s      f     a        a     a        s',
  'users.add': '            A       s      f     f        e     a        s',
  'users.edit': '           A       s      f     f        e     a        s',
  'users.setPassword': '    A       s      f     e        e     a        s',
  'users.delete': '         A       s      f     f        e     a        s',
  'recovery.get': '         A       s      f     f        a     a        s',
  'recovery.setAddress': '  A       s      f     f        e     a        s',
  'reset.methods': '        A       a      a     a        a     a        a',
  'reset.status': '         A       a      a     a        a     a        a',
  'reset.offer': '          A       a      a     a        a     a        a',
  'reset.acceptDisclaimer': 'A      a      a     a        a     a        a',
  'reset.request': '        A       a      a     a        a     a        a',
  'reset.cancel': '         A       a      a     a        a     a        a',
  'reset.verifyCode': '     A       a      a     a        a     a        a',
  'reset.setPassword': '    A       a      a     a        a     a        a',
  'reset.export': '         A       a      a     a        a     a        a',
  'seat.save': '            a       a      a     a        a     a        a',
  'seat.restore': '         a       a      a     a        a     a        a',
};
const letters: Record<string, string> = { notActive: 'A', noSession: 's', forbidden: 'f', notElevated: 'e' };

async function standing(kind: CallerKind, channel: Channel): Promise<{ recorder: Recorder; elevation: string }> {
  if (kind === 'inactive') return { recorder: createRecorder(), elevation: '' };
  const recorder = await createReadyRecorder();
  await login(recorder);
  await addUser(recorder, 'guest', 'guest');
  await addUser(recorder, 'operator', 'operator');
  await recorder.call('session.logout', {});
  if (kind === 'guest' || kind === 'operator') await login(recorder, channel, kind, OTHER_PASSWORD);
  if (kind === 'admin' || kind === 'elevated' || kind === 'locked') await login(recorder, channel);
  const elevation = kind === 'elevated' || kind === 'locked' ? await elevate(recorder, channel) : '';
  if (kind === 'locked') await recorder.call('session.lock', {}, channel);
  return { recorder, elevation };
}

/** What the caller is told about their rights; anything else means that they may. */
async function ask(recorder: Recorder, channel: Channel, method: MethodName, params: object): Promise<string> {
  try {
    await recorder.device.handle({ channel, peer: 'test' }, method, params);
    return 'a';
  } catch (error) {
    return error instanceof ApiError ? (letters[error.data.code] ?? 'a') : 'a';
  }
}

for (const kind of callers) {
  test(`${kind}: may call what the table says, and nothing else`, async () => {
    for (const method of Object.keys(expected) as MethodName[]) {
      const { recorder, elevation } = await standing(kind, 'gui');
      const params = 'elevation' in validParams[method] && elevation !== '' ? { elevation } : {};
      const answer = await ask(recorder, 'gui', method, { ...validParams[method], ...params });
      assert.is(answer, expected[method].trim().split(/\s+/)[callers.indexOf(kind)], method);
    }
  });
}

test('from the network, login names, settings and the USB port are not for strangers', async () => {
  const stranger = async (method: MethodName): Promise<string> => {
    const { recorder } = await standing('nobody', 'web:1');
    return ask(recorder, 'web:1', method, validParams[method]);
  };
  assert.is(await stranger('session.names'), 'f');
  assert.is(await stranger('reset.export'), 'f');
  assert.is(await stranger('settings.set'), 's');
});

test('how soon the screen locks is for an admin to say, the language for anybody', async () => {
  const { recorder } = await standing('operator', 'gui');
  assert.equal(await recorder.refused('settings.set', { autoLockMinutes: 0 }), { code: 'forbidden' });
  assert.is((await recorder.call('settings.set', { locale: 'zh-CN' })).locale, 'zh-CN');
  await login(recorder);
  const settings = await recorder.call('settings.set', { autoLockMinutes: 0 });
  assert.equal([settings.autoLockMinutes, settings.locale], [0, 'zh-CN']);
});

test('an operator sees and changes only themself', async () => {
  const { recorder } = await standing('operator', 'gui');
  const own = { name: 'operator', role: 'operator', enabled: true };
  assert.equal(await recorder.call('users.list', {}), { users: [own] });
  const elevation = await elevate(recorder, 'gui', OTHER_PASSWORD);
  const password = 'Neuer#Schlüssel9';
  for (const name of ['admin', 'guest']) {
    assert.equal(await recorder.refused('users.setPassword', { name, password, elevation }), { code: 'forbidden' });
  }
  await recorder.call('users.setPassword', { name: 'Operator', password, elevation });
  await recorder.call('session.logout', {});
  assert.is((await login(recorder, 'gui', 'operator', password)).session.role, 'operator');
});

test('nobody can remove, disable or lower the admin, or make a second one', async () => {
  const { recorder, elevation } = await standing('elevated', 'gui');
  for (const name of ['admin', 'ADMIN']) {
    const edit = { name, role: 'guest', enabled: false, elevation } as const;
    assert.equal(await recorder.refused('users.edit', edit), { code: 'forbidden' });
    assert.equal(await recorder.refused('users.delete', { name, elevation }), { code: 'forbidden' });
    const add = { name, role: 'operator', password: OTHER_PASSWORD, elevation } as const;
    assert.equal(await recorder.refused('users.add', add), { code: 'userExists' });
  }
  const promote = { name: 'guest', role: 'admin', enabled: true, elevation };
  const refused = recorder.device.handle({ channel: 'gui', peer: 'test' }, 'users.edit', promote);
  await refused.then(
    () => assert.unreachable(),
    (error) => assert.equal(error.data, { code: 'badRequest', path: 'role' }),
  );
});

test('a user who is disabled, lowered or deleted is logged out at once and on every channel', async () => {
  for (const change of ['disable', 'lower', 'delete'] as const) {
    const { recorder, elevation } = await standing('elevated', 'gui');
    await login(recorder, 'web:1', 'operator', OTHER_PASSWORD);
    await login(recorder, 'web:2', 'operator', OTHER_PASSWORD);
    const name = 'operator';
    if (change === 'disable') await recorder.call('users.edit', { name, role: 'operator', enabled: false, elevation });
    if (change === 'lower') await recorder.call('users.edit', { name, role: 'guest', enabled: true, elevation });
    if (change === 'delete') await recorder.call('users.delete', { name, elevation });
    for (const channel of ['web:1', 'web:2'] as const) {
      assert.equal(await recorder.call('session.current', {}, channel), { session: null }, change);
    }
    if (change === 'lower') continue;
    const refused = await recorder.refused('session.login', { user: name, password: OTHER_PASSWORD });
    assert.is(refused.code, 'badCredentials');
  }
});

test('changing a password ends the other sessions of that user and keeps the one it was changed in', async () => {
  const { recorder, elevation } = await standing('elevated', 'gui');
  await login(recorder, 'web:1');
  await recorder.call('users.setPassword', { name: 'admin', password: OTHER_PASSWORD, elevation });
  assert.equal(await recorder.call('session.current', {}, 'web:1'), { session: null });
  assert.is((await recorder.call('session.current', {})).session?.user, 'admin');
});

test('a test of the recovery is the admin’s from its first step to its last', async () => {
  const { recorder } = await standing('admin', 'gui');
  const offer = { method: 'email', purpose: 'test' } as const;
  assert.equal(await recorder.refused('reset.offer', offer, 'web:1'), { code: 'noSession' });
  const code = await showQr(recorder, 'gui', 'test');
  await recorder.call('session.logout', {});
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'noSession' });
  assert.equal(await recorder.refused('reset.request', { refresh: true }), { code: 'noSession' });
  assert.equal(await recorder.refused('reset.cancel', {}), { code: 'noSession' });
  assert.equal(await recorder.refused('reset.export', {}), { code: 'noSession' });
  // Whoever forgot the password meanwhile is not held up by it.
  assert.is((await recorder.call('reset.offer', { method: 'email', purpose: 'reset' })).state, 'offered');
});

test('a locked session is unlocked by its own user’s password and by no other', async () => {
  const { recorder } = await standing('locked', 'gui');
  const refused = await recorder.refused('session.unlock', { password: OTHER_PASSWORD });
  assert.is(refused.code, 'badCredentials');
  assert.is((await recorder.call('session.current', {})).session?.locked, true);
  recorder.restart();
  assert.is((await recorder.call('session.current', {})).session?.locked, true);
  const { session } = await recorder.call('session.unlock', { password: GOOD_PASSWORD });
  assert.equal(session, { user: 'admin', role: 'admin', locked: false });
});

test('locking takes the elevation away', async () => {
  const { recorder, elevation } = await standing('locked', 'gui');
  await recorder.call('session.unlock', { password: GOOD_PASSWORD });
  assert.equal(await recorder.refused('users.delete', { name: 'guest', elevation }), { code: 'notElevated' });
});

test('a session outlives a restart of the daemon and ends with a reboot, a day of silence, or 30 days', async () => {
  const { recorder } = await standing('admin', 'gui');
  const hour = 3_600_000;
  const current = async () => (await recorder.call('session.current', {})).session;
  recorder.restart();
  assert.is((await current())?.user, 'admin');
  for (let h = 0; h < 30 * 24 - 1; h += 23) {
    recorder.pass(Math.min(23, 30 * 24 - 1 - h) * hour);
    assert.ok(await recorder.call('users.list', {}));
  }
  recorder.pass(hour);
  assert.is(await current(), null);

  await login(recorder);
  recorder.pass(24 * hour);
  recorder.device.tick();
  assert.is(await current(), null);

  await login(recorder);
  recorder.reboot();
  assert.is(await current(), null);
});

test('a recorder takes 32 users and names the one too many', async () => {
  const recorder = createRecorder();
  const { elevation } = await activate(recorder);
  const add = (i: number) => ({ name: `user${i}`, role: 'guest', password: GOOD_PASSWORD, elevation }) as const;
  for (let i = 1; i < 32; i++) await recorder.call('users.add', add(i));
  assert.equal(await recorder.refused('users.add', add(32)), { code: 'tooManyUsers' });
  assert.is((await recorder.call('session.names', {})).names.length, 32);
  const unknown = { name: 'nobody', password: GOOD_PASSWORD, elevation };
  assert.equal(await recorder.refused('users.setPassword', unknown), { code: 'noSuchUser' });
});

test('the place of a screen is kept per channel, in memory only', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('seat.save', { place: 'G6' });
  assert.equal(await recorder.call('seat.restore', {}), { place: 'G6' });
  assert.equal(await recorder.call('seat.restore', {}, 'web:1'), { place: null });
  recorder.restart();
  assert.equal(await recorder.call('seat.restore', {}), { place: null });
});

test('rebooting and exporting reach the machine', async () => {
  const { recorder } = await standing('operator', 'gui');
  await recorder.call('device.power', { action: 'shutdown' });
  assert.equal(recorder.powered, ['shutdown']);
  await showQr(recorder);
  const status = await recorder.call('reset.status', {});
  if (status.state !== 'pending') throw new Error(status.state);
  assert.is(status.maskedAddress, MASKED);
  const { file } = await recorder.call('reset.export', {});
  assert.is(file, `recorder-${status.requestId.slice(0, 8)}-qr.png`);
  assert.is(recorder.exported[0]?.qrText, status.qrText);
});

test.run();
