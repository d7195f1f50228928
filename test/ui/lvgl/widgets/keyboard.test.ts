import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Area,
  contains,
  Keyboard,
  type KeyboardLocale,
  type KeyboardMode,
  overlaps,
  Textarea,
} from '../../../../ui/lvgl/index.ts';
import { makeTestDisplay } from '../../../kit/display.ts';
import { dark } from '../../../kit/themes.ts';

const MODES: readonly KeyboardMode[] = ['text', 'email', 'number', 'code'];
const LOCALES: readonly KeyboardLocale[] = ['en', 'de', 'zh-CN'];

const centre = (a: Area) => ({ x: (a.x1 + a.x2) >> 1, y: (a.y1 + a.y2) >> 1 });

function makeKeyboard({
  mode = 'text' as KeyboardMode,
  locale = 'en' as KeyboardLocale,
  scale = 1 as 1 | 2,
  width = 1024,
} = {}) {
  const kit = makeTestDisplay({ width: width * scale, height: 500 * scale, scale, theme: dark });
  const field = new Textarea(kit.display.screen);
  const keyboard = new Keyboard(kit.display.screen);
  keyboard.setStyle({ y: 100 });
  keyboard.mode = mode;
  keyboard.locale = locale;
  keyboard.textarea = field;
  kit.display.group.focus(field);
  kit.display.refreshNow();
  const sent: string[] = [];
  for (const code of ['ready', 'cancel'] as const) keyboard.on(code, () => sent.push(`keyboard ${code}`));
  for (const code of ['ready', 'cancel'] as const) field.on(code, () => sent.push(`field ${code}`));
  /** Presses keys by what stands on them, a second apart. */
  const tap = (...labels: string[]): void => {
    for (const label of labels) {
      kit.clock.advance(1000);
      kit.pointer.click(centre(keyboard.keyAt(label)));
    }
  };
  const labels = (): string[] => keyboard.accessibleParts.map((part) => part.name);
  return { ...kit, osk: keyboard, field, sent, tap, labels };
}

const test = suite('Keyboard');

test('a click on a key types it into the field, which keeps the focus', () => {
  const { tap, field, display } = makeKeyboard();
  tap('a', 'b', 'Space', '7', 'ArrowLeft', 'ArrowLeft', '.', 'ArrowRight', 'Backspace');
  assert.is(field.text, 'ab.7');
  assert.is(display.group.focused, field);
});

test('Shift holds for one letter', () => {
  const { tap, field } = makeKeyboard();
  tap('Shift', 'A', 'b');
  assert.is(field.text, 'Ab');
});

test('Shift pressed twice quickly locks, and a third press unlocks', () => {
  const { tap, field, osk, pointer } = makeKeyboard();
  pointer.doubleClick(centre(osk.keyAt('Shift')));
  tap('A', 'B', 'Shift', 'c');
  assert.is(field.text, 'ABc');
});

test('three quick presses of Shift leave it off', () => {
  const { osk, tap, field, pointer } = makeKeyboard();
  for (let i = 0; i < 3; i++) pointer.click(centre(osk.keyAt('Shift')));
  tap('a');
  assert.is(field.text, 'a');
});

test('Shift pressed twice slowly is off again', () => {
  const { tap, field } = makeKeyboard();
  tap('Shift', 'Shift', 'a');
  assert.is(field.text, 'a');
});

test('Backspace and the arrows go on while they are held, letters do not', () => {
  const { osk, field, pointer, clock } = makeKeyboard();
  field.text = 'abcdefgh';
  pointer.press(centre(osk.keyAt('Backspace')));
  assert.is(field.text, 'abcdefg');
  clock.advance(400 + 2 * 100);
  assert.is(field.text, 'abcd');
  pointer.release();
  clock.advance(1000);
  assert.is(field.text, 'abcd');
  pointer.press(centre(osk.keyAt('x')));
  clock.advance(1000);
  pointer.release();
  assert.is(field.text, 'abcdx');
});

test('sliding off a key before the release types nothing', () => {
  const { osk, field, pointer } = makeKeyboard();
  pointer.drag(centre(osk.keyAt('g')), centre(osk.keyAt('h')));
  assert.is(field.text, '');
});

test('Enter sends ready here and to the field, the hide key sends cancel here alone', () => {
  const { tap, sent } = makeKeyboard();
  tap('Enter', 'Hide');
  assert.equal(sent, ['keyboard ready', 'field ready', 'keyboard cancel']);
});

test('without a field it types nowhere and still sends', () => {
  const { osk, tap, sent } = makeKeyboard();
  osk.textarea = null;
  tap('a', 'Backspace', 'Enter');
  assert.equal(sent, ['keyboard ready']);
});

test('letters, digits and every sign of ASCII can be typed in text mode', () => {
  for (const locale of LOCALES) {
    const { tap, labels } = makeKeyboard({ locale });
    const found = new Set(labels());
    tap('Shift');
    for (const label of labels()) found.add(label);
    tap('?123');
    for (const label of labels()) found.add(label);
    for (let code = 33; code < 127; code++)
      assert.ok(found.has(String.fromCharCode(code)), `${locale}: ${String.fromCharCode(code)}`);
    assert.ok(found.has('Space'));
  }
});

