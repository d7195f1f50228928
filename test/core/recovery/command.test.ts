import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RecoveryError } from '../../../core/recovery/errors.ts';
import { makeKey, VENDOR_KEYS_FILE } from '../../../core/recovery/key-files.ts';
import { formatKeyPair, parseKeyPair } from '../../../core/sealed/keys.ts';
import { sealRequest } from '../../../core/sealed/seal.ts';
import { parseVendorKeys } from '../../../core/sealed/vendor-keys.ts';
import { testBytes } from '../sealed/reference.ts';
import { requestOf, sealVector, vendorKey } from '../sealed/vectors.ts';
import { photo, qrPng } from './pictures.ts';

const context: { folder: string; key: string; otherKey: string } = { folder: '', key: '', otherKey: '' };
const test = suite('porthole recovery', context);
const program = fileURLToPath(new URL('run.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
const { qrText } = sealVector('typical');
const [pairA, pairB] = [vendorKey('a'), vendorKey('b')];

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

const recovery = (cwd: string, args: string[], input?: Uint8Array | string): Promise<Ended> =>
  run(cwd, [process.execPath, '--import', tsx, program, ...args], input);

function run(cwd: string, [file = '', ...args]: string[], input?: Uint8Array | string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: 'pipe' });
    const ended: Ended = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
    // The program may end before it has read everything, which is right when the input is too long.
    child.stdin.on('error', () => undefined).end(input ?? '');
    child.on('error', reject).on('close', (code) => resolve({ ...ended, code }));
  });
}

const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

function expectRefusal({ code, out, err }: Ended, message: RegExp): void {
  assert.is(code, 1);
  assert.is(out, '');
  assert.match(err, message);
  assert.is(err.trimEnd().split('\n').length, 1, err);
  assert.not.match(err, /\n\s+at /);
}

test.before.each(async (given) => {
  given.folder = await mkdtemp(join(tmpdir(), 'porthole-recovery-'));
  given.key = join(given.folder, `${pairA.keyId}.key`);
  given.otherKey = join(given.folder, `${pairB.keyId}.key`);
  await writeFile(given.key, formatKeyPair(pairA), { mode: 0o600 });
  await writeFile(given.otherKey, formatKeyPair(pairB), { mode: 0o600 });
});
test.after.each(({ folder }) => rm(folder, { recursive: true }));

test('keygen makes a private key for its owner only, and the public key for the firmware', async ({ folder }) => {
  const { code, out, err } = await recovery(folder, ['keygen', '--out', 'keys']);
  assert.is(err, '');
  assert.is(code, 0);
  const vendorKeysText = await readFile(join(folder, 'keys', VENDOR_KEYS_FILE), 'utf8');
  const { current, next } = await parseVendorKeys(vendorKeysText);
  const keyFile = join(folder, 'keys', `${current.keyId}.key`);
  assert.is(await mode(keyFile), '600');
  const pair = await parseKeyPair(await readFile(keyFile, 'utf8'));
  assert.equal(pair.publicKey, current.publicKey);
  assert.is(next, null);
  const secret = Buffer.from(pair.privateKey).toString('hex');
  assert.not.match(out, secret);
  assert.not.match(vendorKeysText, secret);
  assert.equal((await readdir(join(folder, 'keys'))).sort(), [`${current.keyId}.key`, VENDOR_KEYS_FILE].sort());
});

test('a second key becomes the next one, and a third turns the keys over', async ({ folder }) => {
  const [first, second, third] = [
    await makeKey(folder, () => testBytes('first')),
    await makeKey(folder, () => testBytes('second')),
    await makeKey(folder, () => testBytes('third')),
  ];
  const ids = ({ vendorKeys: { current, next } }: typeof first) => [current.keyId, next?.keyId];
  assert.equal(ids(first), [first.keyId, undefined]);
  assert.equal(ids(second), [first.keyId, second.keyId]);
  assert.equal(ids(third), [second.keyId, third.keyId]);
  const shipped = await parseVendorKeys(await readFile(join(folder, VENDOR_KEYS_FILE), 'utf8'));
  assert.equal([shipped.current.keyId, shipped.next?.keyId], [second.keyId, third.keyId]);
});

test('keygen never overwrites a private key', async ({ folder, key }) => {
  const before = await readFile(key, 'utf8');
  try {
    await makeKey(folder, () => pairA.privateKey.slice());
    assert.unreachable();
  } catch (error) {
    assert.is(error instanceof RecoveryError && error.code, 'keyExists');
  }
  assert.is(await readFile(key, 'utf8'), before);
  assert.not.ok((await readdir(folder)).includes(VENDOR_KEYS_FILE));
});

test('keygen leaves damaged public keys and the folder alone', async ({ folder }) => {
  await writeFile(join(folder, VENDOR_KEYS_FILE), '{}');
  const before = await readdir(folder);
  expectRefusal(await recovery(folder, ['keygen', '--out', '.']), /vendor keys: current/);
  assert.equal(await readdir(folder), before);
});

test('keygen says where it could not write', async ({ folder, key }) => {
  expectRefusal(await recovery(folder, ['keygen', '--out', join(key, 'keys')]), /\.key.*is not in a folder/);
});

test('keygen leaves no half of a key file when it cannot be written', async ({ folder }) => {
  const noFileMayGrow = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'];
  const keygen = [process.execPath, '--import', tsx, program, 'keygen', '--out', 'keys'];
  expectRefusal(await run(folder, [...noFileMayGrow, ...keygen]), /\.key could not be used \(EFBIG\)/);
  assert.equal(await readdir(join(folder, 'keys')), []);
});

