import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ditherTo565, type PixelLayout, pixelFormatOf, swapRedBlue } from '../../../drivers/display/pixel-format.ts';

const test = suite('pixel formats');

const layout = (
  bitsPerPixel: number,
  red: [number, number],
  green: [number, number],
  blue: [number, number],
  alpha: [number, number] = [0, 0],
): PixelLayout => {
  const field = ([offset, length]: [number, number]) => ({ offset, length });
  return { bitsPerPixel, red: field(red), green: field(green), blue: field(blue), alpha: field(alpha) };
};

test('each format is known by its bitfields', () => {
  const name = (given: PixelLayout) => pixelFormatOf(given)?.name ?? null;
  assert.is(name(layout(32, [16, 8], [8, 8], [0, 8])), 'XRGB8888');
  assert.is(name(layout(32, [16, 8], [8, 8], [0, 8], [24, 8])), 'ARGB8888');
  assert.is(name(layout(32, [0, 8], [8, 8], [16, 8])), 'XBGR8888');
  assert.is(name(layout(32, [0, 8], [8, 8], [16, 8], [24, 8])), 'ABGR8888');
  assert.is(name(layout(16, [11, 5], [5, 6], [0, 5])), 'RGB565');
  assert.is(name(layout(16, [0, 5], [5, 6], [11, 5])), 'BGR565');
});

test('other layouts are refused: palettes, 15 bits, 24 bits, RGBX order', () => {
  assert.is(pixelFormatOf(layout(8, [0, 8], [0, 8], [0, 8])), null);
  assert.is(pixelFormatOf(layout(16, [10, 5], [5, 5], [0, 5])), null);
  assert.is(pixelFormatOf(layout(24, [16, 8], [8, 8], [0, 8])), null);
  assert.is(pixelFormatOf(layout(32, [24, 8], [16, 8], [8, 8])), null);
});

test('swapping red and blue keeps green and alpha, of the asked pixels only', () => {
  const row = new Uint32Array(4).fill(7);
  swapRedBlue(Uint32Array.of(0, 0x80112233, 0xffd0021b, 0), 1, 2, row);
  assert.equal([...row], [0x80332211, 0xff1b02d0, 7, 7]);
});

const dithered = (pixel: number, x: number, y: number, redShift: 0 | 11 = 11): number => {
  const row = new Uint16Array(1);
  ditherTo565(Uint32Array.of(pixel), 0, 1, row, x, y, redShift);
  return row[0] ?? -1;
};

test('pure colours have their exact 16-bit value, in either order', () => {
  for (let y = 0; y < 4; y++) {
    for (let x = 0; x < 4; x++) {
      assert.is(dithered(0xff000000, x, y), 0x0000);
      assert.is(dithered(0xffffffff, x, y), 0xffff);
      assert.is(dithered(0xffff0000, x, y), 0xf800);
      assert.is(dithered(0xff00ff00, x, y), 0x07e0);
      assert.is(dithered(0xff0000ff, x, y), 0x001f);
      assert.is(dithered(0xffff0000, x, y, 0), 0x001f);
      assert.is(dithered(0xff0000ff, x, y, 0), 0xf800);
    }
  }
});

test('a grey between two levels becomes a fixed pattern of both', () => {
  // 0x84 is exactly level 16 of 31; 0x88 lies half way to level 17, so that half of the 16 pixels are brighter.
  const red = (grey: number) => {
    const levels: number[] = [];
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++) levels.push(dithered(0xff000000 | (grey * 0x10101), x, y) >> 11);
    return levels;
  };
  assert.equal(red(0x84), new Array(16).fill(16));
  assert.equal(red(0x88), [16, 17, 16, 17, 17, 16, 17, 16, 16, 17, 16, 17, 17, 16, 17, 16]);
});

const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => (0xff000000 | rgb) >>> 0);

test('property: every dithered field is the exact level or its upper neighbour', () => {
  fc.assert(
    fc.property(colour, fc.nat(3), fc.nat(3), (pixel, x, y) => {
      const value = dithered(pixel, x, y);
      const near = (got: number, byte: number, levels: number) => {
        const exact = (byte * levels) / 255;
        return got >= Math.floor(exact - 0.04) && got <= Math.ceil(exact + 0.04) && got <= levels;
      };
      return (
        near(value >> 11, (pixel >>> 16) & 255, 31) &&
        near((value >> 5) & 63, (pixel >>> 8) & 255, 63) &&
        near(value & 31, pixel & 255, 31)
      );
    }),
  );
});

test('property: the mean over a cell is the colour, to half a level', () => {
  fc.assert(
    fc.property(fc.nat(255), (grey) => {
      let red = 0;
      for (let y = 0; y < 4; y++)
        for (let x = 0; x < 4; x++) red += dithered((0xff000000 | (grey * 0x10101)) >>> 0, x, y) >> 11;
      return Math.abs(red / 16 - (grey * 31) / 255) < 0.5;
    }),
  );
});

test('property: the pattern stands still, whatever rectangle is drawn', () => {
  fc.assert(
    fc.property(fc.array(colour, { minLength: 1, maxLength: 20 }), fc.nat(8), fc.nat(8), (pixels, x, y) => {
      const row = new Uint16Array(pixels.length);
      ditherTo565(Uint32Array.from(pixels), 0, pixels.length, row, x, y, 11);
      return pixels.every((pixel, i) => row[i] === dithered(pixel, x + i, y));
    }),
  );
});

test.run();
