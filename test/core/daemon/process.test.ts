import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiError, type ApiErrorData } from '../../../core/api/errors.ts';
import { type Bench, runner, withBench } from './daemon-process.ts';
import { GOOD_PASSWORD, OTHER_PASSWORD, wrongCodeFor } from './harness.ts';
import type { Client } from './sockets.ts';

const test = suite('daemon process');

const ADDRESS = 'owner@example.org';

async function refusal(call: Promise<unknown>): Promise<ApiErrorData> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error.data;
  throw error ?? new Error('was not refused');
}

async function activate(one: Client): Promise<void> {
  const { elevation } = await one.call('device.activate', { password: GOOD_PASSWORD, locale: 'en' });
  await one.call('recovery.setAddress', { address: ADDRESS, elevation });
  await one.call('session.logout', {});
}

async function showQr(bench: Bench, one: Client): Promise<string> {
  await one.call('reset.offer', { method: 'email', purpose: 'reset' });
  await one.call('reset.acceptDisclaimer', { version: '1', locale: 'en' });
  const status = await one.call('reset.request', { refresh: false });
  if (status.state !== 'pending') throw new Error(status.state);
  return bench.codeIn(status.qrText);
}

test('AC 10: account, address, counters and the request survive kill -9; the right code still works', async () => {
  await withBench(async (bench) => {
    let daemon = await bench.start();
    const one = await bench.connect();
    await activate(one);
    const code = await showQr(bench, one);
    for (const triesLeft of [4, 3]) {
      const refused = await refusal(one.call('reset.verifyCode', { code: wrongCodeFor(code) }));
      assert.equal(refused, { code: 'wrongCode', triesLeft });
    }
    for (let i = 0; i < 5; i++) await refusal(one.call('session.login', { user: 'admin', password: 'wrong' }));
    await bench.kill(daemon);
    await one.reached('connecting');

    daemon = await bench.start();
    await one.reached('up');
    const wrong = await refusal(one.call('reset.verifyCode', { code: wrongCodeFor(code) }));
    assert.equal(wrong, { code: 'wrongCode', triesLeft: 2 });
    const login = await refusal(one.call('session.login', { user: 'admin', password: GOOD_PASSWORD }));
    assert.equal(login, { code: 'throttled', retryAfterMs: 30_000 });
    const { ticket } = await one.call('reset.verifyCode', { code });
    await one.call('reset.setPassword', { ticket: ticket!, password: OTHER_PASSWORD });
    const { session } = await one.call('session.login', { user: 'admin', password: OTHER_PASSWORD });
    assert.is(session.role, 'admin');
    await bench.kill(daemon);
  });
});

test('AC 10: after a reboot the code is void, and the lock of the login is as long as before', async () => {
  await withBench(async (bench) => {
    const daemon = await bench.start();
    const one = await bench.connect();
    await activate(one);
    const code = await showQr(bench, one);
    for (let i = 0; i < 5; i++) await refusal(one.call('session.login', { user: 'admin', password: 'wrong' }));
    await bench.kill(daemon);
    bench.boot('boot-2', 12);
    await bench.start();
    await one.reached('up');
    assert.equal(await refusal(one.call('reset.verifyCode', { code })), { code: 'voided', reason: 'reboot' });
    const login = await refusal(one.call('session.login', { user: 'admin', password: GOOD_PASSWORD }));
    assert.equal(login, { code: 'throttled', retryAfterMs: 18_000 });
  });
});

test('power cuts at random moments of an activation leave it done or not done, and nothing between', async () => {
  await withBench(async (bench) => {
    for (let round = 0; round < 6; round++) {
      rmSync(bench.data, { recursive: true, force: true });
      let daemon = await bench.start();
      const one = await bench.connect();
      const activation = one.call('device.activate', { password: GOOD_PASSWORD, locale: 'de' }).then(
        () => true,
        () => false,
      );
      const steps = [0, 1, 3, 10, 40, 400];
      // A step is one question answered: time as the daemon sees it, without looking at a clock.
      for (let i = 0; i < steps[round]!; i++) await one.call('seat.restore', {});
      await bench.kill(daemon);
      const told = await activation;
      daemon = await bench.start();
      await one.reached('up');
      const info = await one.call('device.info', {});
      if (told) assert.is(info.active, true);
      if (info.active) {
        assert.is(info.settings.locale, 'de');
        assert.is((await one.call('session.login', { user: 'admin', password: GOOD_PASSWORD })).session.role, 'admin');
      } else {
        await one.call('device.activate', { password: GOOD_PASSWORD, locale: 'de' });
      }
      await bench.kill(daemon);
    }
  });
});