test('pages lead to each other and back', () => {
  const { tap, field } = makeKeyboard();
  tap('?123', '#', 'é§°', 'ö', '?123', 'ABC', 'a');
  assert.is(field.text, '#öa');
});

test('German has its letters in their places, Chinese writes with English ones', () => {
  const { tap, field, labels } = makeKeyboard({ locale: 'de' });
  tap('ä', 'ß', 'Shift', 'Ü');
  assert.is(field.text, 'äßÜ');
  assert.ok(labels().join('').includes('qwertz'));
  assert.equal(makeKeyboard({ locale: 'zh-CN' }).labels(), makeKeyboard({ locale: 'en' }).labels());
});

test('Shift leaves ß one letter', () => {
  const { tap, labels } = makeKeyboard({ locale: 'de' });
  tap('Shift');
  assert.ok(labels().includes('ß'));
});

test('the address layout has what an address needs on its first page', () => {
  for (const locale of LOCALES) {
    const { tap, field } = makeKeyboard({ mode: 'email', locale });
    tap('a', '.', 'b', '-', '_', '1', '@', 'c', '.com');
    assert.is(field.text, 'a.b-_1@c.com');
  }
});

test('the code pad has the 32 characters of Crockford, no other, and knows no Shift', () => {
  const { labels, tap, field } = makeKeyboard({ mode: 'code' });
  assert.is(
    labels()
      .filter((label) => label.length === 1)
      .sort()
      .join(''),
    '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  );
  tap('K', '7', 'Q', 'M', 'Backspace', 'M');
  assert.is(field.text, 'K7QM');
});

test('the number pad has the ten digits', () => {
  const { labels } = makeKeyboard({ mode: 'number' });
  assert.is(
    labels()
      .filter((label) => /^\d$/.test(label))
      .sort()
      .join(''),
    '0123456789',
  );
});

for (const scale of [1, 2] as const) {
  test(`at scale ${scale} every key is at least 44 by 44 logical pixels, lies inside, and touches no other`, () => {
    for (const mode of MODES) {
      for (const locale of LOCALES) {
        const { osk } = makeKeyboard({ mode, locale, scale });
        assert.ok(osk.width <= 1024 * scale, `${mode} is ${osk.width} wide`);
        const areas = osk.accessibleParts.map((part) => part.area);
        for (const [i, a] of areas.entries()) {
          assert.ok(
            Math.min(a.x2 - a.x1, a.y2 - a.y1) >= 44 * scale,
            `${mode} ${locale} ${osk.accessibleParts[i]!.name}`,
          );
          assert.ok(contains(osk.coords, a.x1, a.y1) && contains(osk.coords, a.x2 - 1, a.y2 - 1));
          assert.not(areas.some((b, j) => j !== i && overlaps(a, b)));
        }
      }
    }
  });
}

test('keys shrink with the keyboard', () => {
  const { osk, display } = makeKeyboard();
  const before = osk.keyAt('g');
  osk.setStyle({ width: 700, height: 250 });
  display.refreshNow();
  const after = osk.keyAt('g');
  assert.ok(after.x2 - after.x1 < before.x2 - before.x1);
  assert.ok(osk.accessibleParts.every(({ area }) => area.x2 <= osk.coords.x2));
});

test('the gap between two keys belongs to one of them', () => {
  const { osk, field, pointer } = makeKeyboard();
  const g = osk.keyAt('g');
  const h = osk.keyAt('h');
  for (let x = g.x2; x < h.x1; x++) pointer.click({ x, y: centre(g).y });
  assert.match(field.text, /^g+h+$/);
});

test('hover and press redraw one key, and each looks different', () => {
  const { osk, display, pointer } = makeKeyboard();
  const g = osk.keyAt('g');
  const size = (g.x2 - g.x1) * (g.y2 - g.y1);
  const colors: number[] = [];
  const look = (): void => {
    display.refreshNow();
    colors.push(display.pixels[(g.y1 + 8) * display.width + g.x1 + 8]!);
  };
  look();
  pointer.moveTo(centre(g));
  look();
  assert.is(display.stats.pixels, size);
  pointer.press();
  look();
  assert.is(display.stats.pixels, size);
  assert.is(new Set(colors).size, 3);
  pointer.release();
  pointer.moveTo({ x: 5, y: 5 });
  look();
  assert.is(colors.at(-1), colors[0]);
});

test('says what is on it, and names the keys it has when asked for another', () => {
  const { osk } = makeKeyboard();
  assert.is(osk.role, 'group');
  const enter = osk.accessibleParts.find((part) => part.name === 'Enter');
  assert.is(enter?.role, 'button');
  assert.throws(() => osk.keyAt('é'), /no key é; it has 1 2 3/);
});

test.run();
