import { ADMIN_SESSION, type Stories } from './story.ts';

const place = { at: 'system' } as const;

export const stories: Stories = {
  admin: { place, session: ADMIN_SESSION },
  guest: { place, session: { user: 'visitor', role: 'guest', locked: false } },
  reset: {
    place,
    session: ADMIN_SESSION,
    async steps(person) {
      await person.press('End');
      await person.click(person.find('button', 4));
    },
  },
};
