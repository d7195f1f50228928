import type { Replies } from './scripted-api.ts';
import type { Stories } from './story.ts';

const place = { at: 'verification' } as const;
const nothing: Replies = { 'reset.methods': { result: { methods: [], maskedAddress: null } } };

export const stories: Stories = {
  email: { place },
  none: { place, replies: nothing },
  noKeys: { place, replies: nothing, device: { recoveryAvailable: false } },
  busy: {
    place,
    replies: { 'reset.offer': { hold: true } },
    async steps(person) {
      await person.click(person.find('button', 2));
    },
  },
  refused: {
    place,
    replies: { 'reset.offer': { refuse: { code: 'recoveryLocked', retryAfterMs: 23 * 3_600_000 } } },
    async steps(person) {
      await person.click(person.find('button', 2));
    },
  },
};
