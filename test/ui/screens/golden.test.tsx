/**
 * Pictures of every screen, compared pixel by pixel with those in golden/.
 *
 * The states a screen is mostly seen in are drawn on a large and a small monitor, dark and light, in English and German,
 * and once in Chinese with high contrast. Its other states are drawn once: small, dark and in German, where texts are
 * longest.
 */
import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Story } from '../../../ui/screens/story.ts';
import { expectScreenshot } from '../../kit/screenshot.ts';
import { allStories, play, type Setting } from './stage.tsx';

const folder = new URL('golden/', import.meta.url);
const test = suite('pictures');

/** The states each screen is mostly seen in, and those that show what all screens share: keyboard, boxes, veil. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  activation: ['filled'],
  'edit-user': ['admin'],
  'legal-disclaimer': ['unread'],
  'live-view': ['menu'],
  login: ['empty', 'keyboard', 'reconnecting'],
  'new-password': ['filled'],
  'qr-code': ['filled', 'leaving', 'error'],
  'reserved-email': ['filled'],
  system: ['admin'],
  users: ['list'],
  'verification-mode': ['email'],
};

const LARGE = { width: 1920, height: 1080 } as const;
const SMALL = { width: 1024, height: 768 } as const;

const usual: Setting[] = [LARGE, SMALL].flatMap((size) =>
  (['dark', 'light'] as const).flatMap((theme) =>
    (['en', 'de'] as const).map((locale) => ({ ...size, theme, locale })),
  ),
);
const others: Setting[] = [{ ...SMALL, theme: 'highContrast', locale: 'zh-CN' }];
const once: Setting[] = [{ ...SMALL, theme: 'dark', locale: 'de' }];
const TWICE: Setting = { width: 3840, height: 2160, scale: 2, theme: 'dark', locale: 'en' };

const expected = new Set<string>();

function picture(screen: string, state: string, story: Story, setting: Setting): void {
  const { width, height, theme, locale } = setting;
  const name = `${screen}-${state}-${width}x${height}-${theme}-${locale}`;
  expected.add(`${name}.png`);
  test(name, async () => {
    const stage = await play(story, setting);
    try {
      expectScreenshot(stage.display, name, folder);
    } finally {
      stage.close();
    }
  });
}

for (const [screen, stories] of await allStories()) {
  for (const [state, story] of Object.entries(stories)) {
    const settings = USUAL[screen]?.includes(state) ? [...usual, ...others] : once;
    for (const setting of settings) picture(screen, state, story, setting);
    if (screen === 'qr-code' && state === 'filled') picture(screen, state, story, TWICE);
  }
}

test('no picture is left over from a story that went', () => {
  const there = readdirSync(folder).filter((file) => file.endsWith('.png') && !file.endsWith('.err.png'));
  assert.equal(
    there.filter((file) => !expected.has(file)),
    [],
  );
});

test.run();
