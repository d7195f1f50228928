/** What <linux/fb.h> lays down: requests, and the fields of its two structures that a display needs. */
import { type Ioctl, ioctlRequest } from '../linux/libc.ts';
import type { PixelLayout } from './pixel-format.ts';

export const FBIOGET_VSCREENINFO: Ioctl = ioctlRequest('FBIOGET_VSCREENINFO', 0x4600);
export const FBIOGET_FSCREENINFO: Ioctl = ioctlRequest('FBIOGET_FSCREENINFO', 0x4602);
export const FBIOBLANK: Ioctl = ioctlRequest('FBIOBLANK', 0x4611);
export const FB_BLANK_UNBLANK = 0;
export const FB_TYPE_PACKED_PIXELS = 0;

/** struct fb_var_screeninfo has no long: it is the same on 32 and 64 bits. */
export const VSCREENINFO_SIZE = 160;

export interface VarScreenInfo extends PixelLayout {
  readonly width: number;
  readonly height: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

export function readVarScreenInfo(bytes: Uint8Array): VarScreenInfo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, VSCREENINFO_SIZE);
  const bitfield = (at: number) => ({ offset: view.getUint32(at, true), length: view.getUint32(at + 4, true) });
  return {
    width: view.getUint32(0, true),
    height: view.getUint32(4, true),
    xOffset: view.getUint32(16, true),
    yOffset: view.getUint32(20, true),
    bitsPerPixel: view.getUint32(24, true),
    red: bitfield(32),
    green: bitfield(44),
    blue: bitfield(56),
    alpha: bitfield(68),
  };
}

/** struct fb_fix_screeninfo holds two longs: 80 bytes on 64 bits, 68 on 32. */
export const fscreenInfoSize = (longIs64: boolean): number => (longIs64 ? 80 : 68);

export interface FixScreenInfo {
  /** What the driver calls itself, e.g. `bochs-drmdrmfb`. */
  readonly id: string;
  /** Low 32 bits of the physical address, for the offset within its page; 0 when the kernel keeps it to itself. */
  readonly memoryStart: number;
  readonly memoryLength: number;
  readonly type: number;
  readonly lineLength: number;
}

export function readFixScreenInfo(bytes: Uint8Array, longIs64: boolean): FixScreenInfo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, fscreenInfoSize(longIs64));
  const end = bytes.indexOf(0);
  const afterAddress = longIs64 ? 24 : 20;
  return {
    id: new TextDecoder().decode(bytes.subarray(0, end < 0 || end > 16 ? 16 : end)),
    memoryStart: view.getUint32(16, true),
    memoryLength: view.getUint32(afterAddress, true),
    type: view.getUint32(afterAddress + 4, true),
    lineLength: view.getUint32(longIs64 ? 48 : 44, true),
  };
}
