import type { Surface } from '../../ui/lvgl/hal.ts';
import { Framebuffer } from './framebuffer.ts';
import { PIXEL_FORMATS } from './pixel-format.ts';

/**
 * A monitor in ordinary memory: what was flushed can be looked at. For golden pictures, and for measuring everything
 * but the hardware.
 */
export class MemoryDisplay extends Framebuffer {
  /** What the monitor shows. */
  readonly picture: Surface;

  constructor(width: number, height: number) {
    const pixels = new Uint32Array(width * height);
    super(new Uint8Array(pixels.buffer), {
      width,
      height,
      lineLength: width * 4,
      start: 0,
      format: PIXEL_FORMATS.XRGB8888,
    });
    this.picture = { pixels, width, height, stride: width };
  }
}
