/**
 * A program for the harness's own tests, run inside the virtual recorder: paints the framebuffer in one colour with a
 * marker in each corner, says what it draws on, and prints every input event of the seat as a line of JSON.
 */
import { openFbdev } from '../../../drivers/display/fbdev.ts';
import { openSeat } from '../../../drivers/input/seat.ts';
import { systemClock } from '../../../ui/run/clock.ts';

const display = openFbdev();
const { width, height } = display;
const pixels = new Uint32Array(width * height).fill(0xff204060);
for (const [x, y, color] of [
  [0, 0, 0xffff0000],
  [width - 1, 0, 0xff00ff00],
  [0, height - 1, 0xff0000ff],
  [width - 1, height - 1, 0xffffffff],
] as const) {
  pixels[y * width + x] = color;
}
display.flush({ pixels, width, height, stride: width }, [{ x1: 0, y1: 0, x2: width, y2: height }], 1);

openSeat({
  devices: 'auto',
  width,
  height,
  layout: 'us',
  pointerSpeed: 0,
  profile: 'flat',
  clock: systemClock,
  sink: (event) => console.log(JSON.stringify(event)),
  onError: (error) => console.log(error.message),
  onDevices: ({ devices }) => console.log(`devices: ${devices.map(({ name }) => name).join(', ')}`),
});
console.log(`probe: ${display.describe()}`);
