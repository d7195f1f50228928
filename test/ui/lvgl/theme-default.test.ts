import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import darkTokens from '../../../assets/themes/dark.json';
import highContrastTokens from '../../../assets/themes/highContrast.json';
import lightTokens from '../../../assets/themes/light.json';
import {
  Bar,
  Button,
  Checkbox,
  type ColorName,
  Dropdown,
  Icon,
  Keyboard,
  Label,
  makeTheme,
  Obj,
  type Part,
  type ResolvedStyle,
  STATE,
  type StateName,
  Table,
  Textarea,
  ThemeError,
  type ThemeTokens,
} from '../../../ui/lvgl/index.ts';
import { contrastRatio } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';

/** The least contrast of text: AA, and AAA for the theme that is made for it. */
const THEMES: readonly [ThemeTokens, number][] = [
  [darkTokens, 4.5],
  [lightTokens, 4.5],
  [highContrastTokens, 7],
];

/** WCAG 1.4.11: what makes out a control, and the focus ring. */
const LEAST_GRAPHIC = 3;

/** What a style's background gives over an opaque one. */
function over(under: number, style: ResolvedStyle): number {
  const mix = (shift: number): number => {
    const a = (under >> shift) & 255;
    const b = (style.bgColor >> shift) & 255;
    return Math.round(a + ((b - a) * style.bgOpa) / 255) << shift;
  };
  return mix(16) | mix(8) | mix(0);
}

/** Every combination of states that a user can bring a control into. Disabled ones are exempt. */
const COMBINATIONS: readonly (readonly StateName[])[] = [
  [],
  ['hovered'],
  ['hovered', 'pressed'],
  ['focused', 'focusKey'],
  ['focused', 'hovered'],
  ['checked'],
  ['checked', 'hovered'],
  ['checked', 'hovered', 'pressed'],
  ['checked', 'focused', 'focusKey'],
  ['error'],
  ['error', 'focused', 'hovered'],
];

const mask = (states: readonly StateName[]): number => states.reduce((all, name) => all | STATE[name], 0);
const name = (of: string, states: readonly StateName[]): string => [of, ...states].join(':');

