import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BTN_LEFT, bitmap, KEY_CNT, REL_X } from '../../../drivers/input/evdev-abi.ts';
import type { InputDevice } from '../../../drivers/input/evdev-device.ts';
import type { InputError } from '../../../drivers/input/input-error.ts';
import type { Locks } from '../../../drivers/input/keymap/keyboard.ts';
import { openSeat, type Seat, type SeatOptions } from '../../../drivers/input/seat.ts';
import { monotonicMs } from '../../../drivers/linux/clock.ts';
import { SysError } from '../../../drivers/linux/sys-error.ts';
import { makeFifo } from '../fifo.ts';
import { DROPPED, down, encode, KEYBOARD, line, ManualClock, MOUSE, type RawEvent, REPORT, rel } from './events.ts';

/**
 * FIFOs stand in for evdev nodes: `mouse0`, `keyboard1`, … in a folder of their own. What only a kernel does (grabs,
 * overruns, unplugging) is tested in the virtual recorder.
 */
const test = suite('openSeat');
const base = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-seat-'));
test.after(() => fs.rmSync(base, { recursive: true }));

/** Devices that may be opened have this permission bit, so that chmod is what udev does. */
const ALLOWED = 0o666;

class Rig {
  readonly directory: string;
  readonly clock = new ManualClock();
  readonly lines: string[] = [];
  readonly errors: InputError[] = [];
  readonly lights: Locks[] = [];
  closed = 0;
  gone = false;
  readonly #writers = new Map<string, number>();
  readonly #waiting = new Set<{ condition: () => boolean; resolve: () => void }>();
  #seat: Seat | null = null;

  constructor(name: string, { makeDirectory = true } = {}) {
    this.directory = path.join(base, name);
    if (makeDirectory) fs.mkdirSync(this.directory);
  }

