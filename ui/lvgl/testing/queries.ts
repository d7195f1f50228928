/** Finding objects as a user finds them: by what they are and what they say. */
import type { Display } from '../display.ts';
import type { Obj, Role } from '../obj.ts';
import { reachableObjects, treeText } from './tree.ts';

/** An exact text, or a pattern that finds it. */
export type TextMatch = string | RegExp;

const matches = (text: string, wanted: TextMatch): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/** All reachable objects of a role, with a name if one is given. */
export const queryAllByRole = (display: Display, role: Role, { name }: { name?: TextMatch } = {}): Obj[] =>
  reachableObjects(display).filter(
    (obj) => obj.role === role && (name === undefined || matches(obj.accessibleName, name)),
  );

/** The only reachable object of a role (and name), null when there is none. Throws when there are several. */
export const queryByRole = (display: Display, role: Role, options: { name?: TextMatch } = {}): Obj | null =>
  atMostOne(display, queryAllByRole(display, role, options), describe(role, options.name));

/** The only reachable object of a role (and name). Throws, listing what there is, when there is none or more than one. */
export const getByRole = (display: Display, role: Role, options: { name?: TextMatch } = {}): Obj =>
  exactlyOne(display, queryAllByRole(display, role, options), describe(role, options.name));

/** All reachable texts that say this. */
export const queryAllByText = (display: Display, text: TextMatch): Obj[] =>
  queryAllByRole(display, 'text', { name: text });

/** The only reachable text that says this, null when there is none. Throws when there are several. */
export const queryByText = (display: Display, text: TextMatch): Obj | null =>
  queryByRole(display, 'text', { name: text });

/** The only reachable text that says this. Throws, listing what there is, when there is none or more than one. */
export const getByText = (display: Display, text: TextMatch): Obj => getByRole(display, 'text', { name: text });

const describe = (role: Role, name: TextMatch | undefined): string =>
  name === undefined ? role : `${role} ${name instanceof RegExp ? name : `'${name}'`}`;

function atMostOne(display: Display, found: readonly Obj[], wanted: string): Obj | null {
  if (found.length > 1)
    throw new Error(`there are ${found.length} of: ${wanted}. On the screen:\n${treeText(display)}`);
  return found[0] ?? null;
}

function exactlyOne(display: Display, found: readonly Obj[], wanted: string): Obj {
  const obj = atMostOne(display, found, wanted);
  if (!obj) throw new Error(`there is no ${wanted}. On the screen:\n${treeText(display)}`);
  return obj;
}
