import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fscreenInfoSize, readFixScreenInfo, readVarScreenInfo } from '../../../drivers/display/fb-abi.ts';
import { DisplayError, openFbdev } from '../../../drivers/display/fbdev.ts';
import { PIXEL_FORMATS, pixelFormatOf } from '../../../drivers/display/pixel-format.ts';
import type { Surface } from '../../../ui/lvgl/hal.ts';

const test = suite('fbdev');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-fbdev-'));
test.after(() => fs.rmSync(directory, { recursive: true }));

/** Recorded from Linux 6.1 on x86-64: fields of FBIOGET_VSCREENINFO, then zeros; and FBIOGET_FSCREENINFO. */
const hex = (text: string, size: number): Uint8Array => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  return bytes;
};
const BOCHS_VAR = hex(
  '80070000 38040000 80070000 38040000 00000000 00000000 20000000 00000000 10000000 08000000 00000000 08000000 08000000 00000000 00000000 08000000',
  160,
);
const BOCHS_FIX = hex(
  '626f6368732d64726d64726d66620000 0000000000000000 00907e00 00000000 00000000 02000000 0100 0100 0000 0000 001e0000',
  80,
);
const VFB_VAR = hex(
  '80020000 e0010000 80020000 e0010000 00000000 00000000 10000000 00000000 00000000 05000000 00000000 05000000 06000000 00000000 0b000000 05000000',
  160,
);
const VFB_FIX = hex(
  '5669727475616c204642000000000000 00504fc0098467ff 00001000 00000000 00000000 02000000 0100 0100 0100 0000 00050000',
  80,
);

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof DisplayError) return error.code;
    throw error;
  }
  return 'opened';
};

test('the screen infos of a recorded device are read', () => {
  const screen = readVarScreenInfo(BOCHS_VAR);
  assert.equal([screen.width, screen.height, screen.xOffset, screen.yOffset], [1920, 1080, 0, 0]);
  assert.is(pixelFormatOf(screen), PIXEL_FORMATS.XRGB8888);
  assert.equal(readFixScreenInfo(BOCHS_FIX, true), {
    id: 'bochs-drmdrmfb',
    memoryStart: 0,
    memoryLength: 0x7e9000,
    type: 0,
    lineLength: 7680,
  });
});

test('a recorded 16-bit device in BGR order is told apart', () => {
  assert.is(pixelFormatOf(readVarScreenInfo(VFB_VAR)), PIXEL_FORMATS.BGR565);
  const memory = readFixScreenInfo(VFB_FIX, true);
  assert.equal([memory.id, memory.memoryLength, memory.lineLength], ['Virtual FB', 0x100000, 1280]);
});

test('on 32 bits the fields move up by the width of a long', () => {
  const bytes = new Uint8Array(fscreenInfoSize(false));
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('a name of 16 by!'));
  view.setUint32(16, 0x9c000800, true); // smem_start
  view.setUint32(20, 4096, true); // smem_len
  view.setUint32(24, 2, true); // type
  view.setUint32(44, 320, true); // line_length
  assert.equal(readFixScreenInfo(bytes, false), {
    id: 'a name of 16 by!',
    memoryStart: 0x9c000800,
    memoryLength: 4096,
    type: 2,
    lineLength: 320,
  });
});

test('each way of having no framebuffer has its own error', () => {
  const file = path.join(directory, 'plain');
  fs.writeFileSync(file, 'x');
  assert.is(
    codeOf(() => openFbdev(path.join(directory, 'fb0'))),
    'missing',
  );
  assert.is(
    codeOf(() => openFbdev(file)),
    'notAFramebuffer',
  );
  assert.is(
    codeOf(() => openFbdev('/dev/null')),
    'notAFramebuffer',
  );
  assert.is(
    codeOf(() => openFbdev(directory)),
    'notAFramebuffer',
  );
});

test('the error says which device and what to do', () => {
  assert.throws(
    () => openFbdev(path.join(directory, 'fb0')),
    (error: unknown) =>
      error instanceof DisplayError && error.message.includes(`${directory}/fb0`) && error.advice.includes('--fb'),
  );
});

const geometry = { width: 3, height: 2, lineLength: 9, start: 1, format: PIXEL_FORMATS.RGB565 };
const white: Surface = { pixels: new Uint32Array(6).fill(0xffffffff), width: 3, height: 2, stride: 3 };
const all = { x1: 0, y1: 0, x2: 3, y2: 2 };

test('a mapped file holds what was flushed, and nothing more after close', () => {
  const file = path.join(directory, 'fb');
  fs.writeFileSync(file, Buffer.alloc(19));
  const display = openFbdev(file, geometry);
  display.flush(white, [all], 1);
  assert.is(display.describe(), 'fb 3×2 RGB565');
  display.close();
  const flushed = `00${'ff'.repeat(6)}000000${'ff'.repeat(6)}000000`;
  assert.is(fs.readFileSync(file).toString('hex'), flushed);
  display.flush({ ...white, pixels: new Uint32Array(6) }, [all], 1);
  display.close();
  assert.is(fs.readFileSync(file).toString('hex'), flushed);
});

test('a file too short for the picture is refused instead of faulting on the first write', () => {
  const file = path.join(directory, 'short');
  fs.writeFileSync(file, Buffer.alloc(18));
  assert.is(
    codeOf(() => openFbdev(file, geometry)),
    'failed',
  );
});

test.run();
