import QRCode from 'qrcode';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeBody } from '../../../core/sealed/body.ts';
import { openPayload } from '../../../core/sealed/open.ts';
import { sealRequest } from '../../../core/sealed/seal.ts';
import { base45, hex, sealBox, testBytes, unhex } from './reference.ts';
import { refusalOf } from './refusal.ts';
import { bodyOf, enrolled, requestOf, ring, sealVector, vectors } from './vectors.ts';

const test = suite('test vectors');
const { mutations } = vectors;
const target = sealVector(mutations.of);
const payload = unhex(target.steps.payload);
const textOf = (bytes: Uint8Array) => `PH1:${base45(bytes)}`;

for (const vector of vectors.seal) {
  test(`sealing gives these very bytes: ${vector.name}`, async () => {
    assert.is(hex(encodeBody(bodyOf(vector.body))), vector.steps.cbor);
    const { qrText } = await sealRequest(requestOf(vector), () => unhex(vector.ephemeralPrivateKey));
    assert.is(qrText, vector.qrText);
    assert.is(qrText, textOf(unhex(vector.steps.payload)));
  });

  test(`opening gives what was sealed: ${vector.name}`, async () => {
    const request = requestOf(vector);
    const { header, body, tag } = await openPayload(vector.qrText, ring, enrolled);
    assert.equal(header.deviceRef, request.deviceRef);
    assert.is(header.keyId, vectors.vendorKeys.find((key) => key.name === vector.vendorKey)?.keyId);
    assert.equal(body, bodyOf(vector.body));
    assert.is(tag, 'verified');
  });

  test(`the QR code is a version ${vector.qrVersion}: ${vector.name}`, () => {
    assert.is(QRCode.create(vector.qrText, { errorCorrectionLevel: 'M' }).version, vector.qrVersion);
  });
}

for (const vector of vectors.sealRefused) {
  test(`${vector.name} is not sealed: ${vector.error}`, async () => {
    const request = requestOf({ ...target, body: vector.body });
    assert.is(await refusalOf(sealRequest(request, testBytes.bind(null, 'ephemeral'))), vector.error);
  });
}

for (const vector of vectors.open) {
  test(`${vector.name} opens as ${vector.tag}`, async () => {
    const opened = await openPayload(vector.qrText, ring, vector.enrolled ? enrolled : undefined);
    assert.equal(opened.body, bodyOf(vector.body));
    assert.is(opened.tag, vector.tag);
  });
}

for (const vector of vectors.openRefused) {
  test(`${vector.name} is refused: ${vector.error}`, async () => {
    assert.is(await refusalOf(openPayload(vector.qrText, ring, enrolled)), vector.error);
  });
}

/** Opens each text and checks the error against the range its position falls in. */
async function expectRefusals(
  textAt: (at: number) => string,
  ranges: readonly { from: number; to: number; errors: string[] }[],
): Promise<void> {
  for (const { from, to, errors } of ranges) {
    for (let at = from; at < to; at++) {
      const error = await refusalOf(openPayload(textAt(at), ring, enrolled));
      assert.ok(errors.includes(error), `at ${at}: ${error}, not ${errors}`);
    }
  }
}

const flipped = (bytes: Uint8Array, at: number, mask: number) =>
  bytes.map((byte, i) => (i === at ? byte ^ mask : byte));

for (const mask of mutations.flipPayloadByte.masks) {
  test(`every byte of the payload flipped by ${mask} is refused`, async () => {
    await expectRefusals((at) => textOf(flipped(payload, at, mask)), mutations.flipPayloadByte.expect);
  });
}

for (const mask of mutations.flipPlaintextByte.masks) {
  test(`every byte of the plaintext flipped by ${mask} before it is sealed is refused`, async () => {
    const plaintext = unhex(target.steps.plaintext);
    const { publicKey } = requestOf(target);
    const ephemeral = unhex(target.ephemeralPrivateKey);
    await expectRefusals((at) => {
      const { sealed } = sealBox(flipped(plaintext, at, mask), publicKey, ephemeral);
      return textOf(Uint8Array.of(...payload.subarray(0, 14), ...sealed));
    }, mutations.flipPlaintextByte.expect);
  });
}

test('every truncation of the payload is refused', async () => {
  await expectRefusals((at) => textOf(payload.subarray(0, at)), mutations.truncatePayload.expect);
});

test('every truncation of the text is refused', async () => {
  await expectRefusals((at) => target.qrText.slice(0, at), mutations.truncateText.expect);
});

test.run();
