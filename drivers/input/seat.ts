/**
 * All input devices of the recorder as one seat: every mouse moves one pointer, every keyboard types into one focus.
 *
 * 1. `node-watch` tells of nodes. Each that a seat can use is opened, taken from everyone else, and watched.
 * 2. When one has something to say it is read once, decoded into frames, and `seat-state` makes events of them.
 * 3. A device that answers ENODEV was pulled out: what it held is let go, and the seat goes on.
 *
 * The descriptors are part of the main event loop. No thread is held, no timer runs while no key is held.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Clock, InputSink } from '../../ui/lvgl/hal.ts';
import { monotonicMs } from '../linux/clock.ts';
import { errnoOf } from '../linux/sys-error.ts';
import { watchReadable } from '../linux/watch-readable.ts';
import type { AccelerationProfile } from './acceleration.ts';
import { EventDecoder, type Frame } from './decoder.ts';
import { inputEventLayout } from './evdev-abi.ts';
import { type InputDevice, openEvdev } from './evdev-device.ts';
import { type InputError, inputErrorOf } from './input-error.ts';
import type { LayoutName } from './keymap/layout.ts';
import { watchNodes } from './node-watch.ts';
import { type SeatDevice, SeatState } from './seat-state.ts';
import { describeTraits } from './traits.ts';

export interface SeatOptions {
  /** `auto` for every usable device that is there or comes; or paths of device nodes, used whenever they are there. */
  readonly devices: 'auto' | readonly string[];
  /** Screen size in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly layout: LayoutName;
  /** -1 slowest … 1 fastest, as in libinput. */
  readonly pointerSpeed: number;
  readonly profile: AccelerationProfile;
  /** Events bear its time, whatever its zero: the kernel's stamps are moved onto it. */
  readonly clock: Clock;
  readonly sink: InputSink;
  /** A device that cannot be used, told once until something about it changes. The seat goes on, and tries again then. */
  readonly onError: (error: InputError) => void;
  /** Devices came, went or were refused. */
  readonly onDevices: (status: SeatStatus) => void;
  /** Where device nodes appear; another folder in tests. */
  readonly directory?: string;
  /** Opens a node; something else in tests. */
  readonly open?: (path: string) => InputDevice | null;
}

export interface SeatDeviceStatus {
  readonly path: string;
  readonly name: string;
  readonly keyboard: boolean;
  readonly pointer: boolean;
}

export interface SeatStatus {
  /** Devices that the seat reads and no other program does. */
  readonly devices: readonly SeatDeviceStatus[];
  /**
   * Devices that are there but could not be taken. One of them may be a keyboard, and what is typed on it goes
   * elsewhere: while this is not empty, do not ask for passwords.
   */
  readonly refused: readonly InputError[];
}

export interface Seat {
  readonly status: SeatStatus;
  /** Where the pointer stands, in device pixels. */
  readonly x: number;
  readonly y: number;
  setLayout(layout: LayoutName): void;
  /** @param speed -1 slowest … 1 fastest */
  setPointerSpeed(speed: number): void;
  /** One line for people: the devices by name. */
  describe(): string;
  /** Gives all devices back. Nothing is sent any more. */
  close(): void;
}

interface Attached {
  readonly device: InputDevice;
  readonly member: SeatDevice;
  stopWatching(): void;
}

const EVENTS_A_READ = 64;
const EVDEV_NODE = /^event\d+$/;

