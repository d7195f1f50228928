import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createArgon2Hasher } from '../../../core/accounts/argon2.ts';
import { type MethodName, methods, type Params } from '../../../core/api/contract.ts';
import { openSqliteStore } from '../../../core/store/sqlite.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import {
  ADDRESS,
  activate,
  addUser,
  createReadyRecorder,
  createRecorder,
  elevate,
  GOOD_PASSWORD,
  login,
  OTHER_PASSWORD,
  showQr,
  wrongCodeFor,
} from './harness.ts';
import { validParams } from './valid-params.ts';

const test = suite('acceptance: passwords, storage, logs');

test('AC 23: a new recorder has no password and lets nobody in', async () => {
  const recorder = createRecorder();
  assert.equal(recorder.store.users.all(), []);
  for (const password of ['', 'admin', '12345', '123456', 'password']) {
    assert.equal(await recorder.refused('session.login', { user: 'admin', password }), { code: 'notActive' });
  }
});

test('AC 23: before activation every method that needs an active recorder says so', async () => {
  const recorder = createRecorder();
  const open: string[] = [];
  for (const name of Object.keys(methods) as MethodName[]) {
    await recorder.device.handle({ channel: 'gui', peer: 'test' }, name, validParams[name]).then(
      () => open.push(name),
      (error) => assert.equal(error.data, { code: 'notActive' }, name),
    );
    if (name === 'device.activate') recorder.store.erase();
  }
  assert.equal(open.sort(), [
    'device.activate',
    'device.info',
    'password.check',
    'seat.restore',
    'seat.save',
    'session.current',
    'settings.set',
  ]);
});

test('AC 23: an activation happens once, also of two at once', async () => {
  const recorder = createRecorder();
  const results = await Promise.allSettled([activate(recorder), activate(recorder)]);
  assert.is(results.filter(({ status }) => status === 'fulfilled').length, 1);
  const again = { password: OTHER_PASSWORD, locale: 'en' } as const;
  assert.equal(await recorder.refused('device.activate', again), { code: 'alreadyActive' });
});

test('AC 24: 128 characters are accepted, every one of them counts, and 129 are refused', async () => {
  const long = `${'Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich '.repeat(3)}x`.slice(0, 128);
  assert.is([...long].length, 128);
  const recorder = createRecorder({ hasher: createArgon2Hasher() });
  await recorder.call('device.activate', { password: long, locale: 'en' });
  await recorder.call('session.logout', {});
  const tries = [long.slice(0, 127), long.slice(0, 72), `${long.slice(0, 127)}!`];
  for (const password of tries) {
    const refused = await recorder.refused('session.login', { user: 'admin', password });
    assert.is(refused.code, 'badCredentials');
  }
  assert.is((await login(recorder, 'gui', 'admin', long)).session.user, 'admin');
  const check = await recorder.call('password.check', { password: `${long}!`, user: 'admin' });
  assert.is(check.problem, 'tooLong');
});

test('AC 24: any Unicode is a password, and its composed and decomposed forms are the same one', async () => {
  const recorder = createRecorder();
  const password = 'Ünïcödé-密碼-🔑🔑';
  await recorder.call('device.activate', { password: password.normalize('NFD'), locale: 'en' });
  await recorder.call('session.logout', {});
  assert.is((await login(recorder, 'gui', 'admin', password.normalize('NFC'))).session.user, 'admin');
});

test('AC 25: a refused password is refused everywhere a password is set, with its reason', async () => {
  const recorder = await createReadyRecorder();
  await login(recorder);
  const elevation = await elevate(recorder);
  const password = 'P@ssw0rd2024!';
  const refused = { code: 'passwordRefused', problem: 'common' };
  const add = { name: 'helper', role: 'guest', password, elevation } as const;
  assert.equal(await recorder.refused('users.add', add), refused);
  assert.equal(await recorder.refused('users.setPassword', { name: 'admin', password, elevation }), refused);
  const { ticket } = await recorder.call('reset.verifyCode', { code: await showQr(recorder) });
  assert.equal(await recorder.refused('reset.setPassword', { ticket: ticket!, password }), refused);
  const inactive = createRecorder();
  assert.equal(await inactive.refused('device.activate', { password, locale: 'en' }), refused);
  const { problem, rules } = await inactive.call('password.check', { password, user: 'admin' });
  assert.is(problem, 'common');
  assert.is(rules.notGuessable, false);
});

