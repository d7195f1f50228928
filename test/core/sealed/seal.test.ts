import { randomBytes } from 'node:crypto';
import { build } from 'esbuild';
import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import QRCode from 'qrcode';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MAX_ADDRESS_LENGTH } from '../../../core/sealed/address.ts';
import { decodeBase45, encodeBase45 } from '../../../core/sealed/base45.ts';
import { SealedError } from '../../../core/sealed/errors.ts';
import { openPayload } from '../../../core/sealed/open.ts';
import { MAX_QR_TEXT } from '../../../core/sealed/payload.ts';
import { type SealRequest, sealRequest } from '../../../core/sealed/seal.ts';
import { testBytes, unhex } from './reference.ts';
import { refusalOf } from './refusal.ts';
import { enrolled, requestOf, ring, sealVector, vendorKey, vendorKeys } from './vectors.ts';

const test = suite('sealing and opening');
const typical = requestOf(sealVector('typical'));
const recipient = vendorKey('a');
const payloadOf = (qrText: string) => decodeBase45(qrText.slice('PH1:'.length));

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const label = fc.stringMatching(/^[a-z0-9]{1,20}$/);
const anyRequest: fc.Arbitrary<SealRequest> = fc.record({
  publicKey: fc.constantFrom(...vendorKeys.map((key) => key.publicKey)),
  deviceRef: bytes(8),
  deviceKey: bytes(32),
  requestId: bytes(16),
  code: bytes(5),
  createdAt: fc.integer({ min: 0, max: 0xffffffff }),
  validMinutes: fc.integer({ min: 1, max: 0xffff }),
  locale: fc.constantFrom('en', 'de', 'zh-CN', 'sr-Latn'),
  address: fc.tuple(label, label).map(([local, domain]) => `${local}@${domain}.org`),
  purpose: fc.constantFrom('reset', 'test'),
});

test('any request that was sealed opens as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, bytes(32), async (request, seed) => {
      const { publicKey, deviceRef, deviceKey, ...body } = request;
      const { qrText } = await sealRequest(request, () => seed.slice());
      const opened = await openPayload(qrText, ring, () => deviceKey);
      assert.equal(opened.body, body);
      assert.equal(opened.header.deviceRef, deviceRef);
      assert.is(opened.tag, 'verified');
      assert.ok(QRCode.create(qrText, { errorCorrectionLevel: 'M' }).version <= 12);
    }),
  );
});

test('crypto_box_seal_open of libsodium opens our box', async () => {
  const { qrText } = await sealRequest(typical, randomBytes);
  const { publicKey, privateKey } = recipient;
  const plaintext = sodium.crypto_box_seal_open(payloadOf(qrText).subarray(14), publicKey, privateKey);
  assert.equal(plaintext, unhex(sealVector('typical').steps.plaintext));
});

test('a box of crypto_box_seal of libsodium opens here', async () => {
  const { steps } = sealVector('typical');
  const box = sodium.crypto_box_seal(unhex(steps.plaintext), recipient.publicKey);
  const opened = await openPayload(
    `PH1:${encodeBase45(Uint8Array.of(...unhex(steps.header), ...box))}`,
    ring,
    enrolled,
  );
  assert.is(opened.body.address, typical.address);
  assert.is(opened.tag, 'verified');
});

test('two seals of one request share the header and nothing else', async () => {
  const [one, two] = await Promise.all([sealRequest(typical, randomBytes), sealRequest(typical, randomBytes)]);
  assert.equal(payloadOf(one.qrText).subarray(0, 14), payloadOf(two.qrText).subarray(0, 14));
  const same = payloadOf(one.qrText).filter((byte, i) => i >= 14 && byte === payloadOf(two.qrText)[i]);
  assert.ok(same.length < 20);
});

test('the one-time private key is overwritten', async () => {
  const ephemeral = testBytes('to be forgotten');
  await sealRequest(typical, () => ephemeral);
  assert.equal(ephemeral, new Uint8Array(32));
});

test('neither code nor address can be read in the payload', async () => {
  const payload = Buffer.from(payloadOf((await sealRequest(typical, randomBytes)).qrText));
  assert.is(payload.indexOf(typical.code), -1);
  assert.is(payload.indexOf(typical.address.slice(0, 5)), -1);
});

test('addresses of similar length give payloads of the same length', async () => {
  const lengths = ['abcd@example.org', 'abcdefgh@example.org'].map(async (address) => {
    const { qrText } = await sealRequest({ ...typical, address }, randomBytes);
    return qrText.length;
  });
  const [short, long] = await Promise.all(lengths);
  assert.is(short, long);
});

