/**
 * The recovery mailbox: SMTP or LMTP behind the vendor's mail server. A mail with the picture of a QR code in it is as
 * good as a scan; a bounce stops the address it is for. Nobody is ever answered.
 *
 * 1. Only the mailbox and our own return paths are recipients; the mail is read up to 2 MB, the rest is thrown away.
 * 2. A bounce is taken by its return path. Everything else is screened, then its pictures are read.
 * 3. Each QR code of ours goes the way of a scan. What is dropped is still answered 250: a refusal would make the
 *    vendor's own server write to a sender who may be forged. Only our own trouble is answered 451, to be tried again.
 */
import type { Server } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { toHex } from '../../sealed/hex.ts';
import type { ScanResult } from '../intake.ts';
import { mailOfReturnPath } from '../mail-out/return-path.ts';
import type { ScanOrigin } from '../mail-secret.ts';
import type { RecoveryStore } from '../store/store.ts';
import type { Vault } from '../vault.ts';
import type { PictureReader } from './picture-process.ts';
import { MAX_MAIL_BYTES, type ReadMail, readMail } from './pictures-in-mail.ts';
import { type DropReason, screen } from './screen.ts';

export interface MailboxParts {
  readonly store: RecoveryStore;
  readonly vault: Vault;
  readonly pictures: PictureReader;
  readonly scan: (payload: string, origin: ScanOrigin) => Promise<ScanResult>;
  readonly now: () => number;
  readonly protocol: 'smtp' | 'lmtp';
  /** The recovery mailbox's own address. */
  readonly address: string;
  readonly bounceAddress: string;
  readonly events: {
    dropped(reason: DropReason): void;
    bounced(mailId: string): void;
    failed(error: unknown): void;
  };
}

export interface Mailbox {
  listen(host: string, port: number): Promise<Server>;
  close(): Promise<void>;
}

const CONNECTIONS = 20;
const IDLE_LIMIT_MS = 60_000;

export function mailbox(parts: MailboxParts): Mailbox {
  const { address, events } = parts;
  const isOurs = (recipient: string): boolean =>
    recipient.toLowerCase() === address.toLowerCase() || bounceOf(parts, recipient) !== null;
  const server = new SMTPServer({
    lmtp: parts.protocol === 'lmtp',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: CONNECTIONS,
    socketTimeout: IDLE_LIMIT_MS,
    closeTimeout: 1000,
    onRcptTo: ({ address: recipient }, _session, done) =>
      done(isOurs(recipient) ? null : Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
    onData: (stream, session, done) => {
      take(parts, stream, session).then(
        () => done(),
        (error: unknown) => {
          events.failed(error);
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        },
      );
    },
  });
  // A client that breaks off; smtp-server has closed it already.
  server.on('error', () => undefined);
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, host, () => resolve(server.server));
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function take(parts: MailboxParts, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const { events } = parts;
  const raw = await collect(stream);
  if (raw === null) return events.dropped('tooLarge');
  const read = await readMail(raw);
  const { mailFrom, rcptTo } = session.envelope;
  for (const recipient of rcptTo) {
    const mailId = bounceOf(parts, recipient.address);
    if (mailId !== null) await takeBounce(parts, mailId, read);
  }
  if (!rcptTo.some((recipient) => bounceOf(parts, recipient.address) === null)) return;
  if (typeof read === 'string') return events.dropped(read);
  const sender = mailFrom === false ? '' : mailFrom.address.toLowerCase();
  const reason = screen(sender, read.headers);
  if (reason !== null) return events.dropped(reason);
  // All mails come from the vendor's own server, so its network says nothing: each sender counts as one. Logged, so hashed.
  await takePictures(parts, read, `sender ${toHex(parts.vault.hash('sender', sender))}`);
}

/** The mail, or null when it is larger than 2 MB; the stream is read to its end either way, without being held. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_MAIL_BYTES) chunks = [];
    else chunks.push(chunk);
  }
  return length > MAX_MAIL_BYTES ? null : Buffer.concat(chunks);
}

/** Only a delivery report of a permanent failure (RFC 3464, `Status: 5.…`) stops an address; a delay does not. */
async function takeBounce({ store, now, events }: MailboxParts, mailId: string, read: ReadMail | DropReason) {
  if (typeof read === 'string') return;
  const failed = /^Action:\s*failed/im.test(read.text) && /^Status:\s*5\.[12]\./im.test(read.text);
  if (failed && (await store.bounced(mailId, now()))) events.bounced(mailId);
}

async function takePictures(parts: MailboxParts, mail: ReadMail, network: string): Promise<void> {
  const { store, vault, pictures, scan, now, events } = parts;
  if (mail.pictures.length === 0) return events.dropped('noPicture');
  const idHash = vault.hash('message id', mail.messageId);
  if (mail.messageId !== '' && (await store.messageSeen(idHash))) return events.dropped('duplicate');
  let found = false;
  for (const picture of mail.pictures) {
    const text = await pictures.read(picture);
    if (text === null) continue;
    found = true;
    await scan(text, { door: 'mailbox', network });
  }
  if (!found) events.dropped('noPicture');
  // Last, so that a mail whose scan could not be stored is taken when it is offered again.
  if (mail.messageId !== '') await store.messageDone(idHash, now());
}

const bounceOf = (parts: MailboxParts, recipient: string): string | null =>
  mailOfReturnPath(parts.vault, parts.bounceAddress, recipient);
