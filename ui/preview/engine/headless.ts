/** Pictures without a browser, through the same framebuffer code as on the recorder. Loaded by export.ts. */
import { MemoryDisplay } from '../../../drivers/display/memory.ts';
import { Fonts } from '../../lvgl/index.ts';
import type { Engine } from './engine.ts';
import { perform } from './perform.tsx';
import { stories } from './stories.ts';

export const engine: Engine = {
  stories,
  fontsFor: (loadFont, scale) => new Fonts(loadFont, scale),
  async pictureOf({ story }, setting, fonts) {
    const driver = new MemoryDisplay(setting.width, setting.height);
    const stage = await perform(story, setting, { driver, fonts });
    stage.close();
    return driver.picture.pixels;
  },
};
