import { ADMIN_SESSION, PENDING, type Stories } from './story.ts';

const place = { at: 'login' } as const;

export const stories: Stories = {
  empty: { place },
  keyboard: { place, mouseOnly: true },
  filled: {
    place,
    async steps(person) {
      await person.type('not the password');
    },
  },
  error: {
    place,
    replies: { 'session.login': { refuse: { code: 'badCredentials', triesLeft: 3 } } },
    async steps(person) {
      await person.type('wrong');
      await person.press('Enter');
    },
  },
  throttled: {
    place,
    replies: { 'session.login': { refuse: { code: 'throttled', retryAfterMs: 30_000 } } },
    async steps(person) {
      await person.type('wrong');
      await person.press('Enter');
      await person.wait(2_000);
    },
  },
  busy: {
    place,
    replies: { 'session.login': { hold: true } },
    async steps(person) {
      await person.type('a password');
      await person.press('Enter');
    },
  },
  users: {
    place,
    async steps(person) {
      await person.click(person.find('combobox', 1));
    },
  },
  pending: { place, reset: PENDING },
  offline: { place, device: { network: 'down' } },
  reconnecting: { place, away: true },
  locked: { place: { at: 'live' }, session: { ...ADMIN_SESSION, locked: true } },
};
