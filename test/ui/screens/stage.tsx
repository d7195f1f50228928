/** Plays a story on a display in memory: the real screens, the real toolkit, a scripted daemon, a clock that stands. */

import { readdirSync } from 'node:fs';
import type { Locale, ThemeName } from '../../../core/api/contract.ts';
import { mount, signal } from '../../../ui/jsx/index.ts';
import type { Display, Obj, Role, Theme } from '../../../ui/lvgl/index.ts';
import { queryAllByRole, treeText, type VirtualClock } from '../../../ui/lvgl/testing/index.ts';
import { App } from '../../../ui/screens/app.tsx';
import { ScriptedApi } from '../../../ui/screens/scripted-api.ts';
import { type Person, repliesOf, type Stories, type Story } from '../../../ui/screens/story.ts';
import { makeTestDisplay, type TestDisplay } from '../../kit/display.ts';
import { dark, highContrast, light } from '../../kit/themes.ts';

export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly scale?: 1 | 2;
  readonly theme?: ThemeName;
  readonly locale?: Locale;
}

const THEMES: Readonly<Record<ThemeName, Theme>> = { dark, light, highContrast };
export const themeFor = (name: ThemeName): Theme => THEMES[name];

/** The first loading of a part of the program is real work of the machine; the rest is a matter of microseconds. */
const PATIENCE_MS = 30_000;

/** Lets everything that is ready to happen happen, down to the picture. */
export async function settle(clock: VirtualClock, underWay: () => number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do {
    await new Promise((resolve) => setImmediate(resolve));
    if (underWay() <= 0) return clock.advance(0);
  } while (performance.now() < end);
  throw new Error('the screen does not come to rest');
}

export interface Stage extends TestDisplay {
  readonly api: ScriptedApi;
  readonly person: Person;
  settle(): Promise<void>;
  close(): void;
}

/** The stories of every screen, by the name of its file. */
export async function allStories(): Promise<Map<string, Stories>> {
  const folder = new URL('../../../ui/screens/', import.meta.url);
  const found = new Map<string, Stories>();
  for (const file of readdirSync(folder).sort()) {
    const [, screen] = /^(.+)\.stories\.tsx$/.exec(file) ?? [];
    if (screen === undefined) continue;
    const module: { stories: Stories } = await import(new URL(file, folder).href);
    found.set(screen, module.stories);
  }
  return found;
}

export async function play(
  story: Story,
  { width, height, scale = 1, theme = 'dark', locale = 'en' }: Setting,
): Promise<Stage> {
  const kit = makeTestDisplay({ width, height, scale, theme: themeFor(theme) });
  const { display, clock } = kit;
  const settings = { locale, theme, keyboard: 'us', pointerSpeed: 0, autoLockMinutes: 10 } as const;
  const api = new ScriptedApi(repliesOf(story, settings));
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
  const rest = () => settle(clock, () => work - api.held);
  const person = makePerson(kit, rest);
  await rest();
  if (!story.mouseOnly) await person.press('F24');
  await story.steps?.(person);
  if (story.away) connection.value = 'connecting';
  await rest();
  return { ...kit, api, person, settle: rest, close: dispose };
}

export function makePerson({ display, clock, pointer, keyboard }: TestDisplay, rest: () => Promise<void>): Person {
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
