import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Button, Obj, Textarea } from '../../../../ui/lvgl/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../../kit/display.ts';
import { dark } from '../../../kit/themes.ts';

interface Field extends TestDisplay {
  readonly field: Textarea;
  /** Codes of the field's events that a screen listens to, in order. */
  readonly sent: string[];
}

/** A focused field, 240 wide at (20, 20). */
function makeField(setUp: (field: Textarea) => void = () => {}): Field {
  const kit = makeTestDisplay({ width: 400, height: 200, theme: dark });
  const field = new Textarea(kit.display.screen);
  field.setStyle({ width: 240, x: 20, y: 20 });
  setUp(field);
  kit.display.group.focus(field);
  kit.display.refreshNow();
  const sent: string[] = [];
  for (const code of ['valueChanged', 'ready', 'cancel'] as const) field.on(code, () => sent.push(code));
  return { ...kit, field, sent };
}

/** The fonts have no emoji, which are the graphemes that are longest. */
const withoutGlyphs = (field: Textarea): void => {
  field.passwordMode = true;
};

/** Screen x of the text's place after `chars` characters, found by clicking along the field. */
function clickAfter(kit: Field, chars: number): number {
  for (let x = kit.field.coords.x1 + 8; x < kit.field.coords.x2; x++) {
    kit.clock.advance(1000);
    kit.pointer.click({ x, y: 42 });
    if (kit.field.cursorPos === chars) return x;
  }
  throw new Error(`no click puts the caret after ${chars} characters`);
}

/** Screen x of the caret, null when it cannot be seen. */
function caretX({ display, field }: Field): number | null {
  display.refreshNow();
  for (let x = field.coords.x1 + 4; x < field.coords.x2 - 4; x++) {
    if ((display.pixels[42 * display.width + x]! & 0xffffff) === dark.colors.focus) return x;
  }
  return null;
}

const typing = suite('Textarea: typing');

typing('what is typed is entered at the caret, and each change is sent', () => {
  const { field, keyboard, sent } = makeField();
  keyboard.type('ac');
  keyboard.press('ArrowLeft');
  keyboard.type('b');
  assert.is(field.text, 'abc');
  assert.is(field.cursorPos, 2);
  assert.equal(sent, ['valueChanged', 'valueChanged', 'valueChanged']);
});

typing('setting another text sends valueChanged and puts the caret at its end, the same text does neither', () => {
  const { field, sent } = makeField((f) => {
    f.text = 'abc';
  });
  field.cursorPos = 1;
  field.text = 'abc';
  assert.is(field.cursorPos, 1);
  assert.equal(sent, []);
  field.text = 'abcd';
  assert.is(field.cursorPos, 4);
  assert.equal(sent, ['valueChanged']);
});

typing('Enter sends ready once however long it is held', () => {
  const { keyboard, sent } = makeField();
  keyboard.hold('Enter', 3);
  assert.equal(sent, ['ready']);
});

typing('Escape is left to whatever the field lies in', () => {
  const { keyboard, sent, display } = makeField();
  const codes: string[] = [];
  display.screen.on('cancel', () => codes.push('screen'));
  keyboard.press('Escape');
  assert.equal(sent, ['cancel']);
  assert.equal(codes, ['screen']);
});

typing('Up and Down leave the field, Left and Right stay in it', () => {
  const { field, keyboard, display } = makeField();
  const below = new Button(display.screen);
  below.setStyle({ x: 20, y: 100 });
  display.refreshNow();
  keyboard.press('ArrowLeft');
  assert.is(display.group.focused, field);
  keyboard.press('ArrowDown');
  assert.is(display.group.focused, below);
});

typing('a grapheme of several code points is deleted as one, forwards and backwards', () => {
  const { field, keyboard } = makeField((f) => {
    withoutGlyphs(f);
    f.text = 'a👨‍👩‍👧e\u0301';
  });
  keyboard.press('Backspace');
  assert.is(field.text, 'a👨‍👩‍👧');
  keyboard.press('Backspace');
  assert.is(field.text, 'a');
  field.text = 'e\u0301z';
  keyboard.press('Home');
  keyboard.press('Delete');
  assert.is(field.text, 'z');
});

typing('the caret never stands inside a grapheme that a deletion joined', () => {
  const { field } = makeField((f) => {
    withoutGlyphs(f);
    f.text = '🇩x🇪';
  });
  field.cursorPos = 3;
  field.deleteChar();
  assert.is(field.text, '🇩🇪');
  assert.is(field.cursorPos, 4);
});