test('an address that may be reserved can always be sealed', async () => {
  const address = `${'l'.repeat(64)}@${'d'.repeat(MAX_ADDRESS_LENGTH - 69)}.org`;
  assert.is(address.length, MAX_ADDRESS_LENGTH);
  const { qrText } = await sealRequest({ ...typical, address, locale: 'sr-Latn1' }, randomBytes);
  assert.is(QRCode.create(qrText, { errorCorrectionLevel: 'M' }).version, 12);
});

test('the length limit is what a version 12 code holds', () => {
  assert.is(QRCode.create('A'.repeat(MAX_QR_TEXT), { errorCorrectionLevel: 'M' }).version, 12);
  assert.is(QRCode.create('A'.repeat(MAX_QR_TEXT + 1), { errorCorrectionLevel: 'M' }).version, 13);
});

test('a recorder whose clock is before 1970 or after 2106 can still be recovered', async () => {
  for (const [createdAt, sealed] of [
    [-86_400, 0],
    [0x1_0000_0000, 0xffffffff],
  ] as const) {
    const { qrText } = await sealRequest({ ...typical, createdAt }, randomBytes);
    assert.is((await openPayload(qrText, ring)).body.createdAt, sealed);
  }
});

test('keys and names of the wrong size are refused by name', async () => {
  for (const [name, length] of Object.entries({ publicKey: 31, deviceRef: 9, deviceKey: 16 })) {
    const request = { ...typical, [name]: new Uint8Array(length) };
    try {
      await sealRequest(request, randomBytes);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, SealedError);
      assert.match(error instanceof SealedError ? `${error.code} ${error.message}` : '', `badRequest`);
      assert.match(String(error), name);
    }
  }
});

test('nothing is sealed to a public key that gives no secrecy', async () => {
  assert.is(await refusalOf(sealRequest({ ...typical, publicKey: new Uint8Array(32) }, randomBytes)), 'badKey');
});

test('a refusal never quotes the address', async () => {
  const errors = await Promise.allSettled(
    ['secret.person', 'secret.person@b.cd\n', `secret.person@${'d'.repeat(60)}.${'e'.repeat(60)}.org`].map((address) =>
      sealRequest({ ...typical, address }, randomBytes),
    ),
  );
  for (const result of errors) {
    assert.is(result.status, 'rejected');
    assert.not.match(result.status === 'rejected' ? String(result.reason.stack) : '', 'secret.person');
  }
});

test('any text is opened or refused with a typed error', async () => {
  const base45Text = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:') });
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    base45Text.map((text) => `PH1:${text}`),
    fc.uint8Array({ maxLength: 280 }).map((payload) => `PH1:${encodeBase45(payload)}`),
    fc.uint8Array({ maxLength: 280 }).map((rest) => {
      const { header } = sealVector('typical').steps;
      return `PH1:${encodeBase45(Uint8Array.of(...unhex(header), ...rest))}`;
    }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (text) =>
      assert.type(await refusalOf(openPayload(text, ring, enrolled)), 'string'),
    ),
    { numRuns: 500 },
  );
});

test('any plaintext in a good box is opened or refused with a typed error', async () => {
  const { header } = sealVector('typical').steps;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 160 }), async (rest) => {
      const plaintext = sodium.pad(Uint8Array.of(...unhex(header), ...rest), 32);
      const box = sodium.crypto_box_seal(plaintext, recipient.publicKey);
      const text = `PH1:${encodeBase45(Uint8Array.of(...unhex(header), ...box))}`;
      assert.ok(['badTag', 'badBody'].includes(await refusalOf(openPayload(text, ring, enrolled))));
      assert.is(await refusalOf(openPayload(text, ring)), 'badBody');
    }),
  );
});

test('a failing device register is not mistaken for a bad payload', async () => {
  const lookup = () => Promise.reject(new Error('register away'));
  try {
    await openPayload(sealVector('typical').qrText, ring, lookup);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), 'register away');
  }
});

test('libsodium is in a chunk of its own that only a first seal or open loads', async () => {
  const { metafile } = await build({
    entryPoints: ['core/sealed/seal.ts', 'core/sealed/open.ts', 'core/sealed/vendor-keys.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'never-written',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const outputs = Object.values(metafile.outputs);
  const holders = outputs.filter((output) => Object.keys(output.inputs).some((input) => /\/libsodium\//.test(input)));
  assert.is(holders.length, 1);
  for (const output of outputs) {
    for (const imported of output.imports.filter(({ kind }) => kind === 'import-statement')) {
      assert.not.ok(holders.some((holder) => metafile.outputs[imported.path] === holder));
    }
  }
});

test.before(() => sodium.ready);
test.run();
