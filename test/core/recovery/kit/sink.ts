/** The outside world's mail server, on loopback, in every mood. */
import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { testCertificate, testKey } from './certificate.ts';

export interface Taken {
  returnPath: string;
  to: string;
  secure: boolean;
  raw: Buffer;
  mail: ParsedMail;
}

/** Answers per step; none means yes. */
export interface Mood {
  /** An SMTP reply that refuses, as `450 4.7.1 greylisted`; may depend on the clock a test turns. */
  atRcpt?: (to: string) => string | undefined;
  atMailFrom?: (session: SMTPServerSession) => string | undefined;
  /** `die`: closes the connection in the middle of DATA. `hold`: answers only when `release` is called. */
  atData?: 'die' | 'hold';
}

/** Emits `held` when a whole mail waits for its answer, `taken` when one was taken. */
export class Sink extends EventEmitter {
  readonly taken: Taken[] = [];
  mood: Mood = {};
  release: () => void = () => {};
  private readonly server: SMTPServer;
  private readonly sockets = new Map<string, Socket>();

  private constructor(tls: boolean) {
    super();
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      key: testKey,
      cert: testCertificate,
      onMailFrom: (_address, session, done) => done(asError(this.mood.atMailFrom?.(session))),
      onRcptTo: ({ address }, _session, done) => done(asError(this.mood.atRcpt?.(address))),
      onData: (stream, session, done) => {
        if (this.mood.atData === 'die') {
          this.destroyAll();
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const take = () => void this.take(Buffer.concat(chunks), session).then(() => done());
          if (this.mood.atData !== 'hold') return take();
          this.release = take;
          this.emit('held');
        });
      },
    });
    // Clients that the tests kill break off in the middle.
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => {
      const name = `${socket.remotePort}`;
      this.sockets.set(name, socket);
      socket.on('close', () => this.sockets.delete(name));
    });
  }

  static async open({ tls = false } = {}): Promise<Sink> {
    const sink = new Sink(tls);
    sink.server.listen(0, '127.0.0.1');
    await once(sink.server.server, 'listening');
    return sink;
  }

  get port(): number {
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('the sink is closed');
    return address.port;
  }

  /** Waits until so many mails were taken in all. */
  async count(mails: number): Promise<readonly Taken[]> {
    while (this.taken.length < mails) await once(this, 'taken');
    return this.taken;
  }

  private async take(raw: Buffer, session: SMTPServerSession): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    this.taken.push({
      returnPath: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address).join(),
      secure: session.secure,
      raw,
      mail: await simpleParser(raw),
    });
    this.emit('taken');
  }

  private destroyAll(): void {
    for (const socket of this.sockets.values()) socket.destroy();
  }

  async close(): Promise<void> {
    this.destroyAll();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function asError(reply: string | undefined): Error | null {
  if (reply === undefined) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
