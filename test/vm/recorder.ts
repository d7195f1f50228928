/**
 * A virtual recorder: a real kernel with a real framebuffer and evdev devices, in QEMU's software emulation. A test
 * sees what an owner in front of it sees and touches what an owner touches.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Disk } from './disk.ts';
import type { Output } from './guest.ts';
import { Hands, Keyboard, Mouse } from './hands.ts';
import { root, vmFolder } from './image.ts';
import { Machine, type Serial } from './machine.ts';
import { Picture } from './picture.ts';
import { pollUntil } from './poll.ts';

export interface RecorderOptions {
  /** Mounted as /data; without one nothing outlives the machine. */
  readonly disk?: Disk;
  /** Resolution of the monitor, 1920 × 1080 if not said; null for none at all. */
  readonly monitor?: readonly [width: number, height: number] | null;
  /** What is plugged in at power-on: an absolute tablet if not said. */
  readonly pointer?: PointerDevice | 'none';
  readonly keyboard?: boolean;
  /** A shell command started at each boot, as a service would be; what it says is on the serial console. */
  readonly script?: string;
}

/** `tablet` reports places (QEMU's usb-tablet), `mouse` reports movements (usb-mouse). */
export type PointerDevice = 'tablet' | 'mouse';

/** Programs by an argument that only they have, for `pidsOf`. */
export const SUPERVISOR = 'run';
export const DAEMON = 'daemon';
export const GUI = '/.*/gui[.]mjs';

/** A shell command that prints the ids of the processes with an argument that matches the whole pattern (grep's). */
export function pidsOf(argument: string): string {
  // The brackets keep it from finding itself.
  return `grep -lzx '[${argument[0]}]${argument.slice(1)}' /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3`;
}

/** How long the software-emulated recorder may take for anything a user would call immediate. */
const PATIENCE_MS = 60_000;

export class Recorder {
  readonly mouse: Mouse;
  readonly keyboard: Keyboard;
  private readonly machine: Machine;
  private readonly script: string | undefined;

  private constructor(machine: Machine, options: RecorderOptions) {
    this.machine = machine;
    this.script = options.script;
    const hands = new Hands(machine.qmp, machine.guest);
    this.mouse = new Mouse(hands, options.monitor ?? [1920, 1080]);
    this.keyboard = new Keyboard(hands);
  }

  /** Switches a recorder on; it has booted and its script has been started when this settles. */
  static async start(options: RecorderOptions = {}): Promise<Recorder> {
    const devices: string[] = [];
    if (options.pointer !== 'none') devices.push(`usb-${options.pointer ?? 'tablet'},id=pointer,bus=usb.0`);
    if (options.keyboard !== false) devices.push('usb-kbd,id=keyboard,bus=usb.0');
    const machine = await Machine.powerOn({
      monitor: options.monitor === undefined ? [1920, 1080] : options.monitor,
      devices,
      ...(options.disk && { disk: options.disk.path }),
    });
    const recorder = new Recorder(machine, options);
    try {
      await recorder.afterBoot();
    } catch (error) {
      await recorder.kill();
      throw error;
    }
    return recorder;
  }

  /** What the kernel and the script say. */
  get serial(): Serial {
    return this.machine.serial;
  }

  /** Runs a shell command inside as root. Rejects when it fails, with what it said. */
  async exec(command: string): Promise<string> {
    const { status, text } = await this.try(command);
    if (status !== 0) throw new Error(`exit status ${status} of: ${command}\n${text}`);
    return text;
  }

  /** Runs a shell command inside as root, whatever comes of it. */
  try(command: string): Promise<Output> {
    return this.machine.guest.exec(command);
  }

  /** The picture on the monitor. */
  async screendump(): Promise<Picture> {
    const file = path.join(this.machine.folder, 'screen.ppm');
    await this.machine.qmp.command('screendump', { filename: file });
    return Picture.fromPpm(fs.readFileSync(file));
  }

  /** Looks at the monitor until `see` makes something of the picture. When it never does, the last picture is kept. */
  async waitForScreen<T>(
    what: string,
    see: (picture: Picture) => T | null | undefined | Promise<T | null | undefined>,
  ): Promise<T> {
    let last: Picture | null = null;
    return pollUntil(
      what,
      async () => {
        last = await this.screendump();
        return see(last);
      },
      PATIENCE_MS,
      async () =>
        `${last ? `the monitor: ${keepPicture(what, last)}\n` : ''}the console ends with\n${this.serial.tail()}`,
    );
  }

  /** Waits until what `look` asks the recorder (mostly by `exec`) has an answer. */
  async waitFor<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
    return pollUntil(what, look, PATIENCE_MS, async () => {
      const picture = keepPicture(what, await this.screendump());
      return `the monitor: ${picture}\nthe console ends with\n${this.serial.tail()}`;
    });
  }

  /** Plugs in a pointer device. */
  async plug(device: PointerDevice): Promise<void> {
    await this.machine.qmp.command('device_add', { driver: `usb-${device}`, id: 'pointer', bus: 'usb.0' });
  }

  /** Pulls the pointer device out; settles when it is out. */
  async unplug(): Promise<void> {
    const { qmp } = this.machine;
    const out = new Promise<void>((resolve) => {
      qmp.events.on('DEVICE_DELETED', ({ device }) => device === 'pointer' && resolve());
    });
    await qmp.command('device_del', { id: 'pointer' });
    await out;
  }

  /** The reset button: nothing is synced, the boot id changes. Settles when it has booted again. */
  async reset(): Promise<void> {
    await this.machine.reset();
    await this.afterBoot();
  }

  /** A power cut: nothing inside gets to do anything. The disk stays. */
  async kill(): Promise<void> {
    await this.machine.kill();
  }

  /** Starts a shell command as a service manager would: in the checkout, in a session of its own, its output on the console. */
  async launch(command: string): Promise<void> {
    await this.exec(`cd ${root} && setsid sh -c '${command}' < /dev/null > /dev/ttyS0 2>&1 &`);
  }

  private async afterBoot(): Promise<void> {
    await this.machine.booted();
    if (this.script !== undefined) await this.launch(this.script);
  }
}

/** Keeps the picture of a failure where it can be looked at. Returns its path. */
function keepPicture(what: string, picture: Picture): string {
  const file = path.join(vmFolder, `failed-${what.replace(/\W+/g, '-').slice(0, 60)}.png`);
  fs.writeFileSync(file, picture.png());
  return file;
}
