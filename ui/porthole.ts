#!/usr/bin/env node
/** The command line. Only the command that was asked for is loaded, so that `porthole --help` answers at once. */
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { whenOrphaned } from './run/orphan.ts';

/** Wrong usage, and nothing to draw on: whoever called has to do something else. */
const WRONG_USAGE = 2;

interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const entries: readonly Entry[] = [
  {
    name: 'run',
    summary: 'start the recorder: daemon and GUI on this machine’s monitor',
    load: async () => (await import('./run/commands.ts')).runCommand(),
  },
  {
    name: 'gui',
    summary: 'only the GUI, for a daemon that runs already',
    load: async () => (await import('./run/commands.ts')).guiCommand(),
  },
  {
    name: 'daemon',
    summary: 'only the daemon: accounts, reset requests, their store and socket',
    load: async () => (await import('../core/daemon/main.ts')).daemonCommand(),
  },
  {
    name: 'recovery',
    summary: 'the vendor’s side: the recovery service, its keys and recorders, one QR code by hand',
    load: async () => (await import('../core/recovery/main.ts')).recoveryCommand(),
  },
  {
    name: 'preview',
    summary: 'the designers’ page: every screen in every state, in a browser or as pictures',
    load: async () => (await import('./preview/command.ts')).previewCommand(),
  },
];

const program = new Command('porthole')
  .description(
    `The monitor-attached GUI of a video recorder, and the way back in for an owner who forgot the admin password.

On the recorder "porthole run" is all there is to start. "porthole COMMAND --help" tells the rest.`,
  )
  .version(version)
  .addHelpText(
    'after',
    `
Exit codes:
  0  did what was asked, or was asked to stop
  1  failed; the last line says why
  2  called wrongly, or nothing to draw on; the last line says what to do

Examples:
  porthole run --data /var/lib/porthole        the whole recorder, until it is stopped
  porthole recovery keygen --out keys          a key pair for the recovery service
  porthole recovery open --key keys/*.key qr.png   address and code out of a photographed QR code`,
  );

/** Commander would end the process with 1 on wrong usage, which here means "failed"; and name nobody in its errors. */
function takeOver(command: Command): void {
  command.exitOverride();
  command.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'porthole: ')) });
  for (const child of command.commands) takeOver(child);
}

const asked = process.argv[2];
for (const entry of entries) {
  if (entry.name === asked || (asked === 'help' && entry.name === process.argv[3]))
    program.addCommand((await entry.load()).summary(entry.summary));
  else program.command(entry.name).summary(entry.summary).description(entry.summary);
}
takeOver(program);
// A daemon that `porthole run` started ends with it, in its own orderly way.
whenOrphaned(() => process.kill(process.pid, 'SIGTERM'));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    const wrongUsage = error.code.startsWith('commander.') && error.exitCode !== 0;
    process.exitCode = wrongUsage && error.code !== 'commander.error' ? WRONG_USAGE : error.exitCode;
  } else {
    process.stderr.write(`porthole: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
