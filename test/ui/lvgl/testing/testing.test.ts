import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Button, Label, Obj } from '../../../../ui/lvgl/index.ts';
import {
  comparePictures,
  contrastRatio,
  contrastReport,
  describeDifference,
  getByRole,
  getByText,
  queryAllByRole,
  queryByRole,
  queryByText,
  treeOf,
  treeText,
  VirtualClock,
} from '../../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../../kit/display.ts';
import { decodePng, encodePng } from '../../../kit/png.ts';
import { expectScreenshot } from '../../../kit/screenshot.ts';
import { plainTheme } from '../../../kit/themes.ts';
import { box } from '../objects.ts';

const test = suite('test kit');

function button(parent: Obj, text: string): Button {
  const obj = new Button(parent);
  new Label(obj).text = text;
  return obj;
}

// --- clock --------------------------------------------------------------------------------------------------------

test('timers run when they are due, in order, each at its own time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { maxLength: 20 }), (delays) => {
      const clock = new VirtualClock(0);
      const ran: number[] = [];
      for (const delay of delays) clock.after(delay, () => ran.push(clock.now()));
      clock.advance(50);
      assert.equal(
        ran,
        delays.filter((d) => d <= 50).sort((a, b) => a - b),
      );
      assert.is(clock.now(), 50);
      assert.is(clock.pending, delays.filter((d) => d > 50).length);
    }),
  );
});

test('a timer may set the next one and take back another', () => {
  const clock = new VirtualClock(0);
  const ran: string[] = [];
  const never = clock.after(30, () => ran.push('never'));
  clock.after(10, () => {
    ran.push(`first at ${clock.now()}`);
    never();
    clock.after(10, () => ran.push(`second at ${clock.now()}`));
  });
  clock.advance(100);
  assert.equal(ran, ['first at 10', 'second at 20']);
});

// --- hands ----------------------------------------------------------------------------------------------------------

test('the pointer goes to the middle of an object, and not to one that is hidden', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = box(display.screen, { x: 10, y: 20, width: 30, height: 40 });
  pointer.moveTo(obj);
  assert.equal(pointer.position, { x: 25, y: 40 });
  obj.hidden = true;
  obj.label = 'gone';
  assert.throws(() => pointer.click(obj), /'gone': it is not shown/);
});

test('the keyboard knows modifiers, text and keys that are held', () => {
  const { display, keyboard } = makeTestDisplay();
  const seen: string[] = [];
  display.screen.on('key', (e) =>
    seen.push(`${e.ctrl ? 'C' : ''}${e.shift ? 'S' : ''}${e.alt ? 'A' : ''}${e.repeat ? 'R' : ''} ${e.key} ${e.text}`),
  );
  keyboard.press('Ctrl+Shift+ArrowLeft');
  keyboard.press('Ctrl+a');
  keyboard.press('Shift++');
  keyboard.press('+');
  keyboard.type('ü');
  keyboard.hold('x', 1);
  assert.equal(seen, ['CS ArrowLeft ', 'C a ', 'S + +', ' + +', ' ü ü', ' x x', 'R x x']);
  assert.throws(() => keyboard.press('Meta+a'), /Meta is no modifier/);
});

test('a double click is two clicks', () => {
  const { display, pointer } = makeTestDisplay();
  const obj = button(display.screen, 'ok');
  let clicks = 0;
  obj.on('clicked', () => clicks++);
  pointer.doubleClick(obj);
  assert.is(clicks, 2);
});

// --- eyes -----------------------------------------------------------------------------------------------------------

/** A field whose value is a secret. */
class Secret extends Obj {
  readonly secret = 'hunter2';
  constructor(parent: Obj) {
    super(parent);
    this.role = 'textbox';
    this.label = 'Password';
  }
}

function loginScreen(): TestDisplay {
  const kit = makeTestDisplay();
  const group = box(kit.display.screen, { layout: 'flex', flexFlow: 'column' });
  group.role = 'group';
  group.label = 'Login';
  new Secret(box(group));
  button(group, 'OK').disabled = true;
  button(group, 'Cancel');
  return kit;
}

test('the tree lists what is shown with role, name, states and depth, and no secret', () => {
  const { display } = loginScreen();
  display.group.focus(getByRole(display, 'button', { name: 'Cancel' }));
  assert.is(
    treeText(display),
    [
      "group 'Login'",
      "  textbox 'Password'",
      "  button 'OK' [disabled]",
      "    text 'OK'",
      "  button 'Cancel' *",
      "    text 'Cancel'",
    ].join('\n'),
  );
  const tree = treeOf(display);
  assert.not.match(JSON.stringify(tree), 'hunter2');
  const { x1, y1 } = getByRole(display, 'button', { name: 'Cancel' }).coords;
  const node = tree.find((n) => n.name === 'Cancel')!;
  assert.equal([node.x, node.y, node.focused, node.depth], [x1, y1, true, 1]);
});

