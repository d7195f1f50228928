/** `porthole daemon`. */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import pino from 'pino';
import { version } from '../../package.json';
import { StoreDamagedError, StoreInUseError, StoreTooNewError } from '../store/errors.ts';
import { repairSqliteStore } from '../store/repair.ts';
import { describeError } from './describe-error.ts';
import { FactoryDataError } from './host/factory-data.ts';
import { SocketError } from './server.ts';
import { databasePath, startDaemon, VendorKeysError } from './start.ts';

/** Somebody has to do what the message says first; starting again would not help. */
const NEEDS_SOMEBODY = 2;
const FAILED = 1;

interface Options {
  data: string;
  socket: string;
  group?: number;
  vendorKeys?: string;
  validMinutes: number;
  usb: string;
  power?: string;
  proc: string;
  name?: string;
  model?: string;
  serial?: string;
  repair?: true;
}

export function daemonCommand(): Command {
  const command = new Command('daemon')
    .description(
      `Runs the recorder's daemon: it owns the accounts, the reserved e-mail address, reset requests and their limits,
and answers the GUI on a Unix socket. Logs go to stderr, one JSON object a line; they hold no password, code or address.`,
    )
    .option('--data <dir>', 'where the database and device.json are; made with mode 0700 when missing', 'var')
    .option('--socket <path>', 'Unix socket to answer on, mode 0660', 'var/porthole.sock')
    .option('--group <name|gid>', "group that may connect to the socket (default: the daemon's own)", parseGroup)
    .option('--vendor-keys <file>', 'public keys of the recovery service; without them no QR code can be made')
    .option('--valid-minutes <n>', 'how long a verification code is valid, 10 to 2880', parseMinutes, 2880)
    .option('--usb <dir>', 'folder under which USB drives are mounted', '/media')
    .option('--power <program>', 'called with "reboot" or "poweroff" (default: systemctl, else those programs)')
    .option('--name <text>', 'name of this recorder, before what device.json says')
    .option('--model <text>', 'model, before what device.json says')
    .option('--serial <text>', 'serial number, before what device.json says')
    .option('--repair', 'set a damaged database aside, copy what is readable into a new one, then start')
    .addOption(new Option('--proc <dir>', 'where procfs is mounted').default('/proc').hideHelp())
    .addHelpText(
      'after',
      `
Exit codes:
  0  was asked to stop
  1  failed; the last line says why
  2  called wrongly, or somebody has to do what the last line says: a damaged or newer database, a socket or database
     in use, unreadable vendor keys

Example:
  porthole daemon --data /var/lib/porthole --socket /run/porthole/porthole.sock --vendor-keys /etc/porthole/vendor-keys.json`,
    )
    .action((options: Options) => runDaemon(command, options));
  return command;
}

async function runDaemon(command: Command, options: Options): Promise<void> {
  const log = pino({ base: null }, pino.destination({ fd: 2, sync: true }));
  const crash = (error: unknown): void => {
    log.fatal(describeError(error), 'internal error, stopping');
    process.exit(FAILED);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  const { data, socket, group, vendorKeys, validMinutes, usb, power, proc, name, model, serial, repair } = options;
  try {
    if (repair) reportRepair(databasePath(data));
    const daemon = await startDaemon({
      data,
      socket,
      validMinutes,
      usb,
      proc,
      firmware: version,
      log,
      ...(group === undefined ? {} : { gid: group }),
      ...(vendorKeys === undefined ? {} : { vendorKeys }),
      ...(power === undefined ? {} : { power }),
      given: {
        ...(name === undefined ? {} : { name }),
        ...(model === undefined ? {} : { model }),
        ...(serial === undefined ? {} : { serial }),
      },
    });
    const stop = (signal: NodeJS.Signals): void => {
      log.info({ signal }, 'stopping');
      void daemon.close().then(() => process.exit(0), crash);
    };
    process.once('SIGTERM', stop).once('SIGINT', stop);
    log.info({ data, socket, firmware: version }, 'ready');
    process.stdout.write(`porthole daemon: ready on ${socket}\n`);
    // A supervisor that has just died hears nothing; that is no fault of ours.
    process.send?.({ ready: true }, undefined, undefined, () => {});
  } catch (error) {
    command.error(`porthole daemon: ${reason(error)}`, { exitCode: needsSomebody(error) ? NEEDS_SOMEBODY : FAILED });
  }
}

function reportRepair(path: string): void {
  const result = repairSqliteStore(path, new Date().toISOString().replace(/\W/g, ''));
  if (!result.repaired) {
    process.stdout.write(`porthole daemon: ${path} is whole; nothing to repair\n`);
    return;
  }
  const counts = Object.entries(result.saved).map(([table, count]) => `${count} of ${table}`);
  const admin = result.adminSaved
    ? 'The admin account is among them.'
    : 'The admin account could not be read: the recorder has to be activated again.';
  process.stdout.write(
    `porthole daemon: the damaged database is kept at ${result.keptAt}; saved: ${counts.join(', ')}. ${admin}\n`,
  );
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Others may pass by themselves: a full disk is emptied, a mount comes. */
const needsSomebody = (error: unknown): boolean =>
  [StoreDamagedError, StoreTooNewError, StoreInUseError, SocketError, FactoryDataError, VendorKeysError].some(
    (kind) => error instanceof kind,
  );

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes >= 10 && minutes <= 2880) return minutes;
  throw new InvalidArgumentError('It is a whole number from 10 to 2880.');
}

/** A group of /etc/group by its name, or a number. */
function parseGroup(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const lines = readFileSync('/etc/group', 'utf8').split('\n');
  const [, , gid] = lines.find((line) => line.startsWith(`${text}:`))?.split(':') ?? [];
  if (gid === undefined) throw new InvalidArgumentError('There is no such group.');
  return Number(gid);
}
