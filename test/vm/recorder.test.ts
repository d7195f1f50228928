/** The harness itself: what a test sends arrives inside, what happens inside is seen, and power is really cut. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeDisk } from './disk.ts';
import { bundleForGuest } from './guest/bundle.ts';
import { Recorder } from './recorder.ts';

const disk = makeDisk();
const recorder = await Recorder.start({
  disk,
  monitor: [1280, 720],
  script: `exec ${process.execPath} ${bundleForGuest('test/vm/guest/probe.ts')}`,
});
const { serial, mouse, keyboard } = recorder;

const test = suite('virtual recorder');

test.after(() => recorder.kill());

test('shows on its monitor what is drawn into /dev/fb0, to the last pixel', async () => {
  await serial.waitFor(/probe: fb0 bochs-drmdrmfb 1280×720 XRGB8888/);
  const picture = await recorder.waitForScreen('the probe’s picture', (seen) =>
    seen.at(640, 360) === 0x204060 ? seen : null,
  );
  assert.equal([picture.width, picture.height], [1280, 720]);
  assert.is(picture.at(0, 0), 0xff0000);
  assert.is(picture.at(1279, 0), 0x00ff00);
  assert.is(picture.at(0, 719), 0x0000ff);
  assert.is(picture.at(1279, 719), 0xffffff);
});

test('moves the pointer of its absolute device to the very pixel, and clicks there', async () => {
  for (const [x, y] of [
    [333, 517],
    [0, 0],
    [1279, 719],
  ] as const) {
    const from = serial.length;
    await mouse.moveTo(x, y);
    await serial.waitFor(new RegExp(`"type":"pointerMove","x":${x}(\\.\\d+)?,"y":${y}[,.]`), { from });
  }
  const from = serial.length;
  await mouse.click('right');
  await serial.waitFor(/"type":"pointerDown".*"button":2,"buttons":2/, { from });
  await serial.waitFor(/"type":"pointerUp".*"button":2,"buttons":0/, { from });
  await mouse.wheel(3);
  await serial.waitFor(/(?:"type":"wheel"[^\n]*"wheel":1\b[^\n]*\n[\s\S]*){3}/, { from });
});

test('types text with its keyboard', async () => {
  const from = serial.length;
  await keyboard.type('Az9@_\n');
  for (const text of ['A', 'z', '9', '@', '_'])
    await serial.waitFor(new RegExp(`"type":"keyDown".*"text":"${text}"`), { from });
  await serial.waitFor(/"key":"Enter"/, { from });
});

test('takes its tablet out, and a mouse put in instead moves the pointer', async () => {
  let from = serial.length;
  await recorder.unplug();
  await serial.waitFor(/devices: QEMU QEMU USB Keyboard\n/, { from });
  from = serial.length;
  await recorder.plug('mouse');
  await serial.waitFor(/devices: .*Mouse/, { from });
  from = serial.length;
  await mouse.moveBy(-10, -10);
  await serial.waitFor(/"type":"pointerMove"/, { from });
});

test('runs commands inside and gives back their output and failure', async () => {
  assert.is(await recorder.exec('echo "ünï $((6 * 7))"; echo too >&2'), 'ünï 42\ntoo\n');
  assert.equal(await recorder.try('exit 3'), { status: 3, text: '' });
});

test('has a new boot id after its reset button, and starts its script again', async () => {
  const bootId = () => recorder.exec('cat /proc/sys/kernel/random/boot_id');
  const before = await bootId();
  const from = serial.length;
  await recorder.reset();
  assert.is.not(await bootId(), before);
  await serial.waitFor(/probe: fb0/, { from });
});

test('loses in a power cut what was not synced, and nothing that was', async () => {
  await recorder.exec('echo kept > /data/kept && sync && echo lost > /data/lost');
  await recorder.kill();
  assert.is(disk.read('/kept').toString(), 'kept\n');
  assert.is(disk.read('/lost').toString(), '');
});

test.run();
