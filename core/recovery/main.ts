/** `porthole recovery`: the vendor's commands. They run where the private keys are, never on a recorder. */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Command } from 'commander';
import { SealedError } from '../sealed/errors.ts';
import { keyRing } from '../sealed/keys.ts';
import { openPayload } from '../sealed/open.ts';
import { readConfig } from './config.ts';
import { RecoveryError } from './errors.ts';
import { makeKey, readKeyFile } from './key-files.ts';
import { readPayload } from './payload-source.ts';
import { formatReport, reportFields } from './report.ts';
import { RecoveryStoreError } from './store/errors.ts';

/** The command with its subcommands, for a program to add. Failures end the process: one line, exit code 1. */
export function recoveryCommand(): Command {
  const recovery = new Command('recovery').description("the vendor's side: keys, and opening what a recorder sealed");

  recovery
    .command('keygen')
    .description('make a key pair: the private key for the vendor, the public one for the firmware')
    .requiredOption('--out <folder>', 'where <key id>.key and vendor-keys.json go')
    .addHelpText(
      'after',
      `
The first key becomes "current" in vendor-keys.json, the second "next". Each later one turns the keys over: "next"
becomes "current". Recorders seal to "current". Keep every private key as long as a recorder may seal to it.`,
    )
    .action(async ({ out }: { out: string }, command: Command) => {
      const { keyId, keyFile, vendorKeysFile, vendorKeys } = await orExplain(command, makeKey(out, randomBytes));
      process.stdout.write(
        `Made key ${keyId}.\n` +
          `${keyFile}: the private key. Keep it secret and back it up: nothing else opens what is sealed to it.\n` +
          `${vendorKeysFile}: the public keys for the firmware, current ${vendorKeys.current.keyId}` +
          `${vendorKeys.next === null ? '' : `, next ${vendorKeys.next.keyId}`}.\n`,
      );
    });

  recovery
    .command('open')
    .description('open a payload: shows the verification code and the address it belongs to')
    .argument('[payload]', 'payload text, a PNG or JPEG picture of the QR code, or - for standard input', '-')
    .option('--key <file>', 'private key file; may be repeated (default: every .key file in this folder)', append)
    .option('--json', 'one JSON object instead of text')
    .addHelpText(
      'after',
      `
Examples:
  porthole recovery open --key keys/3f2a90c1.key photo.jpg
  porthole recovery open --key keys/3f2a90c1.key 'PH1:…'      quote the text: it may hold $, * and blanks`,
    )
    .action(async (payload: string, { key, json }: { key?: string[]; json?: true }, command: Command) => {
      const opened = await orExplain(command, open(payload, key));
      process.stdout.write(json ? `${JSON.stringify(reportFields(opened))}\n` : formatReport(opened));
    });

  recovery
    .command('serve')
    .description('run the service: scans and mails in, verification codes out')
    .requiredOption('--config <file>', 'JSON; core/recovery/README.md describes it')
    .action(async ({ config }: ConfigOption, command: Command) => {
      // Loaded here: the small commands should not wait for a web server.
      const [{ createLog }, { builtPhonePage, serve }] = await Promise.all([import('./log.ts'), import('./serve.ts')]);
      const log = createLog();
      const service = await orExplain(
        command,
        readConfig(config).then((read) =>
          serve(read, { phonePage: builtPhonePage(), pictureCommand: pictureCommand() }, log),
        ),
      );
      log.info({ ports: service.ports }, 'serving');
      const stop = () => {
        log.info('stopping: finishing the mails that are on their way');
        void service.stop().then(() => log.info('stopped'));
      };
      process.once('SIGTERM', stop).once('SIGINT', stop);
    });

  recovery
    .command(READ_PICTURES, { hidden: true })
    .description('the process that "serve" lets read pictures')
    .action(async () => (await import('./mail-in/picture-process.ts')).servePictures());

  const operate = (name: string, description: string) =>
    recovery.command(name).description(description).requiredOption('--config <file>', "the service's configuration");
  const print = async (command: Command, work: Promise<string>) => {
    process.stdout.write(await orExplain(command, work));
  };

  operate('keys', 'list the private keys the service uses').action(({ config }: ConfigOption, command: Command) =>
    print(
      command,
      operator().then(({ listKeys }) => listKeys(config)),
    ),
  );
  operate('enrol', 'make recorders known to the service, by their device keys')
    .argument('<file>', 'mode 0600; one {"deviceRef": "…", "deviceKey": "…"} a line')
    .action((file: string, { config }: ConfigOption, command: Command) =>
      print(
        command,
        operator().then(({ enrol }) => enrol(config, file)),
      ),
    );
  operate('devices', 'list the enrolled recorders, or revoke one')
    .option('--revoke <device ref>', 'stop serving this recorder')
    .action(({ config, revoke }: ConfigOption & { revoke?: string }, command: Command) =>
      print(
        command,
        operator().then(({ listDevices, revokeDevice }) =>
          revoke === undefined ? listDevices(config) : revokeDevice(config, revoke),
        ),
      ),
    );
  operate('mails', 'was a mail sent for this request? Without one: the mails that never went out')
    .argument('[request id]', '32 hex digits, as in the log')
    .action((requestId: string | undefined, { config }: ConfigOption, command: Command) =>
      print(
        command,
        operator().then(({ mailReport }) => mailReport(config, requestId)),
      ),
    );

  return recovery;
}

interface ConfigOption {
  config: string;
}

async function open(source: string, keyFiles?: readonly string[]) {
  const pairs = await Promise.all((keyFiles ?? (await keyFilesHere())).map(readKeyFile));
  return openPayload(await readPayload(source, process.stdin), keyRing(pairs));
}

async function keyFilesHere(): Promise<string[]> {
  const files = (await readdir('.')).filter((name) => name.endsWith('.key'));
  if (files.length === 0)
    throw new RecoveryError('noKey', 'There is no .key file in this folder. Give one with --key.');
  return files;
}

const READ_PICTURES = 'read-pictures';

/** This program again, with what it was started by (tsx, in a checkout) and a small heap. */
function pictureCommand(): string[] {
  const [program = ''] = process.argv.slice(1);
  const before = process.argv[2] === 'recovery' ? ['recovery'] : [];
  return [process.execPath, ...process.execArgv, '--max-old-space-size=64', program, ...before, READ_PICTURES];
}

const operator = () => import('./operator.ts');

const append = (value: string, values: string[] = []): string[] => [...values, value];

/** Known failures become one line and exit code 1; anything else is a fault of ours and goes on with its stack. */
async function orExplain<T>(command: Command, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SealedError || error instanceof RecoveryError || error instanceof RecoveryStoreError)
      return command.error(`error: ${error.message}`);
    throw error;
  }
}