for (const [tokens, leastText] of THEMES) {
  const theme = makeTheme(tokens);
  const { display } = makeTestDisplay({ theme });
  const color = (token: ColorName): number => theme.colors[token];
  const test = suite(`The ${tokens.name} theme`);

  const expectText = (text: number, ground: number, where: string): void => {
    const ratio = contrastRatio(text, ground);
    assert.ok(ratio >= leastText, `${where}: text has a contrast of ${ratio.toFixed(2)}, needs ${leastText}`);
  };
  const expectGraphic = (graphic: number, ground: number, where: string): void => {
    const ratio = contrastRatio(graphic, ground);
    assert.ok(ratio >= LEAST_GRAPHIC, `${where}: contrast of ${ratio.toFixed(2)}, needs ${LEAST_GRAPHIC}`);
  };

  /** Checks text of a part on its own background in every state, wherever it may stand. */
  const expectReadable = (obj: Obj, of: string, grounds: readonly ColorName[], part: Part = 'main'): void => {
    for (const states of COMBINATIONS) {
      const style = obj.partStyle(part, mask(states));
      for (const ground of grounds)
        expectText(style.textColor, over(color(ground), style), `${name(of, states)} on ${ground}`);
    }
  };

  const make = <T extends Obj>(type: new (parent: Obj) => T, variant = ''): T => {
    const obj = new type(display.screen);
    if (variant !== '') obj.setVariant(variant);
    return obj;
  };

  test('labels can be read on every surface', () => {
    for (const variant of ['', 'muted', 'danger', 'success', 'warning']) {
      expectReadable(make(Label, variant), `label.${variant}`, ['background', 'surface', 'surfaceRaised']);
    }
  });

  test('buttons can be read in every state', () => {
    for (const variant of ['', 'primary', 'danger', 'ghost', 'icon', 'menuitem', 'listitem']) {
      expectReadable(make(Button, variant), `button.${variant}`, ['background', 'surface', 'surfaceRaised']);
    }
  });

  test('fields, their placeholders and selections can be read', () => {
    for (const variant of ['', 'code']) {
      const field = make(Textarea, variant);
      expectReadable(field, 'textarea', ['surface']);
      expectText(field.partStyle('placeholder').textColor, over(0, field.style), 'placeholder');
      const selected = field.partStyle('selected');
      expectText(selected.textColor, selected.bgColor, 'selection');
    }
    expectReadable(make(Dropdown), 'dropdown', ['surface']);
  });

  test('checkboxes, tables, keys and banners can be read', () => {
    expectReadable(make(Checkbox), 'checkbox', ['background', 'surface']);
    const table = make(Table);
    table.columns = [{ title: 'a' }];
    table.rows = [['a']];
    const [head, body] = table.children;
    expectText(head!.style.textColor, table.style.bgColor, 'table head');
    for (const states of COMBINATIONS) {
      const row = body!.children[0]!.partStyle('main', mask(states));
      expectText(row.textColor, over(table.style.bgColor, row), name('table row', states));
    }
    const keyboard = make(Keyboard);
    for (const part of ['items', 'indicator', 'selected'] as const)
      expectReadable(keyboard, `key ${part}`, ['surface'], part);
    for (const tone of ['Info', 'Warning', 'Danger', 'Success']) {
      const banner = make(Obj, 'banner');
      banner.setVariant(`banner${tone}`);
      for (const ground of ['background', 'surface'] as const) {
        const tinted = over(color(ground), banner.style);
        expectText(new Label(banner).style.textColor, tinted, `banner${tone} on ${ground}`);
        expectGraphic(make(Icon, tone.toLowerCase()).style.textColor, tinted, `icon in banner${tone}`);
      }
    }
  });

  test('the edge of every field and box can be made out, outside and inside', () => {
    for (const states of COMBINATIONS) {
      for (const field of [make(Textarea), make(Dropdown)]) {
        const s = field.partStyle('main', mask(states));
        for (const ground of ['background', 'surface'] as const)
          expectGraphic(s.borderColor, color(ground), name(`field on ${ground}`, states));
      }
      const box = make(Checkbox).partStyle('indicator', mask(states));
      for (const ground of ['background', 'surface'] as const)
        expectGraphic(box.borderColor, color(ground), name(`box on ${ground}`, states));
    }
  });

  test('the tick of a box and the dot of a radio button can be made out', () => {
    for (const states of COMBINATIONS.filter((all) => all.includes('checked'))) {
      const box = make(Checkbox).partStyle('indicator', mask(states));
      expectGraphic(box.textColor, box.bgColor, name('tick', states));
      const radio = make(Checkbox, 'radio');
      expectGraphic(
        radio.partStyle('knob', mask(states)).bgColor,
        radio.partStyle('indicator', mask(states)).bgColor,
        name('dot', states),
      );
    }
  });

  test('the focus ring is 2 pixels or more and can be made out on every surface, by keyboard only', () => {
    const controls = [
      make(Button),
      make(Button, 'primary'),
      make(Button, 'danger'),
      make(Button, 'menuitem'),
      make(Textarea),
      make(Dropdown),
      make(Checkbox),
      make(Table),
    ];
    for (const obj of controls) {
      const byPointer = obj.partStyle('main', mask(['focused']));
      const byKey = obj.partStyle('main', mask(['focused', 'focusKey']));
      assert.ok(byKey.outlineWidth >= 2);
      assert.ok(byKey.outlineWidth > byPointer.outlineWidth);
      for (const ground of ['background', 'surface', 'surfaceRaised', 'selection'] as const) {
        if (ground !== 'selection' || obj.style.bgOpa === 0)
          expectGraphic(byKey.outlineColor, color(ground), `ring on ${ground}`);
      }
      // It stands in the room that a parent leaves for it.
      assert.ok(byKey.outlineWidth + byKey.outlinePad <= obj.childReach);
    }
  });

  test('the filled part of a bar, the scrollbar and the caret can be made out', () => {
    for (const variant of ['', 'primary', 'danger', 'warning', 'success']) {
      const bar = make(Bar, variant);
      for (const ground of ['surface', 'background'] as const)
        expectGraphic(bar.partStyle('indicator').bgColor, color(ground), `bar.${variant} on ${ground}`);
    }
    for (const ground of ['background', 'surface', 'surfaceRaised', 'field'] as const) {
      expectGraphic(make(Obj).partStyle('scrollbar').bgColor, color(ground), `scrollbar on ${ground}`);
    }
    const field = make(Textarea);
    expectGraphic(field.partStyle('cursor').bgColor, field.style.bgColor, 'caret');
  });

  test('normal, hovered, pressed and disabled all look different, and so do focus and error', () => {
    const looks = (obj: Obj, states: readonly StateName[]): string => {
      const s = obj.partStyle('main', mask(states));
      const box = obj.partStyle('indicator', mask(states));
      const ring = s.outlineWidth > 0 ? [s.outlineWidth, s.outlineColor] : [];
      return [
        s.bgOpa && s.bgColor,
        s.bgOpa,
        s.borderOpa && s.borderColor,
        s.textColor,
        box.bgColor,
        box.borderColor,
        box.textColor,
        ...ring,
      ].join();
    };
    const all: readonly (readonly StateName[])[] = [
      [],
      ['hovered'],
      ['hovered', 'pressed'],
      ['focusKey', 'focused'],
      ['disabled'],
    ];
    for (const variant of ['', 'primary', 'danger', 'ghost', 'icon', 'menuitem', 'listitem']) {
      const seen = new Set(all.map((states) => looks(make(Button, variant), states)));
      assert.is(seen.size, all.length, `button.${variant}`);
    }
    for (const obj of [make(Textarea), make(Checkbox), make(Dropdown)]) {
      // A field that is pressed has the focus, which shows.
      const states = obj instanceof Textarea ? all.filter((s) => !s.includes('pressed')) : all;
      const seen = new Set([...states, ['error'] as const].map((s) => looks(obj, s)));
      assert.is(seen.size, states.length + 1, obj.role);
    }
  });

  test('controls are 44 pixels high, checkboxes 32 or more', () => {
    for (const obj of [make(Button), make(Textarea), make(Dropdown), make(Checkbox)]) {
      display.updateLayout();
      assert.ok(obj.height >= (obj instanceof Checkbox ? 32 : 44), `${obj.role} is ${obj.height}`);
    }
  });

  test.run();
}

