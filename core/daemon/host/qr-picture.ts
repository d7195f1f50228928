/** The QR code as a picture to be mailed or printed: black on white, 8 px a module, a quiet zone of 4 modules. */
import { PNG } from 'pngjs';
import QRCode from 'qrcode';

const MODULE_PX = 8;
/** ISO/IEC 18004 §9.1. */
const QUIET_MODULES = 4;

export function qrPicture(text: string): Uint8Array {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = (modules.size + 2 * QUIET_MODULES) * MODULE_PX;
  const png = new PNG({
    width: side,
    height: side,
    colorType: 0,
    inputColorType: 0,
    bitDepth: 8,
    inputHasAlpha: false,
  });
  const pixels = Buffer.alloc(side * side, 0xff);
  for (let y = 0; y < modules.size * MODULE_PX; y++) {
    for (let x = 0; x < modules.size * MODULE_PX; x++) {
      if (modules.get(Math.floor(y / MODULE_PX), Math.floor(x / MODULE_PX)) === 0) continue;
      pixels[(y + QUIET_MODULES * MODULE_PX) * side + x + QUIET_MODULES * MODULE_PX] = 0;
    }
  }
  png.data = pixels;
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, bitDepth: 8, inputHasAlpha: false });
}
