import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CanvasDisplay } from '../../../drivers/display/canvas.ts';

const test = suite('a canvas as a monitor');

/** Notes what is put on it, and keeps the bytes. */
function makeCanvas() {
  const puts: number[][] = [];
  let bytes = new Uint8ClampedArray();
  const context = {
    createImageData(width: number, height: number) {
      bytes = new Uint8ClampedArray(width * height * 4);
      return { data: bytes };
    },
    putImageData: (_image: object, ...place: number[]) => void puts.push(place),
  };
  return { context, puts, bytesAt: (pixel: number) => [...bytes.subarray(4 * pixel, 4 * pixel + 4)] };
}

test('shows red, green and blue in their places, and opaque whatever alpha there is', () => {
  const { context, bytesAt } = makeCanvas();
  const display = new CanvasDisplay(context, 2, 1);
  const surface = { pixels: Uint32Array.of(0xff112233, 0x00aabbcc), width: 2, height: 1, stride: 2 };
  display.flush(surface, [{ x1: 0, y1: 0, x2: 2, y2: 1 }], 1);
  assert.equal(bytesAt(0), [0x11, 0x22, 0x33, 0xff]);
  assert.equal(bytesAt(1), [0xaa, 0xbb, 0xcc, 0xff]);
});

test('touches only the areas that changed, cut to what it has', () => {
  const { context, puts, bytesAt } = makeCanvas();
  const display = new CanvasDisplay(context, 4, 3);
  const surface = { pixels: new Uint32Array(5 * 3).fill(0xffffffff), width: 4, height: 3, stride: 5 };
  const areas = [
    { x1: 1, y1: 1, x2: 2, y2: 2 },
    { x1: 3, y1: -5, x2: 9, y2: 1 },
    { x1: 4, y1: 0, x2: 6, y2: 3 },
    { x1: 0, y1: 0, x2: 4, y2: 3 },
  ];
  display.flush(surface, areas, 3);
  assert.equal(puts, [
    [0, 0, 1, 1, 1, 1],
    [0, 0, 3, 0, 1, 1],
  ]);
  const lit = Array.from({ length: 12 }, (_, pixel) => pixel).filter((pixel) => bytesAt(pixel)[0] === 255);
  assert.equal(lit, [3, 5]);
});

test.run();
