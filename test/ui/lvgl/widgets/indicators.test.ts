import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Bar, Icon, Obj, QRCode, Spinner } from '../../../../ui/lvgl/index.ts';
import { makeTestDisplay, type TestDisplay } from '../../../kit/display.ts';
import { dark, highContrast, light } from '../../../kit/themes.ts';

const pixel = ({ display }: TestDisplay, x: number, y: number): number =>
  display.pixels[y * display.width + x]! & 0xffffff;

const bars = suite('Bar');

function makeBar(value: number) {
  const kit = makeTestDisplay({ width: 200, height: 40, theme: dark });
  const bar = new Bar(kit.display.screen);
  bar.setStyle({ width: 200, height: 20 });
  bar.value = value;
  kit.display.refreshNow();
  let filled = 0;
  for (let x = 0; x < 200; x++) if (pixel(kit, x, 10) === dark.colors.primary) filled++;
  return { ...kit, bar, filled };
}

bars('is filled as far as its value lies between its ends, and no further', () => {
  assert.is(makeBar(0).filled, 0);
  assert.is(makeBar(50).filled, 100);
  assert.is(makeBar(100).filled, 200);
  assert.is(makeBar(-5).filled, 0);
  assert.is(makeBar(1000).filled, 200);
});

bars('takes its colour from its variant and its range from min and max', () => {
  const { bar, display, ...kit } = makeBar(50);
  bar.min = 40;
  bar.max = 60;
  bar.value = 60;
  bar.setVariant('danger');
  display.refreshNow();
  assert.is(pixel({ display, ...kit }, 190, 10), dark.colors.danger);
  assert.is(bar.accessibleValue, '60');
  assert.is(bar.role, 'progressbar');
});
bars.run();

const spinners = suite('Spinner');

function makeSpinner() {
  const kit = makeTestDisplay({ width: 100, height: 100, theme: dark });
  const box = new Obj(kit.display.screen);
  box.setStyle({ width: 80, height: 80 });
  const spinner = new Spinner(box);
  kit.display.refreshNow();
  return { ...kit, box, spinner };
}

spinners('turns, with one timer for a step', () => {
  const { display, clock } = makeSpinner();
  const { frames } = display.stats;
  const before = display.pixels.slice();
  clock.advance(160);
  assert.ok(display.stats.frames >= frames + 5, `${display.stats.frames - frames} frames`);
  assert.not.equal(display.pixels, before);
  assert.ok(clock.pending <= 2, 'its own and that of the next frame');
});

for (const [how, stop] of [
  [
    'is hidden',
    (s: { spinner: Obj; box: Obj }) => {
      s.spinner.hidden = true;
    },
  ],
  [
    'lies in something hidden',
    (s: { spinner: Obj; box: Obj }) => {
      s.box.hidden = true;
    },
  ],
  ['is deleted', (s: { spinner: Obj; box: Obj }) => s.spinner.delete()],
  ['lies in something deleted', (s: { spinner: Obj; box: Obj }) => s.box.delete()],
] as const) {
  spinners(`runs no timer and draws no frame once it ${how}`, () => {
    const kit = makeSpinner();
    kit.clock.advance(100);
    stop(kit);
    kit.clock.advance(50);
    const { frames } = kit.display.stats;
    kit.clock.advance(10_000);
    assert.is(kit.clock.pending, 0);
    assert.is(kit.display.stats.frames, frames);
  });
}

spinners('leaves no timer behind when it is deleted', () => {
  const { spinner, clock, display } = makeSpinner();
  spinner.delete();
  display.refreshNow();
  assert.is(clock.pending, 0);
});

spinners('goes on when it is shown again', () => {
  const { box, clock, display } = makeSpinner();
  box.hidden = true;
  clock.advance(1000);
  box.hidden = false;
  clock.advance(100);
  const { frames } = display.stats;
  clock.advance(100);
  assert.ok(display.stats.frames > frames);
});
spinners.run();

const codes = suite('QRCode');

function makeCode(theme = dark, modulePx = 3) {
  const kit = makeTestDisplay({ width: 120, height: 120, theme });
  const code = new QRCode(kit.display.screen);
  const data = Uint8Array.from({ length: 21 * 21 }, (_, i) => ((i * 7) % 3) & 1);
  code.modules = { size: 21, data };
  code.modulePx = modulePx;
  kit.display.refreshNow();
  return { ...kit, code, data };
}

for (const [name, theme] of Object.entries({ dark, light, highContrast })) {
  codes(`is pure black on pure white with four modules of quiet zone in the ${name} theme`, () => {
    const { data, code, ...kit } = makeCode(theme);
    assert.is(code.width, (21 + 8) * 3);
    for (let y = 0; y < code.height; y++) {
      for (let x = 0; x < code.width; x++) {
        const column = Math.floor(x / 3) - 4;
        const row = Math.floor(y / 3) - 4;
        const inside = column >= 0 && column < 21 && row >= 0 && row < 21;
        assert.is(pixel(kit, x, y), inside && data[row * 21 + column] ? 0x000000 : 0xffffff, `(${x}, ${y})`);
      }
    }
  });
}

codes('its module is counted in device pixels at any scale', () => {
  const kit = makeTestDisplay({ width: 240, height: 240, scale: 2, theme: dark });
  const code = new QRCode(kit.display.screen);
  code.modules = { size: 21, data: new Uint8Array(441) };
  code.modulePx = 5;
  kit.display.refreshNow();
  assert.is(code.width, 29 * 5);
});

codes('nothing under it is drawn, and without modules it is nothing', () => {
  const { code, display } = makeCode();
  assert.ok(code.coversArea(code.coords));
  code.modules = null;
  display.refreshNow();
  assert.is(code.width, 0);
  assert.not(code.coversArea({ x1: 0, y1: 0, x2: 1, y2: 1 }));
});

codes('refuses modules that are no square and sizes that are no whole pixels', () => {
  const { code } = makeCode();
  assert.throws(() => {
    code.modules = { size: 21, data: new Uint8Array(440) };
  }, /21 has 441 modules, not 440/);
  for (const px of [0, -1, 2.5, Number.NaN]) {
    assert.throws(() => {
      code.modulePx = px;
    }, RangeError);
  }
});
codes.run();

const icons = suite('Icon');

icons('is as large as its size says and centred in its box', () => {
  const kit = makeTestDisplay({ width: 100, height: 100, theme: dark });
  const icon = new Icon(kit.display.screen);
  icon.icon = 'square';
  kit.display.refreshNow();
  const small = icon.width;
  icon.size = 'large';
  kit.display.refreshNow();
  assert.ok(icon.width > 1.5 * small);
  icon.setStyle({ width: 100, height: 100 });
  kit.display.refreshNow();
  const seen: number[] = [];
  for (let x = 0; x < 100; x++) if (pixel(kit, x, 50) !== pixel(kit, 0, 0)) seen.push(x);
  assert.ok(Math.abs(seen[0]! + seen.at(-1)! - 99) <= 1, `from ${seen[0]} to ${seen.at(-1)}`);
});

icons('has no name but what its label says', () => {
  const { display } = makeTestDisplay();
  const icon = new Icon(display.screen);
  assert.is(icon.accessibleName, '');
  icon.label = 'Settings';
  assert.is(icon.accessibleName, 'Settings');
  assert.is(icon.role, 'img');
});
icons.run();
