/** What the monitor shows: a screendump as plain pixels. */
import { PNG } from 'pngjs';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, row by row. */
  readonly rgb: Uint8Array;

  constructor(width: number, height: number, rgb: Uint8Array) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Reads the binary PPM (`P6`, 8 bits) that QEMU writes. */
  static fromPpm(file: Uint8Array): Picture {
    const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(Buffer.from(file.buffer, file.byteOffset, 64).toString('latin1'));
    if (header === null) throw new Error('the screendump is not a P6 picture');
    const [width, height] = [Number(header[1]), Number(header[2])];
    const rgb = file.subarray(header[0].length);
    if (rgb.length !== width * height * 3) throw new Error('the screendump is cut short');
    return new Picture(width, height, rgb);
  }

  /** The colour of one pixel as 0xRRGGBB. */
  at(x: number, y: number): number {
    const i = (Math.round(y) * this.width + Math.round(x)) * 3;
    return (this.rgb[i]! << 16) | (this.rgb[i + 1]! << 8) | this.rgb[i + 2]!;
  }

  /** How many pixels inside `area` (all of them by default) differ from `other`, a picture of the same size. */
  difference(other: Picture, area: Rect = { x: 0, y: 0, width: this.width, height: this.height }): number {
    if (other.width !== this.width || other.height !== this.height) throw new Error('pictures of different sizes');
    let count = 0;
    for (let y = area.y; y < area.y + area.height; y++) {
      const end = (y * this.width + area.x + area.width) * 3;
      for (let i = (y * this.width + area.x) * 3; i < end; i += 3) {
        if (
          this.rgb[i] !== other.rgb[i] ||
          this.rgb[i + 1] !== other.rgb[i + 1] ||
          this.rgb[i + 2] !== other.rgb[i + 2]
        )
          count++;
      }
    }
    return count;
  }

  /** Red, green, blue, alpha, as canvas ImageData and QR readers want it. */
  rgba(): Uint8ClampedArray {
    const rgba = new Uint8ClampedArray(this.width * this.height * 4).fill(255);
    for (let from = 0, to = 0; from < this.rgb.length; from += 3, to += 4) {
      rgba[to] = this.rgb[from]!;
      rgba[to + 1] = this.rgb[from + 1]!;
      rgba[to + 2] = this.rgb[from + 2]!;
    }
    return rgba;
  }

  png(): Buffer {
    const png = new PNG({ width: this.width, height: this.height });
    png.data.set(this.rgba());
    return PNG.sync.write(png, { colorType: 2 });
  }
}
