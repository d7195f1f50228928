/** Who has the screen: the text console never shows while `porthole run` lives, and always comes back. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeDisk } from './disk.ts';
import { DATA } from './gui.ts';
import type { Picture } from './picture.ts';
import { DAEMON, GUI, pidsOf, Recorder, SUPERVISOR } from './recorder.ts';

const recorder = await Recorder.start({ disk: makeDisk() });
const { serial } = recorder;

/** Where `recorder login:` stands, in the kernel's 8×16 font. The cursor behind it blinks and is left out. */
const PROMPT = { width: 15 * 8, height: 16 };
const INK = 0xaaaaaa;

/** Positions of the pixels in which the console would write its prompt. */
function ink(picture: Picture): [x: number, y: number][] {
  const found: [number, number][] = [];
  for (let y = 0; y < PROMPT.height; y++) {
    for (let x = 0; x < PROMPT.width; x++) if (picture.at(x, y) === INK) found.push([x, y]);
  }
  return found;
}

const prompt = ink(
  await recorder.waitForScreen('the console', (picture) => (ink(picture).length > 100 ? picture : null)),
);
const showsConsole = (picture: Picture) => prompt.every(([x, y]) => picture.at(x, y) === INK);

const test = suite('console guard');

test.after(() => recorder.kill());

/** Starts `porthole run` and waits until the GUI has drawn. */
async function startPorthole(): Promise<void> {
  const from = serial.length;
  await recorder.launch(`exec ${process.execPath} .build/porthole.mjs run --data ${DATA}`);
  const said = await serial.waitFor(/^porthole: draws on .*(?=\n)/m, { from });
  assert.match(
    said[0],
    /^porthole: draws on fb0 bochs-drmdrmfb 1920×1080 XRGB8888, reads .*Tablet.*, keeps its data in \/data\/porthole$/,
  );
  await recorder.waitForScreen('the GUI instead of the console', (picture) => (showsConsole(picture) ? null : picture));
}

const kill = (signal: 'TERM' | 'KILL', program: string) => recorder.exec(`kill -${signal} $(${pidsOf(program)})`);
const running = async (program: string) => (await recorder.try(pidsOf(program))).text.trim();

/** Waits until the console is on the screen again and no process of ours is left. */
async function consoleIsBack(): Promise<void> {
  await recorder.waitForScreen('the console again', (picture) => (showsConsole(picture) ? picture : null));
  await recorder.waitFor('the end of every process', async () => {
    const left = await Promise.all([SUPERVISOR, DAEMON, GUI].map(running));
    return left.every((pids) => pids === '') ? true : null;
  });
}

test('stays hidden while a killed GUI is started again', async () => {
  await startPorthole();
  const first = await running(GUI);
  await kill('KILL', GUI);
  await recorder.exec('echo "kernel: something to tell" > /dev/tty1');
  await recorder.waitForScreen('the GUI started again', async (picture) => {
    assert.not(showsConsole(picture), 'the console showed through');
    const now = await running(GUI);
    return now !== '' && now !== first ? true : null;
  });
});

test('comes back after the last process when the supervisor is asked to stop', async () => {
  await kill('TERM', SUPERVISOR);
  await consoleIsBack();
});

test('comes back, and no process is left, when the supervisor is killed', async () => {
  await startPorthole();
  await kill('KILL', SUPERVISOR);
  await consoleIsBack();
});

test('comes back after a run that found a terminal left in graphics mode by two killed processes', async () => {
  await startPorthole();
  await recorder.exec(`kill -KILL $(${pidsOf(SUPERVISOR)}) $(${pidsOf(GUI)})`);
  await startPorthole();
  await kill('TERM', SUPERVISOR);
  await consoleIsBack();
});

test.run();
