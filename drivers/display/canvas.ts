import type { Area, DisplayDriver, Surface } from '../../ui/lvgl/hal.ts';

/** What is used of a browser's `ImageData` and `CanvasRenderingContext2D`, or of node-canvas's. */
export interface CanvasImage {
  /** Red, green, blue, alpha bytes, not premultiplied. */
  readonly data: { readonly buffer: ArrayBufferLike };
}
export interface CanvasContext<Image extends CanvasImage> {
  createImageData(width: number, height: number): Image;
  putImageData(
    image: Image,
    x: number,
    y: number,
    dirtyX: number,
    dirtyY: number,
    dirtyWidth: number,
    dirtyHeight: number,
  ): void;
}

/**
 * A `<canvas>` as a monitor: opaque, as a monitor is, so that its pixels are exactly the toolkit's. The machine is
 * little-endian, as every one that runs a browser or Node is.
 */
export class CanvasDisplay<Image extends CanvasImage> implements DisplayDriver {
  readonly width: number;
  readonly height: number;
  readonly #context: CanvasContext<Image>;
  readonly #image: Image;
  readonly #pixels: Uint32Array;

  /** @param context of a canvas of this size, in device pixels */
  constructor(context: CanvasContext<Image>, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#context = context;
    this.#image = context.createImageData(width, height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
  }

  flush(surface: Surface, areas: readonly Area[], count: number): void {
    for (let i = 0; i < count; i++) {
      const area = areas[i]!;
      const x1 = Math.max(0, area.x1);
      const y1 = Math.max(0, area.y1);
      const x2 = Math.min(this.width, surface.width, area.x2);
      const y2 = Math.min(this.height, surface.height, area.y2);
      if (x1 >= x2 || y1 >= y2) continue;
      for (let y = y1; y < y2; y++) {
        const from = y * surface.stride;
        const to = y * this.width;
        for (let x = x1; x < x2; x++) {
          const p = surface.pixels[from + x]!;
          this.#pixels[to + x] = 0xff000000 | ((p & 0xff) << 16) | (p & 0xff00) | ((p >>> 16) & 0xff);
        }
      }
      this.#context.putImageData(this.#image, 0, 0, x1, y1, x2 - x1, y2 - y1);
    }
  }
}
