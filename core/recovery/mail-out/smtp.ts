/** Hands mails to the vendor's mail server over SMTP: a pool of connections, TLS, DKIM. */
import { createTransport } from 'nodemailer';
import * as v from 'valibot';
import type { Mail } from './compose.ts';

/** What a hand-over came to. `reply` holds codes only: a server's words may quote the address. */
export type SmtpResult =
  | { readonly kind: 'taken'; readonly reply: string }
  /** The server refuses this address for good (5xx at RCPT, for the address's own sake). */
  | { readonly kind: 'addressRefused'; readonly reply: string }
  /** Anything else. `uncertain`: it broke off without a reply when the server may have had the mail. */
  | { readonly kind: 'failed'; readonly reply: string; readonly uncertain: boolean };

export interface OutgoingMail {
  readonly mail: Mail;
  readonly to: string;
  readonly returnPath: string;
  /** Without angle brackets; the same at each try, so that a mailbox can tell a mail it got twice. */
  readonly messageId: string;
  readonly date: Date;
}

export interface MailTransport {
  /** Never throws. Ends within `SEND_LIMIT_MS`. */
  send(mail: OutgoingMail): Promise<SmtpResult>;
  close(): void;
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte. `starttls`: not a word before STARTTLS. `none`: for a server on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** PEM of the authority that signed the server's certificate, where it is not a public one. */
  readonly ca?: string;
  readonly login?: { readonly user: string; readonly password: string };
  readonly from: { readonly name: string; readonly address: string };
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string };
}

/** Connections at once, and so mails on their way at once. */
export const CONNECTIONS = 5;
/** A server that trickles is given up on after this. */
export const SEND_LIMIT_MS = 40_000;

export function smtpTransport(settings: SmtpSettings): MailTransport {
  const { host, port, tls, ca, login, from, dkim } = settings;
  const pool = createTransport({
    pool: true,
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    maxConnections: CONNECTIONS,
    // The outbox tries again, and knows what may have been handed over already.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    ...(dkim === undefined
      ? {}
      : { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
  });
  return {
    async send({ mail, to, returnPath, messageId, date }) {
      try {
        const sent = await pool.sendMail({
          from,
          to: { name: '', address: to },
          envelope: { from: returnPath, to: [to] },
          messageId: `<${messageId}>`,
          date,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'Content-Language': mail.locale,
          },
          signal: AbortSignal.timeout(SEND_LIMIT_MS),
        });
        return { kind: 'taken', reply: replyCodes(sent.response) ?? '250' };
      } catch (error) {
        return resultOf(error);
      }
    },
    close: () => pool.close(),
  };
}

/** What nodemailer's error means for the mail. Exported for its table of replies in the tests. */
export function resultOf(error: unknown): SmtpResult {
  const failure = v.parse(v.fallback(Failure, {}), error);
  const { code, command, response, responseCode } = failure;
  const reply = replyCodes(response) ?? code ?? 'unknown';
  if (command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500 && isOfAddress(response ?? '')) {
    return { kind: 'addressRefused', reply };
  }
  return { kind: 'failed', reply, uncertain: responseCode === undefined && !isBeforeTheMail(failure) };
}

/** Whether it failed before anything of the mail can have been passed on. A connection that closed says nothing of when. */
function isBeforeTheMail({ code, syscall, timeoutType, originalCode }: v.InferOutput<typeof Failure>): boolean {
  return (
    ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'ECONFIG'].includes(code ?? '') ||
    ['connect', 'getaddrinfo'].includes(syscall ?? '') ||
    ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'].includes(timeoutType ?? '') ||
    /CERT|^ERR_(?:TLS|SSL)/.test(originalCode ?? '')
  );
}

/**
 * Whether a 5xx at RCPT is for the address's own sake, by its enhanced status code (RFC 3463 §3): X.1 addressing, X.2
 * mailbox but a full one (X.2.2). Others tell of us (X.7 policy) or the network, and pass. Without one, RFC 5321's codes.
 */
function isOfAddress(response: string): boolean {
  const [, subject, detail] = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})/.exec(response) ?? [];
  if (subject === undefined) return /^55[013]/.test(response);
  return subject === '1' || (subject === '2' && detail !== '2');
}

/** `550 5.1.1 no such user …` → `550 5.1.1` */
const replyCodes = (response: string | undefined): string | undefined =>
  /^\d{3}(?=[ -]|$)(?:[ -]\d\.\d{1,3}\.\d{1,3}(?= |$))?/.exec(response ?? '')?.[0];

/** What nodemailer adds to its errors; each may be missing. */
const Failure = v.object({
  code: v.optional(v.string()),
  command: v.optional(v.string()),
  response: v.optional(v.string()),
  responseCode: v.optional(v.number()),
  syscall: v.optional(v.string()),
  timeoutType: v.optional(v.string()),
  originalCode: v.optional(v.string()),
});
