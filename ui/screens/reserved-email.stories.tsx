import { ADMIN_SESSION, type Stories } from './story.ts';

const session = ADMIN_SESSION;
const first = { at: 'reservedEmail', next: 'live' } as const;
const unset = { 'recovery.get': { result: { maskedAddress: null, confirmed: false } } } as const;

export const stories: Stories = {
  empty: { place: first, session, replies: unset },
  keyboard: { place: first, session, replies: unset, mouseOnly: true },
  filled: {
    place: first,
    session,
    replies: unset,
    async steps(person) {
      await person.type('alice@example.com');
    },
  },
  error: {
    place: first,
    session,
    replies: unset,
    async steps(person) {
      await person.type('alice and bob@example.com');
    },
  },
  long: {
    place: first,
    session,
    replies: unset,
    async steps(person) {
      await person.type('facility.management.recorder.recovery@building-operations.example.com');
    },
  },
  stored: { place: { at: 'reservedEmail', next: 'editUser' }, session },
  unset: {
    place: first,
    session,
    replies: unset,
    async steps(person) {
      await person.press('Escape');
    },
  },
  noKeys: { place: first, session, replies: unset, device: { recoveryAvailable: false } },
};
