/**
 * The screen as somebody who cannot see it gets it: a list of roles, names, values and states in drawing order. What
 * lies under a modal object is not part of it, since nobody can reach it.
 */
import type { Display } from '../display.ts';
import type { Obj, Role } from '../obj.ts';
import { STATE, type StateName } from '../style.ts';

/** One object, as plain data that survives JSON. Never holds what a masked field hides. */
export interface TreeNode {
  readonly role: Role;
  readonly name: string;
  readonly value: string;
  /** Box in device pixels of the screen, also where it is scrolled out of sight. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly states: readonly StateName[];
  readonly focused: boolean;
  /** How many listed objects it lies in. */
  readonly depth: number;
}

/** States that mean something to somebody who cannot see them. */
const TOLD: readonly StateName[] = ['checked', 'disabled', 'error', 'pressed', 'hovered'];

/** Everything that can be reached, in drawing order: all that is shown, or only what is not under a modal object. */
export function reachableObjects(display: Display): Obj[] {
  display.updateLayout();
  const found: Obj[] = [];
  const modal = display.group.scope;
  let reached = modal === null;
  const walk = (obj: Obj): void => {
    if (obj.hidden) return;
    if (obj === modal) reached = true;
    if (reached) found.push(obj);
    for (const child of obj.children) walk(child);
  };
  for (const root of [display.screen, display.topLayer, display.sysLayer]) walk(root);
  return found;
}

/** All reachable objects that have a role. */
export function treeOf(display: Display): TreeNode[] {
  const depths = new Map<Obj, number>();
  const nodes: TreeNode[] = [];
  for (const obj of reachableObjects(display)) {
    const depth = obj.parent ? (depths.get(obj.parent) ?? 0) : 0;
    depths.set(obj, obj.role === 'none' ? depth : depth + 1);
    if (obj.role !== 'none') nodes.push(nodeOf(obj, depth));
    for (const { role, name, area } of obj.accessibleParts) {
      nodes.push({
        role,
        name,
        value: '',
        x: area.x1,
        y: area.y1,
        w: area.x2 - area.x1,
        h: area.y2 - area.y1,
        states: [],
        focused: false,
        depth: depth + 1,
      });
    }
  }
  return nodes;
}

function nodeOf(obj: Obj, depth: number): TreeNode {
  const { x1, y1, x2, y2 } = obj.coords;
  return {
    role: obj.role,
    name: obj.accessibleName,
    value: obj.accessibleValue,
    x: x1,
    y: y1,
    w: x2 - x1,
    h: y2 - y1,
    states: TOLD.filter((state) => (obj.state & STATE[state]) !== 0),
    focused: obj.display.group.focused === obj,
    depth,
  };
}

/** The tree as text, a line an object: `button 'OK' [disabled]`. */
export const treeText = (display: Display): string => treeOf(display).map(line).join('\n');

function line(node: TreeNode): string {
  const value = node.value === '' ? '' : ` = '${node.value}'`;
  const states = node.states.length > 0 ? ` [${node.states.join(', ')}]` : '';
  return `${'  '.repeat(node.depth)}${node.role} '${node.name}'${value}${states}${node.focused ? ' *' : ''}`;
}

/** What Tab goes through, in order, as `role 'name'`. */
export const focusOrder = (display: Display): string[] =>
  display.group.order().map((obj) => `${obj.role} '${obj.accessibleName}'`);
