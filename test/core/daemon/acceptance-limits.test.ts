import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { afterTry, triesLeft, waitMs } from '../../../core/accounts/throttle.ts';
import type { ApiErrorData } from '../../../core/api/errors.ts';
import type { Channel } from '../../../core/daemon/ports.ts';
import type { ThrottleRecord } from '../../../core/store/records.ts';
import {
  addUser,
  createReadyRecorder,
  DAY,
  elevate,
  GOOD_PASSWORD,
  HOUR,
  login,
  MINUTE,
  OTHER_PASSWORD,
  type Recorder,
  showQr,
  wrongCodeFor,
} from './harness.ts';

const test = suite('acceptance: limits');

const wrongLogin = (recorder: Recorder, user = 'admin', channel: Channel = 'gui'): Promise<ApiErrorData> =>
  recorder.refused('session.login', { user, password: 'not the password' }, channel);

const fiveWrongCodes = async (recorder: Recorder): Promise<ApiErrorData[]> => {
  const code = wrongCodeFor(recorder.mails.at(-1)!.code);
  const answers: ApiErrorData[] = [];
  for (let i = 0; i < 5; i++) answers.push(await recorder.refused('reset.verifyCode', { code }));
  return answers;
};

test('AC 9: five wrong codes kill the request, also for the right code', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  assert.equal(await fiveWrongCodes(recorder), [
    { code: 'wrongCode', triesLeft: 4 },
    { code: 'wrongCode', triesLeft: 3 },
    { code: 'wrongCode', triesLeft: 2 },
    { code: 'wrongCode', triesLeft: 1 },
    { code: 'exhausted' },
  ]);
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'exhausted' });
  assert.equal(await recorder.call('reset.status', {}), { state: 'exhausted' });
});

test('AC 9: the right code at the fifth try is taken', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  for (let i = 0; i < 4; i++) await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) });
  assert.ok((await recorder.call('reset.verifyCode', { code })).ticket);
});

test('AC 9: a used-up or expired request can be refreshed, a voided one cannot', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  await fiveWrongCodes(recorder);
  const refreshed = await recorder.call('reset.request', { refresh: true });
  assert.is(refreshed.state === 'pending' && refreshed.triesLeft, 5);
  recorder.pass(2 * DAY);
  assert.is((await recorder.call('reset.request', { refresh: true })).state, 'pending');
  await recorder.call('reset.cancel', {});
  assert.equal(await recorder.refused('reset.request', { refresh: true }), { code: 'wrongStep' });
});

test('AC 10: tries, locks and the count of requests survive a restart of the daemon', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) });
  for (let i = 0; i < 5; i++) await wrongLogin(recorder);
  recorder.restart();
  assert.equal(await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) }), {
    code: 'wrongCode',
    triesLeft: 3,
  });
  assert.equal(await wrongLogin(recorder), { code: 'throttled', retryAfterMs: 30_000 });
});

test('AC 10: tries that were being judged when the daemon died count as wrong', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await new Promise<void>((bothBegun) => {
    let begun = 0;
    recorder.hasher.verify = () => {
      begun += 1;
      if (begun === 2) bothBegun();
      return new Promise(() => {});
    };
    void recorder.call('reset.verifyCode', { code });
    void recorder.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
  });
  recorder.hasher.verify = async () => false;
  recorder.restart();
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongCode', triesLeft: 3 });
  assert.equal(await wrongLogin(recorder), { code: 'badCredentials', triesLeft: 3 });
});

test('AC 10: a lock is not shorter after a reboot, whatever the boot clock says then', async () => {
  for (const bootMs of [0, 20_000, 59_000]) {
    const recorder = await createReadyRecorder();
    for (let wait = 0; wait < 30 * MINUTE; ) {
      recorder.pass(wait);
      const answer = await wrongLogin(recorder);
      wait = answer.code === 'badCredentials' ? (answer.retryAfterMs ?? 0) : 0;
    }
    assert.equal(await wrongLogin(recorder), { code: 'throttled', retryAfterMs: 30 * MINUTE });
    recorder.pass(10 * MINUTE);
    recorder.reboot(bootMs);
    const left = await wrongLogin(recorder);
    // Ten minutes were lost with the power, and only the time since boot is known to have passed.
    assert.equal(left, { code: 'throttled', retryAfterMs: 30 * MINUTE - bootMs });
  }
});

