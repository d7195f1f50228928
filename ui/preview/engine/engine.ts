/** What is drawn with, as the programs that load it through Vite know it. */
import type { Fonts } from '../../lvgl/index.ts';
import type { Story } from '../../screens/story.ts';
import type { Setting } from './setting.ts';

export interface NamedStory {
  /** `login/error`: the file of the screen and the state. */
  readonly id: string;
  readonly screen: string;
  readonly state: string;
  readonly flow: string;
  readonly story: Story;
}

export interface Engine {
  readonly stories: readonly NamedStory[];
  /** @param loadFont the bytes of a baked file such as `body@1.bin` */
  fontsFor(loadFont: (file: string) => Uint8Array, scale: 1 | 2): Fonts;
  /** What the monitor shows: 0xAARRGGBB, rows without padding. */
  pictureOf(story: NamedStory, setting: Setting, fonts: Fonts): Promise<Uint32Array>;
}
