/** Pictures for the tests: drawn QR codes, and headers that lie. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import QRCode from 'qrcode';

/**
 * The vectors' `typical` payload as a phone took it: on a dark screen, at an angle, a little blurred, with noise, about
 * five camera pixels a module, JPEG quality 60.
 */
export const photo = new Uint8Array(readFileSync(new URL('photo.jpg', import.meta.url)));

const MODULE = 4;
const QUIET_ZONE = 4;

/** The QR codes of some texts side by side, black on white, as a PNG. */
export function qrPng(...texts: string[]): Uint8Array {
  const codes = texts.map((text) => QRCode.create(text, { errorCorrectionLevel: 'M' }).modules);
  const cell = (Math.max(21, ...codes.map((code) => code.size)) + 2 * QUIET_ZONE) * MODULE;
  const png = new PNG({ width: cell * Math.max(1, codes.length), height: cell });
  png.data.fill(0xff);
  codes.forEach((code, i) => {
    for (let y = 0; y < code.size * MODULE; y++) {
      for (let x = 0; x < code.size * MODULE; x++) {
        if (!code.get(Math.floor(y / MODULE), Math.floor(x / MODULE))) continue;
        const at = (y + QUIET_ZONE * MODULE) * png.width + x + QUIET_ZONE * MODULE + i * cell;
        png.data.set([0, 0, 0], at * 4);
      }
    }
  });
  return new Uint8Array(PNG.sync.write(png));
}

/** A small grey PNG that claims to be so large, with a chunk before its header if asked. */
export function pngClaiming(width: number, height: number, first: Uint8Array = Buffer.alloc(0)): Uint8Array {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr[8] = 8;
  const idat = deflateSync(Buffer.alloc(1000));
  const magic = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([magic, first, chunk('IHDR', ihdr), chunk('IDAT', idat), chunk('IEND', Buffer.alloc(0))]);
}

/** Apple's own chunk: a decoder that takes it before the header would believe a size nobody checked. */
export const appleChunk = chunk('CgBI', Buffer.from('0000000100000001', 'hex'));

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // The reader of the product does not look at the checksum.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

/** The first bytes of a JPEG of so many pixels, with the usual segments before the frame. */
export function jpegHead(width: number, height: number): Uint8Array {
  const app0 = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  const dht = Buffer.from('ffc40005000000', 'hex');
  const fill = Buffer.from('ffff', 'hex');
  const sof2 = Buffer.from('ffc2000b0800000000010111', 'hex');
  sof2.writeUInt16BE(height, 5);
  sof2.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from('ffd8', 'hex'), app0, dht, fill, sof2]);
}
