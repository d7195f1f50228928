/**
 * What the GUI costs as a process, seen from outside: another process writes its input and reads its framebuffer.
 * The framebuffer is a plain file that the GUI maps; a pixel has changed when reading the file says so.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as abi from '../../drivers/input/evdev-abi.ts';
import { makeFifo } from '../drivers/fifo.ts';
import { absolute, down, encode, type RawEvent, REPORT, up } from '../drivers/input/events.ts';
import { median, quantile, sleep } from './figures.ts';
import { BUTTON_COLOR, BUTTON_PIXEL, FIRST_BUTTON, HEIGHT, PRESSED_COLOR, WIDTH } from './form.ts';

const STARTS = 15;
const EVENTS = 600;
/** Further apart than a refresh period, as a hand's presses are. */
const EVENT_GAP_MS = 20;
/** After its start a process still collects garbage and compiles. */
const SETTLE_MS = 1500;
const IDLE_MS = 3000;
/** Between two looks at a pixel: with one processor the other process needs it. */
const LOOK_PAUSE_MS = os.availableParallelism() > 1 ? 0 : 0.1;
/** How long to wait for a pixel before the measurement counts as failed. */
const PATIENCE_MS = 10_000;

export interface ProcessFigures {
  /** From spawn to the first pixel in the framebuffer, of the GUI itself, of the form alone, and of Node doing nothing else. */
  readonly firstFrameMs: number;
  readonly formFirstFrameMs: number;
  readonly nodeFloorMs: number;
  /** Proportional set size of the GUI, of the form alone, and of Node. */
  readonly pssMb: number;
  readonly formPssMb: number;
  readonly nodeFloorPssMb: number;
  /** From writing a mouse button's event to the pressed button's colour in the framebuffer. */
  readonly eventToPixelsP50Ms: number;
  readonly eventToPixelsP99Ms: number;
  /** Frames drawn and timers waiting in a process that nobody touches. */
  readonly idleFrames: number;
  readonly idleTimers: number;
}