test('AC 10: run time that was stored before the reboot counts', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  await fiveWrongCodes(recorder);
  await recorder.call('reset.request', { refresh: true });
  await fiveWrongCodes(recorder);
  recorder.pass(20 * HOUR);
  recorder.device.tick();
  recorder.reboot(0);
  const refused = await recorder.refused('reset.offer', { method: 'email', purpose: 'reset' });
  assert.equal(refused, { code: 'recoveryLocked', retryAfterMs: 4 * HOUR });
});

test('AC 10: ten requests a day, also over reboots; the eleventh says when', async () => {
  const recorder = await createReadyRecorder();
  for (let i = 0; i < 10; i++) {
    await showQr(recorder);
    recorder.pass(HOUR);
    recorder.device.tick();
    recorder.reboot(0);
  }
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  const refused = await recorder.refused('reset.request', { refresh: false });
  assert.equal(refused, { code: 'tooManyRequests', retryAfterMs: 14 * HOUR });
  recorder.pass(14 * HOUR);
  assert.is((await recorder.call('reset.request', { refresh: false })).state, 'pending');
});

test('AC 11: of a hundred wrong logins at once over all channels, five are judged', async () => {
  const recorder = await createReadyRecorder();
  const before = recorder.hasher.compared;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => wrongLogin(recorder, 'admin', i % 2 === 0 ? 'gui' : `web:${i}`)),
  );
  assert.is(recorder.hasher.compared - before, 5);
  assert.is(answers.filter(({ code }) => code === 'throttled').length, 95);
});

test('AC 11: of a hundred wrong logins at once on as many names, five are judged', async () => {
  const recorder = await createReadyRecorder();
  const before = recorder.hasher.compared;
  await Promise.all(Array.from({ length: 100 }, (_, i) => wrongLogin(recorder, `user${i}`, `web:${i}`)));
  assert.is(recorder.hasher.compared - before, 5);
});

test('AC 11: of a hundred wrong codes at once over all channels, five are judged', async () => {
  const recorder = await createReadyRecorder();
  const code = wrongCodeFor(await showQr(recorder));
  const before = recorder.hasher.compared;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      recorder.refused('reset.verifyCode', { code }, i % 2 === 0 ? 'gui' : `web:${i}`),
    ),
  );
  assert.is(recorder.hasher.compared - before, 5);
  assert.is(answers.filter(({ code: answer }) => answer === 'exhausted').length, 96);
});

test('AC 11: of a hundred requests at once, no more than ten are made', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  const refresh = () => recorder.call('reset.request', { refresh: true });
  const answers = await Promise.allSettled(Array.from({ length: 100 }, refresh));
  assert.is(recorder.mails.length, 10);
  assert.is(answers.filter(({ status }) => status === 'fulfilled').length, 9);
});

test('AC 12: ten wrong codes in a day lock recovery by code for a day, and login stays usable', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  await fiveWrongCodes(recorder);
  await recorder.call('reset.request', { refresh: true });
  recorder.pass(HOUR);
  const locked = { code: 'recoveryLocked', retryAfterMs: DAY };
  assert.equal((await fiveWrongCodes(recorder)).at(-1), locked);
  assert.equal(await recorder.refused('reset.offer', { method: 'email', purpose: 'reset' }), locked);
  assert.equal(await recorder.refused('reset.verifyCode', { code: '0000-0000' }), locked);
  assert.equal(await recorder.refused('reset.request', { refresh: true }), locked);
  assert.is((await login(recorder)).session.user, 'admin');
  recorder.pass(DAY);
  assert.ok(await showQr(recorder));
});

test('AC 12: a right code does not count towards the ten', async () => {
  const recorder = await createReadyRecorder();
  for (let round = 0; round < 2; round++) {
    const code = await showQr(recorder);
    for (let i = 0; i < 4; i++) await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) });
    await recorder.call('reset.verifyCode', { code });
  }
  const code = wrongCodeFor(await showQr(recorder));
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongCode', triesLeft: 4 });
  assert.is((await recorder.refused('reset.verifyCode', { code })).code, 'recoveryLocked');
});

test('AC 12: wrong codes of more than a day ago lock nothing', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  await fiveWrongCodes(recorder);
  recorder.pass(DAY);
  await showQr(recorder);
  assert.equal((await fiveWrongCodes(recorder)).at(-1), { code: 'exhausted' });
});

test('AC 13: a throttle of seven tries locks for 30 minutes with the seventh', () => {
  const guidFile = { free: 7, firstWaitMs: 30 * MINUTE, maxWaitMs: 30 * MINUTE, forgetAfterMs: DAY };
  let record: ThrottleRecord | null = null;
  for (let i = 0; i < 6; i++) record = afterTry(guidFile, record, 1000);
  assert.is(waitMs(record, 1000), 0);
  assert.is(triesLeft(guidFile, record), 1);
  record = afterTry(guidFile, record, 1000);
  assert.is(waitMs(record, 1000), 30 * MINUTE);
});

