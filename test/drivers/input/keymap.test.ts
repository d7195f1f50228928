import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Keyboard } from '../../../drivers/input/keymap/keyboard.ts';
import * as keys from '../../../drivers/input/keymap/keys.ts';
import { compose, LAYOUT_NAMES, type LayoutName } from '../../../drivers/input/keymap/layout.ts';
import { TABLES } from '../../../drivers/input/keymap/tables.ts';

const test = suite('keyboard layouts');

/** Key codes by what is printed on a US keyboard. */
const US_KEYS = "1234567890-= \tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./";
const FIRST_KEY = 2;
const codeOf = (label: string): number => {
  const index = US_KEYS.indexOf(label);
  if (label === ' ') return keys.KEY_SPACE;
  if (index < 0) throw new Error(`no key ${label}`);
  return index + FIRST_KEY;
};

/** Types keys named by their US labels, `^` holding Shift and `~` holding AltGr for the next; what text came. */
function type(layout: LayoutName, strokes: string, keyboard = new Keyboard(layout)): string {
  let text = '';
  const held: { code: number; key: string }[] = [];
  for (const stroke of strokes) {
    const modifier = stroke === '^' ? keys.KEY_LEFTSHIFT : stroke === '~' ? keys.KEY_RIGHTALT : 0;
    if (modifier) {
      held.push({ code: modifier, key: keyboard.press(modifier)?.key ?? '' });
      continue;
    }
    text += keyboard.press(codeOf(stroke))?.text ?? '';
    for (const { key } of held.splice(0)) keyboard.release(key);
  }
  return text;
}

test('the same keys type what each country prints on them', () => {
  assert.is(type('us', 'qwertz^2^'), 'qwertz@');
  assert.is(type('gb', "qwerty^2^'^3"), 'qwerty"@£');
  assert.is(type('de', "qwerty;'[-^7"), 'qwertzöäüß/');
  assert.is(type('fr', 'qwerty;2^20'), 'azertymé2à');
  assert.is(type('es', 'qwerty;^-'), 'qwertyñ?');
});

test('AltGr types what an e-mail address and a good password need', () => {
  assert.is(type('de', '~q~7~8~9~0~-~e'), '@{[]}\\€');
  assert.is(type('fr', '~0~3~4~6~8~e'), '@#{|\\€');
  assert.is(type('es', '~2~3~1~e'), '@#|€');
  assert.is(type('gb', '~4'), '€');
});

test('every printable ASCII character can be typed in every layout', () => {
  for (const layout of LAYOUT_NAMES) {
    const reachable = new Set<string>();
    for (let code = 1; code < 128; code++) {
      for (const modifiers of [
        [],
        [keys.KEY_LEFTSHIFT],
        [keys.KEY_RIGHTALT],
        [keys.KEY_LEFTSHIFT, keys.KEY_RIGHTALT],
      ]) {
        const keyboard = new Keyboard(layout);
        for (const modifier of modifiers) keyboard.press(modifier);
        const press = keyboard.press(code);
        if (press?.text) reachable.add(press.text);
        // A dead key and a space type the accent alone.
        else if (press?.key === 'Dead') reachable.add(keyboard.press(keys.KEY_SPACE)?.text ?? '');
      }
    }
    const missing = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !reachable.has(c));
    assert.equal(missing, [], layout);
  }
});

test('a dead key waits for its letter', () => {
  assert.is(type('de', '=e'), 'é');
  assert.is(type('de', '^=^e'), 'È');
  assert.is(type('fr', '[e^[i'), 'êï');
  assert.is(type('es', "'a~;n"), 'áñ');
});

test('a dead key before a space or itself types the accent, before another letter both', () => {
  assert.is(type('de', '= =='), '´´');
  assert.is(type('de', '=q'), '´q');
  assert.is(type('de', '=^='), '´`');
});

test('a dead key tells that it was pressed, commits nothing and does not repeat', () => {
  assert.equal(new Keyboard('de').press(codeOf('=')), { key: 'Dead', text: '', repeats: false });
});

test('a named key forgets the accent that waited', () => {
  const keyboard = new Keyboard('de');
  keyboard.press(codeOf('='));
  assert.equal(keyboard.press(14), { key: 'Backspace', text: '', repeats: true });
  assert.is(type('de', 'e', keyboard), 'e');
});

test('Caps Lock changes letters only, and Shift takes it back', () => {
  const keyboard = new Keyboard('de');
  assert.is(keyboard.press(keys.KEY_CAPSLOCK)?.key, 'CapsLock');
  assert.is(type('de', 'a;-1^a', keyboard), 'AÖß1a');
  assert.equal(keyboard.locks, { capsLock: true, numLock: true });
  keyboard.press(keys.KEY_CAPSLOCK);
  assert.is(type('de', 'a', keyboard), 'a');
});

