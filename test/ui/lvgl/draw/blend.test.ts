import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { blendTable, fade, mix, multiply255, opaque, sourceOver } from '../../../../ui/lvgl/draw/blend.ts';
import { channels } from './canvas.ts';

const test = suite('blend');

const byte = fc.integer({ min: 0, max: 255 });
const color = fc.integer({ min: 0, max: 0xffffff });
const pack = ([a, r, g, b]: readonly number[]): number => ((a! << 24) | (r! << 16) | (g! << 8) | b!) >>> 0;
/** A premultiplied pixel: no channel above alpha. */
const premultiplied = fc
  .tuple(byte, byte, byte, byte)
  .map(([a, r, g, b]) => pack([a, Math.min(r, a), Math.min(g, a), Math.min(b, a)]));

test('a product of two bytes is the rounded quotient by 255, for every pair', () => {
  for (let a = 0; a < 256; a++) {
    for (let b = 0; b < 256; b++)
      if (multiply255(a, b) !== Math.round((a * b) / 255)) assert.unreachable(`${a} · ${b}`);
  }
});

test('a mix is the rounded weighted mean of each of the four channels', () => {
  fc.assert(
    fc.property(premultiplied, color, byte, (under, over, share) => {
      const expected = channels(under).map((c, i) => {
        const own = channels(opaque(over) >>> 0)[i]!;
        return Math.round((own * share + c * (255 - share)) / 255);
      });
      assert.equal(channels(mix(under, opaque(over), share)), expected);
    }),
  );
});

test('an opaque pixel stays opaque at any coverage', () => {
  fc.assert(
    fc.property(color, color, byte, (under, over, share) => mix(opaque(under), opaque(over), share) >>> 24 === 255),
  );
});

test('on a transparent pixel the colour arrives premultiplied', () => {
  assert.equal(channels(mix(0, opaque(0xff8000), 128)), [128, 128, 64, 0]);
});

test('fading multiplies all channels', () => {
  fc.assert(
    fc.property(premultiplied, byte, (value, opa) => {
      assert.equal(
        channels(fade(value, opa)),
        channels(value).map((c) => Math.round((c * opa) / 255)),
      );
    }),
  );
});

test('source-over adds what the upper pixel lets through of the lower one, and no channel overflows', () => {
  fc.assert(
    fc.property(premultiplied, premultiplied, (under, over) => {
      const through = 255 - (over >>> 24);
      const expected = channels(over).map((c, i) => c + Math.round((channels(under)[i]! * through) / 255));
      assert.equal(channels(sourceOver(under, over)), expected);
      assert.ok(expected.every((c) => c <= expected[0]!));
    }),
  );
});

test('a blend table agrees with mixing', () => {
  fc.assert(
    fc.property(premultiplied, color, byte, (under, over, opa) => {
      const table = blendTable(under | 0, opaque(over), opa);
      for (let share = 0; share < 256; share++) {
        assert.is(table.pixels[share], mix(under, opaque(over), multiply255(share, opa)));
      }
    }),
    { numRuns: 20 },
  );
});

test('a table that was replaced by sixteen others is made again', () => {
  const first = blendTable(1, opaque(2), 255).pixels.slice();
  for (let i = 0; i < 16; i++) blendTable(100 + i, opaque(3), 200);
  assert.equal(blendTable(1, opaque(2), 255).pixels, first);
});

test.run();