typing('maxLength counts graphemes and takes as much of a longer text as fits', () => {
  const { field } = makeField((f) => {
    withoutGlyphs(f);
    f.maxLength = 3;
  });
  field.addText('a👨‍👩‍👧bc');
  assert.is(field.text, 'a👨‍👩‍👧b');
  field.text = 'wxyz';
  assert.is(field.text, 'wxy');
  field.selectAll();
  field.addText('1234');
  assert.is(field.text, '123');
});

typing('a limit that is set later cuts what is there', () => {
  const { field } = makeField((f) => {
    f.text = 'abcDEF';
  });
  field.maxLength = 4;
  assert.is(field.text, 'abcD');
  field.upperCase = true;
  assert.is(field.text, 'ABCD');
  field.acceptedChars = 'AD';
  assert.is(field.text, 'AD');
});

typing('characters that are not accepted are left out, in upper case too', () => {
  const { field, keyboard } = makeField((f) => {
    f.upperCase = true;
    f.acceptedChars = '0123456789ABCDEF';
  });
  keyboard.type('a-1 xB');
  assert.is(field.text, 'A1B');
});

typing('line breaks and control characters never enter a line', () => {
  const { field } = makeField();
  field.addText('a\r\nb\u0007c\u2028d');
  assert.is(field.text, 'abcd');
});

typing('a read-only field can be selected and not changed', () => {
  const { field, keyboard, sent } = makeField((f) => {
    f.text = 'fixed';
    f.readOnly = true;
  });
  keyboard.type('x');
  keyboard.press('Backspace');
  keyboard.press('Delete');
  keyboard.press('Ctrl+a');
  assert.is(field.text, 'fixed');
  assert.equal(field.selection, { start: 0, end: 5 });
  assert.equal(sent, []);
});

typing('a handler of valueChanged may delete the field', () => {
  const { field, keyboard, display } = makeField();
  field.on('valueChanged', () => field.delete());
  keyboard.type('a');
  display.refreshNow();
  assert.ok(field.deleted);
});
typing.run();

const selecting = suite('Textarea: selecting');

selecting('Shift with arrows, Home and End selects; typing replaces the selection', () => {
  const { field, keyboard } = makeField((f) => {
    f.text = 'abcd';
  });
  keyboard.press('Shift+ArrowLeft');
  keyboard.press('Shift+ArrowLeft');
  assert.equal(field.selection, { start: 2, end: 4 });
  keyboard.type('x');
  assert.is(field.text, 'abx');
  keyboard.press('Shift+Home');
  assert.equal(field.selection, { start: 0, end: 3 });
  keyboard.press('ArrowRight');
  assert.is(field.cursorPos, 3);
  keyboard.press('Home');
  keyboard.press('Shift+ArrowRight');
  keyboard.press('Shift+End');
  keyboard.press('Backspace');
  assert.is(field.text, '');
});

selecting('Ctrl with arrows goes by word, and with Backspace and Delete removes one', () => {
  const { field, keyboard } = makeField((f) => {
    f.text = 'one two, three';
  });
  keyboard.press('Ctrl+ArrowLeft');
  assert.is(field.cursorPos, 9);
  keyboard.press('Ctrl+ArrowLeft');
  assert.is(field.cursorPos, 4);
  keyboard.press('Ctrl+ArrowRight');
  assert.is(field.cursorPos, 7);
  keyboard.press('Ctrl+Backspace');
  assert.is(field.text, 'one , three');
  keyboard.press('Ctrl+Delete');
  assert.is(field.text, 'one ');
});

selecting('a click puts the caret between the characters it hits', () => {
  const kit = makeField((f) => {
    f.text = 'MMMM';
  });
  const first = clickAfter(kit, 1);
  const third = clickAfter(kit, 3);
  assert.ok(third > first);
  kit.clock.advance(1000);
  kit.pointer.click({ x: 21, y: 42 });
  assert.is(kit.field.cursorPos, 0);
  kit.clock.advance(1000);
  kit.pointer.click({ x: 250, y: 42 });
  assert.is(kit.field.cursorPos, 4);
});

