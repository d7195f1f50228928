import type { Area, Surface } from '../hal.ts';

/**
 * A surface with a clip (LVGL's `lv_layer_t`). Every primitive draws only inside the clip, which itself always lies
 * inside the surface, so that no primitive needs a bounds check of its own.
 */
export class Layer {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly clip: Area;

  constructor(surface: Surface) {
    this.pixels = surface.pixels;
    this.width = surface.width;
    this.height = surface.height;
    this.stride = surface.stride;
    this.clip = { x1: 0, y1: 0, x2: surface.width, y2: surface.height };
  }

  /** Sets the clip to the part of the given rectangle that lies on the surface. */
  setClip(x1: number, y1: number, x2: number, y2: number): void {
    this.clip.x1 = Math.max(0, x1);
    this.clip.y1 = Math.max(0, y1);
    this.clip.x2 = Math.min(this.width, x2);
    this.clip.y2 = Math.min(this.height, y2);
  }
}
