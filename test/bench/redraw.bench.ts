/**
 * What the toolkit costs above a plain fill of the same bytes: objects, styles, layout, damage and drawing together.
 * Every round measures everything once, so that load on the machine meets all figures alike.
 */
import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { MemoryDisplay } from '../../drivers/display/memory.ts';
import { Fonts } from '../../ui/lvgl/index.ts';
import { VirtualClock, VirtualPointer } from '../../ui/lvgl/testing/index.ts';
import { systemClock } from '../../ui/run/clock.ts';
import { median } from './figures.ts';
import { BUTTON_COLOR, FIRST_BUTTON, HEIGHT, makeForm, PRESSED_COLOR, WIDTH } from './form.ts';

const WARM_UP = 60;
const ROUNDS = 101;
const ALLOCATION_FRAMES = 50_000;

export interface RedrawFigures {
  /** A plain `Uint32Array.fill` of the screen. */
  readonly fillUs: number;
  readonly fullRedrawUs: number;
  readonly fullRedrawOverFill: number;
  /** A full redraw and the copy of all of it to a monitor in memory. */
  readonly frameWithFlushUs: number;
  /** A button pressed and let go, from the change of state to its pixels; and its colour set to another. */
  readonly buttonRepaintUs: number;
  readonly buttonRepaintOverFill: number;
  readonly buttonStyleUs: number;
  readonly buttonStyleOverFill: number;
  /** A field's text set to another one, from the call to its pixels. */
  readonly textChangeUs: number;
  readonly textChangeOverFill: number;
  /** What a frame leaves for the garbage collector. */
  readonly bytesPerFrame: number;
  /** Frames drawn and timers waiting in a minute of virtual time in which nobody touches anything. */
  readonly idleFrames: number;
  readonly idleTimers: number;
}

/** Medians in microseconds. */
export function measureRedraw(fontFolder: string): RedrawFigures {
  const fonts = new Fonts((file) => fs.readFileSync(path.join(fontFolder, file)), 1);
  const driver = { width: WIDTH, height: HEIGHT, flush: () => {} };
  const { display, fields, buttons } = makeForm({ driver, clock: systemClock, fonts });
  const shown = makeForm({ driver: new MemoryDisplay(WIDTH, HEIGHT), clock: systemClock, fonts }).display;
  const plain = new Uint32Array(WIDTH * HEIGHT);
  const button = buttons[0]!;
  const field = fields[0]!;

  const measured = {
    fill: meter(4, (turn) => plain.fill(turn)),
    fullRedraw: meter(4, () => {
      display.invalidateAll();
      display.refreshNow();
    }),
    frameWithFlush: meter(2, () => {
      shown.invalidateAll();
      shown.refreshNow();
    }),
    buttonRepaint: meter(100, (turn) => {
      button.setState('pressed', turn % 2 === 0);
      display.refreshNow();
    }),
    buttonStyle: meter(100, (turn) => {
      button.setStyle({ bgColor: turn % 2 === 0 ? PRESSED_COLOR : BUTTON_COLOR });
      display.refreshNow();
    }),
    textChange: meter(100, (turn) => {
      field.text = `recorder${turn}@example.org`;
      display.refreshNow();
    }),
  };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const one of Object.values(measured)) one.run(round >= WARM_UP);
  }
  const fillUs = measured.fill.medianUs();
  const figure = (name: keyof typeof measured): { us: number; overFill: number } => {
    const us = measured[name].medianUs();
    return { us, overFill: us / fillUs };
  };
  const fullRedraw = figure('fullRedraw');
  const buttonRepaint = figure('buttonRepaint');
  const buttonStyle = figure('buttonStyle');
  const textChange = figure('textChange');
  return {
    fillUs,
    fullRedrawUs: fullRedraw.us,
    fullRedrawOverFill: fullRedraw.overFill,
    frameWithFlushUs: figure('frameWithFlush').us,
    buttonRepaintUs: buttonRepaint.us,
    buttonRepaintOverFill: buttonRepaint.overFill,
    buttonStyleUs: buttonStyle.us,
    buttonStyleOverFill: buttonStyle.overFill,
    textChangeUs: textChange.us,
    textChangeOverFill: textChange.overFill,
    bytesPerFrame: measureAllocation(fonts),
    ...measureIdle(fonts),
  };
}

interface Meter {
  /** Measures one round, and keeps it if it counts. */
  run(counts: boolean): void;
  medianUs(): number;
}

/** Takes the mean time of `turns` calls in each round. */
function meter(turns: number, work: (turn: number) => void): Meter {
  const times: number[] = [];
  return {
    run(counts) {
      const start = process.hrtime.bigint();
      for (let turn = 0; turn < turns; turn++) work(turn);
      const time = Number(process.hrtime.bigint() - start) / 1000 / turns;
      if (counts) times.push(time);
    },
    medianUs: () => median(times),
  };
}

/** Frames of a button and of each field in turn. The clock plans no frame, since every one is drawn at once. */
function measureAllocation(fonts: Fonts): number {
  const cancel = (): void => {};
  const clock = { now: () => 0, after: () => cancel };
  const { display, fields, buttons } = makeForm({
    driver: { width: WIDTH, height: HEIGHT, flush: () => {} },
    clock,
    fonts,
  });
  v8.setFlagsFromString('--expose-gc');
  const collect: () => void = vm.runInNewContext('gc');
  const draw = (frames: number): void => {
    for (let i = 0; i < frames; i++) {
      buttons[0]!.setState('pressed', i % 2 === 0);
      fields[i % fields.length]!.invalidate();
      display.refreshNow();
    }
  };
  // Until all of it is compiled for good.
  draw(ALLOCATION_FRAMES);
  collect();
  const before = process.memoryUsage().heapUsed;
  draw(ALLOCATION_FRAMES);
  return Math.max(0, process.memoryUsage().heapUsed - before) / ALLOCATION_FRAMES;
}

function measureIdle(fonts: Fonts): { idleFrames: number; idleTimers: number } {
  const clock = new VirtualClock();
  const { display } = makeForm({ driver: { width: WIDTH, height: HEIGHT, flush: () => {} }, clock, fonts });
  new VirtualPointer(display).click(FIRST_BUTTON);
  clock.advance(1000);
  const before = display.stats.frames;
  const timers = clock.pending;
  clock.advance(60_000);
  return { idleFrames: display.stats.frames - before, idleTimers: timers };
}
