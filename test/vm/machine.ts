/** One QEMU process and the three lines into it: its monitor (QMP), its serial console, its command port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Guest } from './guest.ts';
import { ensureImage } from './image.ts';
import { Qmp } from './qmp.ts';

export interface Hardware {
  /** The data disk, mounted as /data. Every write is on it before the guest is told so. */
  readonly disk?: string;
  /** The monitor's own resolution; null for a machine without one. */
  readonly monitor: readonly [width: number, height: number] | null;
  /** QEMU device strings that are there at power-on (`usb-tablet,id=pointer,bus=usb.0`). */
  readonly devices: readonly string[];
}

/** Long enough for a boot on a machine that is busy with other things. */
const BOOT_MS = 120_000;

export class Machine {
  readonly qmp: Qmp;
  readonly guest: Guest;
  readonly serial: Serial;
  /** For files that go between QEMU and the test. */
  readonly folder: string;
  private readonly process: ChildProcess;

  private constructor(process: ChildProcess, folder: string, qmp: Qmp, guest: Guest, serial: Serial) {
    this.process = process;
    this.folder = folder;
    this.qmp = qmp;
    this.guest = guest;
    this.serial = serial;
    qmp.events.on('RESET', () => guest.down(new Error('the machine was reset')));
  }

  /** Switches a machine on. It has begun to boot when this settles. */
  static async powerOn(hardware: Hardware): Promise<Machine> {
    const image = ensureImage();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'porthole-vm-'));
    const lines = ['qmp', 'serial', 'exec'].map((name) => listen(path.join(folder, name)));
    // The machine must not outlive a test run that was killed, so the kernel is asked to end it with its parent.
    const qemu = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...qemuArguments(image, hardware, folder)],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
    let complaint = '';
    qemu.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    const failed = once(qemu, 'exit').then(() => {
      throw new Error(`QEMU did not start: ${complaint}`);
    });
    const [qmpLine, serialLine, execLine] = await Promise.race([Promise.all(lines), failed]);
    failed.catch(() => {});
    if (!qmpLine || !serialLine || !execLine) throw new Error('QEMU left a line unconnected');
    const serial = new Serial(serialLine);
    const guest = new Guest(execLine);
    const machine = new Machine(qemu, folder, await Qmp.open(qmpLine), guest, serial);
    await machine.qmp.command('cont');
    return machine;
  }

  /** Settles with the boot id once the guest takes commands. */
  async booted(): Promise<string> {
    const late = AbortSignal.timeout(BOOT_MS);
    const timeout = once(late, 'abort').then(() => {
      throw new Error(`no boot within ${BOOT_MS / 1000} s; the console ends with\n${this.serial.tail()}`);
    });
    timeout.catch(() => {});
    return Promise.race([this.guest.booted(), timeout]);
  }

  /** The reset button: no warning, no sync. Settles when the machine begins to boot again. */
  async reset(): Promise<void> {
    const reset = once(this.qmp.events, 'RESET');
    await this.qmp.command('system_reset');
    await reset;
  }

  /** Pulls the power plug. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }
}

/** The serial console: what the kernel and the test's script say. */
export class Serial {
  private said = '';
  private readonly events = new EventEmitter();

  constructor(socket: net.Socket) {
    socket.setEncoding('utf8').on('data', (chunk) => {
      this.said += String(chunk).replaceAll('\r', '');
      this.events.emit('more');
    });
    socket.on('error', () => socket.destroy());
  }

  /** Where the text ends now: a mark for `waitFor`. */
  get length(): number {
    return this.said.length;
  }

  tail(): string {
    return this.said.slice(-2000);
  }

  /** Waits until `pattern` stands in what was said after the mark `from`. */
  async waitFor(pattern: RegExp, { from = 0, deadlineMs = 60_000 } = {}): Promise<RegExpExecArray> {
    const signal = AbortSignal.timeout(deadlineMs);
    for (;;) {
      const found = pattern.exec(this.said.slice(from));
      if (found) return found;
      await once(this.events, 'more', { signal }).catch(() => {
        throw new Error(`${pattern} was not said within ${deadlineMs / 1000} s; the console ends with\n${this.tail()}`);
      });
    }
  }
}

/** Waits for QEMU to call. */
function listen(socketPath: string): Promise<net.Socket> {
  const server = net.createServer();
  server.listen(socketPath);
  return once(server, 'connection').then(([socket]: net.Socket[]) => {
    server.close();
    if (!socket) throw new Error('a connection without a socket');
    return socket;
  });
}

function qemuArguments(image: { kernel: string; initrd: string }, hardware: Hardware, folder: string): string[] {
  const line = (name: string) => ['-chardev', `socket,id=${name},path=${path.join(folder, name)}`];
  return [
    ...['-S', '-M', 'pc,i8042=off', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-m', '1024', '-smp', '2'],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-vga', 'none'],
    ...['-kernel', image.kernel, '-initrd', image.initrd],
    // Console text goes to the monitor as well, as on a real recorder: it would show through a GUI that let it.
    ...['-append', 'console=tty0 console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on'],
    ...['-virtfs', 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap'],
    ...[...line('qmp'), '-mon', 'chardev=qmp,mode=control'],
    ...[...line('serial'), '-serial', 'chardev:serial'],
    ...[...line('exec'), '-device', 'virtio-serial-pci', '-device', 'virtserialport,chardev=exec,name=porthole.exec'],
    ...['-device', 'qemu-xhci,id=usb'],
    ...(hardware.monitor ? ['-device', `bochs-display,xres=${hardware.monitor[0]},yres=${hardware.monitor[1]}`] : []),
    ...(hardware.disk === undefined ? [] : ['-drive', `if=virtio,format=raw,file=${hardware.disk},cache=directsync`]),
    ...hardware.devices.flatMap((device) => ['-device', device]),
  ];
}
