/**
 * Reference pictures. A test's picture must be the reference, pixel by pixel. If it is not, `<name>.err.png` shows
 * expected, actual and difference side by side.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import type { Display } from '../../ui/lvgl/index.ts';
import { comparePictures, describeDifference, type Picture } from '../../ui/lvgl/testing/index.ts';
import { decodePng, encodePng, toRgba } from './png.ts';

/** Set to anything, missing and differing references are written; the test that wrote one still fails. */
const WRITE = 'PORTHOLE_GOLDEN';

/** What the display shows, without transparency: a PNG is looked at on a white page, a screen is not. */
function pictureOf(display: Display): Picture {
  display.refreshNow();
  return { pixels: display.pixels.map((pixel) => pixel | 0xff000000), width: display.width, height: display.height };
}

/**
 * Draws, and compares the picture with `<folder>/<name>.png`.
 * @throws Error with the first differing pixel, or when there is no reference or a new one was written
 */
export function expectScreenshot(display: Display, name: string, folder: URL): void {
  const reference = fileURLToPath(new URL(`${name}.png`, folder));
  const failure = fileURLToPath(new URL(`${name}.err.png`, folder));
  const actual = pictureOf(display);
  const expected = existsSync(reference) ? decodePng(readFileSync(reference)) : null;
  const difference = expected && comparePictures(actual, expected);
  if (expected && !difference) {
    rmSync(failure, { force: true });
    return;
  }
  if (process.env[WRITE]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(reference, encodePng(actual));
    rmSync(failure, { force: true });
    throw new Error(`${name}.png was written; look at it, then run again`);
  }
  if (!expected || !difference) throw new Error(`there is no reference ${reference}; ${WRITE}=1 writes it`);
  writeFileSync(failure, encodePng(sideBySide(expected, actual)));
  throw new Error(`${name}: ${describeDifference(difference)}; see ${failure}`);
}

/** Expected, actual and, where the sizes allow it, what differs. */
function sideBySide(expected: Picture, actual: Picture): Picture {
  const parts = [expected, actual];
  if (expected.width === actual.width && expected.height === actual.height) {
    const { width, height } = expected;
    const rgba = new Uint8Array(width * height * 4);
    pixelmatch(toRgba(expected), toRgba(actual), rgba, width, height, { threshold: 0, includeAA: true });
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < pixels.length; i++)
      pixels[i] = 0xff000000 | (rgba[4 * i]! << 16) | (rgba[4 * i + 1]! << 8) | rgba[4 * i + 2]!;
    parts.push({ pixels, width, height });
  }
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const height = Math.max(...parts.map((part) => part.height));
  const pixels = new Uint32Array(width * height);
  let left = 0;
  for (const part of parts) {
    for (let y = 0; y < part.height; y++) {
      pixels.set(part.pixels.subarray(y * part.width, (y + 1) * part.width), y * width + left);
    }
    left += part.width;
  }
  return { pixels, width, height };
}
