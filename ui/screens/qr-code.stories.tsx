import { ADMIN_SESSION, PENDING, type Person, type Stories } from './story.ts';

const place = { at: 'qrCode', purpose: 'reset' } as const;

export const stories: Stories = {
  pending: { place, reset: PENDING },
  filled: { place, reset: PENDING, steps: typeCode },
  error: {
    place,
    reset: { ...PENDING, triesLeft: 4 },
    replies: { 'reset.verifyCode': { refuse: { code: 'wrongCode', triesLeft: 4 } } },
    async steps(person) {
      await typeCode(person);
      await person.press('Enter');
    },
  },
  busy: {
    place,
    reset: PENDING,
    replies: { 'reset.verifyCode': { hold: true } },
    async steps(person) {
      await typeCode(person);
      await person.press('Enter');
    },
  },
  test: { place: { at: 'qrCode', purpose: 'test' }, session: ADMIN_SESSION, reset: { ...PENDING, purpose: 'test' } },
  leaving: {
    place,
    reset: PENDING,
    async steps(person) {
      await person.press('Escape');
    },
  },
  expired: { place, reset: { state: 'expired' } },
  exhausted: { place, reset: { state: 'exhausted' } },
  voided: { place, reset: { state: 'voided', reason: 'reboot' } },
  noUsb: {
    place,
    reset: PENDING,
    replies: { 'reset.export': { refuse: { code: 'noUsbDrive' } } },
    async steps(person) {
      await person.click(person.find('button', 1));
    },
  },
};

function typeCode(person: Person): Promise<void> {
  return person.type('k7qm3xtd');
}
