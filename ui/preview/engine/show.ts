/** A story or a whole recorder on a `<canvas>`. */
import { CanvasDisplay } from '../../../drivers/display/canvas.ts';
import { openDomSeat } from '../../../drivers/input/dom.ts';
import {
  type Area,
  type Clock,
  type Display,
  type DisplayDriver,
  makeTheme,
  type ThemeTokens,
} from '../../lvgl/index.ts';
import { systemClock } from '../../run/clock.ts';
import type { Story } from '../../screens/story.ts';
import { browserFonts } from './browser-fonts.ts';
import { perform } from './perform.tsx';
import type { Setting } from './setting.ts';

/** A screen that somebody can use. */
export interface Live {
  readonly display: Display;
  close(): void;
}

/** Hears which areas of the canvas a frame changed. */
export type OnFrame = (areas: readonly Area[]) => void;

/**
 * The canvas, once it is to be seen: until then what is drawn is thrown away, so that the picture that was there stays
 * until the new one is finished.
 */
export class LateCanvas implements DisplayDriver {
  readonly width: number;
  readonly height: number;
  readonly #canvas: HTMLCanvasElement;
  readonly #onFrame: OnFrame;
  #shown: CanvasDisplay<ImageData> | null = null;

  constructor(canvas: HTMLCanvasElement, { width, height }: Setting, onFrame: OnFrame = () => {}) {
    this.width = width;
    this.height = height;
    this.#canvas = canvas;
    this.#onFrame = onFrame;
  }

  flush(...[surface, areas, count]: Parameters<DisplayDriver['flush']>): void {
    if (!this.#shown) return;
    this.#shown.flush(surface, areas, count);
    this.#onFrame(areas.slice(0, count).map((area) => ({ ...area })));
  }

  /** From now on the canvas shows what the display draws. */
  show(display: Display): void {
    const { width, height } = this;
    const context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('the browser gives no 2D canvas');
    // Setting a size clears a canvas even when it stays the same.
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#shown = new CanvasDisplay<ImageData>(context, width, height);
    display.invalidateAll();
    display.refreshNow();
  }
}

/** Draws a story, and ends it. */
export async function drawStory(canvas: HTMLCanvasElement, story: Story, setting: Setting): Promise<void> {
  const driver = new LateCanvas(canvas, setting);
  const stage = await perform(story, setting, { driver, fonts: await browserFonts(setting.scale) });
  driver.show(stage.display);
  stage.close();
}

/**
 * Performs a story, and hands mouse, keyboard and clock over.
 * @param signal aborted when something else is to be shown by now: then the canvas is left alone, and it rejects
 */
export async function showStory(
  canvas: HTMLCanvasElement,
  story: Story,
  setting: Setting,
  onFrame: OnFrame,
  signal: AbortSignal,
): Promise<Live> {
  const driver = new LateCanvas(canvas, setting, onFrame);
  const stage = await perform(story, setting, { driver, fonts: await browserFonts(setting.scale) });
  if (signal.aborted) stage.close();
  signal.throwIfAborted();
  driver.show(stage.display);
  stage.clock.run(systemClock);
  const closeSeat = seatOn(canvas, stage.display, stage.clock);
  return {
    display: stage.display,
    close() {
      closeSeat();
      stage.close();
    },
  };
}

export const seatOn = (canvas: HTMLCanvasElement, display: Display, clock: Clock): (() => void) =>
  openDomSeat({
    element: canvas,
    width: display.width,
    height: display.height,
    clock,
    sink: (event) => display.input(event),
  });

/** Shows a theme that is being edited. @throws ThemeError that names what is wrong with it */
export function wear(display: Display, tokens: ThemeTokens): void {
  display.theme = makeTheme(tokens);
}
