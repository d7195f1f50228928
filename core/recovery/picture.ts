/**
 * A picture of a recorder's screen becomes the text of the QR code on it.
 *
 * The picture comes from strangers, so its size is read from its own header before any pixel is decoded: a file
 * of some kilobytes can claim gigapixels.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { looksLikePayload } from '../sealed/payload.ts';
import { RecoveryError } from './errors.ts';

/** Largest picture file, in bytes. */
export const MAX_PICTURE_BYTES = 2 * 1024 * 1024;
/** Largest picture, in pixels. */
export const MAX_PICTURE_PIXELS = 12_000_000;

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_MAGIC = [0xff, 0xd8, 0xff];

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

export const isPicture = (bytes: Uint8Array): boolean => startsWith(bytes, PNG_MAGIC) || startsWith(bytes, JPEG_MAGIC);

/**
 * The text of the one QR code in a PNG or JPEG. Codes of other makers beside it are passed over; two recorders in one
 * picture are refused, since the answer would go to one of them by chance.
 */
export async function readQrPicture(bytes: Uint8Array): Promise<string> {
  const { width, height } = pictureSize(bytes);
  if (width * height > MAX_PICTURE_PIXELS) {
    throw new RecoveryError(
      'tooLarge',
      `The picture has ${width} × ${height} pixels. Send one of at most 12 megapixels.`,
    );
  }
  const texts = await decodeQrCodes(bytes);
  const ours = texts.filter(looksLikePayload);
  if (ours.length > 1) {
    throw new RecoveryError('severalQrCodes', 'The picture shows QR codes of several recorders. Cut it down to one.');
  }
  const text = ours[0] ?? texts[0];
  if (text === undefined) {
    throw new RecoveryError(
      'noQrCode',
      'No QR code was found in the picture. Take it closer, sharp, with the white edge.',
    );
  }
  return text;
}

/** Different texts of all QR codes found. */
async function decodeQrCodes(bytes: Uint8Array): Promise<string[]> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  // Without this the package would fetch its WebAssembly from a public server.
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  prepareZXingModule({ overrides: { wasmBinary } });
  const results = await readBarcodes(bytes, { formats: ['QRCode'] });
  // Codes with errors are left out by default: what is not valid here is a picture that could not be loaded.
  if (results.some((result) => !result.isValid)) throw badPicture();
  return [...new Set(results.map((result) => result.text))];
}

/** Width and height in pixels, from the header alone. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return startsWith(bytes, PNG_MAGIC) ? pngSize(view) : jpegSize(view);
}

/** PNG: IHDR is the first chunk. https://www.w3.org/TR/png/#11IHDR */
function pngSize(view: DataView): { width: number; height: number } {
  const IHDR = 0x49484452;
  if (view.byteLength < 24 || view.getUint32(12) !== IHDR) throw badPicture();
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG: segments up to the first start of frame. ITU-T T.81, annex B. */
function jpegSize(view: DataView): { width: number; height: number } {
  const SOI_BYTES = 2;
  let at = SOI_BYTES;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // fill byte
    } else if (isStartOfFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  throw badPicture();
}

/** C0–CF but for C4 (Huffman tables), C8 (reserved) and CC (arithmetic coding). */
const isStartOfFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const badPicture = () => new RecoveryError('badPicture', 'The picture is damaged. Save it again as PNG or JPEG.');