test('AC 27: passwords and codes are stored as argon2id, of at least 19 MiB and two passes, each with its own salt', async () => {
  const recorder = await createReadyRecorder({ hasher: createArgon2Hasher() });
  await login(recorder);
  await addUser(recorder, 'helper', 'guest', GOOD_PASSWORD);
  await showQr(recorder);
  const record = recorder.store.reset.get();
  if (record?.state !== 'pending') throw new Error('not pending');
  const hashes = [...recorder.store.users.all().map(({ value }) => value.passwordHash), record.codeHash];
  assert.is(hashes.length, 3);
  for (const hash of hashes) {
    const [, m, t] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$[A-Za-z0-9+/]{22}\$/.exec(hash) ?? [];
    assert.ok(Number(m) >= 19 * 1024 && Number(t) >= 2, hash.slice(0, 40));
  }
  assert.is(new Set(hashes).size, 3);
});

test('AC 27: a hash with older parameters is made anew at the next login', async () => {
  const recorder = await createReadyRecorder();
  const before = recorder.store.users.get('admin')?.passwordHash;
  recorder.hasher.parameters = 'quick-2';
  await login(recorder);
  const after = recorder.store.users.get('admin')?.passwordHash;
  assert.ok(before?.startsWith('$quick-1$') && after?.startsWith('$quick-2$'));
  await login(recorder);
  assert.is(recorder.store.users.get('admin')?.passwordHash, after);
});

