/** What holds for every screen in every state: nothing is cut off, everything can be read, hit and reached. */
import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Locale, ThemeName } from '../../../core/api/contract.ts';
import { Checkbox, type Display, Keyboard, Label, type Obj, overlaps } from '../../../ui/lvgl/index.ts';
import { contrastReport, reachableObjects } from '../../../ui/lvgl/testing/index.ts';
import { allStories, play, type Setting, type Stage } from './stage.tsx';

const stories = await allStories();
const screens = new URL('../../../ui/screens/', import.meta.url);

/** Plays each story of each screen in a setting, and looks at each. */
async function each(setting: Setting, look: (stage: Stage, name: string) => void): Promise<void> {
  for (const [screen, ofScreen] of stories) {
    for (const [state, story] of Object.entries(ofScreen)) {
      const stage = await play(story, setting);
      stage.display.refreshNow();
      look(stage, `${screen} ${state} ${setting.locale} ${setting.theme} ${setting.width}×${setting.height}`);
      stage.close();
    }
  }
}

const LOCALES = ['en', 'de', 'zh-CN'] satisfies Locale[];
const THEMES = ['dark', 'light', 'highContrast'] satisfies ThemeName[];
const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
] as const;

const test = suite('every screen in every state');

test('has stories', () => {
  const files = readdirSync(screens).filter((file) => /^[^.]+\.tsx$/.test(file));
  // What is no screen of its own: the whole, and the frame of the configuration pages.
  const frames = ['app.tsx', 'configuration.tsx'];
  const without = files.filter((file) => !frames.includes(file) && !stories.has(file.replace('.tsx', '')));
  assert.equal(without, []);
});

test('shows every text whole, in every language, on the smallest monitors', async () => {
  const cut: string[] = [];
  for (const size of SIZES) {
    for (const locale of LOCALES) {
      await each({ ...size, locale, theme: 'dark' }, ({ display }, name) => {
        for (const text of cutTexts(display)) cut.push(`${name}: ${text}`);
      });
    }
  }
  assert.equal(cut, []);
});

/** Texts with an ellipsis, and texts that reach beyond what they lie in without a way to scroll there. */
function cutTexts(display: Display): string[] {
  return reachableObjects(display).flatMap((obj) => {
    if (!(obj instanceof Label || obj instanceof Checkbox) || obj.accessibleName === '') return [];
    if (obj instanceof Label && obj.truncated) return [`…: ${obj.accessibleName}`];
    const outside = boundary(obj);
    const { x1, y1, x2, y2 } = obj.coords;
    const inside = x1 >= outside.x1 && x2 <= outside.x2 && (outside.scrolls || (y1 >= outside.y1 && y2 <= outside.y2));
    return inside ? [] : [obj.accessibleName];
  });
}

/** The box around an object that cuts it off. */
function boundary(obj: Obj): { x1: number; y1: number; x2: number; y2: number; scrolls: boolean } {
  const box = { x1: 0, y1: 0, x2: obj.display.width, y2: obj.display.height, scrolls: false };
  for (let o = obj.parent; o; o = o.parent) {
    box.x1 = Math.max(box.x1, o.coords.x1);
    box.x2 = Math.min(box.x2, o.coords.x2);
    if (o.scrollable) box.scrolls = true;
    if (!box.scrolls) {
      box.y1 = Math.max(box.y1, o.coords.y1);
      box.y2 = Math.min(box.y2, o.coords.y2);
    }
  }
  return box;
}

test('has contrast AA in every theme, and AAA in high contrast', async () => {
  const low: string[] = [];
  for (const theme of THEMES) {
    await each({ width: 1024, height: 768, locale: 'en', theme }, ({ display }, name) => {
      for (const { name: text, ratio, required } of contrastReport(display)) {
        const wanted = theme === 'highContrast' ? 7 : required;
        if (ratio < wanted) low.push(`${name}: "${text}" ${ratio.toFixed(2)} of ${wanted}`);
      }
    });
  }
  assert.equal(low, []);
});

test('has targets of at least 32 by 32 pixels', async () => {
  const small: string[] = [];
  await each({ width: 1024, height: 768, locale: 'en', theme: 'dark' }, ({ display }, name) => {
    for (const obj of reachableObjects(display)) {
      if (!obj.clickable || obj.role === 'none') continue;
      if (obj.width < 32 || obj.height < 32)
        small.push(`${name}: ${obj.role} ${obj.accessibleName} ${obj.width}×${obj.height}`);
    }
  });
  assert.equal(small, []);
});

test('gives each thing that can be focused a name', async () => {
  const nameless: string[] = [];
  await each({ width: 1024, height: 768, locale: 'en', theme: 'dark' }, ({ display }, name) => {
    for (const obj of display.group.order()) {
      if (obj.accessibleName === '' && obj.role !== 'document') nameless.push(`${name}: ${obj.role}`);
    }
  });
  assert.equal(nameless, []);
});

test('never has the on-screen keyboard over the field it types into, nor over the buttons', async () => {
  let seen = 0;
  for (const size of [...SIZES, { width: 1920, height: 1080 }]) {
    await each({ ...size, locale: 'de', theme: 'dark' }, ({ display }, name) => {
      const objs = reachableObjects(display);
      const keyboard = objs.find((obj): obj is Keyboard => obj instanceof Keyboard);
      const { focused } = display.group;
      if (!keyboard || !focused) return;
      seen++;
      assert.not(overlaps(keyboard.coords, focused.coords), name);
      for (const obj of objs) {
        if (obj.role === 'button' && obj.visible)
          assert.not(overlaps(keyboard.coords, clip(obj)), `${name}: ${obj.accessibleName}`);
      }
    });
  }
  assert.ok(seen > 0);
});

/** The part of an object that can be seen. */
function clip(obj: Obj) {
  const box = { ...obj.coords };
  for (let o = obj.parent; o; o = o.parent) {
    box.x1 = Math.max(box.x1, o.coords.x1);
    box.y1 = Math.max(box.y1, o.coords.y1);
    box.x2 = Math.min(box.x2, o.coords.x2);
    box.y2 = Math.min(box.y2, o.coords.y2);
  }
  return box;
}

test.run();