test('a payload made for a new key of keygen is opened with it', async ({ folder }) => {
  const { keyFile, vendorKeys: made } = await makeKey(folder, () => testBytes('made by keygen'));
  const request = { ...requestOf(sealVector('typical')), publicKey: made.current.publicKey };
  const sealed = await sealRequest(request, () => testBytes('ephemeral'));
  const { code, out } = await recovery(folder, ['open', '--key', keyFile, sealed.qrText]);
  assert.is(code, 0);
  assert.match(out, request.address);
});

test('open shows the code, the address, and what they are for', async ({ folder, key }) => {
  const { code, out, err } = await recovery(folder, ['open', '--key', key, qrText]);
  assert.is(err, '');
  assert.is(code, 0);
  assert.match(out, /^Code +K7N6-MX9T$/m);
  assert.match(out, /^Address +owner\.of\.home@example\.org$/m);
  assert.match(out, /^Purpose +reset the admin password$/m);
  assert.match(out, /^Made +2026-11-22 09:33:20 UTC/m);
  assert.match(out, /^Valid +48 hours/m);
});

test('open reads text and pictures from files and from standard input', async ({ folder, key }) => {
  await writeFile(join(folder, 'photo.jpg'), photo);
  await writeFile(join(folder, 'text'), `  ${qrText}\r\n`);
  const open = (args: string[], input?: Uint8Array | string) =>
    recovery(folder, ['open', '--key', key, ...args], input);
  for (const { code, out, err } of await Promise.all([
    open(['photo.jpg']),
    open(['text']),
    open(['-'], qrPng(qrText)),
    open([], `${qrText}\n`),
  ])) {
    assert.is(err, '');
    assert.is(code, 0);
    assert.match(out, 'K7N6-MX9T');
  }
});

test('without --key every key file of the folder is tried', async ({ folder }) => {
  const { code, out } = await recovery(folder, [
    'open',
    sealVector('sealed to the next key by another recorder').qrText,
  ]);
  assert.is(code, 0);
  assert.match(out, pairB.keyId);
});

test('--json gives one object with every field', async ({ folder, key, otherKey }) => {
  const { code, out } = await recovery(folder, ['open', '--json', '--key', otherKey, '--key', key, qrText]);
  assert.is(code, 0);
  const vector = sealVector('typical');
  const { deviceRef } = requestOf(vector);
  assert.equal(JSON.parse(out), {
    code: 'K7N6-MX9T',
    address: vector.body.address,
    purpose: 'reset',
    createdAt: '2026-11-22T09:33:20.000Z',
    validMinutes: 2880,
    locale: 'en',
    requestId: vector.body.requestId,
    deviceRef: Buffer.from(deviceRef).toString('hex'),
    keyId: pairA.keyId,
    tag: 'unknownDevice',
  });
});

test('a key file that others may read is refused, with the command that mends it', async ({ folder, key }) => {
  for (const bits of [0o640, 0o604, 0o620, 0o610]) {
    await chmod(key, bits);
    expectRefusal(await recovery(folder, ['open', '--key', key, qrText]), /may be used by others \(mode 06.*chmod 600/);
  }
});

test('a key file that is none is refused by its name', async ({ folder, key }) => {
  await writeFile(key, 'not a key');
  await mkdir(join(folder, 'keys'), { mode: 0o700 });
  await writeFile(join(folder, 'long'), 'x'.repeat(9000), { mode: 0o600 });
  const open = (file: string) => recovery(folder, ['open', '--key', file, qrText]);
  expectRefusal(await open(key), new RegExp(`${pairA.keyId}.key: The key is not usable.*not JSON`));
  expectRefusal(await open('missing.key'), /missing\.key is not there/);
  expectRefusal(await open('keys'), /keys is not a key file/);
  expectRefusal(await open('long'), /long is not a key file/);
});

test('every way a payload can be wrong has its own line', async ({ folder, key }) => {
  const open = (payload: string, input?: Uint8Array | string) =>
    recovery(folder, ['open', '--key', key, payload], input);
  await writeFile(join(folder, 'large.png'), Buffer.concat([qrPng(qrText), Buffer.alloc(2 * 1024 * 1024)]));
  expectRefusal(await open(qrText.slice(0, 100)), /damaged or incomplete/);
  expectRefusal(await open('https://example.org/'), /neither a payload/);
  expectRefusal(await open('x'.repeat(5000)), /neither a payload/);
  expectRefusal(await open('.'), /is a folder/);
  expectRefusal(await open('-', ''), /neither a payload/);
  expectRefusal(await open('-', '%PDF-1.7'), /neither a payload/);
  expectRefusal(await open('PH2:ABC'), /newer recorder/);
  expectRefusal(await open(`PH1:${'0'.repeat(5000)}`), /does not fit/);
  expectRefusal(await open('-', qrPng('https://example.org/')), /not the QR code of a recorder/);
  expectRefusal(await open('-', qrPng()), /No QR code was found/);
  expectRefusal(await open('large.png'), /larger than 2 MB/);
  expectRefusal(await open('-', new Uint8Array(3 * 1024 * 1024)), /larger than 2 MB/);
  expectRefusal(await open(sealVector('sealed to the next key by another recorder').qrText), new RegExp(pairB.keyId));
});

test('a folder without a key file says what to give', async ({ folder }) => {
  await mkdir(join(folder, 'empty'));
  expectRefusal(await recovery(join(folder, 'empty'), ['open', qrText]), /no \.key file.*--key/);
});

test.run();
