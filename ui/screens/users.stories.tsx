import { ADMIN_SESSION, GOOD_PASSWORD, type Stories } from './story.ts';

const place = { at: 'users' } as const;
const session = ADMIN_SESSION;

export const stories: Stories = {
  list: { place, session },
  operator: {
    place,
    session: { user: 'reception', role: 'operator', locked: false },
    replies: { 'users.list': { result: { users: [{ name: 'reception', role: 'operator', enabled: true }] } } },
  },
  add: {
    place,
    session,
    async steps(person) {
      await person.click(person.find('button', 4));
      await person.type('night.shift');
      await person.press('Enter');
      await person.type(GOOD_PASSWORD);
    },
  },
  remove: {
    place,
    session,
    async steps(person) {
      await person.press('ArrowDown');
      await person.click(person.find('button', 6));
    },
  },
};
