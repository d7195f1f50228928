import { GOOD_PASSWORD, type Stories } from './story.ts';

const place = { at: 'newPassword', ticket: '0'.repeat(32) } as const;
const reset = { state: 'ticket', validForMs: 10 * 60_000 - 4_000 } as const;

export const stories: Stories = {
  empty: { place, reset },
  filled: {
    place,
    reset,
    async steps(person) {
      await person.type(GOOD_PASSWORD);
      await person.press('Enter');
      await person.type(GOOD_PASSWORD);
    },
  },
  refused: {
    place,
    reset,
    async steps(person) {
      await person.type('Admin-1234');
    },
  },
  done: {
    place,
    reset,
    replies: { 'reset.setPassword': { result: {} } },
    async steps(person) {
      await person.type(GOOD_PASSWORD);
      await person.press('Enter');
      await person.type(GOOD_PASSWORD);
      await person.press('Enter');
    },
  },
  over: { place, reset: { state: 'expired' } },
};