test('what lies under a dialog cannot be found, what lies over it can', () => {
  const { display } = loginScreen();
  const dialog = box(display.topLayer);
  dialog.modal = true;
  button(dialog, 'Yes');
  button(display.sysLayer, 'Wake');
  assert.equal(
    queryAllByRole(display, 'button').map((obj) => obj.accessibleName),
    ['Yes', 'Wake'],
  );
});

test('a query that finds nothing or too much says what there is', () => {
  const { display } = loginScreen();
  assert.is(getByRole(display, 'button', { name: /^Can/ }).accessibleName, 'Cancel');
  assert.is(getByText(display, 'OK').role, 'text');
  assert.is(queryByText(display, 'Nope'), null);
  assert.throws(
    () => getByRole(display, 'button', { name: 'Go' }),
    /there is no button 'Go'. On the screen:\ngroup 'Login'/,
  );
  assert.throws(() => queryByRole(display, 'button'), /there are 2 of: button/);
});

test('contrast is WCAG’s', () => {
  assert.is(contrastRatio(0x000000, 0xffffff), 21);
  assert.is(contrastRatio(0x123456, 0x123456), 1);
  assert.ok(Math.abs(contrastRatio(0x767676, 0xffffff) - 4.54) < 0.01);
});

test('the contrast report measures texts against what they stand on in the picture', () => {
  const { display } = makeTestDisplay({
    theme: plainTheme({ screen: [{ part: 'main', state: 0, style: { bgColor: 0xffffff } }] }),
  });
  const card = box(display.screen, { bgColor: 0x000000, width: 200, height: 100, padAll: 10 });
  const muted = new Label(card);
  muted.text = 'A faint text';
  muted.setStyle({ textColor: 0x333333 });
  const loud = new Label(box(display.screen, { y: 120 }));
  loud.text = 'A loud title';
  loud.setStyle({ textColor: 0x000000, textFont: 'title' });
  const report = contrastReport(display);
  assert.equal(
    report.map(({ name, background, required, ratio }) => [name, background, required, ratio < required]),
    [
      ['A faint text', 0x000000, 4.5, true],
      ['A loud title', 0xffffff, 3, false],
    ],
  );
  card.disabled = true;
  assert.is(contrastReport(display).length, 1);
});

// --- pictures -------------------------------------------------------------------------------------------------------

test('pictures are compared exactly, and the first difference is told', () => {
  const picture = (value: number, width = 3) => ({
    width,
    height: 2,
    pixels: Uint32Array.from({ length: width * 2 }, (_, i) => (i === 4 ? value : 0xff000000)),
  });
  assert.is(comparePictures(picture(1), picture(1)), null);
  assert.is(
    describeDifference(comparePictures(picture(0xff000001), picture(0xff000002))!),
    'first differing pixel (1, 1): #ff000001, expected #ff000002',
  );
  assert.is(describeDifference(comparePictures(picture(1), picture(1, 4))!), 'the picture is 3×2, expected 4×2');
});

test('a picture survives PNG', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.nat(0xffffff)),
      (width, height, colors) => {
        const pixels = Uint32Array.from(colors.take(width * height), (color) => color | 0xff000000);
        assert.is(comparePictures(decodePng(encodePng({ pixels, width, height })), { pixels, width, height }), null);
      },
    ),
  );
});

test('a new reference is written on request only, fails once, then holds; a difference leaves a picture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const url = pathToFileURL(`${folder}/`);
  const file = (name: string): string => join(folder, name);
  const before = process.env.PORTHOLE_GOLDEN;
  try {
    const { display } = makeTestDisplay({ width: 40, height: 30 });
    const obj = box(display.screen, { width: 10, height: 10, bgColor: 0xff0000 });
    delete process.env.PORTHOLE_GOLDEN;
    assert.throws(() => expectScreenshot(display, 'red', url), /there is no reference/);
    assert.not.ok(existsSync(file('red.png')));
    process.env.PORTHOLE_GOLDEN = '1';
    assert.throws(() => expectScreenshot(display, 'red', url), /was written; look at it, then run again/);
    delete process.env.PORTHOLE_GOLDEN;
    expectScreenshot(display, 'red', url);
    obj.setStyle({ bgColor: 0xfe0000 });
    assert.throws(
      () => expectScreenshot(display, 'red', url),
      /first differing pixel \(0, 0\): #fffe0000, expected #ffff0000/,
    );
    const sideBySide = decodePng(readFileSync(file('red.err.png')));
    assert.equal(
      [sideBySide.width, sideBySide.height, sideBySide.pixels[0], sideBySide.pixels[40]],
      [120, 30, 0xffff0000, 0xfffe0000],
    );
    obj.setStyle({ bgColor: 0xff0000 });
    expectScreenshot(display, 'red', url);
    assert.not.ok(existsSync(file('red.err.png')), 'the failure of before is still there');
  } finally {
    if (before === undefined) delete process.env.PORTHOLE_GOLDEN;
    else process.env.PORTHOLE_GOLDEN = before;
    rmSync(folder, { recursive: true });
  }
});

test.run();