/** Blocks and literals in which keys come: PEM, 32 bytes in hex or base64, the project's own key files. */
const keyMaterial = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /['"`][0-9a-fA-F]{64}['"`]/,
  /['"`][A-Za-z0-9+/]{43}=['"`]/,
  /"privateKey"\s*:/,
];

test('AC 28: no private key or shared secret is in the tree', () => {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  const product = list
    .split('\n')
    .filter((path) => path !== '' && !path.startsWith('test/') && !/\.lock$|package-lock/.test(path));
  assert.ok(product.includes('core/daemon/main.ts'));
  for (const path of product) {
    const text = readFileSync(path, 'latin1');
    for (const pattern of keyMaterial) assert.is(pattern.test(text), false, `${path} holds ${pattern}`);
  }
});

test('AC 28: no private key or shared secret is in what is built from it', async () => {
  const { outputFiles } = await build({
    entryPoints: ['core/daemon/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  const text = outputFiles[0]!.text;
  assert.ok(text.includes('porthole daemon: ready'));
  for (const pattern of keyMaterial) assert.is(pattern.test(text), false, String(pattern));
});

test('AC 28: the key of each recorder is its own and random', () => {
  const identities = [createRecorder(), createRecorder()].map(({ store }) => store.identity.get());
  assert.ok(identities[0] !== null && identities[1] !== null);
  assert.is.not(identities[0]!.deviceKey, identities[1]!.deviceKey);
  assert.is.not(identities[0]!.deviceRef, identities[1]!.deviceRef);
});

test('AC 29: the log of a whole reset names request, channel, result and peer, and no secret', async () => {
  const recorder = await createReadyRecorder();
  const code = await showQr(recorder);
  await recorder.refused('reset.verifyCode', { code: wrongCodeFor(code) });
  const { ticket } = await recorder.call('reset.verifyCode', { code });
  await recorder.call('reset.setPassword', { ticket: ticket!, password: OTHER_PASSWORD });
  await login(recorder, 'web:1', 'admin', OTHER_PASSWORD);
  const elevation = await elevate(recorder, 'web:1', OTHER_PASSWORD);
  await recorder.call('recovery.setAddress', { address: 'someone.else@example.net', elevation }, 'web:1');
  await recorder.refused('session.login', { user: 'admin', password: 'a secret in a wrong try' });
  await recorder.refused('recovery.setAddress', { address: 'wrong..address@example.net', elevation }, 'web:1');

  const requestId = Buffer.from(recorder.mails[0]!.requestId).toString('hex');
  const verified = recorder.log.filter(({ method }) => method === 'reset.verifyCode');
  assert.equal(
    verified.map(({ channel, peer, result, requestId: id }) => ({ channel, peer, result, id })),
    [
      { channel: 'gui', peer: 'test', result: 'wrongCode', id: requestId },
      { channel: 'gui', peer: 'test', result: 'ok', id: requestId },
    ],
  );
  const text = JSON.stringify(recorder.log);
  const secrets = [code, code.replace('-', ''), wrongCodeFor(code), ticket!, elevation, GOOD_PASSWORD, OTHER_PASSWORD];
  const typed = ['a secret in a wrong try', ADDRESS, 'owner.of', 'example-mail', 'someone.else', 'wrong..address'];
  for (const secret of [...secrets, ...typed]) assert.is(text.includes(secret), false, secret);
});

test('AC 29: calls that make no sense leave no trace of what they carried', async () => {
  const recorder = await createReadyRecorder();
  const caller = { channel: 'gui', peer: 'test' } as const;
  const calls: [string, unknown][] = [
    ['session.login', { user: 'admin', password: { hunter2: 'hunter2' } }],
    ['hunter2', { code: 'hunter2' }],
    ['session.login', 'hunter2'],
  ];
  for (const [method, params] of calls) {
    await recorder.device.handle(caller, method, params).then(
      () => assert.unreachable(),
      (error) => assert.is(JSON.stringify(error.data).includes('hunter2'), false),
    );
  }
  assert.is(JSON.stringify(recorder.log).includes('hunter2'), false);
  assert.is(recorder.log.filter(({ result }) => result === 'unknownMethod' || result === 'badRequest').length, 3);
});

test('AC 29: the log of a fault names where it was and not what it was about', async () => {
  const recorder = await createReadyRecorder({
    async exportQr(_, qrText) {
      throw new TypeError(`cannot draw ${qrText}`);
    },
  });
  await showQr(recorder);
  const refused = await recorder.refused('reset.export', {});
  if (refused.code !== 'internal') throw new Error(refused.code);
  const line = recorder.log.find(({ reference }) => reference === refused.reference);
  assert.is(line?.error, 'TypeError');
  assert.is(JSON.stringify(recorder.log).includes('PH1:'), false);
});

test('AC 33: a factory reset leaves no account, address, hash or key in the files of the database', async () => {
  const directory = temporaryDirectory();
  const recorder = await createReadyRecorder({ store: openSqliteStore(join(directory, 'recorder.db')) });
  const { store } = recorder;
  await login(recorder);
  await addUser(recorder, 'helper', 'operator');
  await showQr(recorder);
  const before = store.identity.get();
  const hashes = store.users.all().map(({ value }) => value.passwordHash);
  const elevation = await elevate(recorder);
  await recorder.call('device.factoryReset', { elevation });

  const dump = Buffer.concat(readdirSync(directory).map((name) => readFileSync(join(directory, name))));
  for (const gone of [ADDRESS, 'helper', before!.deviceKey, before!.deviceRef, 'PH1:', ...hashes]) {
    assert.is(dump.includes(gone), false, gone);
  }
  assert.equal(await recorder.call('session.current', {}), { session: null });
  assert.is((await recorder.call('device.info', {})).active, false);
  assert.is(store.address.get(), null);
  assert.is.not(store.identity.get()?.deviceKey, before?.deviceKey);
  const stale: Params<'users.delete'> = { name: 'helper', elevation };
  await activate(recorder);
  assert.equal(await recorder.refused('users.delete', stale), { code: 'notElevated' });
});

test.run();
