import type { Area, DisplayDriver, Surface } from '../../ui/lvgl/hal.ts';
import { ditherTo565, PIXEL_FORMATS, type PixelFormat, swapRedBlue } from './pixel-format.ts';

/** How a picture lies in the memory of a framebuffer. */
export interface Geometry {
  /** Visible size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly lineLength: number;
  /** Byte of the visible picture's first pixel (panning, page offset). */
  readonly start: number;
  readonly format: PixelFormat;
}

/**
 * Linear video memory as a display. Memory that a device maps is write-combined: reading it is a hundred times slower
 * than writing. So nothing here reads it, and it is written in whole runs: rows that need converting are converted in a
 * row of ordinary memory first, which also serves any `lineLength`.
 */
export class Framebuffer implements DisplayDriver {
  readonly width: number;
  readonly height: number;
  readonly #memory: Uint8Array;
  readonly #geometry: Geometry;
  readonly #rowBytes: Uint8Array;
  readonly #row16: Uint16Array;
  readonly #row32: Uint32Array;

  /** @throws RangeError when the geometry does not fit into the memory */
  constructor(memory: Uint8Array, geometry: Geometry) {
    const { width, height, lineLength, start, format } = geometry;
    const rowLength = width * format.bytesPerPixel;
    if (
      width < 1 ||
      height < 1 ||
      start < 0 ||
      lineLength < rowLength ||
      start + lineLength * (height - 1) + rowLength > memory.length
    ) {
      throw new RangeError(
        `${width}×${height} ${format.name} with ${lineLength} bytes a line does not fit into ${memory.length} bytes`,
      );
    }
    this.width = width;
    this.height = height;
    this.#memory = memory;
    this.#geometry = geometry;
    const row = new ArrayBuffer(format.native ? 0 : width * 4);
    this.#rowBytes = new Uint8Array(row);
    this.#row16 = new Uint16Array(row);
    this.#row32 = new Uint32Array(row);
  }

  flush(surface: Surface, areas: readonly Area[], count: number): void {
    for (let i = 0; i < count; i++) {
      const area = areas[i]!;
      const x1 = Math.max(0, area.x1);
      const y1 = Math.max(0, area.y1);
      const x2 = Math.min(this.width, surface.width, area.x2);
      const y2 = Math.min(this.height, surface.height, area.y2);
      if (x1 >= x2 || y1 >= y2) continue;
      if (this.#geometry.format.native) this.#copy(surface, x1, y1, x2, y2);
      else this.#convert(surface, x1, y1, x2, y2);
    }
  }

  #copy(surface: Surface, x1: number, y1: number, x2: number, y2: number): void {
    const { start, lineLength } = this.#geometry;
    const source = new Uint8Array(surface.pixels.buffer, surface.pixels.byteOffset, surface.pixels.byteLength);
    const stride = surface.stride * 4;
    if (x1 === 0 && stride === lineLength && x2 * 4 === lineLength) {
      this.#memory.set(source.subarray(y1 * stride, y2 * stride), start + y1 * lineLength);
      return;
    }
    for (let y = y1; y < y2; y++) {
      this.#memory.set(source.subarray(y * stride + x1 * 4, y * stride + x2 * 4), start + y * lineLength + x1 * 4);
    }
  }

  #convert(surface: Surface, x1: number, y1: number, x2: number, y2: number): void {
    const { start, lineLength, format } = this.#geometry;
    const width = x2 - x1;
    const converted = this.#rowBytes.subarray(0, width * format.bytesPerPixel);
    for (let y = y1; y < y2; y++) {
      const from = y * surface.stride + x1;
      if (format.bytesPerPixel === 4) swapRedBlue(surface.pixels, from, width, this.#row32);
      else ditherTo565(surface.pixels, from, width, this.#row16, x1, y, format === PIXEL_FORMATS.RGB565 ? 11 : 0);
      this.#memory.set(converted, start + y * lineLength + x1 * format.bytesPerPixel);
    }
  }
}
