/**
 * Linux framebuffer device. Everything is taken from the device: size, order of colours, bytes a line, panning.
 *
 * 1. Ask for both screen infos; what does not answer is no framebuffer.
 * 2. Find the pixel format among those we write; refuse others by name.
 * 3. Wake the monitor, map the memory for writing, and from then on copy damage into it.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Area, DisplayDriver, Surface } from '../../ui/lvgl/hal.ts';
import { ioctl, longIs64, type Mapping, mapForWriting } from '../linux/libc.ts';
import { DeviceError, errnoOf } from '../linux/sys-error.ts';
import * as abi from './fb-abi.ts';
import { Framebuffer, type Geometry } from './framebuffer.ts';
import { type PixelLayout, pixelFormatOf } from './pixel-format.ts';

export type DisplayErrorCode = 'missing' | 'permission' | 'notAFramebuffer' | 'unsupportedFormat' | 'failed';

export class DisplayError extends DeviceError<DisplayErrorCode> {
  override readonly name = 'DisplayError';
}

export class FbdevDisplay implements DisplayDriver {
  readonly width: number;
  readonly height: number;
  readonly #mapping: Mapping;
  readonly #description: string;
  #framebuffer: Framebuffer | null;

  constructor(mapping: Mapping, geometry: Geometry, name: string) {
    this.#framebuffer = new Framebuffer(mapping.bytes, geometry);
    this.#mapping = mapping;
    this.width = geometry.width;
    this.height = geometry.height;
    this.#description = `${name} ${geometry.width}×${geometry.height} ${geometry.format.name}`;
  }

  /** After `close` nothing is written: the memory is gone. */
  flush(surface: Surface, areas: readonly Area[], count: number): void {
    this.#framebuffer?.flush(surface, areas, count);
  }

  /** One line for people: `fb0 bochs-drmdrmfb 1920×1080 XRGB8888`. */
  describe(): string {
    return this.#description;
  }

  /** Leaves the last picture standing; the VT guard's owner gives the console back. */
  close(): void {
    this.#framebuffer = null;
    this.#mapping.unmap();
  }
}

/**
 * Opens a framebuffer device.
 * @param device path of the device node, or of a plain file when `geometry` is given
 * @param geometry the picture's layout in a plain file that stands in for a device where there is none
 * @throws DisplayError
 */
export function openFbdev(device = '/dev/fb0', geometry?: Geometry): FbdevDisplay {
  try {
    // mmap wants reading to be allowed, even for a mapping that is only written.
    const fd = fs.openSync(device, fs.constants.O_RDWR);
    try {
      return geometry ? openFile(fd, device, geometry) : openDevice(fd, device);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    throw error instanceof DisplayError ? error : explain(errnoOf(error), device, error);
  }
}

function openFile(fd: number, file: string, geometry: Geometry): FbdevDisplay {
  const length = geometry.start + geometry.lineLength * geometry.height;
  if (fs.fstatSync(fd).size < length) {
    throw new DisplayError('failed', file, 'the file is too short for the picture', `Make it ${length} bytes long`);
  }
  return new FbdevDisplay(mapForWriting(fd, length, file), geometry, path.basename(file));
}

function openDevice(fd: number, device: string): FbdevDisplay {
  const varBytes = new Uint8Array(abi.VSCREENINFO_SIZE);
  const fixBytes = new Uint8Array(abi.fscreenInfoSize(longIs64));
  ioctl(fd, abi.FBIOGET_VSCREENINFO, varBytes, device);
  ioctl(fd, abi.FBIOGET_FSCREENINFO, fixBytes, device);
  const screen = abi.readVarScreenInfo(varBytes);
  const memory = abi.readFixScreenInfo(fixBytes, longIs64);

  const format = pixelFormatOf(screen);
  if (!format || memory.type !== abi.FB_TYPE_PACKED_PIXELS) {
    throw new DisplayError(
      'unsupportedFormat',
      device,
      `the pixel format ${describeLayout(screen)} is not supported`,
      'Set the display to 32 or 16 bits per pixel, e.g. video=1920x1080-32 on the kernel command line',
    );
  }
  unblank(fd, device);

  // A mapping begins at the page that the video memory begins in.
  const withinPage = memory.memoryStart & 0xfff;
  const mapping = mapForWriting(fd, withinPage + memory.memoryLength, device);
  const { width, height, xOffset, yOffset } = screen;
  const { lineLength } = memory;
  const start = withinPage + yOffset * lineLength + xOffset * format.bytesPerPixel;
  const name = memory.id ? `${path.basename(device)} ${memory.id}` : path.basename(device);
  try {
    return new FbdevDisplay(mapping, { width, height, lineLength, start, format }, name);
  } catch (error) {
    mapping.unmap();
    if (!(error instanceof RangeError)) throw error;
    throw new DisplayError(
      'failed',
      device,
      error.message,
      'The driver reports a geometry larger than its memory; choose another mode',
      error,
    );
  }
}

/** Wakes a monitor that the console put to sleep. Many drivers cannot blank, so that there is nothing to wake. */
function unblank(fd: number, device: string): void {
  try {
    ioctl(fd, abi.FBIOBLANK, abi.FB_BLANK_UNBLANK, device);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'EINVAL' && errno !== 'ENOTTY') throw error;
  }
}

const describeLayout = ({ bitsPerPixel, red, green, blue, alpha }: PixelLayout): string =>
  `${bitsPerPixel} bpp, ${Object.entries({ red, green, blue, alpha })
    .map(([name, field]) => `${name} ${field.offset}+${field.length}`)
    .join(', ')}`;

function explain(errno: string, device: string, cause: unknown): DisplayError {
  switch (errno) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return new DisplayError(
        'missing',
        device,
        'there is no framebuffer',
        'Connect a monitor, load the graphics driver, or name another device with --fb',
        cause,
      );
    case 'EACCES':
    case 'EPERM':
      return new DisplayError(
        'permission',
        device,
        'no permission to draw on the framebuffer',
        'Add this user to the group video and log in again, or start as root',
        cause,
      );
    case 'ENOTTY':
    case 'EISDIR':
      return new DisplayError(
        'notAFramebuffer',
        device,
        'this is not a framebuffer device',
        'Name one with --fb, usually /dev/fb0',
        cause,
      );
    default:
      return new DisplayError(
        'failed',
        device,
        `the framebuffer could not be opened (${errno})`,
        'See the cause, and the kernel log (dmesg)',
        cause,
      );
  }
}
