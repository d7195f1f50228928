/**
 * The styles of one object: those of its theme classes and its own over them, and what they come to for each part and
 * state it was seen in.
 * 1. A theme's entries for a list of classes are put in order once, for all objects with these classes.
 * 2. Local entries are kept in the same order. Resolving walks both lists, and the local one wins among equals.
 * 3. What was resolved is kept: an object that is pressed and let go resolves nothing.
 */
import {
  longhand,
  type Part,
  type ResolvedStyle,
  reshapes,
  resolveStyle,
  type StyleEntry,
  type StyleProps,
} from './style.ts';
import type { Theme } from './theme.ts';

/** Resolved styles kept: one for each part and state the object was seen in, and a few of former parents. */
const MOST_KEPT = 64;

/** Entries in the order in which they are laid over each other (LVGL's rule): a larger state number wins, then the later. */
interface Sheet {
  readonly entries: readonly StyleEntry[];
  /** Every state any entry is for, and those in which one says something about sizes, places or the shape of text. */
  readonly states: number;
  readonly shapeStates: number;
}

function makeSheet(entries: readonly StyleEntry[]): Sheet {
  let states = 0;
  let shapeStates = 0;
  for (const { state, style } of entries) {
    states |= state;
    if (reshapes(style)) shapeStates |= state;
  }
  return { entries: [...entries].sort((a, b) => a.state - b.state), states, shapeStates };
}

const EMPTY = makeSheet([]);
const themeSheets = new WeakMap<Theme, Map<string, Sheet>>();

function themeSheet(theme: Theme, classes: readonly string[]): Sheet {
  const sheets = themeSheets.get(theme) ?? new Map<string, Sheet>();
  themeSheets.set(theme, sheets);
  const key = classes.join(' ');
  let sheet = sheets.get(key);
  if (!sheet) {
    sheet = makeSheet(
      classes.flatMap((name) => theme.styles(name)).map((entry) => ({ ...entry, style: longhand(entry.style) })),
    );
    sheets.set(key, sheet);
  }
  return sheet;
}

export class StyleSet {
  /** The kind of object, then its variants. */
  #classes: readonly string[];
  #local = EMPTY;
  #theme: Theme;
  #sheet: Sheet | null = null;
  readonly #kept: ResolvedStyle[] = [];

  constructor(themeClass: string, theme: Theme) {
    this.#classes = [themeClass];
    this.#theme = theme;
  }

  /** True when going from one state to another may change what an object looks like. */
  dependsOn(changedStates: number): boolean {
    return ((this.#themed.states | this.#local.states) & changedStates) !== 0;
  }

  /** True when going from one state to another may change sizes, places or the shape of text. */
  reshapesWith(changedStates: number): boolean {
    return ((this.#themed.shapeStates | this.#local.shapeStates) & changedStates) !== 0;
  }

  get #themed(): Sheet {
    this.#sheet ??= themeSheet(this.#theme, this.#classes);
    return this.#sheet;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#forget();
  }

  /** Adds or removes a variant; false when it was so before. */
  setVariant(variant: string, on: boolean): boolean {
    const name = `${this.#classes[0]}.${variant}`;
    if (this.#classes.includes(name) === on) return false;
    this.#classes = on ? [...this.#classes, name] : this.#classes.filter((other) => other !== name);
    this.#forget();
    return true;
  }

  /** Sets local properties; false when they were so before. */
  set(style: StyleProps, part: Part, state: number): boolean {
    const own = this.#localStyle(part, state);
    const names = Object.keys(style) as (keyof StyleProps)[];
    if (names.every((name) => own[name] === style[name])) return false;
    this.#replace(part, state, { ...own, ...style });
    return true;
  }

  /** Takes local properties back; false when there were none of them. */
  remove(names: readonly string[], part: Part, state: number): boolean {
    const own = this.#localStyle(part, state);
    const rest = Object.entries(own).filter(([name]) => !names.includes(name));
    if (rest.length === Object.keys(own).length) return false;
    this.#replace(part, state, Object.fromEntries(rest));
    return true;
  }

  #localStyle(part: Part, state: number): StyleProps {
    return this.#local.entries.find((entry) => entry.part === part && entry.state === state)?.style ?? {};
  }

  #replace(part: Part, state: number, style: StyleProps): void {
    const others = this.#local.entries.filter((entry) => entry.part !== part || entry.state !== state);
    this.#local = makeSheet([...others, { part, state, style }]);
    this.#kept.length = 0;
  }

  #forget(): void {
    this.#sheet = null;
    this.#kept.length = 0;
  }

  /** Every property for a part in a state; the same object as before where the same is asked for. */
  resolve(part: Part, state: number, scale: number, inherited: ResolvedStyle | null): ResolvedStyle {
    const kept = this.#kept;
    for (let i = 0; i < kept.length; i++) if (kept[i]!.isFor(part, state, inherited)) return kept[i]!;
    const style = resolveStyle(this.#themed.entries, this.#local.entries, part, state, this.#theme, scale, inherited);
    if (kept.length === MOST_KEPT) kept.length = 0;
    kept.push(style);
    return style;
  }
}
