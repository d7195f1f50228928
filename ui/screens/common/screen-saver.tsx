import { type Element, onCleanup, Show, signal } from '../../jsx/index.ts';
import type { Display } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import { Column } from './box.tsx';
import { useClockText } from './clock-text.ts';
import { whenIdle } from './idle.ts';
import { Over } from './over.tsx';
import { MINUTE } from './remaining.ts';

const SAVES_AFTER = 10 * MINUTE;

/**
 * Black with a dim clock after ten minutes without input; the clock changes its place every minute, so that nothing
 * burns in. The input that ends it does nothing else.
 */
export function ScreenSaver({ display }: { display: Display }): Element {
  const on = signal(false);
  let stop = (): void => {};
  const watch = (): void => {
    stop = whenIdle(display, SAVES_AFTER, () => {
      on.value = true;
    });
  };
  watch();
  onCleanup(() => stop());
  onCleanup(
    display.onInput(() => {
      if (!on.peek()) return false;
      display.indev.lastActivity = display.clock.now();
      on.value = false;
      watch();
      return true;
    }),
  );
  return (
    <Show when={on}>
      <Dark display={display} />
    </Show>
  );
}

/** Places the clock goes through, across and down; coprime, so that it takes long to come back. */
const ACROSS = 7;
const DOWN = 5;
/** Logical pixels the clock needs. */
const CLOCK_WIDTH = 220;
const CLOCK_HEIGHT = 90;
const MARGIN = 24;

function Dark({ display }: { display: Display }): Element {
  const { recorder } = useApp();
  const { date, time } = useClockText();
  const walk = (places: number, step: number, room: number): number => {
    time();
    const minute = Math.floor(recorder.wallClock() / MINUTE);
    return MARGIN + Math.round((((minute * step) % places) / (places - 1)) * (room - 2 * MARGIN));
  };
  const room = (pixels: number, needed: number): number => pixels / display.scale - needed;
  return (
    <Over layer="sysLayer">
      <obj modal clickable style={{ width: '100%', height: '100%', bgColor: BLACK }}>
        <Column
          gap={4}
          cross="center"
          style={() => ({
            x: walk(ACROSS, 3, room(display.width, CLOCK_WIDTH)),
            y: walk(DOWN, 2, room(display.height, CLOCK_HEIGHT)),
            width: CLOCK_WIDTH,
            height: CLOCK_HEIGHT,
            textColor: DIM,
          })}
        >
          <label variant="display" text={time} />
          <label text={date} />
        </Column>
      </obj>
    </Over>
  );
}

/** The same in every theme: it is the monitor that is spared. */
const BLACK = 0x000000;
const DIM = 0x8f9ba9;
