import { ADMIN_SESSION, type Stories } from './story.ts';

const place = { at: 'live' } as const;
const session = ADMIN_SESSION;

export const stories: Stories = {
  idle: { place, session },
  menu: {
    place,
    session,
    async steps(person) {
      await person.press('ContextMenu');
    },
  },
  reboot: {
    place,
    session,
    async steps(person) {
      await person.press('ContextMenu');
      await person.click(person.find('menuitem', 3));
    },
  },
  saver: {
    place,
    session,
    replies: { 'session.lock': { hold: true } },
    async steps(person) {
      await person.wait(10 * 60_000);
    },
  },
};
