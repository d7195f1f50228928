import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { methods } from '../../../core/api/contract.ts';
import {
  ADDRESS,
  activate,
  addUser,
  createReadyRecorder,
  createRecorder,
  elevate,
  GOOD_PASSWORD,
  login,
  MASKED,
  MINUTE,
  OTHER_PASSWORD,
  type Recorder,
  showQr,
} from './harness.ts';

const test = suite('acceptance: the flow');

const TICKET = 'f'.repeat(32);
const setPassword = (ticket: string) => ({ ticket, password: OTHER_PASSWORD });

/** Every step there is before a new password, the right code left out. */
const steps: Record<string, (recorder: Recorder) => Promise<unknown>> = {
  offer: (recorder) => recorder.call('reset.offer', { method: 'email', purpose: 'reset' }),
  accept: (recorder) => recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' }),
  request: (recorder) => recorder.call('reset.request', { refresh: false }),
  refresh: (recorder) => recorder.call('reset.request', { refresh: true }),
  wrongCode: (recorder) => recorder.call('reset.verifyCode', { code: '0000-0000' }),
  export: (recorder) => recorder.call('reset.export', {}),
  cancel: (recorder) => recorder.call('reset.cancel', {}),
};

const sequences = (length: number): string[][] =>
  length === 0 ? [[]] : sequences(length - 1).flatMap((head) => Object.keys(steps).map((step) => [...head, step]));

test('AC 14: no order of the steps up to four, without a ticket, leads to a new password', async () => {
  for (const sequence of sequences(4)) {
    const recorder = await createReadyRecorder();
    for (const step of sequence) await steps[step]!(recorder).catch(() => {});
    const refused = await recorder.refused('reset.setPassword', setPassword(TICKET));
    assert.ok(refused.code === 'badTicket' || refused.code === 'voided', sequence.join());
  }
});

test('AC 14: each step is refused in every state that it does not follow', async () => {
  const reach: Record<string, string[]> = {
    none: [],
    offered: ['offer'],
    disclaimerAccepted: ['offer', 'accept'],
    pending: ['offer', 'accept', 'request'],
    voided: ['offer', 'accept', 'request', 'cancel'],
  };
  const allowed: Record<string, string[]> = {
    none: ['offer', 'cancel'],
    offered: ['offer', 'accept', 'cancel'],
    disclaimerAccepted: ['offer', 'request', 'refresh', 'cancel'],
    // A wrong code is the right step to take.
    pending: ['offer', 'request', 'refresh', 'export', 'cancel'],
    voided: ['offer', 'cancel'],
  };
  for (const [state, path] of Object.entries(reach)) {
    const done: string[] = [];
    for (const [name, step] of Object.entries(steps)) {
      const recorder = await createReadyRecorder();
      for (const before of path) await steps[before]!(recorder);
      assert.is((await recorder.call('reset.status', {})).state, state);
      await step(recorder).then(
        () => done.push(name),
        () => {},
      );
    }
    assert.equal(done, allowed[state], state);
  }
});

test('AC 15: a ticket sets one password, once', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  await recorder.call('reset.setPassword', setPassword(ticket!));
  assert.equal(await recorder.refused('reset.setPassword', setPassword(ticket!)), { code: 'badTicket' });
  assert.is((await login(recorder, 'gui', 'admin', OTHER_PASSWORD)).session.user, 'admin');
});

/** Makes the next `count` calls of the hasher wait: `begun` when they are all in it, until `release`. */
function hold(recorder: Recorder, step: 'hash' | 'verify', count: number): { begun: Promise<void>; release(): void } {
  const { hasher } = recorder;
  const { hash, verify } = hasher;
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = () => {
      Object.assign(hasher, { hash, verify });
      resolve();
    };
  });
  const begun = new Promise<void>((resolve) => {
    let calls = 0;
    const wait = (): Promise<void> => {
      calls += 1;
      if (calls === count) resolve();
      return calls <= count ? held : Promise.resolve();
    };
    if (step === 'hash') hasher.hash = (secret) => wait().then(() => hash.call(hasher, secret));
    else hasher.verify = (stored, secret) => wait().then(() => verify.call(hasher, stored, secret));
  });
  return { begun, release };
}

test('AC 15: of two uses of a ticket at once, one is taken', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const { begun, release } = hold(recorder, 'hash', 2);
  const uses = [OTHER_PASSWORD, GOOD_PASSWORD].map((password) =>
    recorder.call('reset.setPassword', { ticket: ticket!, password }),
  );
  await begun;
  release();
  const results = await Promise.allSettled(uses);
  assert.is(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('AC 15: a ticket works to the last moment of its ten minutes and not after', async () => {
  for (const [ms, works] of [
    [10 * MINUTE - 1, true],
    [10 * MINUTE, false],
  ] as const) {
    const recorder = await createReadyRecorder();
    const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
    recorder.pass(ms);
    if (works) await recorder.call('reset.setPassword', setPassword(ticket!));
    else assert.equal(await recorder.refused('reset.setPassword', setPassword(ticket!)), { code: 'expired' });
  }
});

test('AC 15: a ticket works only on the channel that earned it', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const elsewhere = await recorder.refused('reset.setPassword', setPassword(ticket!), 'web:1');
  assert.equal(elsewhere, { code: 'badTicket' });
  await recorder.call('reset.setPassword', setPassword(ticket!));
});

test('AC 15: another channel cannot take a ticket away by beginning anew or cancelling', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const offer = { method: 'email', purpose: 'reset' } as const;
  assert.equal(await recorder.refused('reset.offer', offer, 'web:1'), { code: 'busy' });
  assert.equal(await recorder.refused('reset.cancel', {}, 'web:1'), { code: 'busy' });
  await recorder.call('reset.setPassword', setPassword(ticket!));
});

