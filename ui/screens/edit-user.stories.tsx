import { ADMIN_SESSION, type Person, type Stories } from './story.ts';

const session = ADMIN_SESSION;

export const stories: Stories = {
  password: { place: { at: 'editUser', name: 'admin' }, session },
  wrongPassword: {
    place: { at: 'editUser', name: 'admin' },
    session,
    replies: { 'session.elevate': { refuse: { code: 'badCredentials', triesLeft: 4 } } },
    steps: givePassword,
  },
  admin: { place: { at: 'editUser', name: 'admin' }, session, steps: givePassword },
  operator: { place: { at: 'editUser', name: 'reception' }, session, steps: givePassword },
};

async function givePassword(person: Person): Promise<void> {
  await person.type('the password');
  await person.press('Enter');
}
