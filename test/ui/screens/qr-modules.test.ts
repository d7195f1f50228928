import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { modulePxFor, qrPicture } from '../../../ui/screens/qr-modules.ts';
import { QR_TEXT } from '../../../ui/screens/story.ts';

const test = suite('the size of the QR code');

test('a module is as large as 0.7 of the height allows, whole, and never under 6 pixels', () => {
  fc.assert(
    fc.property(fc.integer({ min: 21, max: 65 }), fc.integer({ min: 480, max: 4320 }), (size, height) => {
      const px = modulePxFor(size, height);
      assert.ok(Number.isInteger(px) && px >= 6);
      if (px > 6) assert.ok(px * (size + 8) <= 0.7 * height && (px + 1) * (size + 8) > 0.7 * height);
    }),
  );
});

test('a payload of the usual length is large on each of the usual monitors', () => {
  const sizes = [720, 768, 1080, 2160].map((height) => qrPicture(QR_TEXT, height));
  // Version 10 with level M (57 modules); with level Q version 12 (65) where that leaves 8 pixels.
  assert.equal(
    sizes.map(({ modules, modulePx }) => [modules.size, modulePx]),
    [
      [57, 7],
      [57, 8],
      [65, 10],
      [65, 20],
    ],
  );
});

test.run();