/** A folder with a framebuffer file and a FIFO, gone when the bench ends. */
class Bench {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-bench-'));
  readonly framebuffer = path.join(this.#folder, 'framebuffer');
  readonly mouse = path.join(this.#folder, 'event0');
  readonly socket = path.join(this.#folder, 'nobody.sock');
  readonly #pixel = Buffer.alloc(4);
  #fd = 0;

  constructor() {
    makeFifo(this.mouse);
    this.clear();
  }

  /** A black screen. */
  clear(): void {
    if (this.#fd !== 0) fs.closeSync(this.#fd);
    this.#fd = fs.openSync(this.framebuffer, 'w+');
    fs.ftruncateSync(this.#fd, WIDTH * HEIGHT * 4);
  }

  pixel(x: number, y: number): number {
    fs.readSync(this.#fd, this.#pixel, 0, 4, (y * WIDTH + x) * 4);
    return this.#pixel.readUInt32LE() & 0xffffff;
  }

  /** Milliseconds since `start` when the pixel is what is wanted. */
  untilPixel(x: number, y: number, wanted: (pixel: number) => boolean, start: number, pauseMs: number): number {
    for (;;) {
      const now = performance.now();
      if (wanted(this.pixel(x, y))) return now - start;
      if (now - start > PATIENCE_MS)
        throw new Error(`pixel (${x}, ${y}) is still #${this.pixel(x, y).toString(16)} after ${PATIENCE_MS} ms`);
      if (pauseMs > 0) sleep(pauseMs);
    }
  }

  close(): void {
    fs.closeSync(this.#fd);
    fs.rmSync(this.#folder, { recursive: true });
  }
}

type Start = (bench: Bench) => ChildProcess;

const node = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

/** @param build the folder with the built programs */
export async function measureProcess(build: string): Promise<ProcessFigures> {
  const bench = new Bench();
  const fonts = path.join(build, 'fonts');
  const gui: Start = ({ framebuffer, mouse, socket }) =>
    node([
      path.join(build, 'gui.mjs'),
      '--fb',
      `${framebuffer}@${WIDTH}x${HEIGHT}`,
      '--input',
      `${mouse}.none`,
      '--socket',
      socket,
    ]);
  const form: Start = ({ framebuffer, mouse }) =>
    node([path.join(build, 'bench/form-process.mjs'), framebuffer, mouse, fonts]);
  const floor: Start = ({ framebuffer }) =>
    node([
      '--input-type=module',
      '-e',
      `import fs from 'node:fs'; const fd = fs.openSync(${JSON.stringify(framebuffer)}, 'r+'); const all = new Uint8Array(${WIDTH * HEIGHT * 4}).fill(1); fs.writeSync(fd, all); setInterval(() => {}, 1e9)`,
    ]);
  try {
    const firstFrames: Record<'gui' | 'form' | 'floor', number[]> = { gui: [], form: [], floor: [] };
    for (let i = 0; i < STARTS; i++) {
      firstFrames.gui.push(await firstFrame(bench, gui));
      firstFrames.form.push(await firstFrame(bench, form));
      firstFrames.floor.push(await firstFrame(bench, floor));
    }
    const latencies: number[] = [];
    const idle = await withProcess(bench, form, async (child) => {
      await message(child, 'reading');
      latencies.push(...pressButton(bench));
      return measureIdle(child);
    });
    return {
      firstFrameMs: median(firstFrames.gui),
      formFirstFrameMs: median(firstFrames.form),
      nodeFloorMs: median(firstFrames.floor),
      pssMb: await measurePss(bench, gui),
      formPssMb: await measurePss(bench, form),
      nodeFloorPssMb: await measurePss(bench, floor),
      eventToPixelsP50Ms: median(latencies),
      eventToPixelsP99Ms: quantile(latencies, 0.99),
      ...idle,
    };
  } finally {
    bench.close();
  }
}

/** Runs a process for as long as `use` takes. */
async function withProcess<T>(bench: Bench, start: Start, use: (child: ChildProcess) => Promise<T>): Promise<T> {
  bench.clear();
  const child = start(bench);
  try {
    return await use(child);
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

const firstFrame = (bench: Bench, start: Start): Promise<number> => {
  const began = performance.now();
  return withProcess(bench, start, async () =>
    bench.untilPixel(WIDTH >> 1, HEIGHT >> 1, (pixel) => pixel !== 0, began, 0.2),
  );
};

async function measurePss(bench: Bench, start: Start): Promise<number> {
  return withProcess(bench, start, async (child) => {
    bench.untilPixel(WIDTH >> 1, HEIGHT >> 1, (pixel) => pixel !== 0, performance.now(), 1);
    sleep(SETTLE_MS);
    const rollup = fs.readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
  });
}

async function message(child: ChildProcess, wanted: string): Promise<void> {
  for (;;) {
    const [got] = await once(child, 'message');
    if (got === wanted) return;
  }
}

/** Milliseconds from each press or release to its pixel. */
function pressButton(bench: Bench): number[] {
  const fd = fs.openSync(bench.mouse, 'w');
  const send = (...events: RawEvent[]): void => void fs.writeSync(fd, encode([...events, REPORT]));
  const { x, y } = BUTTON_PIXEL;
  const latencies: number[] = [];
  try {
    send(absolute(abi.ABS_X, FIRST_BUTTON.x), absolute(abi.ABS_Y, FIRST_BUTTON.y));
    for (let i = 0; i < EVENTS; i++) {
      sleep(EVENT_GAP_MS);
      const pressed = i % 2 === 0;
      const began = performance.now();
      send((pressed ? down : up)(abi.BTN_LEFT));
      latencies.push(
        bench.untilPixel(x, y, (pixel) => pixel === (pressed ? PRESSED_COLOR : BUTTON_COLOR), began, LOOK_PAUSE_MS),
      );
    }
  } finally {
    fs.closeSync(fd);
  }
  // The first ones compile the path.
  return latencies.slice(EVENTS / 10);
}

/** Leaves the process alone and asks what it did meanwhile. */
async function measureIdle(child: ChildProcess): Promise<{ idleFrames: number; idleTimers: number }> {
  const ask = async (): Promise<{ frames: number; timers: number }> => {
    child.send('what now?');
    const [answer] = await once(child, 'message');
    return answer;
  };
  sleep(500);
  const before = await ask();
  sleep(IDLE_MS);
  const after = await ask();
  return { idleFrames: after.frames - before.frames, idleTimers: after.timers };
}