  get seat(): Seat {
    if (!this.#seat) throw new Error('not open');
    return this.#seat;
  }

  open(options: Partial<SeatOptions> = {}): Seat {
    this.#seat = openSeat({
      devices: 'auto',
      width: 800,
      height: 600,
      layout: 'us',
      pointerSpeed: 0,
      profile: 'flat',
      clock: this.clock,
      directory: this.directory,
      open: (node) => this.#openDevice(node),
      sink: (event) => {
        this.lines.push(line(event));
        this.#check();
      },
      onError: (error) => {
        this.errors.push(error);
        this.#check();
      },
      onDevices: () => this.#check(),
      ...options,
    });
    return this.#seat;
  }

  /** Plugs a device in: names are `event` and a number, even for a mouse, odd for a keyboard. */
  plug(name: string, mode = ALLOWED): void {
    // Made aside and moved in, so that it appears with its permissions, as a node of devtmpfs does.
    const aside = path.join(base, `aside-${name}`);
    makeFifo(aside);
    fs.chmodSync(aside, mode);
    fs.renameSync(aside, path.join(this.directory, name));
  }

  node(name: string): string {
    return path.join(this.directory, name);
  }

  send(name: string, events: readonly RawEvent[], timeMs = 0): void {
    const fd = this.#writers.get(name);
    if (fd === undefined) throw new Error(`${name} is not open`);
    fs.writeSync(fd, encode(events, timeMs));
  }

  /** Pulls a device out: the node goes, and reading ends. */
  unplug(name: string): void {
    fs.unlinkSync(this.node(name));
    fs.closeSync(this.#writers.get(name) ?? -1);
    this.#writers.delete(name);
  }

  /** Waits for what the seat tells. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add({ condition, resolve });
      this.#check();
    });
  }

  async untilLine(text: string): Promise<void> {
    await this.until(() => this.lines.includes(text));
  }

  async untilDevices(count: number): Promise<void> {
    await this.until(() => this.seat.status.devices.length === count);
  }

  close(): void {
    this.seat.close();
    for (const fd of this.#writers.values()) fs.closeSync(fd);
  }

  #check(): void {
    if (!this.#seat) return;
    for (const waiter of this.#waiting) {
      if (!waiter.condition()) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }

  #openDevice(node: string): InputDevice | null {
    if ((fs.statSync(node).mode & 0o777) !== ALLOWED) throw new SysError('EACCES', 'open', node);
    const name = path.basename(node);
    const number = Number(name.replace('event', ''));
    if (number >= 90) return null;
    const fd = fs.openSync(node, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    this.#writers.set(name, fs.openSync(node, fs.constants.O_WRONLY));
    return {
      fd,
      traits: number % 2 ? { ...KEYBOARD, name } : { ...MOUSE, name },
      snapshot: () => {
        if (this.gone) throw new SysError('ENODEV', 'ioctl EVIOCGKEY', node);
        return { keys: bitmap(KEY_CNT), position: null };
      },
      showLocks: (locks) => {
        this.lights.push(locks);
        this.#check();
      },
      close: () => {
        this.closed++;
        fs.closeSync(fd);
      },
    };
  }
}

test('devices that are there are one seat', async () => {
  const rig = new Rig('there');
  rig.plug('event10');
  rig.plug('event9');
  rig.plug('mice');
  const seat = rig.open();
  assert.equal(
    seat.status.devices.map(({ name, keyboard, pointer }) => [name, keyboard, pointer]),
    [
      ['event9', true, false],
      ['event10', false, true],
    ],
  );
  assert.is(seat.describe(), 'event9 (keyboard), event10 (mouse)');
  rig.send('event10', [rel(REL_X, 7), REPORT]);
  await rig.untilLine('move 407,300');
  rig.send('event9', [down(30), REPORT]);
  await rig.untilLine('press a "a"');
  assert.equal([seat.x, seat.y], [407, 300]);
  rig.close();
});

test('with no device, and not even the folder, it waits for the first', async () => {
  const rig = new Rig('later', { makeDirectory: false });
  const seat = rig.open();
  assert.is(seat.describe(), 'no input device yet');
  fs.mkdirSync(rig.directory);
  rig.plug('event0');
  await rig.untilDevices(1);
  rig.send('event0', [rel(REL_X, 1), REPORT]);
  await rig.untilLine('move 401,300');
  assert.equal(rig.errors, []);
  rig.close();
});

test('the folder may go with its last device and come back with the next', async () => {
  const rig = new Rig('folder');
  rig.plug('event0');
  rig.open();
  rig.unplug('event0');
  fs.rmdirSync(rig.directory);
  await rig.untilDevices(0);
  fs.mkdirSync(rig.directory);
  rig.plug('event2');
  await rig.untilDevices(1);
  rig.close();
});

test('a mouse pulled out while its button is down lets go, and another goes on from there', async () => {
  const rig = new Rig('replug');
  rig.plug('event0');
  rig.open();
  rig.send('event0', [rel(REL_X, 50), down(BTN_LEFT), REPORT]);
  await rig.untilLine('down 1 of 1 at 450,300');
  rig.unplug('event0');
  await rig.untilDevices(0);
  assert.equal(rig.lines.splice(0).slice(-2), ['up 1 of 0 at 450,300', 'pointer went']);
  assert.is(rig.closed, 1);
  rig.plug('event2');
  await rig.untilDevices(1);
  rig.send('event2', [rel(REL_X, 1), REPORT]);
  await rig.untilLine('move 451,300');
  assert.equal(rig.errors, []);
  rig.close();
});

test('a device without permission is reported once, and used when it gets one', async () => {
  const rig = new Rig('udev');
  const seat = rig.open();
  rig.plug('event1', 0o600);
  await rig.until(() => rig.errors.length > 0);
  assert.is(rig.errors[0]?.code, 'permission');
  assert.match(rig.errors[0]?.advice ?? '', 'group input');
  assert.equal(seat.status.refused, rig.errors);
  fs.chmodSync(rig.node('event1'), 0o640);
  // Once a later device is there, the change before it was seen too.
  rig.plug('event3');
  await rig.untilDevices(1);
  fs.chmodSync(rig.node('event1'), ALLOWED);
  await rig.untilDevices(2);
  assert.is(rig.errors.length, 1);
  assert.equal(seat.status.refused, []);
  rig.close();
});

test('a refused device that is pulled out is no longer refused', async () => {
  const rig = new Rig('refused');
  rig.plug('event1', 0o600);
  const seat = rig.open();
  assert.is(seat.status.refused.length, 1);
  fs.unlinkSync(rig.node('event1'));
  await rig.until(() => seat.status.refused.length === 0);
  rig.close();
});

test('a device that is nothing to a seat is left alone', async () => {
  const rig = new Rig('power');
  rig.plug('event90');
  const seat = rig.open();
  assert.equal(seat.status, { devices: [], refused: [] });
  rig.close();
});

test('a device that fails with ENODEV ends, and the others go on', async () => {
  const rig = new Rig('enodev');
  rig.plug('event0');
  rig.plug('event1');
  rig.open();
  rig.send('event1', [down(30), REPORT]);
  await rig.untilLine('press a "a"');
  rig.gone = true;
  fs.unlinkSync(rig.node('event1'));
  rig.send('event1', [DROPPED, REPORT]);
  await rig.untilLine('release a');
  rig.send('event0', [rel(REL_X, 1), REPORT]);
  await rig.untilLine('move 401,300');
  assert.equal(rig.errors, []);
  rig.close();
});

test('after SYN_DROPPED the device is asked for its state', async () => {
  const rig = new Rig('dropped');
  rig.plug('event1');
  rig.open();
  rig.send('event1', [down(30), REPORT, DROPPED, down(48), REPORT]);
  await rig.untilLine('release a');
  assert.not(rig.lines.some((text) => text.startsWith('press b')));
  rig.close();
});

test('only the named devices are used when some are named, whenever they are there', async () => {
  const rig = new Rig('named');
  rig.plug('event0');
  const seat = rig.open({ devices: [rig.node('event0'), rig.node('event2')] });
  rig.plug('event4');
  rig.plug('event2');
  await rig.untilDevices(2);
  assert.equal(
    seat.status.devices.map(({ name }) => name),
    ['event0', 'event2'],
  );
  rig.close();
});

test('locks are shown on every keyboard, and on one that comes later', async () => {
  const rig = new Rig('locks');
  rig.plug('event1');
  rig.open();
  rig.send('event1', [down(58), REPORT]);
  await rig.until(() => rig.lights.length === 2);
  rig.plug('event3');
  await rig.untilDevices(2);
  assert.equal(rig.lights, [
    { capsLock: false, numLock: true },
    { capsLock: true, numLock: true },
    { capsLock: true, numLock: true },
  ]);
  rig.close();
});

test("kernel time stamps arrive on the seat's clock", async () => {
  const rig = new Rig('time');
  rig.plug('event0');
  const times: number[] = [];
  const told = new Promise<void>((resolve) => {
    rig.open({
      sink: (event) => {
        if (event.type !== 'pointerMove') return;
        times.push(event.time);
        resolve();
      },
    });
  });
  const stamped = monotonicMs();
  rig.send('event0', [rel(REL_X, 1), REPORT], stamped);
  await told;
  // The rig's clock stands at 1000 since before the seat was opened; the event happened just after.
  const [time = 0] = times;
  assert.ok(time >= 1000 && time < 3000, `${time}`);
  rig.close();
});

test('four silent devices hold no thread: the file system still answers', async () => {
  const rig = new Rig('threads');
  for (const name of ['event0', 'event1', 'event2', 'event3']) rig.plug(name);
  const seat = rig.open();
  const stats = await fs.promises.stat(rig.directory);
  assert.ok(stats.isDirectory());
  assert.is(seat.status.devices.length, 4);
  rig.close();
});

test('a closed seat says nothing more and gives its devices back', async () => {
  const rig = new Rig('closed');
  const witness = new Rig('witness');
  for (const each of [rig, witness]) {
    each.plug('event0');
    each.open();
  }
  rig.lines.length = 0;
  rig.send('event0', [rel(REL_X, 1), REPORT]);
  rig.close();
  assert.is(rig.closed, 1);
  rig.plug('event2');
  witness.send('event0', [rel(REL_X, 1), REPORT]);
  await witness.untilLine('move 401,300');
  assert.equal(rig.lines, []);
  assert.equal(rig.seat.status.devices, []);
  witness.close();
});

test.run();
