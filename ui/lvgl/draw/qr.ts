import type { Layer } from './layer.ts';
import { fillRect } from './rect.ts';

/** Light modules around the code that a reader needs (ISO/IEC 18004). */
export const QR_QUIET_ZONE = 4;

/**
 * Draws a QR code with its quiet zone, whose corner is (x, y): a square of (size + 8) · modulePx pixels. `modules` has
 * size × size entries, row by row, not 0 where dark. Colours are 0xRRGGBB, drawn opaque.
 */
export function drawQrModules(
  layer: Layer,
  modules: Uint8Array,
  size: number,
  x: number,
  y: number,
  modulePx: number,
  dark: number,
  light: number,
): void {
  const side = (size + 2 * QR_QUIET_ZONE) * modulePx;
  fillRect(layer, x, y, x + side, y + side, light, 255);
  const left = x + QR_QUIET_ZONE * modulePx;
  const top = y + QR_QUIET_ZONE * modulePx;
  for (let row = 0; row < size; row++) {
    const y1 = top + row * modulePx;
    for (let column = 0; column < size; ) {
      const start = column;
      const isDark = modules[row * size + start] !== 0;
      while (column < size && (modules[row * size + column] !== 0) === isDark) column++;
      if (isDark) fillRect(layer, left + start * modulePx, y1, left + column * modulePx, y1 + modulePx, dark, 255);
    }
  }
}
