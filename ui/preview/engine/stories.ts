/** Every story of every screen, by the flow an owner meets it in. A new `*.stories.tsx` is found by itself. */
import type { Stories } from '../../screens/story.ts';
import type { NamedStory } from './engine.ts';

/** Screens in the order in which somebody meets them. */
const FLOWS: Readonly<Record<string, readonly string[]>> = {
  Start: ['starting', 'input-refused'],
  Activation: ['activation', 'reserved-email'],
  Login: ['login'],
  'Reset password': ['verification-mode', 'legal-disclaimer', 'qr-code', 'new-password'],
  'Live view': ['live-view'],
  Configuration: ['users', 'edit-user', 'system'],
};
/** Where a screen is shown that is in no flow yet. */
const ELSEWHERE = 'Other screens';

const modules = import.meta.glob<{ stories: Stories }>('../../screens/*.stories.tsx', { eager: true });

const storiesByScreen = new Map(
  Object.entries(modules).map(([file, { stories }]) => [/([^/]+)\.stories\.tsx$/.exec(file)?.[1] ?? file, stories]),
);

const inFlows = Object.values(FLOWS).flat();
const elsewhere = [...storiesByScreen.keys()].filter((screen) => !inFlows.includes(screen));

export const stories: readonly NamedStory[] = Object.entries({ ...FLOWS, [ELSEWHERE]: elsewhere }).flatMap(
  ([flow, screens]) =>
    screens.flatMap((screen) =>
      Object.entries(storiesByScreen.get(screen) ?? {}).map(([state, story]) => ({
        id: `${screen}/${state}`,
        screen,
        state,
        flow,
        story,
      })),
    ),
);
