/**
 * `porthole recovery serve`: puts the parts together.
 *
 * 1. Keys and database, which may refuse; then the outbox, so that what waits since last time goes out first.
 * 2. The doors: HTTP, operations, the recovery mailbox where there is one.
 * 3. Asked to stop: not ready any more, doors closed, mails that are on their way finished, database closed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { keyRing } from '../sealed/keys.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { fileError, RecoveryError } from './errors.ts';
import { operationsServer } from './http/operations.ts';
import { httpServer } from './http/server.ts';
import { type IntakeParts, type ScanResult, takeScan } from './intake.ts';
import { readKeyFile } from './key-files.ts';
import { type MailboxParts, mailbox } from './mail-in/mailbox.ts';
import { pictureReader } from './mail-in/picture-process.ts';
import { Outbox } from './mail-out/outbox.ts';
import { type SmtpSettings, smtpTransport } from './mail-out/smtp.ts';
import type { ScanOrigin } from './mail-secret.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { readSecretFile } from './secret-file.ts';
import { keyCheckOf, openVault } from './service-key.ts';
import { openSqliteStore } from './store/sqlite.ts';

export interface Service {
  /** Ports in use, also where the configuration says 0. */
  readonly ports: { readonly http: number; readonly operations: number; readonly mailbox: number | null };
  /** Resolves when everything is finished and closed. */
  stop(): Promise<void>;
}

/** What the program that serves knows of itself. */
export interface Surroundings {
  /** Folder of the built phone page; null serves none. */
  readonly phonePage: string | null;
  /** Runs `servePictures` in a process of its own. */
  readonly pictureCommand: readonly string[];
}

/** Throws `RecoveryError`, `RecoveryStoreError`. */
export async function serve(
  config: Config,
  { phonePage, pictureCommand }: Surroundings,
  log: Logger,
): Promise<Service> {
  const clock = systemClock;
  const ring = keyRing(await Promise.all((await keyFilesIn(config.keys)).map(readKeyFile)));
  const smtp = await smtpSettings(config.smtp);
  const tls = await tlsFiles(config.http.tls);
  const vault = await openVault(config.serviceKey, config.database, randomBytes);
  const store = openSqliteStore(config.database, keyCheckOf(vault), 'service');

  const metrics = createMetrics(store, clock.now);
  const transport = smtpTransport(smtp);
  const outbox = new Outbox({
    store,
    vault,
    transport,
    clock,
    owner: randomBytes(8).toString('hex'),
    bounceAddress: config.smtp.bounceAddress,
    events: outboxEvents(metrics, log),
  });
  const intake: IntakeParts = { store, vault, ring, mode: config.mode, random: randomBytes, now: clock.now };
  const scan = async (payload: string, origin: ScanOrigin): Promise<ScanResult> => {
    const result = await takeScan(intake, payload, origin);
    if ('accepted' in result) outbox.wake();
    note(result, origin, metrics, log);
    return result;
  };

  let serving = true;
  const { trustedProxies, securityContact } = config.http;
  const http = await httpServer({
    scan,
    store,
    now: clock.now,
    log,
    trustedProxies,
    tls,
    securityContact,
    phonePage,
  });
  const operations = operationsServer({ store, metrics, log, serving: () => serving });

  const pictures = pictureReader(pictureCommand);
  const door = config.mailbox && mailboxDoor(config.mailbox.protocol, config.mailbox.address);
  function mailboxDoor(protocol: 'smtp' | 'lmtp', address: string) {
    const { bounceAddress } = config.smtp;
    const events = mailboxEvents(metrics, log);
    return mailbox({ store, vault, pictures, scan, now: clock.now, protocol, address, bounceAddress, events });
  }

  const stop = async () => {
    serving = false;
    await Promise.all([http.close(), door?.close()]);
    pictures.close();
    await outbox.stop();
    transport.close();
    await operations.close();
    await store.close();
  };
  try {
    outbox.start();
    await http.listen({ host: config.http.host, port: config.http.port });
    await operations.listen({ host: config.operations.host, port: config.operations.port });
    const inbox = config.mailbox && (await door?.listen(config.mailbox.host, config.mailbox.port));
    const mailboxPort = inbox === undefined ? null : portOf(inbox);
    return { ports: { http: portOf(http.server), operations: portOf(operations.server), mailbox: mailboxPort }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function note(result: ScanResult, origin: ScanOrigin, metrics: Metrics, log: Logger): void {
  if ('accepted' in result) {
    metrics.scan(origin.door, 'accepted');
    log.info({ request: result.accepted.requestId, mail: result.accepted.receipt, ...origin }, 'scan accepted');
  } else {
    metrics.scan(origin.door, result.refused.code);
    log.info({ result: result.refused.code, ...origin }, 'scan refused');
  }
}

function outboxEvents(metrics: Metrics, log: Logger): ConstructorParameters<typeof Outbox>[0]['events'] {
  return {
    handedOver({ id, tries }, { state, reply }, waitedMs) {
      metrics.mail(state);
      if (state === 'sent') metrics.handedOver(waitedMs);
      log[state === 'sent' ? 'info' : 'warn']({ mail: id, state, reply, tries, waitedMs }, 'mail handed over');
    },
    expired(count) {
      for (let i = 0; i < count; i++) metrics.mail('expired');
      log.error({ count }, 'mails given up: their codes are no longer valid');
    },
    failed(error) {
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'the outbox could not work');
    },
  };
}

function mailboxEvents(metrics: Metrics, log: Logger): MailboxParts['events'] {
  return {
    dropped(reason) {
      metrics.dropped(reason);
      log.info({ reason }, 'mail dropped');
    },
    bounced(mail) {
      metrics.mail('bounced');
      log.warn({ mail }, 'mail came back: its address is stopped');
    },
    failed(error) {
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'a mail could not be taken');
    },
  };
}

async function keyFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(folder, error);
  });
  const files = names.filter((name) => name.endsWith('.key')).map((name) => join(folder, name));
  if (files.length > 0) return files;
  throw new RecoveryError('noKey', `There is no .key file in ${folder}. Make one with "porthole recovery keygen".`);
}

async function smtpSettings(smtp: Config['smtp']): Promise<SmtpSettings> {
  const { host, port, tls, from, user, passwordFile, ca, dkim } = smtp;
  if ((user === undefined) !== (passwordFile === undefined)) {
    throw new RecoveryError('config', 'smtp: give user and passwordFile both, or neither.');
  }
  return {
    host,
    port,
    tls,
    from,
    ...(ca === undefined ? {} : { ca: await readText(ca) }),
    ...(user === undefined || passwordFile === undefined
      ? {}
      : { login: { user, password: (await readSecretFile(passwordFile)).trimEnd() } }),
    ...(dkim === undefined
      ? {}
      : { dkim: { domain: dkim.domain, selector: dkim.selector, privateKey: await readSecretFile(dkim.keyFile) } }),
  };
}

async function tlsFiles(files: Config['http']['tls']) {
  if (files === undefined) return null;
  return { cert: await readText(files.certificate), key: await readSecretFile(files.key) };
}

const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Where the build puts the phone page, seen from the program; null when it was not built. */
export function builtPhonePage(): string | null {
  const places = [join(import.meta.dirname, 'phone'), join(import.meta.dirname, '../../.build/phone')];
  return places.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}