selecting('a drag selects, also when it leaves the field, and scrolls nothing around it', () => {
  const kit = makeField((f) => {
    f.text = 'MMMMMM';
  });
  kit.display.screen.scrollable = true;
  new Obj(kit.display.screen).setStyle({ width: 10, height: 1000 });
  const x = clickAfter(kit, 2);
  kit.clock.advance(1000);
  kit.pointer.drag({ x, y: 42 }, { x: 390, y: 10 });
  assert.is(kit.display.screen.scrollState.y, 0);
  assert.equal(kit.field.selection, { start: 2, end: 6 });
  kit.keyboard.type('x');
  assert.is(kit.field.text, 'MMx');
});

selecting('a double click selects the word, a slow second click does not', () => {
  const kit = makeField((f) => {
    f.text = 'one two three';
  });
  const x = clickAfter(kit, 5);
  kit.clock.advance(1000);
  kit.pointer.doubleClick({ x, y: 42 });
  assert.equal(kit.field.selection, { start: 4, end: 7 });
  kit.clock.advance(1000);
  kit.pointer.click({ x, y: 42 });
  kit.clock.advance(401);
  kit.pointer.click({ x, y: 42 });
  assert.equal(kit.field.selection, { start: 5, end: 5 });
});

selecting('Shift and a click extends the selection', () => {
  const kit = makeField((f) => {
    f.text = 'MMMM';
  });
  const x = clickAfter(kit, 3);
  kit.field.cursorPos = 1;
  kit.clock.advance(1000);
  kit.pointer.moveTo({ x, y: 42 });
  const down = {
    x,
    y: 42,
    button: 1,
    buttons: 1,
    wheel: 0,
    key: '',
    text: '',
    repeat: false,
    shift: true,
    ctrl: false,
    alt: false,
    time: 0,
  };
  kit.display.input({ ...down, type: 'pointerDown' });
  kit.display.input({ ...down, type: 'pointerUp', buttons: 0 });
  assert.equal(kit.field.selection, { start: 1, end: 3 });
});

selecting('the selection goes with the focus', () => {
  const { field, display } = makeField((f) => {
    f.text = 'abc';
  });
  field.selectAll();
  display.group.focus(null);
  assert.equal(field.selection, { start: 3, end: 3 });
});

selecting('the pointer over it is an I-beam', () => {
  assert.is(makeField().field.pointerShape, 'text');
});
selecting.run();

const secret = suite('Textarea: secrets');

secret('a masked field gives nothing away to accessibility, whatever its length', () => {
  const { field } = makeField((f) => {
    f.label = 'Password';
    f.passwordMode = true;
    f.text = 'hunter22';
  });
  assert.is(field.accessibleValue, '');
  assert.is(field.accessibleName, 'Password');
  field.passwordMode = false;
  assert.is(field.accessibleValue, 'hunter22');
});

secret('two secrets of as many graphemes look the same, and unlike the text', () => {
  const picture = (text: string, masked: boolean): string => {
    const { monitor } = makeField((f) => {
      f.passwordMode = masked;
      f.text = text;
    });
    return monitor.picture.pixels.join();
  };
  assert.is(picture('WWWW', true), picture('ii👨‍👩‍👧i', true));
  assert.is.not(picture('WWWW', true), picture('iii', true));
  assert.is.not(picture('WWWW', true), picture('WWWW', false));
});

secret('neither a double click nor Ctrl with arrows tells where its words are', () => {
  const kit = makeField((f) => {
    f.passwordMode = true;
    f.text = 'one two three';
  });
  kit.keyboard.press('Ctrl+ArrowLeft');
  assert.is(kit.field.cursorPos, 0);
  kit.keyboard.press('Ctrl+ArrowRight');
  assert.is(kit.field.cursorPos, 13);
  kit.pointer.doubleClick({ x: 60, y: 42 });
  assert.equal(kit.field.selection, { start: 0, end: 13 });
});

secret('clearSecret empties the field, tells of it, and is harmless when empty', () => {
  const { field, sent, monitor, display } = makeField((f) => {
    f.passwordMode = true;
  });
  const empty = monitor.picture.pixels.slice();
  field.addText('hunter22');
  display.refreshNow();
  field.clearSecret();
  display.refreshNow();
  assert.is(field.text, '');
  assert.is(field.cursorPos, 0);
  assert.equal(monitor.picture.pixels, empty);
  field.clearSecret();
  assert.equal(sent, ['valueChanged', 'valueChanged']);
});

secret('a deleted field holds nothing', () => {
  const { field } = makeField((f) => {
    f.text = 'hunter22';
  });
  field.delete();
  assert.is(field.text, '');
});
secret.run();

const drawing = suite('Textarea: drawing');

