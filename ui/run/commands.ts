/** The commands `porthole run` and `porthole gui` on a real machine. */
import path from 'node:path';
import { Command, Option } from 'commander';
import { openFbdev } from '../../drivers/display/fbdev.ts';
import { takeVt, VtError, type VtGuard } from '../../drivers/linux/vt.ts';
import type { Program } from './child.ts';
import { systemClock } from './clock.ts';
import { type Machine, run } from './run.ts';

/** Files beside the bundle this code is in. */
const bundled = (name: string) => new URL(name, import.meta.url).pathname;

interface GuiOptions {
  fb: string;
  input: string;
  scale: string;
  lang?: string;
}

interface RunOptions extends GuiOptions {
  data: string;
  vendorKeys?: string;
}

const EXIT_CODES = `
Exit codes:
  0  stopped by SIGINT, SIGTERM or SIGHUP; the text console is back
  1  failed; the last line says why
  2  nothing to draw on, or called wrongly; the last line says what to do`;

function guiOptions(command: Command): Command {
  return command
    .option('--fb <path>', 'framebuffer to draw on', '/dev/fb0')
    .option(
      '--input <devices>',
      '"auto" for every mouse and keyboard, now and later, or event devices: PATH[,PATH…]',
      'auto',
    )
    .addOption(
      new Option('--scale <factor>', '1, 2, or auto: 2 from 2000 pixels of height')
        .choices(['1', '2', 'auto'])
        .default('auto'),
    )
    .addOption(
      new Option('--lang <locale>', 'language, instead of the one set at the recorder').choices(['en', 'de', 'zh-CN']),
    );
}

export function runCommand(): Command {
  return guiOptions(new Command('run'))
    .description(
      `Starts the daemon and the GUI as two processes and keeps both running: what dies is started again after 0.2 s,
waiting twice as long each time up to 10 s. Meanwhile the text console stays hidden; it comes back when porthole ends.

Needs read and write access to the framebuffer (group "video") and to /dev/input (group "input"); only root can hide
the text console.`,
    )
    .option('--data <dir>', 'where the daemon keeps its database; made with mode 0700 when missing', 'var')
    .option('--vendor-keys <file>', 'public keys of the recovery service; without them no QR code can be made')
    .addHelpText(
      'after',
      `${EXIT_CODES}

Examples:
  porthole run
  porthole run --data /var/lib/porthole --vendor-keys /etc/porthole/vendor-keys.json
  porthole run --fb /dev/fb1 --input /dev/input/event2,/dev/input/event3 --lang de`,
    )
    .action(async (options: RunOptions) => {
      const data = path.resolve(options.data);
      const socket = path.join(data, 'porthole.sock');
      const daemonArgs = [bundled('porthole.mjs'), 'daemon', '--data', data, '--socket', socket];
      if (options.vendorKeys !== undefined) daemonArgs.push('--vendor-keys', path.resolve(options.vendorKeys));
      const programs = [{ name: 'daemon', args: daemonArgs }, guiProgram(options, socket)];
      process.exitCode = await run({ display: options.fb, programs, about: ` keeps its data in ${data}` }, machine);
    });
}

export function guiCommand(): Command {
  return guiOptions(new Command('gui'))
    .description(
      `Shows the GUI on this machine's monitor and starts it again whenever it dies, like "porthole run", but leaves the
daemon to somebody else, a service manager for instance. While the daemon is away the GUI says so and waits for it.`,
    )
    .option('--socket <path>', 'socket of the daemon', 'var/porthole.sock')
    .addHelpText('after', `${EXIT_CODES}\n\nExample:\n  porthole gui --socket /run/porthole/porthole.sock`)
    .action(async (options: GuiOptions & { socket: string }) => {
      const socket = path.resolve(options.socket);
      const programs = [guiProgram(options, socket)];
      process.exitCode = await run({ display: options.fb, programs, about: ` talks to ${socket}` }, machine);
    });
}

function guiProgram(options: GuiOptions, socket: string): Program {
  const args = [
    bundled('gui.mjs'),
    '--fb',
    options.fb,
    '--input',
    options.input,
    '--socket',
    socket,
    '--scale',
    options.scale,
  ];
  if (options.lang !== undefined) args.push('--lang', options.lang);
  return { name: 'gui', args };
}

const machine: Machine = {
  clock: systemClock,
  checkDisplay: (fb) => openFbdev(fb).close(),
  takeTerminal() {
    let guard: VtGuard;
    try {
      guard = takeVt();
    } catch (error) {
      if (error instanceof VtError && error.code === 'missing') return null;
      throw error;
    }
    // Whatever ends this process short of SIGKILL, a bug of ours too, the console comes back.
    process.once('exit', () => guard.restore());
    return guard;
  },
  onStop(stop) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  },
  say: (line) => process.stderr.write(`porthole: ${line}\n`),
};
