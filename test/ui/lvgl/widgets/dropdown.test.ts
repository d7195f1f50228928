import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Button, Dropdown } from '../../../../ui/lvgl/index.ts';
import { getByRole, queryAllByRole, treeText } from '../../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../../kit/display.ts';
import { dark } from '../../../kit/themes.ts';

const LANGUAGES = ['English', 'Deutsch', 'Dansk', 'Suomi'];

function makeDropdown({ options = LANGUAGES, y = 20, scale = 1 as 1 | 2 } = {}) {
  const kit = makeTestDisplay({ width: 400 * scale, height: 300 * scale, scale, theme: dark });
  const dropdown = new Dropdown(kit.display.screen);
  dropdown.label = 'Language';
  dropdown.options = options;
  dropdown.selected = 0;
  dropdown.setStyle({ x: 20, y, width: 160 });
  kit.display.refreshNow();
  const chosen: number[] = [];
  dropdown.on('valueChanged', () => chosen.push(dropdown.selected));
  const items = () => queryAllByRole(kit.display, 'listitem');
  return { ...kit, dropdown, chosen, items };
}

const test = suite('Dropdown');

test('a click opens the list, a click on an option chooses it, sends it and closes', () => {
  const { dropdown, pointer, display, chosen, items } = makeDropdown();
  pointer.click(dropdown);
  assert.ok(dropdown.isOpen);
  assert.equal(
    items().map((item) => item.accessibleName),
    LANGUAGES,
  );
  pointer.click(getByRole(display, 'listitem', { name: 'Deutsch' }));
  assert.equal(chosen, [1]);
  assert.is(dropdown.isOpen, false);
  assert.equal(items(), []);
  assert.is(dropdown.accessibleValue, 'Deutsch');
});

test('choosing what is chosen already sends nothing, nor does setting it', () => {
  const { dropdown, pointer, display, chosen } = makeDropdown();
  pointer.click(dropdown);
  pointer.click(getByRole(display, 'listitem', { name: 'English' }));
  dropdown.selected = 2;
  assert.equal(chosen, []);
  assert.is(dropdown.accessibleValue, 'Dansk');
});

test('opens by Enter, goes by arrows, Home and End, chooses by Enter, and has the focus again', () => {
  const { dropdown, keyboard, display, chosen } = makeDropdown();
  display.group.focus(dropdown);
  const focused = () => display.group.focused?.accessibleName;
  keyboard.press('Enter');
  assert.is(focused(), 'English');
  keyboard.press('ArrowDown');
  assert.is(focused(), 'Deutsch');
  keyboard.press('End');
  assert.is(focused(), 'Suomi');
  keyboard.press('Home');
  keyboard.press('ArrowUp');
  assert.is(focused(), 'English');
  keyboard.press('ArrowDown');
  keyboard.press('Enter');
  assert.equal(chosen, [1]);
  assert.is(display.group.focused, dropdown);
});

test('Alt+Down opens it, plain Down goes on to what lies below', () => {
  const { dropdown, keyboard, display } = makeDropdown();
  const below = new Button(display.screen);
  below.setStyle({ x: 20, y: 200 });
  display.refreshNow();
  display.group.focus(dropdown);
  keyboard.press('Alt+ArrowDown');
  assert.ok(dropdown.isOpen);
  keyboard.press('Escape');
  keyboard.press('ArrowDown');
  assert.is(display.group.focused, below);
});

for (const key of ['Escape', 'Tab']) {
  test(`${key} closes it as it was and goes no further`, () => {
    const { dropdown, keyboard, display, chosen } = makeDropdown();
    let cancels = 0;
    for (const layer of [display.screen, display.topLayer]) layer.on('cancel', () => cancels++);
    display.group.focus(dropdown);
    keyboard.press('Enter');
    keyboard.press('ArrowDown');
    keyboard.press(key);
    assert.is(dropdown.isOpen, false);
    assert.equal(chosen, []);
    assert.is(display.group.focused, dropdown);
    assert.is(cancels, 0);
  });
}

test('a press outside closes it and presses nothing else', () => {
  const { dropdown, pointer, display, chosen } = makeDropdown();
  const button = new Button(display.screen);
  button.setStyle({ x: 300, y: 20 });
  let clicks = 0;
  button.on('clicked', () => clicks++);
  display.refreshNow();
  pointer.click(dropdown);
  pointer.click({ x: 320, y: 40 });
  assert.is(dropdown.isOpen, false);
  assert.is(clicks, 0);
  assert.equal(chosen, []);
  pointer.click(button);
  assert.is(clicks, 1);
});

test('a letter goes to the next option that begins with it, around the end, open or not', () => {
  const { dropdown, keyboard, display, chosen } = makeDropdown();
  display.group.focus(dropdown);
  keyboard.type('d');
  keyboard.type('D');
  keyboard.type('d');
  keyboard.type('x');
  assert.equal(chosen, [1, 2, 1]);
  keyboard.press('Enter');
  keyboard.type('s');
  assert.is(display.group.focused?.accessibleName, 'Suomi');
  keyboard.type('d');
  assert.is(display.group.focused?.accessibleName, 'Deutsch');
});

for (const scale of [1, 2] as const) {
  test(`the list is under it, or above where that has more room, at scale ${scale}`, () => {
    const above = makeDropdown({ y: 20, scale });
    above.pointer.click(above.dropdown);
    above.display.updateLayout();
    assert.ok(above.items().every((item) => item.coords.y1 >= above.dropdown.coords.y2));
    const low = makeDropdown({ y: 240, scale });
    low.pointer.click(low.dropdown);
    low.display.updateLayout();
    assert.ok(low.items().every((item) => item.coords.y2 <= low.dropdown.coords.y1 && item.coords.y1 >= 0));
  });
}

test('a list longer than the screen scrolls, and shows the chosen option first of all', () => {
  const options = Array.from({ length: 40 }, (_, i) => `Option ${i}`);
  const { dropdown, display, keyboard, pointer, items } = makeDropdown({ options });
  dropdown.selected = 30;
  pointer.click(dropdown);
  display.refreshNow();
  const seen = (i: number): boolean => items()[i]!.coords.y1 >= dropdown.coords.y2 && items()[i]!.coords.y2 <= 300;
  assert.ok(seen(30));
  assert.not(seen(0));
  keyboard.press('Home');
  assert.ok(seen(0));
  pointer.wheel(3, { x: 60, y: 150 });
  assert.not(seen(0));
});

test('the list goes with the dropdown, and with its options', () => {
  const { dropdown, pointer, display, items } = makeDropdown();
  pointer.click(dropdown);
  dropdown.options = ['one'];
  assert.equal(items(), []);
  pointer.click(dropdown);
  dropdown.delete();
  assert.equal(items(), []);
  assert.is(display.topLayer.children.length, 0);
});

test('without options there is nothing to open', () => {
  const { dropdown, pointer } = makeDropdown({ options: [] });
  pointer.click(dropdown);
  assert.is(dropdown.isOpen, false);
});

test('says what it is and what is chosen', () => {
  const { display } = makeDropdown();
  assert.match(treeText(display), "combobox 'Language' = 'English'");
});

test('is as wide as its longest option where nothing sets its width', () => {
  const { dropdown, display } = makeDropdown();
  const free = new Dropdown(display.screen);
  free.options = LANGUAGES;
  display.refreshNow();
  const { width } = free;
  free.options = [...LANGUAGES, 'A much longer language than these'];
  display.refreshNow();
  assert.ok(free.width > width + 100);
  assert.is(dropdown.width, 160);
});

test.run();