test('AC 15: a ticket survives a restart of the daemon, not a reboot', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  recorder.restart();
  assert.is((await recorder.call('reset.status', {})).state, 'ticket');
  recorder.reboot();
  const refused = await recorder.refused('reset.setPassword', setPassword(ticket!));
  assert.equal(refused, { code: 'voided', reason: 'reboot' });
});

test('AC 15: a ticket of the right form that nobody was given is refused', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  assert.equal(await recorder.refused('reset.setPassword', setPassword(TICKET)), { code: 'badTicket' });
  // Before the password is looked at: what the policy says is not for whoever has no ticket.
  const weak = await recorder.refused('reset.setPassword', { ticket: TICKET, password: 'x' });
  assert.equal(weak, { code: 'badTicket' });
});

test('AC 15: a password that the policy refuses leaves the ticket good', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const refused = await recorder.refused('reset.setPassword', { ticket: ticket!, password: 'Short1!' });
  assert.equal(refused, { code: 'passwordRefused', problem: 'tooShort' });
  await recorder.call('reset.setPassword', setPassword(ticket!));
});

test('AC 16: the address cannot be changed without a login, nor without the current password', async () => {
  const recorder = await createReadyRecorder();
  const change = { address: 'thief@example.org', elevation: TICKET };
  assert.equal(await recorder.refused('recovery.setAddress', change), { code: 'noSession' });
  await login(recorder);
  assert.equal(await recorder.refused('recovery.setAddress', change), { code: 'notElevated' });
  const wrong = await recorder.refused('session.elevate', { password: 'not the password' });
  assert.equal(wrong, { code: 'badCredentials', triesLeft: 4 });
  assert.is(recorder.store.address.get()?.address, ADDRESS);
  const elevation = await elevate(recorder);
  await recorder.call('recovery.setAddress', { ...change, elevation });
  assert.is(recorder.store.address.get()?.address, change.address);
});

test('AC 16: an elevation of one channel is worth nothing on another', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await login(recorder, 'web:1');
  const elevation = await elevate(recorder);
  const refused = await recorder.refused('recovery.setAddress', { address: 'a@b.org', elevation }, 'web:1');
  assert.equal(refused, { code: 'notElevated' });
});

test('AC 16: an address is stored as checked: none with a line break, none too long, spaces at the ends cut', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  const elevation = await elevate(recorder);
  const refused = async (address: string) => recorder.refused('recovery.setAddress', { address, elevation });
  const problem = (name: string) => ({ code: 'addressRefused', problem: name });
  assert.equal(await refused('a@b.org\nBcc: c@d.org'), problem('control'));
  assert.equal(await refused('a@b.org\n'), problem('control'));
  assert.equal(await refused(`${'a'.repeat(60)}@${'b.'.repeat(96)}cc`), problem('tooLong'));
  assert.equal(await refused('nobody'), problem('noAt'));
  assert.is(recorder.store.address.get()?.address, ADDRESS);
});

test('AC 17: without a reserved address nothing of the recovery takes one', async () => {
  const recorder = createRecorder();
  await activate(recorder);
  await recorder.call('session.logout', {});
  assert.equal(await recorder.call('reset.methods', {}), { methods: [], maskedAddress: null });
  const withAddress = { method: 'email', purpose: 'reset', address: 'thief@example.org' } as const;
  assert.equal(await recorder.refused('reset.offer', withAddress), { code: 'methodNotSetUp' });
  assert.is(recorder.store.address.get(), null);
  for (const [name, { params }] of Object.entries(methods)) {
    if (name.startsWith('reset.')) assert.is('address' in params.entries, false, name);
  }
});

test('AC 18: before login only the masked address leaves the daemon', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  const answers = await Promise.all([
    recorder.call('reset.methods', {}),
    recorder.call('reset.status', {}),
    recorder.call('device.info', {}),
    recorder.call('session.names', {}),
  ]);
  const text = JSON.stringify([answers, recorder.notices]);
  assert.ok(text.includes(MASKED));
  assert.is(text.includes(ADDRESS), false);
  assert.is(text.includes('owner.of'), false);
  assert.is(text.includes('example-mail'), false);
});

