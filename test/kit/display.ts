import { MemoryDisplay } from '../../drivers/display/memory.ts';
import { Display, type Theme } from '../../ui/lvgl/index.ts';
import { VirtualClock, VirtualKeyboard, VirtualPointer } from '../../ui/lvgl/testing/index.ts';
import { testFonts } from './fonts.ts';
import { plainTheme } from './themes.ts';

export interface TestDisplayOptions {
  /** Device pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly scale?: 1 | 2;
  /** One that styles nothing, unless a test says otherwise. */
  readonly theme?: Theme;
}

export interface TestDisplay {
  readonly display: Display;
  /** What was flushed. */
  readonly monitor: MemoryDisplay;
  readonly clock: VirtualClock;
  readonly pointer: VirtualPointer;
  readonly keyboard: VirtualKeyboard;
}

/** A display on a monitor in memory, with a clock that stands still, a mouse and a keyboard. */
export function makeTestDisplay({
  width = 400,
  height = 300,
  scale = 1,
  theme = plainTheme(),
}: TestDisplayOptions = {}): TestDisplay {
  const monitor = new MemoryDisplay(width, height);
  const clock = new VirtualClock();
  const display = new Display({ driver: monitor, clock, fonts: testFonts(scale), theme, scale });
  return { display, monitor, clock, pointer: new VirtualPointer(display), keyboard: new VirtualKeyboard(display) };
}