test('AC 13: a GUID file that was never set up cannot be tried at all', async () => {
  const recorder = await createReadyRecorder();
  const refused = await recorder.refused('reset.offer', { method: 'guid', purpose: 'reset' });
  assert.equal(refused, { code: 'methodNotSetUp' });
});

test('the wait after wrong logins doubles from 30 seconds to 30 minutes', async () => {
  const recorder = await createReadyRecorder();
  const waits: unknown[] = [];
  for (let i = 0; i < 13; i++) {
    const answer = await wrongLogin(recorder);
    if (answer.code !== 'badCredentials') throw new Error(answer.code);
    const wait = answer.retryAfterMs ?? 0;
    waits.push([answer.triesLeft, wait / 1000]);
    if (wait > 0) {
      recorder.pass(wait - 1);
      assert.equal(await recorder.refused('session.login', { user: 'admin', password: GOOD_PASSWORD }), {
        code: 'throttled',
        retryAfterMs: 1,
      });
      recorder.pass(1);
    }
  }
  const doubling = [30, 60, 120, 240, 480, 960, 1800, 1800, 1800].map((seconds) => [0, seconds]);
  assert.equal(waits, [[4, 0], [3, 0], [2, 0], [1, 0], ...doubling]);
  await login(recorder);
  assert.equal(await wrongLogin(recorder), { code: 'badCredentials', triesLeft: 4 });
});

test('a login with the right password ends a wait for its own wrong tries only', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await addUser(recorder, 'helper', 'guest');
  for (let round = 0; round < 3; round++) {
    await wrongLogin(recorder, 'admin', 'web:1');
    await login(recorder, 'web:1', 'helper', OTHER_PASSWORD);
  }
  const guesses = [await wrongLogin(recorder, 'admin', 'web:1'), await wrongLogin(recorder, 'admin', 'web:1')];
  assert.equal(guesses, [
    { code: 'badCredentials', triesLeft: 1 },
    { code: 'badCredentials', triesLeft: 0, retryAfterMs: 30_000 },
  ]);
});

test('a login of one’s own does not make guesses at other names free', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await addUser(recorder, 'helper', 'guest');
  for (let i = 0; i < 4; i++) {
    await wrongLogin(recorder, `guess${i}`, 'web:1');
    await login(recorder, 'web:1', 'helper', OTHER_PASSWORD);
  }
  const answers = [await wrongLogin(recorder, 'guess', 'web:1'), await wrongLogin(recorder, 'other', 'web:1')];
  assert.equal(answers, [
    { code: 'badCredentials', triesLeft: 0, retryAfterMs: 30_000 },
    { code: 'throttled', retryAfterMs: 30_000 },
  ]);
});

test('a name that nobody has is answered as a wrong password is', async () => {
  const recorder = await createReadyRecorder();
  const known: ApiErrorData[] = [];
  const unknown: ApiErrorData[] = [];
  for (let i = 0; i < 6; i++) known.push(await wrongLogin(recorder, 'admin'));
  recorder.pass(2 * DAY);
  const before = recorder.hasher.compared;
  for (let i = 0; i < 6; i++) unknown.push(await wrongLogin(recorder, 'nobody'));
  assert.equal(unknown, known);
  assert.is(recorder.hasher.compared - before, 5, 'a hash is computed for nobody too');
});

test('wrong passwords at the lock and at a confirmation count as wrong logins', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await recorder.refused('session.elevate', { password: 'wrong' });
  await recorder.refused('session.elevate', { password: 'wrong' });
  await recorder.call('session.lock', {});
  await recorder.refused('session.unlock', { password: 'wrong' });
  assert.equal(await recorder.refused('session.unlock', { password: 'wrong' }), {
    code: 'badCredentials',
    triesLeft: 1,
  });
});

test('an elevation ends after five minutes, and with its session', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  const elevation = await elevate(recorder);
  const add = (name: string) =>
    recorder.call('users.add', { name, role: 'guest', password: OTHER_PASSWORD, elevation });
  recorder.pass(5 * MINUTE - 1);
  await add('first');
  recorder.pass(1);
  const second = { name: 'second', role: 'guest', password: OTHER_PASSWORD } as const;
  assert.equal(await recorder.refused('users.add', { ...second, elevation }), { code: 'notElevated' });
  const fresh = await elevate(recorder);
  await login(recorder);
  assert.equal(await recorder.refused('users.add', { ...second, elevation: fresh }), { code: 'notElevated' });
});

test.run();