test('the keypad types digits until Num Lock is switched off or Shift held', () => {
  const keyboard = new Keyboard('us');
  const press = (code: number) => keyboard.press(code)?.key;
  assert.equal([71, 80, 83, 78].map(press), ['7', '2', '.', '+']);
  keyboard.press(keys.KEY_NUMLOCK);
  assert.equal([71, 80, 83, 78].map(press), ['Home', 'ArrowDown', 'Delete', '+']);
  assert.is(keyboard.press(76), null);
  keyboard.press(keys.KEY_LEFTSHIFT);
  assert.is(press(71), '7');
});

test("the keypad's decimal key follows the country", () => {
  assert.equal(
    LAYOUT_NAMES.map((name) => new Keyboard(name).press(keys.KEY_KPDOT)?.text),
    ['.', '.', ',', '.', '.', '.'],
  );
});

test('with Ctrl, Alt or Meta a key is a shortcut and types nothing', () => {
  for (const modifier of [keys.KEY_LEFTCTRL, keys.KEY_RIGHTCTRL, keys.KEY_LEFTALT, keys.KEY_LEFTMETA]) {
    const keyboard = new Keyboard('de');
    keyboard.press(modifier);
    assert.equal(keyboard.press(codeOf('y')), { key: 'z', text: '', repeats: true });
  }
});

test('right Alt is Alt where there is no AltGr', () => {
  const us = new Keyboard('us');
  assert.is(us.press(keys.KEY_RIGHTALT)?.key, 'Alt');
  assert.ok(us.alt);
  const german = new Keyboard('de');
  assert.is(german.press(keys.KEY_RIGHTALT)?.key, 'AltGraph');
  assert.not(german.alt);
});

test('either Shift key holds Shift until both are up', () => {
  const keyboard = new Keyboard('us');
  keyboard.press(keys.KEY_LEFTSHIFT);
  keyboard.press(keys.KEY_RIGHTSHIFT);
  keyboard.release('Shift');
  assert.ok(keyboard.shift);
  keyboard.release('Shift');
  assert.not(keyboard.shift);
});

test('Russian begins in Latin letters; Alt+Shift changes to Cyrillic and back', () => {
  const keyboard = new Keyboard('ru');
  const toggle = () => {
    keyboard.press(keys.KEY_LEFTALT);
    keyboard.press(keys.KEY_LEFTSHIFT);
    keyboard.release('Alt');
    keyboard.release('Shift');
  };
  assert.is(type('ru', 'qwe', keyboard), 'qwe');
  toggle();
  assert.is(type('ru', 'qwe^q', keyboard), 'йцуЙ');
  keyboard.press(keys.KEY_LEFTCTRL);
  assert.is(keyboard.press(codeOf('c'))?.key, 'c', 'shortcuts stay Latin');
  keyboard.release('Control');
  toggle();
  assert.is(type('ru', 'qwe', keyboard), 'qwe');
});

test('another layout counts from the next key on', () => {
  const keyboard = new Keyboard('us');
  assert.is(type('us', 'y', keyboard), 'y');
  keyboard.setLayout('de');
  assert.is(type('de', 'y', keyboard), 'z');
});

test('tables hold one character a level, so that levels can be indexed', () => {
  for (const [name, { keys: table }] of Object.entries(TABLES)) {
    for (const levels of Object.values(table)) {
      assert.ok(levels.length <= 4, `${name}: ${levels}`);
      assert.is([...levels].length, levels.length, `${name}: ${levels}`);
    }
  }
});

test('property: composing gives one letter that decomposes to what was typed, or accent and letter', () => {
  const mark = fc.constantFrom('\u0300', '\u0301', '\u0302', '\u0303', '\u0308', '\u030a', '\u0327');
  fc.assert(
    fc.property(mark, fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0!'), (dead, letter) => {
      const result = compose(dead, letter);
      return result.length === 1
        ? result.normalize('NFD') === letter + dead
        : result.length === 2 && result[1] === letter;
    }),
  );
});

test('property: whatever is pressed and released, no modifier stays behind', () => {
  const code = fc.integer({ min: 1, max: 127 });
  fc.assert(
    fc.property(
      fc.constantFrom(...LAYOUT_NAMES),
      fc.array(code, { maxLength: 30 }),
      fc.constantFrom(...LAYOUT_NAMES),
      (layout, codes, other) => {
        const keyboard = new Keyboard(layout);
        const pressed = codes.map((c) => keyboard.press(c));
        keyboard.setLayout(other);
        for (const press of pressed) if (press) keyboard.release(press.key);
        return !keyboard.shift && !keyboard.ctrl && !keyboard.alt && keyboard.press(codeOf(' '))?.text === ' ';
      },
    ),
  );
});

test.run();
