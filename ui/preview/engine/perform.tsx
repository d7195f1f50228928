/**
 * Performs a story: the real screens and the real toolkit before a scripted daemon, with a person who does what the
 * story says while the clock stands.
 */
import { mount, signal } from '../../jsx/index.ts';
import {
  Display,
  type DisplayDriver,
  type Fonts,
  loadLineBreaks,
  makeTheme,
  type Obj,
  type Role,
} from '../../lvgl/index.ts';
import { queryAllByRole, treeText, VirtualKeyboard, VirtualPointer } from '../../lvgl/testing/index.ts';
import { App } from '../../screens/app.tsx';
import { ScriptedApi } from '../../screens/scripted-api.ts';
import { type Person, repliesOf, type Story } from '../../screens/story.ts';
import { PreviewClock } from './preview-clock.ts';
import type { Setting } from './setting.ts';
import { themeTokens } from './themes.ts';

export interface Stage {
  readonly display: Display;
  readonly clock: PreviewClock;
  close(): void;
}

export interface Host {
  readonly driver: DisplayDriver;
  readonly fonts: Fonts;
}

/** The first loading of a part of the program is real work of the machine; the rest is a matter of microseconds. */
const PATIENCE_MS = 30_000;

/** @throws Error when the story's person does not find what they look for, or the screen throws */
export async function perform(story: Story, setting: Setting, { driver, fonts }: Host): Promise<Stage> {
  await loadLineBreaks();
  const { theme, locale, scale } = setting;
  const clock = new PreviewClock();
  const themeFor = (name: keyof typeof themeTokens) => makeTheme(themeTokens[name]);
  const display = new Display({ driver, clock, fonts, theme: themeFor(theme), scale });
  const api = new ScriptedApi(
    repliesOf(story, { locale, theme, keyboard: 'us', pointerSpeed: 0, autoLockMinutes: 10 }),
  );
  const connection = signal<'connecting' | 'up'>('up');
  let work = 0;
  const dispose = mount(
    <App
      api={api}
      connection={connection}
      display={display}
      themeFor={themeFor}
      locale={locale}
      unsafeInput={signal(story.unsafeInput ?? [])}
      onWork={(change) => {
        work += change;
      }}
    />,
    display.screen,
  );
  const close = (): void => {
    clock.stop();
    dispose();
    clock.stop();
  };
  const rest = () => settle(clock, () => work - api.held);
  try {
    const person = makePerson(display, clock, rest);
    await rest();
    if (!story.mouseOnly) await person.press('F24');
    await story.steps?.(person);
    if (story.away) connection.value = 'connecting';
    await rest();
    display.refreshNow();
  } catch (error) {
    close();
    throw error;
  }
  return { display, clock, close };
}

/** Lets everything that is ready to happen happen, down to the picture. */
async function settle(clock: PreviewClock, underWay: () => number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do {
    await nextTask();
    if (underWay() <= 0) return clock.advance(0);
  } while (performance.now() < end);
  throw new Error('the screen does not come to rest');
}

/** A turn of the event loop, in a browser as in Node; timers would be held up to 4 ms, or a second in a hidden tab. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function makePerson(display: Display, clock: PreviewClock, rest: () => Promise<void>): Person {
  const pointer = new VirtualPointer(display);
  const keyboard = new VirtualKeyboard(display);
  const after = (act: () => void): Promise<void> => {
    act();
    return rest();
  };
  return {
    find: (role, index = 0) => nth(display, role, index),
    type: (text) => after(() => keyboard.type(text)),
    press: (key) => after(() => keyboard.press(key)),
    async click(target) {
      await after(() => pointer.click(target));
      // Not in the picture: it would stand over what comes up there.
      await after(() => pointer.leave());
    },
    wait: (milliseconds) => after(() => clock.advance(milliseconds)),
  };
}

function nth(display: Display, role: Role, index: number): Obj {
  const found = queryAllByRole(display, role)[index];
  if (!found) throw new Error(`there is no ${role} ${index}. On the screen:\n${treeText(display)}`);
  return found;
}
