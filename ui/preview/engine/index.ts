/** All that the page takes from the product. When something of it is saved, the page takes this anew and goes on. */
export { focusBoxes, type Inspected, inspect, objectAt } from './inspect.ts';
export { showRecorder } from './play.tsx';
export { type Letter, PlayRecorder, type PlayState, SAMPLE_ADDRESS, SAMPLE_PASSWORD } from './play-recorder.ts';
export { drawStory, type Live, type OnFrame, showStory, wear } from './show.ts';
export { stories } from './stories.ts';
export { themeTokens } from './themes.ts';
