/**
 * A GUI process with nothing but the form: a framebuffer in a plain file, a FIFO as its mouse. What it tells its parent:
 * that the first picture is drawn, that the mouse is read, and on request how many frames it drew and what it waits for.
 */
import fs from 'node:fs';
import path from 'node:path';
import { openFbdev } from '../../drivers/display/fbdev.ts';
import { PIXEL_FORMATS } from '../../drivers/display/pixel-format.ts';
import { Fonts } from '../../ui/lvgl/index.ts';
import { systemClock } from '../../ui/run/clock.ts';
import { HEIGHT, makeForm, WIDTH } from './form.ts';

const [framebuffer, mouse, fonts] = process.argv.slice(2);
if (!framebuffer || !mouse || !fonts) throw new Error('usage: form-process FRAMEBUFFER FIFO FONTS');

const monitor = openFbdev(framebuffer, {
  width: WIDTH,
  height: HEIGHT,
  lineLength: WIDTH * 4,
  start: 0,
  format: PIXEL_FORMATS.XRGB8888,
});
const { display } = makeForm({
  driver: monitor,
  clock: systemClock,
  fonts: new Fonts((file) => fs.readFileSync(path.join(fonts, file)), 1),
});
display.refreshNow();
process.send?.('drawn');

const { openSeat } = await import('../../drivers/input/seat.ts');
openSeat({
  devices: [mouse],
  directory: path.dirname(mouse),
  width: WIDTH,
  height: HEIGHT,
  layout: 'us',
  pointerSpeed: 0,
  profile: 'flat',
  clock: systemClock,
  sink: (event) => display.input(event),
  onError: (error) => {
    throw error;
  },
  onDevices: () => {},
  open: (file) => {
    const fd = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
    const axis = (size: number) => ({ minimum: 0, maximum: size - 1 });
    return {
      fd,
      traits: {
        name: 'FIFO',
        keyboard: false,
        relative: false,
        absolute: { x: axis(WIDTH), y: axis(HEIGHT), direct: false },
        leds: false,
      },
      snapshot: () => ({ keys: new Uint8Array(96), position: null }),
      showLocks: () => {},
      close: () => fs.closeSync(fd),
    };
  },
});
process.send?.('reading');
process.on('message', () =>
  process.send?.({
    frames: display.stats.frames,
    timers: process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name)).length,
  }),
);
process.on('disconnect', () => process.exit());