const faults = suite('A theme file');

function faultsOf(tokens: ThemeTokens): readonly string[] {
  try {
    makeTheme(tokens);
  } catch (error) {
    if (error instanceof ThemeError) return error.faults;
    throw error;
  }
  return [];
}

const broken = (change: object): ThemeTokens => ({ ...darkTokens, ...change });

faults('that lacks a colour, misspells one or adds one is refused, with each fault by name', () => {
  const { focus: _, ...colors } = darkTokens.colors;
  const tokens = broken({ colors: { ...colors, text: 'white', accent: '#123456' } });
  assert.equal(faultsOf(tokens), [
    'colors.text is white, not #rrggbb',
    'colors.focus is undefined, not #rrggbb',
    'colors.accent is no colour of a theme',
  ]);
});

faults('with a size out of its range is refused', () => {
  for (const change of [
    { radius: -1 },
    { radius: '8' },
    { spacing: 100 },
    { focusWidth: 1 },
    { scrimOpa: 300 },
    { borderWidth: Number.NaN },
    { shadowOpa: null },
  ]) {
    const key = Object.keys(change)[0]!;
    assert.throws(() => makeTheme(broken(change)), new RegExp(`theme "dark": ${key} is`));
  }
});

faults('without colours says so instead of failing on them', () => {
  assert.throws(() => makeTheme(broken({ colors: undefined })), /colors.background is undefined/);
});

faults.run();
