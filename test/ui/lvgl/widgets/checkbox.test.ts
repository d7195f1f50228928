import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Checkbox } from '../../../../ui/lvgl/index.ts';
import { treeText } from '../../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../../kit/display.ts';
import { dark } from '../../../kit/themes.ts';

function makeBox(text = 'Reserved e-mail settings') {
  const kit = makeTestDisplay({ theme: dark });
  const box = new Checkbox(kit.display.screen);
  box.text = text;
  kit.display.refreshNow();
  const values: boolean[] = [];
  box.on('valueChanged', () => values.push(box.checked));
  return { ...kit, box, values };
}

const test = suite('Checkbox');

test('a click anywhere on its row ticks it, another takes the tick back, and each is sent', () => {
  const { box, pointer, values } = makeBox();
  pointer.click({ x: box.coords.x2 - 2, y: box.coords.y2 - 2 });
  pointer.click({ x: box.coords.x1 + 1, y: box.coords.y1 + 1 });
  assert.equal(values, [true, false]);
});

test('Space and Enter do as a click does', () => {
  const { box, display, keyboard, values } = makeBox();
  display.group.focus(box);
  keyboard.press(' ');
  keyboard.press('Enter');
  assert.equal(values, [true, false]);
});

test('setting its state sends nothing', () => {
  const { box, values } = makeBox();
  box.setState('checked', true);
  assert.ok(box.checked);
  assert.equal(values, []);
});

test('a disabled one does not answer', () => {
  const { box, pointer, values } = makeBox();
  box.disabled = true;
  pointer.click(box);
  assert.equal(values, []);
});

test('a radio button is checked by a click and stays so', () => {
  const { box, pointer, values } = makeBox('Verify by e-mail');
  box.setVariant('radio');
  pointer.click(box);
  pointer.click(box);
  assert.equal(values, [true]);
  assert.is(box.role, 'radio');
  box.setVariant('radio', false);
  assert.is(box.role, 'checkbox');
});

test('says what it is and whether it is ticked', () => {
  const { box, display } = makeBox();
  box.setState('checked', true);
  assert.match(treeText(display), "checkbox 'Reserved e-mail settings' [checked]");
});

test('its text wraps at the width it has, and it is never lower than 32 pixels', () => {
  const { box, display } = makeBox('one two three four five six seven eight nine ten');
  assert.ok(box.height >= 32);
  const { height } = box;
  box.setStyle({ width: 160 });
  display.refreshNow();
  assert.ok(box.height >= 3 * height * 0.6, `${box.height} pixels`);
});

test('a tick stands in the box, a dot in the radio button', () => {
  const { box, display } = makeBox();
  const marked = (): number => {
    display.refreshNow();
    let count = 0;
    for (let y = box.coords.y1; y < box.coords.y2; y++) {
      for (let x = box.coords.x1; x < box.coords.x1 + 24; x++) {
        if ((display.pixels[y * display.width + x]! & 0xffffff) === dark.colors.onPrimary) count++;
      }
    }
    return count;
  };
  assert.is(marked(), 0);
  box.setState('checked', true);
  const tick = marked();
  box.setVariant('radio');
  const dot = marked();
  assert.ok(tick > 5 && dot > tick, `${tick} and ${dot} pixels`);
});

test.run();