drawing('the caret of a text longer than the field can always be seen', () => {
  const kit = makeField();
  const { keyboard } = kit;
  const caretSeen = (): boolean => caretX(kit) !== null;
  keyboard.type('the quick brown fox jumps over the lazy dog');
  assert.ok(caretSeen(), 'at the end');
  keyboard.press('Home');
  assert.ok(caretSeen(), 'at the beginning');
  for (let i = 0; i < 20; i++) keyboard.press('ArrowRight');
  assert.ok(caretSeen(), 'in the middle');
  keyboard.press('End');
  for (let i = 0; i < 40; i++) keyboard.press('Backspace');
  assert.ok(caretSeen(), 'after deleting');
});

drawing('the caret does not blink: a focused field waits for nothing', () => {
  const { clock, display } = makeField();
  display.refreshNow();
  const { frames } = display.stats;
  clock.advance(60_000);
  assert.is(clock.pending, 0);
  assert.is(display.stats.frames, frames);
});

drawing('a change of text redraws less than the field', () => {
  const { field, display } = makeField();
  display.refreshNow();
  field.text = 'changed';
  display.refreshNow();
  assert.ok(display.stats.pixels < field.width * field.height, `${display.stats.pixels} pixels`);
});

drawing('grouping is drawn and not in the text', () => {
  const draw = (setUp: (f: Textarea) => void): string => makeField(setUp).monitor.picture.pixels.join();
  const grouped = draw((f) => {
    f.grouping = 4;
    f.text = 'K7QM3XTD';
  });
  const typed = draw((f) => {
    f.text = 'K7QM-3XTD';
  });
  assert.is(grouped, typed);
});

drawing('a click where the caret stands in a grouped text puts it just there', () => {
  const kit = makeField((f) => {
    f.grouping = 2;
    f.text = 'MMMM';
  });
  for (const index of [0, 1, 2, 3, 4]) {
    kit.field.cursorPos = index;
    const x = caretX(kit);
    if (x === null) throw new Error(`no caret after ${index} characters`);
    kit.field.cursorPos = 0;
    kit.clock.advance(1000);
    kit.pointer.click({ x, y: 42 });
    assert.is(kit.field.cursorPos, index);
  }
});

drawing('a text longer than the field ends at its padding', () => {
  const { field, display } = makeField((f) => {
    f.text = 'W'.repeat(40);
  });
  for (const index of [0, 40]) {
    field.cursorPos = index;
    display.invalidateAll();
    display.refreshNow();
    for (const [from, to] of [
      [2, 9],
      [231, 238],
    ] as const) {
      for (let x = field.coords.x1 + from; x < field.coords.x1 + to; x++) {
        assert.is(display.pixels[42 * display.width + x]! & 0xffffff, dark.colors.field, `column ${x}`);
      }
    }
  }
});

drawing('the placeholder stands in an empty field only, and names it', () => {
  const { field, monitor, display } = makeField();
  const empty = monitor.picture.pixels.slice();
  field.placeholderText = 'E-mail address';
  display.refreshNow();
  assert.not.equal(monitor.picture.pixels, empty);
  assert.is(field.accessibleName, 'E-mail address');
  const shown = monitor.picture.pixels.slice();
  field.text = 'a';
  field.text = '';
  display.refreshNow();
  assert.equal(monitor.picture.pixels, shown);
});

drawing('after any change the part that was redrawn looks as if all had been', () => {
  const { field, display, keyboard } = makeField((f) => {
    f.placeholderText = 'jjj';
  });
  for (const key of ['j', 'Ctrl+a', 'W', 'ArrowLeft', 'f', 'Shift+Home', 'Delete', 'Backspace']) {
    keyboard.press(key);
    display.refreshNow();
    const partly = display.pixels.slice();
    display.invalidateAll();
    display.refreshNow();
    assert.equal(display.pixels, partly, `after ${key} ('${field.text}')`);
  }
});

drawing('a field in a scrolled form moves with it', () => {
  const { display } = makeTestDisplay({ width: 300, height: 100, theme: dark });
  const form = new Obj(display.screen);
  form.setStyle({ width: 300, height: 100, layout: 'flex', flexFlow: 'column' });
  form.scrollable = true;
  const fields = [1, 2, 3, 4].map(() => new Textarea(form));
  display.refreshNow();
  display.group.focus(fields[3]!);
  display.refreshNow();
  assert.ok(fields[3]!.coords.y2 <= 100);
});
drawing.run();
