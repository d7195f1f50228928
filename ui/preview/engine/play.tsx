/** The GUI in front of a recorder that is played with. */
import { mount } from '../../jsx/index.ts';
import { Display, loadLineBreaks, makeTheme } from '../../lvgl/index.ts';
import { systemClock } from '../../run/clock.ts';
import { App } from '../../screens/app.tsx';
import { browserFonts } from './browser-fonts.ts';
import type { PlayRecorder } from './play-recorder.ts';
import { PreviewClock } from './preview-clock.ts';
import type { Setting } from './setting.ts';
import { LateCanvas, type Live, type OnFrame, seatOn } from './show.ts';
import { themeTokens } from './themes.ts';

/** Starts the GUI. Language and theme are the recorder's own; a change of the setting is one of the recorder's. */
export async function showRecorder(
  canvas: HTMLCanvasElement,
  recorder: PlayRecorder,
  setting: Setting,
  onFrame: OnFrame,
  signal: AbortSignal,
): Promise<Live> {
  const { theme, locale, scale } = setting;
  const [fonts] = await Promise.all([browserFonts(scale), loadLineBreaks()]);
  const api = recorder.connect();
  if (recorder.connection.peek() === 'up') await api.call('settings.set', { theme, locale });
  signal.throwIfAborted();
  const driver = new LateCanvas(canvas, setting, onFrame);
  const clock = new PreviewClock();
  const themeFor = (name: keyof typeof themeTokens) => makeTheme(themeTokens[name]);
  const display = new Display({ driver, clock, fonts, theme: themeFor(theme), scale });
  const dispose = mount(
    <App api={api} connection={recorder.connection} display={display} themeFor={themeFor} locale={locale} />,
    display.screen,
  );
  clock.run(systemClock);
  driver.show(display);
  const closeSeat = seatOn(canvas, display, clock);
  return {
    display,
    close() {
      closeSeat();
      clock.stop();
      dispose();
      clock.stop();
    },
  };
}
