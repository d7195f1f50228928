import { GOOD_PASSWORD, type Person, type Stories } from './story.ts';

const inactive = { active: false } as const;

export const stories: Stories = {
  empty: { place: { at: 'activation' }, device: inactive },
  keyboard: { place: { at: 'activation' }, device: inactive, mouseOnly: true },
  weak: {
    place: { at: 'activation' },
    device: inactive,
    async steps(person) {
      await person.type('Abc1234');
    },
  },
  mismatch: {
    place: { at: 'activation' },
    device: inactive,
    async steps(person) {
      await person.type(GOOD_PASSWORD);
      await person.press('Enter');
      await person.type('Kiefer-8');
    },
  },
  filled: {
    place: { at: 'activation' },
    device: inactive,
    async steps(person) {
      await fill(person);
      await person.click(person.find('checkbox'));
    },
  },
  busy: {
    place: { at: 'activation' },
    device: inactive,
    replies: { 'device.activate': { hold: true } },
    async steps(person) {
      await fill(person);
      await person.press('Enter');
    },
  },
};

async function fill(person: Person): Promise<void> {
  await person.type(GOOD_PASSWORD);
  await person.press('Enter');
  await person.type(GOOD_PASSWORD);
}
