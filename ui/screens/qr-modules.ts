/**
 * The QR code of a payload text and its size on the screen:
 * module = floor(0.7 · screen height / (modules + 8)) device pixels, at least 6; error correction M, or Q where the
 * module stays at least 8 pixels with it.
 */
import { create } from 'qrcode/lib/core/qrcode.js';
import type { QRModules } from '../lvgl/index.ts';

export interface QrPicture {
  readonly modules: QRModules;
  /** Side of a module in device pixels. */
  readonly modulePx: number;
}

/** Quiet zone on both sides, in modules. */
const QUIET = 8;
const SHARE_OF_HEIGHT = 0.7;
const LEAST_PX = 6;
/** With more error correction the code is larger; this many pixels a module are worth it. */
const LEAST_PX_FOR_Q = 8;

export const modulePxFor = (size: number, screenHeight: number): number =>
  Math.max(LEAST_PX, Math.floor((SHARE_OF_HEIGHT * screenHeight) / (size + QUIET)));

/** @param screenHeight device pixels */
export function qrPicture(text: string, screenHeight: number): QrPicture {
  const strong = create(text, { errorCorrectionLevel: 'Q' }).modules;
  const fits = modulePxFor(strong.size, screenHeight) >= LEAST_PX_FOR_Q;
  const { size, data } = fits ? strong : create(text, { errorCorrectionLevel: 'M' }).modules;
  return { modules: { size, data }, modulePx: modulePxFor(size, screenHeight) };
}
