/**
 * Writes `tables.ts` from the keyboard layouts of xkeyboard-config, through libxkbcommon. For developers, on a desktop
 * with both installed (Debian: libxkbcommon0, xkb-data):
 *
 *     npx tsx drivers/input/keymap/generate.ts > drivers/input/keymap/tables.ts && npx biome format --write drivers/input/keymap
 */
import koffi from 'koffi';

const LAYOUTS = { us: 'us', gb: 'gb', de: 'de', fr: 'fr', es: 'es', ru: 'ru' };

/** Keys that type text and differ between layouts, as ranges of <linux/input-event-codes.h>. */
const KEY_RANGES = [
  [2, 13], // KEY_1 … KEY_EQUAL
  [16, 27], // KEY_Q … KEY_RIGHTBRACE
  [30, 41], // KEY_A … KEY_GRAVE, then KEY_LEFTSHIFT
  [43, 53], // KEY_BACKSLASH … KEY_SLASH
  [86, 86], // KEY_102ND
] as const;
const KEY_KPDOT = 83;
const KEY_RIGHTALT = 100;
const ISO_LEVEL3_SHIFT = 0xfe03;
/** X key codes are the kernel's plus 8. */
const X_OFFSET = 8;

/** XKB_KEY_dead_* of <xkbcommon/xkbcommon-keysyms.h>, as the combining marks that Unicode composes with. */
const DEAD_KEYS = new Map([
  [0xfe50, 0x300], // grave
  [0xfe51, 0x301], // acute
  [0xfe52, 0x302], // circumflex
  [0xfe53, 0x303], // tilde
  [0xfe54, 0x304], // macron
  [0xfe55, 0x306], // breve
  [0xfe56, 0x307], // abovedot
  [0xfe57, 0x308], // diaeresis
  [0xfe58, 0x30a], // abovering
  [0xfe59, 0x30b], // doubleacute
  [0xfe5a, 0x30c], // caron
  [0xfe5b, 0x327], // cedilla
  [0xfe5c, 0x328], // ogonek
]);

const xkb = koffi.load('libxkbcommon.so.0');
const newContext = xkb.func('void *xkb_context_new(int flags)');
const names = koffi.struct('xkb_rule_names', {
  rules: 'str',
  model: 'str',
  layout: 'str',
  variant: 'str',
  options: 'str',
});
const newKeymap = xkb.func('xkb_keymap_new_from_names', 'void *', ['void *', koffi.pointer(names), 'int']);
const symsByLevel = xkb.func('xkb_keymap_key_get_syms_by_level', 'int', [
  'void *',
  'uint32',
  'uint32',
  'uint32',
  koffi.out(koffi.pointer('void *')),
]);
const toUtf32 = xkb.func('uint32 xkb_keysym_to_utf32(uint32 keysym)');

const context: bigint = newContext(0);

function load(layout: string) {
  const keymap: bigint | null = newKeymap(
    context,
    { rules: 'evdev', model: 'pc105', layout, variant: '', options: '' },
    0,
  );
  if (keymap === null) throw new Error(`libxkbcommon has no layout "${layout}"; install xkb-data`);
  const keysym = (code: number, level: number): number => {
    const out: [bigint | null] = [null];
    const count: number = symsByLevel(keymap, code + X_OFFSET, 0, level, out);
    return count === 1 && out[0] !== null ? koffi.decode.uint32(out[0]) : 0;
  };
  /** The character at a level, a combining mark for a dead key, NUL for none. */
  const character = (code: number, level: number): string => {
    const sym = keysym(code, level);
    const codePoint: number = DEAD_KEYS.get(sym) ?? toUtf32(sym);
    return String.fromCodePoint(codePoint);
  };
  return { character, altGr: keysym(KEY_RIGHTALT, 0) === ISO_LEVEL3_SHIFT };
}

/** As a source literal: what can be seen as itself, combining marks and NUL by number. */
const visible = /^[\p{L}\p{N}\p{P}\p{S}]$/u;
const literal = (c: string) =>
  c === "'" || c === '\\' ? `\\${c}` : visible.test(c) ? c : `\\u{${c.codePointAt(0)?.toString(16)}}`;
const quote = (text: string) => `'${[...text].map(literal).join('')}'`;

const tables = Object.entries(LAYOUTS).map(([name, layout]) => {
  const { character, altGr } = load(layout);
  const keys: string[] = [];
  for (const [first, last] of KEY_RANGES) {
    for (let code = first; code <= last; code++) {
      const levels = [0, 1, 2, 3]
        .map((level) => character(code, level))
        .join('')
        .replace(/\0+$/, '');
      if (levels) keys.push(`    ${code}: ${quote(levels)},`);
    }
  }
  return `  ${name}: {\n    altGr: ${altGr},\n    decimal: ${quote(character(KEY_KPDOT, 1))},\n    keys: {\n${keys.join('\n')}\n    },\n  },`;
});

process.stdout.write(`// Written by generate.ts from xkeyboard-config; do not edit.
import type { LayoutTable } from './layout.ts';

export const TABLES = {
${tables.join('\n')}
} as const satisfies Record<string, LayoutTable>;
`);