test('AC 20: a method that is not set up is refused, not just hidden', async () => {
  const recorder = await createReadyRecorder();
  assert.equal(await recorder.call('reset.methods', {}), { methods: ['email'], maskedAddress: MASKED });
  for (const method of ['guid', 'questions'] as const) {
    const refused = await recorder.refused('reset.offer', { method, purpose: 'reset' });
    assert.equal(refused, { code: 'methodNotSetUp' });
  }
});

test('AC 20: without a vendor key there is no recovery by e-mail, and the device says so', async () => {
  const recorder = await createReadyRecorder({ seal: null });
  assert.is((await recorder.call('device.info', {})).recoveryAvailable, false);
  assert.equal((await recorder.call('reset.methods', {})).methods, []);
  const refused = await recorder.refused('reset.offer', { method: 'email', purpose: 'reset' });
  assert.equal(refused, { code: 'methodNotSetUp' });
});

test('AC 20: an address that was removed after the offer makes no QR code', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  await login(recorder);
  await recorder.call('recovery.setAddress', { address: null, elevation: await elevate(recorder) });
  assert.equal(await recorder.refused('reset.request', { refresh: false }), { code: 'methodNotSetUp' });
});

async function resetPassword(recorder: Recorder): Promise<void> {
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  await recorder.call('reset.setPassword', setPassword(ticket!));
}

test('AC 21: a reset keeps settings, users and the reserved address', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await addUser(recorder, 'helper', 'operator');
  await recorder.call('settings.set', { theme: 'light', autoLockMinutes: 3 });
  const before = [recorder.store.settings.get(), recorder.store.address.get(), recorder.store.users.get('helper')];
  await resetPassword(recorder);
  const after = [recorder.store.settings.get(), recorder.store.address.get(), recorder.store.users.get('helper')];
  assert.equal(after, before);
});

test('AC 22: a reset ends every session, says so on each channel, and logs nobody in', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  await addUser(recorder, 'helper', 'operator');
  await login(recorder, 'web:1', 'helper', OTHER_PASSWORD);
  await login(recorder, 'web:2');
  recorder.notices.length = 0;
  await resetPassword(recorder);
  for (const channel of ['gui', 'web:1', 'web:2'] as const) {
    assert.equal(await recorder.call('session.current', {}, channel), { session: null });
    const told = recorder.notices.filter((notice) => 'channel' in notice && notice.channel === channel);
    assert.equal(told, [{ name: 'session.changed', value: { session: null }, channel }]);
  }
  assert.equal(await recorder.refused('session.login', { user: 'admin', password: GOOD_PASSWORD }), {
    code: 'badCredentials',
    triesLeft: 4,
  });
});

test('AC 22: a reset makes the wait for a login go away', async () => {
  const recorder = await createReadyRecorder();
  for (let i = 0; i < 5; i++) await recorder.refused('session.login', { user: 'admin', password: 'wrong' });
  await resetPassword(recorder);
  assert.is((await login(recorder, 'gui', 'admin', OTHER_PASSWORD)).session.user, 'admin');
});

test('what an admin began does not undo a reset that came first', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder, 'web:thief');
  const elevation = await elevate(recorder, 'web:thief');
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const { begun, release } = hold(recorder, 'hash', 1);
  const thief = { name: 'admin', password: 'Thief=9Password', elevation };
  const change = recorder.refused('users.setPassword', thief, 'web:thief');
  await begun;
  await recorder.call('reset.setPassword', setPassword(ticket!));
  release();
  assert.equal(await change, { code: 'noSession' });
  assert.is((await login(recorder, 'gui', 'admin', OTHER_PASSWORD)).session.user, 'admin');
});

test('a login with the old password that was under way when it was reset comes too late', async () => {
  const recorder = await createReadyRecorder();
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  const { begun, release } = hold(recorder, 'verify', 1);
  const late = recorder.refused('session.login', { user: 'admin', password: GOOD_PASSWORD }, 'web:thief');
  await begun;
  await recorder.call('reset.setPassword', setPassword(ticket!));
  release();
  assert.is((await late).code, 'badCredentials');
  assert.equal(await recorder.call('session.current', {}, 'web:thief'), { session: null });
});

test('every state of a reset is told to the screens once', async () => {
  const recorder = await createReadyRecorder();
  recorder.notices.length = 0;
  const code = await showQr(recorder);
  recorder.pass(1000);
  recorder.device.tick();
  const { ticket } = await recorder.call('reset.verifyCode', { code });
  await recorder.call('reset.setPassword', setPassword(ticket!));
  const states = recorder.notices.map((notice) => notice.name === 'reset.changed' && notice.value.state);
  assert.equal(states, ['offered', 'disclaimerAccepted', 'pending', 'ticket', 'none']);
  await showQr(recorder);
  recorder.pass(49 * 60 * MINUTE);
  recorder.notices.length = 0;
  recorder.device.tick();
  assert.equal(recorder.notices, [{ name: 'reset.changed', value: { state: 'expired' } }]);
  assert.ok(v.is(methods['reset.status'].result, { state: 'expired' }));
});

test.run();
