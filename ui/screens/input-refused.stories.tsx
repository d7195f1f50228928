import type { Stories } from './story.ts';

export const stories: Stories = {
  refused: { place: { at: 'login' }, unsafeInput: ['/dev/input/event3', '/dev/input/event4'] },
};