/** Opens the seat. Never throws for a device: with none at all it waits for the first. */
export function openSeat(options: SeatOptions): Seat {
  const { clock, open = openEvdev, onError, onDevices } = options;
  const state = new SeatState({
    ...options,
    onLocks: (locks) => {
      for (const [node, { device }] of attached) tryOn(node, () => device.showLocks(locks));
    },
  });
  /** What to add to CLOCK_MONOTONIC to get the seat's clock. */
  const clockOffset = clock.now() - monotonicMs();
  const attached = new Map<string, Attached>();
  const refused = new Map<string, InputError>();
  const buffer = new Uint8Array(EVENTS_A_READ * inputEventLayout.size);

  const changed = () => onDevices(status());
  const status = (): SeatStatus => ({
    devices: [...attached].map(
      ([
        node,
        {
          device: { traits },
        },
      ]) => ({
        path: node,
        name: traits.name,
        keyboard: traits.keyboard,
        pointer: traits.relative || traits.absolute !== null,
      }),
    ),
    refused: [...refused.values()],
  });

  /** Does something with a device. A failure ends that device only. @returns null when it failed or had nothing */
  const tryOn = <T>(node: string, action: () => T): T | null => {
    try {
      return action();
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === 'EAGAIN') return null;
      detach(node);
      // Another device may have got the name before this one's end was noticed.
      if (errno === 'ENODEV') attach(node);
      else onError(inputErrorOf(error, node));
      return null;
    }
  };

  /** Something is new about a node: uses it if that is possible. */
  const attach = (node: string) => {
    if (attached.has(node)) return;
    let device: InputDevice | null;
    try {
      device = open(node);
    } catch (error) {
      refuse(node, inputErrorOf(error, node));
      return;
    }
    const wasRefused = refused.delete(node);
    if (device) use(node, device);
    else if (wasRefused) changed();
  };

  const refuse = (node: string, error: InputError) => {
    const before = refused.get(node)?.code;
    const gone = error.code === 'missing';
    if (gone) refused.delete(node);
    else refused.set(node, error);
    if (gone ? before !== undefined : before !== error.code) changed();
    if (!gone && before !== error.code) onError(error);
  };

  const use = (node: string, device: InputDevice) => {
    const member = state.addDevice(device.traits);
    const decoder = new EventDecoder(inputEventLayout);
    const onFrame = (frame: Frame) => {
      if (attached.get(node)?.member !== member) return;
      if (!frame.dropped) return state.frame(member, frame, frame.timeMs + clockOffset);
      const snapshot = tryOn(node, () => device.snapshot());
      if (snapshot) state.resync(member, snapshot);
    };
    const read = () => {
      const length = tryOn(node, () => fs.readSync(device.fd, buffer));
      if (length === 0) detach(node);
      else if (length !== null) decoder.push(buffer, length, onFrame);
    };
    attached.set(node, { device, member, stopWatching: watchReadable(device.fd, read) });
    tryOn(node, () => device.showLocks(state.locks));
    changed();
  };

  const detach = (node: string) => {
    const gone = attached.get(node);
    if (!gone) return;
    attached.delete(node);
    gone.stopWatching();
    gone.device.close();
    state.removeDevice(gone.member);
    changed();
  };

  const nodeError = (directory: string) => (error: unknown) => onError(inputErrorOf(error, directory));
  const watches = foldersOf(options).map(([directory, isNode]) =>
    watchNodes(directory, isNode, attach, nodeError(directory)),
  );

  return {
    get status() {
      return status();
    },
    get x() {
      return state.x;
    },
    get y() {
      return state.y;
    },
    setLayout: (layout) => state.setLayout(layout),
    setPointerSpeed: (speed) => state.setPointerSpeed(speed),
    describe: () =>
      [...attached.values()].map(({ device }) => describeTraits(device.traits)).join(', ') || 'no input device yet',
    close() {
      for (const stop of watches) stop();
      state.close();
      for (const { device, stopWatching } of attached.values()) {
        stopWatching();
        device.close();
      }
      attached.clear();
    },
  };
}

/** The folders to watch, and which names in them are ours. */
function foldersOf({ devices, directory = '/dev/input' }: SeatOptions): [string, (name: string) => boolean][] {
  if (devices === 'auto') return [[directory, (name) => EVDEV_NODE.test(name)]];
  const folders = new Map<string, Set<string>>();
  for (const node of devices) {
    const folder = path.dirname(path.resolve(node));
    folders.set(folder, (folders.get(folder) ?? new Set()).add(path.basename(node)));
  }
  return [...folders].map(([folder, names]) => [folder, (name) => names.has(name)]);
}
