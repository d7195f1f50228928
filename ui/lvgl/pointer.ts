/**
 * The pointer: a layer of its own over the finished picture. Before a frame what lay under it is put back, after the
 * frame the new place is saved and the pointer drawn; moving it redraws no object.
 */
import { type Area, copyArea, overlaps } from './area.ts';
import type { Damage } from './damage.ts';
import { drawMask, type Mask } from './draw/index.ts';
import type { Layer } from './draw/layer.ts';

interface Shape {
  /** The point that points. */
  readonly hotX: number;
  readonly hotY: number;
  /** Coverage of the light inside and of the dark rim around it. */
  readonly inside: Mask;
  readonly rim: Mask;
}

type Polygon = readonly (readonly [number, number])[];

const ARROW: Polygon = [
  [0, 0],
  [0, 17.2],
  [4.1, 13.6],
  [6.7, 19.7],
  [9.5, 18.5],
  [6.9, 12.5],
  [12.2, 12.2],
];
const TEXT: Polygon = [
  [0, 0],
  [6, 0],
  [6, 1.6],
  [3.8, 1.6],
  [3.8, 18.4],
  [6, 18.4],
  [6, 20],
  [0, 20],
  [0, 18.4],
  [2.2, 18.4],
  [2.2, 1.6],
  [0, 1.6],
];

/** Logical pixels of rim around the shape. */
const RIM = 1.3;
/** Samples a pixel and direction. */
const SAMPLES = 4;

function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function distance(polygon: Polygon, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [x1, y1] = polygon[j]!;
    const [x2, y2] = polygon[i]!;
    const dx = x2 - x1;
    const dy = y2 - y1;
    const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, (x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2);
  }
  return Math.sqrt(nearest);
}

function makeShape(polygon: Polygon, hotX: number, hotY: number, scale: number): Shape {
  const margin = Math.ceil(RIM * scale) + 1;
  const width = Math.ceil(Math.max(...polygon.map(([x]) => x)) * scale) + 2 * margin;
  const height = Math.ceil(Math.max(...polygon.map(([, y]) => y)) * scale) + 2 * margin;
  const inside = new Uint8Array(width * height);
  const rim = new Uint8Array(width * height);
  const fromCentre = Math.SQRT1_2 / scale;
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const x = (px - margin + 0.5) / scale;
      const y = (py - margin + 0.5) / scale;
      const within = isInside(polygon, x, y);
      const edge = distance(polygon, x, y);
      const at = py * width + px;
      if (edge > RIM + fromCentre || (within && edge > fromCentre)) {
        // All of the pixel is on one side.
        inside[at] = within ? 255 : 0;
        rim[at] = inside[at]!;
        continue;
      }
      let in_ = 0;
      let near = 0;
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const sx = x + (((s % SAMPLES) + 0.5) / SAMPLES - 0.5) / scale;
        const sy = y + ((Math.floor(s / SAMPLES) + 0.5) / SAMPLES - 0.5) / scale;
        if (isInside(polygon, sx, sy)) in_++;
        else if (distance(polygon, sx, sy) < RIM) near++;
      }
      inside[at] = Math.round((in_ * 255) / (SAMPLES * SAMPLES));
      rim[at] = Math.round(((in_ + near) * 255) / (SAMPLES * SAMPLES));
    }
  }
  return {
    hotX: Math.round(hotX * scale) + margin,
    hotY: Math.round(hotY * scale) + margin,
    inside: { data: inside, width, height },
    rim: { data: rim, width, height },
  };
}

export class PointerLayer {
  /** True when the next frame has to show it elsewhere, or no longer. */
  moved = false;
  readonly #scale: number;
  readonly #shapes = new Map<'arrow' | 'text', Shape>();
  #shape: Shape | null = null;
  #name: 'arrow' | 'text' = 'arrow';
  #x = 0;
  #y = 0;
  #visible = false;
  /** Where the pointer is drawn now, empty when it is not, and what lies under it there. */
  readonly #drawn: Area = { x1: 0, y1: 0, x2: 0, y2: 0 };
  #saved = new Uint32Array(0);

  constructor(scale: number) {
    this.#scale = scale;
  }

  move(x: number, y: number, visible: boolean, name: 'arrow' | 'text'): void {
    if (x === this.#x && y === this.#y && visible === this.#visible && name === this.#name) return;
    if (visible || this.#visible) this.moved = true;
    this.#x = x;
    this.#y = y;
    this.#visible = visible;
    this.#name = name;
  }

  /** True when something is drawn under the pointer. */
  isUnder(damage: Damage): boolean {
    for (let i = 0; i < damage.count; i++) if (overlaps(damage.areas[i]!, this.#drawn)) return true;
    return false;
  }

  /** Puts back what lay under the pointer and marks its old place for showing. */
  restore(layer: Layer, flush: Damage): void {
    const { stride, pixels } = layer;
    const { x1, y1, x2, y2 } = this.#drawn;
    let from = 0;
    for (let y = y1; y < y2; y++) {
      const row = y * stride;
      for (let x = x1; x < x2; x++) pixels[row + x] = this.#saved[from++]!;
    }
    flush.add(x1, y1, x2, y2);
    this.#drawn.x2 = x1;
    this.moved = false;
  }

  /** Saves what lies at the new place and draws the pointer over it. */
  draw(layer: Layer, flush: Damage): void {
    if (!this.#visible) return;
    const { hotX, hotY, rim, inside } = this.#shapeNow();
    const left = this.#x - hotX;
    const top = this.#y - hotY;
    layer.setClip(left, top, left + rim.width, top + rim.height);
    const { x1, y1, x2, y2 } = layer.clip;
    let to = 0;
    for (let y = y1; y < y2; y++) {
      const row = y * layer.stride;
      for (let x = x1; x < x2; x++) this.#saved[to++] = layer.pixels[row + x]!;
    }
    copyArea(this.#drawn, layer.clip);
    flush.add(x1, y1, x2, y2);
    drawMask(layer, rim, left, top, 0x101418, 255);
    drawMask(layer, inside, left, top, 0xffffff, 255);
  }

  /** Shapes are made when first shown: the first frame of a start has no pointer yet. */
  #shapeNow(): Shape {
    let shape = this.#shapes.get(this.#name);
    if (!shape) {
      shape =
        this.#name === 'arrow' ? makeShape(ARROW, 0, 0, this.#scale * 1.25) : makeShape(TEXT, 3, 10, this.#scale * 1.1);
      this.#shapes.set(this.#name, shape);
    }
    if (this.#shape !== shape) {
      this.#shape = shape;
      this.#saved = new Uint32Array(shape.rim.width * shape.rim.height);
    }
    return shape;
  }
}
