import type { Stories } from './story.ts';

const place = { at: 'legal', purpose: 'reset' } as const;

export const stories: Stories = {
  unread: { place },
  read: {
    place,
    async steps(person) {
      await person.press('End');
    },
  },
};
