import type { Stories } from './story.ts';

export const stories: Stories = {
  waiting: { place: { at: 'login' }, replies: { 'device.info': { hold: true } } },
};
