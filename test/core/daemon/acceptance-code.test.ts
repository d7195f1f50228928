import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createArgon2Hasher } from '../../../core/accounts/argon2.ts';
import { constantTimeEqual } from '../../../core/accounts/constant-time.ts';
import { formatCode, parseCode } from '../../../core/sealed/code.ts';
import { generateKeyPair, keyRing } from '../../../core/sealed/keys.ts';
import { openPayload } from '../../../core/sealed/open.ts';
import { sealRequest } from '../../../core/sealed/seal.ts';
import { openSqliteStore } from '../../../core/store/sqlite.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import {
  ADDRESS,
  createReadyRecorder,
  DAY,
  elevate,
  GOOD_PASSWORD,
  HOUR,
  login,
  MASKED,
  OTHER_PASSWORD,
  showQr,
  wrongCodeFor,
} from './harness.ts';

const test = suite('acceptance: the code');
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

test('AC 1: the code is the 40 bits that the generator gave for it', async () => {
  const given: Uint8Array[] = [];
  const recorder = await createReadyRecorder({
    random(length) {
      const bytes = random(length);
      if (length === 5) given.push(bytes.slice());
      return bytes;
    },
  });
  const code = await showQr(recorder);
  assert.is(given.length, 1);
  assert.is(code, formatCode(given[0]!));
});

test('AC 1: two codes of one device in the same second differ', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  await recorder.call('reset.request', { refresh: true });
  const [first, second] = recorder.mails;
  assert.is(first!.createdAt, second!.createdAt);
  assert.is.not(first!.code, second!.code);
  assert.not.equal(first!.requestId, second!.requestId);
});

test('AC 2: files of the database hold no form of the code after it was issued', async () => {
  const directory = temporaryDirectory();
  const pair = await generateKeyPair(random);
  const recorder = await createReadyRecorder({
    store: openSqliteStore(join(directory, 'recorder.db')),
    hasher: createArgon2Hasher(),
    seal: (request) => sealRequest({ ...request, publicKey: pair.publicKey }, random),
  });
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  const status = await recorder.call('reset.request', { refresh: false });
  if (status.state !== 'pending') throw new Error(status.state);
  const { body } = await openPayload(status.qrText, keyRing([pair]));

  const dump = Buffer.concat(readdirSync(directory).map((name) => readFileSync(join(directory, name))));
  assert.ok(dump.includes(status.requestId), 'the request itself is in the dump');
  const shown = formatCode(body.code);
  const forms = [shown, shown.replace('-', ''), Buffer.from(body.code), Buffer.from(body.code).toString('hex')];
  for (const form of forms) assert.is(dump.includes(form), false);
  assert.ok((await recorder.call('reset.verifyCode', { code: shown })).ticket, 'and yet it is the right one');
});

test('AC 3: secrets are compared byte by byte to the end, wherever they differ', () => {
  const right = Uint8Array.from({ length: 32 }, (_, i) => i);
  const looksFor = (guess: Uint8Array): number => {
    let looks = 0;
    const watched = new Proxy(guess, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(target, key, target);
      },
    });
    constantTimeEqual(right, watched);
    return looks;
  };
  const wrongFirst = right.with(0, 255);
  const wrongLast = right.with(31, 255);
  assert.equal([right, wrongFirst, wrongLast].map(looksFor), [32, 32, 32]);
  assert.equal(
    [right, wrongFirst, wrongLast].map((guess) => constantTimeEqual(right, guess)),
    [true, false, false],
  );
});

test('AC 3: a code is judged by the hasher alone, once for each try', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  const before = recorder.hasher.compared;
  await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) });
  await recorder.call('reset.verifyCode', { code });
  assert.is(recorder.hasher.compared - before, 2);
});

test('AC 4: a right code works once', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  assert.ok((await recorder.call('reset.verifyCode', { code })).ticket);
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongStep' });
});

test('AC 4: of two right codes at once, one gets a ticket', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  const tries = await Promise.allSettled([1, 2].map(() => recorder.call('reset.verifyCode', { code })));
  assert.is(tries.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('AC 5: a code fails on the next request', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await recorder.call('reset.request', { refresh: true });
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongCode', triesLeft: 4 });
});

test('AC 5: a code fails on another recorder', async () => {
  const [one, another] = [await createReadyRecorder(), await createReadyRecorder()];
  const code = await showQr(one);
  await showQr(another);
  assert.equal(await another.refused('reset.verifyCode', { code }), { code: 'wrongCode', triesLeft: 4 });
});

test('AC 6: a code works one second before 48 hours', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  recorder.pass(48 * HOUR - 1000);
  assert.ok((await recorder.call('reset.verifyCode', { code })).ticket);
});

test('AC 6: a code fails at 48 hours and one second', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  recorder.pass(48 * HOUR + 1000);
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'expired' });
  assert.equal(await recorder.call('reset.status', {}), { state: 'expired' });
});

test('AC 6: setting the wall clock back does not prolong a code, setting it forward does not end it', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  recorder.clock.wallMs += 3000 * DAY;
  assert.is((await recorder.call('reset.status', {})).state, 'pending');
  recorder.pass(48 * HOUR + 1000);
  recorder.clock.wallMs -= 6000 * DAY;
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'expired' });
});

test('AC 6: a shorter validity is kept as configured', async () => {
  const recorder = await createReadyRecorder({ validMinutes: 10 });
  const code = await showQr(recorder);
  assert.is(recorder.mails.at(-1)!.validMinutes, 10);
  recorder.pass(10 * 60_000 + 1000);
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'expired' });
});

test('AC 7: a reboot voids the code and keeps the account', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  recorder.reboot();
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'voided', reason: 'reboot' });
  assert.is((await login(recorder)).session.user, 'admin');
});

