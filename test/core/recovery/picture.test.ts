import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RecoveryError, type RecoveryErrorCode } from '../../../core/recovery/errors.ts';
import { isPicture, pictureSize, readQrPicture } from '../../../core/recovery/picture.ts';
import { sealVector } from '../sealed/vectors.ts';
import { appleChunk, jpegHead, photo, pngClaiming, qrPng } from './pictures.ts';

const test = suite('pictures of a QR code');
const { qrText } = sealVector('typical');
const { qrText: otherText } = sealVector('sealed to the next key by another recorder');

async function refusalOf(bytes: Uint8Array): Promise<RecoveryErrorCode> {
  try {
    await readQrPicture(bytes);
  } catch (error) {
    if (error instanceof RecoveryError) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('a PNG of the QR code is read', async () => {
  assert.is(await readQrPicture(qrPng(qrText)), qrText);
});

test('a photo of a recorder at an angle is read', async () => {
  assert.is(await readQrPicture(photo), qrText);
});

test("another maker's QR code beside the recorder's is passed over", async () => {
  assert.is(await readQrPicture(qrPng('https://example.org/', qrText)), qrText);
});

test("another maker's QR code alone is handed on, to be refused by name", async () => {
  assert.is(await readQrPicture(qrPng('https://example.org/')), 'https://example.org/');
});

test('two recorders in one picture are refused, one recorder twice is not', async () => {
  assert.is(await refusalOf(qrPng(qrText, otherText)), 'severalQrCodes');
  assert.is(await readQrPicture(qrPng(qrText, qrText)), qrText);
});

test('a picture without a QR code is refused', async () => {
  assert.is(await refusalOf(qrPng()), 'noQrCode');
});

test('more than 12 megapixels are refused by the header alone, PNG and JPEG', async () => {
  assert.is(await refusalOf(pngClaiming(4000, 3001)), 'tooLarge');
  assert.is(await refusalOf(pngClaiming(0xffffffff, 0xffffffff)), 'tooLarge');
  assert.is(await refusalOf(jpegHead(65535, 65535)), 'tooLarge');
});

test('a PNG whose header is not its first chunk is refused, whatever size it seems to have', () => {
  const bytes = pngClaiming(65535, 65535, appleChunk);
  assert.throws(
    () => pictureSize(bytes),
    (error: unknown) => error instanceof RecoveryError && error.code === 'badPicture',
  );
});

test('width and height come from the header, past other segments', () => {
  assert.equal(pictureSize(pngClaiming(4000, 3000)), { width: 4000, height: 3000 });
  assert.equal(pictureSize(jpegHead(4000, 3000)), { width: 4000, height: 3000 });
  assert.equal(pictureSize(photo), { width: 880, height: 760 });
});

test('a damaged picture is refused', async () => {
  assert.is(await refusalOf(pngClaiming(100, 100)), 'badPicture');
  assert.is(await refusalOf(qrPng(qrText).subarray(0, 20)), 'badPicture');
  assert.is(await refusalOf(photo.subarray(0, 20)), 'badPicture');
  assert.is(await refusalOf(jpegHead(100, 100)), 'badPicture');
});

test('a picture is known by its first bytes', () => {
  assert.ok(isPicture(photo));
  assert.ok(isPicture(pngClaiming(1, 1)));
  for (const text of ['PH1:', 'GIF89a', '<svg>', '%PDF-1.7', '']) assert.not.ok(isPicture(Buffer.from(text)));
});

test('any bytes after the magic give a size or a typed refusal', () => {
  const magic = fc.constantFrom('89504e470d0a1a0a', 'ffd8ff').map((hex) => Buffer.from(hex, 'hex'));
  const rest = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.array(fc.constantFrom(0xff, 0xc0, 0, 2, 8)));
  fc.assert(
    fc.property(magic, rest, (start, end) => {
      try {
        const { width, height } = pictureSize(Buffer.concat([start, Buffer.from(end)]));
        assert.ok(width >= 0 && height >= 0);
      } catch (error) {
        assert.instance(error, RecoveryError);
      }
    }),
    { numRuns: 1000 },
  );
});

test.run();