test('SIGTERM ends it with 0, the socket gone and the database whole in one file', async () => {
  await withBench(async (bench) => {
    const daemon = await bench.start();
    const one = await bench.connect();
    await activate(one);
    daemon.child.kill('SIGTERM');
    assert.equal(await daemon.ended, { code: 0, signal: null });
    assert.is(existsSync(bench.socket), false);
    assert.equal(readdirSync(bench.data).sort(), ['device.json', 'recorder.db']);
    assert.is(statSync(bench.database).mode & 0o777, 0o600);
    assert.is(statSync(bench.data).mode & 0o777, 0o700);
  });
});

test('AC 29: its log has one JSON object a line, and none of the secrets that went through', async () => {
  await withBench(async (bench) => {
    const daemon = await bench.start();
    const one = await bench.connect();
    await activate(one);
    const code = await showQr(bench, one);
    await refusal(one.call('session.login', { user: 'admin', password: 'secret of a wrong try' }));
    const { ticket } = await one.call('reset.verifyCode', { code });
    await one.call('reset.setPassword', { ticket: ticket!, password: OTHER_PASSWORD });
    daemon.child.kill('SIGTERM');
    await daemon.ended;
    const lines = daemon.output.stderr.trim().split('\n');
    const calls = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'call');
    assert.ok(
      calls.every(({ channel, peer, result }) => channel === 'gui' && peer === 'unix:1' && result !== undefined),
    );
    assert.match(calls.find(({ method }) => method === 'reset.verifyCode').requestId, /^[0-9a-f]{32}$/);
    const secrets = [
      code,
      code.replace('-', ''),
      ticket!,
      GOOD_PASSWORD,
      OTHER_PASSWORD,
      'secret of',
      ADDRESS,
      'owner',
    ];
    for (const secret of secrets) assert.is(daemon.output.stderr.includes(secret), false, secret);
  });
});

test('a second daemon is refused, whether it wants the same socket or the same data', async () => {
  await withBench(async (bench) => {
    await bench.start();
    const sameSocket = bench.spawn('--data', join(bench.directory, 'other'));
    assert.is((await sameSocket.ended).code, 2);
    assert.match(sameSocket.output.stderr, /Another daemon answers on/);
    const sameData = bench.spawn('--socket', join(bench.directory, 'other-socket'));
    assert.is((await sameData.ended).code, 2);
    assert.match(sameData.output.stderr, /in use by another daemon/);
    const one = await bench.connect();
    assert.is((await one.call('device.info', {})).active, false);
  });
});

test('a damaged database ends it with 2 and what to do; --repair does it, and the owner logs in again', async () => {
  await withBench(async (bench) => {
    const first = await bench.start();
    const one = await bench.connect();
    await activate(one);
    first.child.kill('SIGTERM');
    await first.ended;
    const bytes = readFileSync(bench.database);
    bytes[bytes.indexOf(ADDRESS)] = 'O'.charCodeAt(0);
    writeFileSync(bench.database, bytes);

    const refused = bench.spawn();
    assert.is((await refused.ended).code, 2);
    assert.match(refused.output.stderr, /is damaged: .*porthole daemon --repair/);
    assert.equal(readFileSync(bench.database), bytes);

    const repaired = await bench.start('--repair');
    assert.match(repaired.output.stdout, /kept at .*recorder\.db\.damaged-\d+T\d+.*The admin account is among them/s);
    await one.reached('up');
    assert.is((await one.call('session.login', { user: 'admin', password: GOOD_PASSWORD })).session.user, 'admin');
    assert.equal(await one.call('recovery.get', {}), { maskedAddress: null, confirmed: false });
    repaired.child.kill('SIGTERM');
    await repaired.ended;
    const again = await bench.start('--repair');
    assert.match(again.output.stdout, /nothing to repair/);
  });
});