test('AC 7: a restart of the daemon alone does not void the code', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  recorder.restart();
  assert.ok((await recorder.call('reset.verifyCode', { code })).ticket);
});

test('AC 7: another address voids the code, also when it is none', async () => {
  for (const address of ['else@example.org', null]) {
    const recorder = await createReadyRecorder();
    const code = await showQr(recorder);
    await login(recorder);
    await recorder.call('recovery.setAddress', { address, elevation: await elevate(recorder) });
    assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'voided', reason: 'addressChanged' });
  }
});

test('AC 7: storing the same address again voids nothing', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await login(recorder);
  await recorder.call('recovery.setAddress', { address: ` ${ADDRESS} `, elevation: await elevate(recorder) });
  assert.ok((await recorder.call('reset.verifyCode', { code })).ticket);
});

test('AC 7: another admin password voids code and ticket', async () => {
  for (const withTicket of [false, true]) {
    const recorder = await createReadyRecorder();
    const code = await showQr(recorder);
    const ticket = withTicket ? (await recorder.call('reset.verifyCode', { code })).ticket! : '0'.repeat(32);
    await login(recorder);
    const elevation = await elevate(recorder);
    await recorder.call('users.setPassword', { name: 'admin', password: OTHER_PASSWORD, elevation });
    const voided = { code: 'voided', reason: 'passwordChanged' };
    assert.equal(await recorder.refused('reset.verifyCode', { code }), voided);
    assert.equal(await recorder.refused('reset.setPassword', { ticket, password: GOOD_PASSWORD }), voided);
  }
});

test('AC 7: cancelling voids the code', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  assert.equal(await recorder.call('reset.cancel', {}), { state: 'voided', reason: 'cancelled' });
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'voided', reason: 'cancelled' });
});

test('AC 7: a factory reset ends the request', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await login(recorder);
  await recorder.call('device.factoryReset', { elevation: await elevate(recorder) });
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'notActive' });
  await recorder.call('device.activate', { password: GOOD_PASSWORD, locale: 'en' });
  assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongStep' });
});

test('AC 7: a code whose address changes while it is being sealed is never shown', async () => {
  let sealing: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    sealing = resolve;
  });
  let finish: () => void = () => {};
  const sealed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const recorder = await createReadyRecorder({
    async seal() {
      sealing();
      await sealed;
      return { qrText: 'PH1:LATE' };
    },
  });
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  const request = recorder.refused('reset.request', { refresh: false });
  await begun;
  await login(recorder, 'web:1');
  const elevation = await elevate(recorder, 'web:1');
  await recorder.call('recovery.setAddress', { address: 'else@example.org', elevation }, 'web:1');
  finish();
  assert.equal(await request, { code: 'wrongStep' });
  assert.is((await recorder.call('reset.status', {})).state, 'disclaimerAccepted');
});

test('AC 8: the code is taken in any case, with any grouping, and with O, I and L for 0 and 1', async () => {
  const bytes = Uint8Array.of(0x00, 0x46, 0x48, 0x21, 0x30);
  const canonical = formatCode(bytes);
  assert.ok(/0/.test(canonical) && /1/.test(canonical), canonical);
  const typed = [
    canonical,
    canonical.toLowerCase(),
    canonical.replace('-', ''),
    ` ${[...canonical].join(' ')} `,
    canonical.replaceAll('0', 'O').replaceAll('1', 'I'),
    canonical.replaceAll('0', 'o').replaceAll('1', 'l'),
  ];
  for (const code of typed) {
    const recorder = await createReadyRecorder({
      random: (length) => (length === 5 ? bytes.slice() : random(length)),
    });
    await showQr(recorder);
    assert.ok((await recorder.call('reset.verifyCode', { code })).ticket, code);
  }
});

test('AC 8: what cannot be a code is refused without costing a try', async () => {
  const recorder = await createReadyRecorder();
  await showQr(recorder);
  for (const code of ['', 'K7QM', 'K7QM-3XTDX', 'UUUU-UUUU', '!'.repeat(64)]) {
    assert.is(parseCode(code).ok, false);
    assert.equal(await recorder.refused('reset.verifyCode', { code }), { code: 'wrongCode', triesLeft: 5 });
  }
});

test('the code is forgotten once it is sealed', async () => {
  const seen: Uint8Array[] = [];
  const recorder = await createReadyRecorder({
    async seal({ code }) {
      seen.push(code);
      assert.ok(code.some((byte) => byte !== 0));
      return { qrText: 'PH1:X' };
    },
  });
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  await recorder.call('reset.request', { refresh: false });
  assert.equal(seen, [new Uint8Array(5)]);
});

test('coming back within the validity shows the same request, and asking twice at once makes one', async () => {
  const recorder = await createReadyRecorder();
  await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  await recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'de' });
  const request = () => recorder.call('reset.request', { refresh: false });
  const [first, second] = await Promise.all([request(), request()]);
  assert.is(recorder.mails.length, 1);
  assert.equal(first, second);
  recorder.pass(HOUR);
  const again = await recorder.call('reset.offer', { method: 'email', purpose: 'reset' });
  if (first.state !== 'pending') throw new Error(first.state);
  assert.equal(again, { ...first, validForMs: 47 * HOUR });
  assert.is(first.maskedAddress, MASKED);
});

test('a test of the recovery confirms the address and yields no ticket', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  const code = await showQr(recorder, 'gui', 'test');
  assert.equal(await recorder.call('recovery.get', {}), { maskedAddress: MASKED, confirmed: false });
  assert.equal(await recorder.call('reset.verifyCode', { code }), { ticket: null });
  assert.equal(await recorder.call('recovery.get', {}), { maskedAddress: MASKED, confirmed: true });
  assert.equal(await recorder.call('reset.status', {}), { state: 'none' });
});

test.run();
