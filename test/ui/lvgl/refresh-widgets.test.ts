import fc from 'fast-check';
import { suite } from 'uvu';
import {
  Bar,
  Button,
  Checkbox,
  Dropdown,
  Icon,
  Keyboard,
  Label,
  type Obj,
  QRCode,
  Table,
  Textarea,
} from '../../../ui/lvgl/index.ts';
import type { Point } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../kit/display.ts';
import { expectNothingStale } from '../../kit/stale.ts';
import { dark, highContrast, light } from '../../kit/themes.ts';
import { box } from './objects.ts';

const test = suite('refresh of widgets');

/** Logical pixels. */
const WIDTH = 640;
const HEIGHT = 480;
const TEXTS = ['', 'j', 'Jürgen', 'a rather long text that does not fit', 'ÅÄfj/|', 'owner@example.org'];

/** One of everything, in a dialog that is too small for all of it. */
function widgets({ display }: TestDisplay): Obj[] {
  const dialog = box(display.screen, {
    x: 20,
    y: 10,
    width: '80%',
    height: '90%',
    layout: 'flex',
    flexFlow: 'column',
    padGap: 6,
  });
  dialog.setVariant('dialog');
  dialog.scrollable = true;
  const field = new Textarea(dialog);
  field.placeholderText = 'E-mail';
  const password = new Textarea(dialog);
  password.passwordMode = true;
  const check = new Checkbox(dialog);
  check.text = 'Reserved E-mail';
  const radio = new Checkbox(dialog);
  radio.setVariant('radio');
  radio.text = 'GUID file';
  const dropdown = new Dropdown(dialog);
  dropdown.options = ['admin', 'operator Jürgen', 'guest'];
  const buttons = ['primary', 'danger', 'ghost'].map((variant) => {
    const button = new Button(dialog);
    button.setVariant(variant);
    new Label(button).text = 'Ok j';
    return button;
  });
  const bar = new Bar(dialog);
  bar.value = 30;
  const icon = new Icon(dialog);
  icon.icon = 'mail';
  const code = new QRCode(dialog);
  code.modules = { size: 21, data: Uint8Array.from({ length: 441 }, (_, i) => ((i * 7) % 3) & 1) };
  const table = new Table(dialog);
  table.setStyle({ height: 120, width: 300 });
  table.columns = [
    { title: 'User', grow: 1 },
    { title: 'Role', width: 90 },
  ];
  table.rows = [
    ['admin', 'Admin'],
    ['jo', 'Guest'],
    ['a user with a long name', 'Operator'],
    ['x', 'y'],
  ];
  const keyboard = new Keyboard(display.topLayer);
  keyboard.setStyle({ align: 'bottomMid', width: '100%', height: 240 });
  keyboard.textarea = field;
  keyboard.hidden = true;
  return [dialog, field, password, check, radio, dropdown, ...buttons, bar, icon, code, table, keyboard];
}

/** Logical pixels too. */
const point = fc.record({ x: fc.integer({ min: 0, max: WIDTH - 1 }), y: fc.integer({ min: 0, max: HEIGHT - 1 }) });
const action = fc.oneof(
  fc.record({
    do: fc.constantFrom('move' as const, 'click' as const, 'doubleClick' as const, 'press' as const),
    at: point,
  }),
  fc.record({ do: fc.constant('drag' as const), from: point, to: point }),
  fc.record({ do: fc.constant('wheel' as const), at: point, n: fc.integer({ min: -2, max: 2 }) }),
  fc.record({
    do: fc.constant('key' as const),
    key: fc.constantFrom(
      'Tab',
      'Shift+Tab',
      'Enter',
      ' ',
      'Escape',
      'ArrowDown',
      'ArrowLeft',
      'Shift+ArrowLeft',
      'Ctrl+a',
      'Home',
      'End',
      'Backspace',
      'j',
      'W',
      '/',
    ),
  }),
  fc.record({
    do: fc.constantFrom(
      'disable' as const,
      'enable' as const,
      'hide' as const,
      'show' as const,
      'error' as const,
      'check' as const,
      'focus' as const,
    ),
    n: fc.nat(15),
  }),
  fc.record({ do: fc.constant('text' as const), n: fc.nat(15), text: fc.constantFrom(...TEXTS) }),
  fc.record({ do: fc.constant('value' as const), value: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ do: fc.constant('theme' as const), theme: fc.constantFrom(dark, light, highContrast) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(600) }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function act(kit: TestDisplay, objs: readonly Obj[], one: Action): void {
  const { display, pointer, keyboard, clock } = kit;
  const at = ({ x, y }: Point): Point => ({ x: x * display.scale, y: y * display.scale });
  const obj = 'n' in one ? objs[one.n % objs.length]! : objs[0]!;
  if (one.do === 'move') pointer.moveTo(at(one.at));
  else if (one.do === 'click') pointer.click(at(one.at));
  else if (one.do === 'doubleClick') pointer.doubleClick(at(one.at));
  else if (one.do === 'press') pointer.press(at(one.at));
  else if (one.do === 'drag') pointer.drag(at(one.from), at(one.to));
  else if (one.do === 'wheel') pointer.wheel(one.n, at(one.at));
  else if (one.do === 'key') keyboard.press(one.key);
  else if (one.do === 'disable' || one.do === 'enable') obj.disabled = one.do === 'disable';
  else if (one.do === 'hide' || one.do === 'show') obj.hidden = one.do === 'hide';
  else if (one.do === 'error') obj.setState('error', !obj.hasState('error'));
  else if (one.do === 'check') obj.setState('checked', !obj.hasState('checked'));
  else if (one.do === 'focus') display.group.focus(obj);
  else if (one.do === 'text') {
    if (obj instanceof Textarea || obj instanceof Checkbox) obj.text = one.text;
    const [label] = obj.children;
    if (label instanceof Label) label.text = one.text;
  } else if (one.do === 'value') {
    for (const bar of objs) if (bar instanceof Bar) bar.value = one.value;
  } else if (one.do === 'theme') display.theme = one.theme;
  else if (one.do === 'wait') clock.advance(one.ms);
}

for (const scale of [1, 2] as const) {
  test(`whatever is done to widgets, drawing in part gives the picture that drawing all gives, at scale ${scale}`, () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 25 }), (actions) => {
        const kit = makeTestDisplay({ width: WIDTH * scale, height: HEIGHT * scale, scale, theme: dark });
        const objs = widgets(kit);
        for (const one of actions) {
          act(kit, objs, one);
          kit.clock.advance(20);
          expectNothingStale(kit, JSON.stringify({ ...one, theme: undefined }));
        }
      }),
      { numRuns: 40, includeErrorInReport: true },
    );
  });
}

test.run();