test('on a full disk calls that write are refused as "storageFull", the daemon lives, and recovers', async () => {
  await withBench(async (bench) => {
    mkdirSync(bench.data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k,mode=0700', 'none', bench.data]);
    try {
      const daemon = await bench.start();
      const one = await bench.connect();
      await activate(one);
      await one.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
      const { elevation } = await one.call('session.elevate', { password: GOOD_PASSWORD });
      execFileSync('sh', ['-c', 'cat /dev/zero > ballast || true'], { cwd: bench.data, stdio: 'ignore' });
      const add = (i: number) =>
        one.call('users.add', { name: `user${i}`, role: 'guest', password: OTHER_PASSWORD, elevation });
      // A log that SQLite has made already is written over, so the first few may still fit.
      let added = 0;
      let refused: ApiErrorData | null = null;
      while (refused === null && added < 31) {
        await add(added).then(
          () => {
            added += 1;
          },
          (error: unknown) => {
            refused = error instanceof ApiError ? error.data : null;
          },
        );
      }
      assert.equal(refused, { code: 'storageFull' });
      assert.is((await one.call('users.list', {})).users.length, added + 1);
      assert.is((await one.call('device.info', {})).active, true);
      rmSync(join(bench.data, 'ballast'));
      await add(added);
      assert.is((await one.call('users.list', {})).users.length, added + 2);
      daemon.child.kill('SIGTERM');
      assert.is((await daemon.ended).code, 0);
    } finally {
      execFileSync('umount', ['-l', bench.data]);
    }
  });
});

const badStarts: Record<string, { options: string[]; code: number; says: RegExp; prepare?: (bench: Bench) => void }> = {
  'vendor keys that are not there': {
    options: ['--vendor-keys', '/nowhere.json'],
    code: 2,
    says: /Vendor keys \/nowhere\.json: ENOENT/,
  },
  'vendor keys that are none': {
    options: ['--vendor-keys', '/etc/hostname'],
    code: 2,
    says: /Vendor keys \/etc\/hostname: .*not JSON/,
  },
  'a validity out of range': { options: ['--valid-minutes', '9'], code: 1, says: /from 10 to 2880/ },
  'a group that nobody knows': { options: ['--group', 'no-such-group'], code: 1, says: /no such group/ },
  'a data directory that cannot be made': {
    options: ['--data', '/etc/hostname/data'],
    code: 1,
    says: /\/etc\/hostname\/data/,
  },
  'no procfs': { options: ['--proc', '/nowhere'], code: 1, says: /\/nowhere\/sys\/kernel\/random\/boot_id/ },
  'a device.json that is wrong': {
    options: [],
    code: 2,
    says: /device\.json: serial is not as it should be/,
    prepare(bench) {
      mkdirSync(bench.data);
      writeFileSync(join(bench.data, 'device.json'), '{"name": "Shop"}');
    },
  },
};

for (const [name, { options, code, says, prepare }] of Object.entries(badStarts)) {
  test(`${name}: ends it with ${code} and one line that says why`, async () => {
    await withBench(async (bench) => {
      prepare?.(bench);
      const daemon = bench.spawn(...options);
      assert.is((await daemon.ended).code, code, daemon.output.stderr);
      assert.match(daemon.output.stderr, says);
      assert.not.match(daemon.output.stderr, /^ +at /m);
    });
  });
}

test('without vendor keys it starts, keeps an address, and says that recovery is not available', async () => {
  await withBench(async (bench) => {
    bench.hasVendorKeys = false;
    const daemon = await bench.start();
    const one = await bench.connect();
    await activate(one);
    assert.is((await one.call('device.info', {})).recoveryAvailable, false);
    assert.equal((await one.call('reset.methods', {})).methods, []);
    assert.match(daemon.output.stderr, /no vendor keys: recovery by e-mail is not available/);
  });
});

test('--help tells what there is, and what the exit codes mean', () => {
  const help = execFileSync(process.execPath, [runner, '--help'], { encoding: 'utf8' });
  for (const option of ['--data', '--socket', '--vendor-keys', '--repair', '--valid-minutes', '--usb', 'Exit codes:']) {
    assert.ok(help.includes(option), option);
  }
  assert.not.match(help, /--proc/);
});

test.run();
