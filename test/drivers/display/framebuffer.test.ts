import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Framebuffer, type Geometry } from '../../../drivers/display/framebuffer.ts';
import { MemoryDisplay } from '../../../drivers/display/memory.ts';
import { PIXEL_FORMATS, type PixelFormatName } from '../../../drivers/display/pixel-format.ts';
import type { Area, Surface } from '../../../ui/lvgl/hal.ts';

const test = suite('framebuffer');

const picture = (width: number, height: number, stride = width): Surface => {
  const pixels = new Uint32Array(stride * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = 0xff000000 | ((i * 2654435761) & 0xffffff);
  return { pixels, width, height, stride };
};
const whole = ({ width, height }: Surface): Area => ({ x1: 0, y1: 0, x2: width, y2: height });

const formatName = fc.constantFrom<PixelFormatName>('XRGB8888', 'ARGB8888', 'XBGR8888', 'RGB565', 'BGR565');

/** A screen with odd bytes a line and an offset, as some drivers have. */
const screen = fc
  .record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    padding: fc.nat(9),
    start: fc.nat(9),
    name: formatName,
  })
  .map(({ width, height, padding, start, name }): Geometry => {
    const format = PIXEL_FORMATS[name];
    return { width, height, lineLength: width * format.bytesPerPixel + padding, start, format };
  });
const memoryFor = ({ start, lineLength, height }: Geometry) =>
  new Uint8Array(start + lineLength * height + 5).fill(0xaa);
const coordinate = fc.integer({ min: -5, max: 25 });
const area = fc.record({ x1: coordinate, y1: coordinate, x2: coordinate, y2: coordinate });

test('pixels are copied as they are, to a device with the same format', () => {
  const memory = new Uint8Array(2 * 12);
  const display = new Framebuffer(memory, {
    width: 2,
    height: 2,
    lineLength: 12,
    start: 0,
    format: PIXEL_FORMATS.XRGB8888,
  });
  const surface: Surface = {
    pixels: Uint32Array.of(0xff112233, 0xff445566, 0xff778899, 0xffaabbcc),
    width: 2,
    height: 2,
    stride: 2,
  };
  display.flush(surface, [whole(surface)], 1);
  assert.is(Buffer.from(memory).toString('hex'), `332211ff665544ff00000000${'998877ffccbbaaff'}00000000`);
});

test('the stride of the picture and that of the device are independent', () => {
  const memory = new Uint8Array(2 * 8);
  const display = new Framebuffer(memory, {
    width: 2,
    height: 2,
    lineLength: 8,
    start: 0,
    format: PIXEL_FORMATS.XRGB8888,
  });
  const surface: Surface = { pixels: Uint32Array.of(1, 2, 99, 3, 4, 99), width: 2, height: 2, stride: 3 };
  display.flush(surface, [whole(surface)], 1);
  assert.equal([...new Uint32Array(memory.buffer)], [1, 2, 3, 4]);
});

test('only as many areas are flushed as are counted', () => {
  const display = new MemoryDisplay(4, 1);
  const surface = picture(4, 1);
  const at = (x: number) => ({ x1: x, y1: 0, x2: x + 1, y2: 1 });
  display.flush(surface, [at(0), at(2), at(3)], 2);
  assert.equal([...display.picture.pixels], [surface.pixels[0], 0, surface.pixels[2], 0]);
});

test('property: nothing outside the areas is written, in any format and at any line length', () => {
  fc.assert(
    fc.property(screen, fc.array(area, { maxLength: 4 }), (geometry, areas) => {
      const memory = memoryFor(geometry);
      new Framebuffer(memory, geometry).flush(picture(geometry.width, geometry.height), areas, areas.length);
      const { bytesPerPixel } = geometry.format;
      return memory.every((byte, i) => {
        const offset = i - geometry.start;
        const y = Math.floor(offset / geometry.lineLength);
        const x = Math.floor((offset - y * geometry.lineLength) / bytesPerPixel);
        const allowed =
          offset >= 0 && x < geometry.width && areas.some((a) => x >= a.x1 && x < a.x2 && y >= a.y1 && y < a.y2);
        return allowed || byte === 0xaa;
      });
    }),
  );
});

test('property: a picture flushed in pieces is the picture flushed at once', () => {
  fc.assert(
    fc.property(screen, coordinate, coordinate, (geometry, splitX, splitY) => {
      const surface = picture(geometry.width, geometry.height, geometry.width + 3);
      const atOnce = memoryFor(geometry);
      new Framebuffer(atOnce, geometry).flush(surface, [whole(surface)], 1);
      const inPieces = memoryFor(geometry);
      const pieces: Area[] = [
        { x1: 0, y1: 0, x2: splitX, y2: splitY },
        { x1: splitX, y1: 0, x2: 99, y2: splitY },
        { x1: 0, y1: splitY, x2: splitX, y2: 99 },
        { x1: splitX, y1: splitY, x2: 99, y2: 99 },
      ];
      new Framebuffer(inPieces, geometry).flush(surface, pieces, 4);
      assert.equal(inPieces, atOnce);
    }),
  );
});

test('property: the stride of the picture makes no difference, in any format', () => {
  fc.assert(
    fc.property(screen, fc.nat(9), (geometry, extra) => {
      const packed = picture(geometry.width, geometry.height);
      const stride = geometry.width + extra;
      const wide = { ...packed, stride, pixels: new Uint32Array(stride * geometry.height) };
      for (let y = 0; y < geometry.height; y++)
        wide.pixels.set(packed.pixels.subarray(y * geometry.width, (y + 1) * geometry.width), y * stride);
      const [one, other] = [memoryFor(geometry), memoryFor(geometry)];
      new Framebuffer(one, geometry).flush(packed, [whole(packed)], 1);
      new Framebuffer(other, geometry).flush(wide, [whole(wide)], 1);
      assert.equal(one, other);
    }),
  );
});

test('a geometry larger than its memory is refused before anything is written', () => {
  const geometry = { width: 2, height: 2, lineLength: 8, start: 0, format: PIXEL_FORMATS.XRGB8888 };
  assert.throws(() => new Framebuffer(new Uint8Array(15), geometry), /does not fit/);
  assert.throws(() => new Framebuffer(new Uint8Array(99), { ...geometry, lineLength: 7 }), /does not fit/);
  assert.not.throws(() => new Framebuffer(new Uint8Array(16), geometry));
});

test.run();
