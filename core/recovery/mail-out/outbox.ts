/**
 * The worker that empties the outbox. Any number may work on one store, in any number of processes.
 *
 * 1. Lease what is due, as many as the transport has connections.
 * 2. Open its secret, compose the mail, hand it over.
 * 3. Write the result: sent, refused for good, or to be tried again in a minute until the code expires.
 * 4. When nothing is due, wait for a wake-up, the next due mail, or half a minute.
 */
import type { Clock } from '../clock.ts';
import { mailContext } from '../intake.ts';
import { KEEP_MS } from '../limits.ts';
import { decodeSecret } from '../mail-secret.ts';
import type { HandOver, LeasedMail, RecoveryStore } from '../store/store.ts';
import type { Vault } from '../vault.ts';
import { composeMail } from './compose.ts';
import { returnPath } from './return-path.ts';
import { CONNECTIONS, type MailTransport, SEND_LIMIT_MS, type SmtpResult } from './smtp.ts';

export const RETRY_MS = 60_000;
/** Longer than any hand-over can take: a lease that runs out means that its worker is dead. */
export const LEASE_MS = SEND_LIMIT_MS + 20_000;
/** Mails another process queued are found after this at the latest. */
const LOOK_AGAIN_MS = 30_000;
const KEEP_HOUSE_MS = 60_000;
const AFTER_FAILURE_MS = 5_000;

export interface OutboxEvents {
  /** A hand-over ended; `waitedMs` since the scan. */
  handedOver(mail: LeasedMail, outcome: HandOver, waitedMs: number): void;
  expired(count: number): void;
  /** The store did not answer, or a row could not be opened; the worker goes on after a wait. */
  failed(error: unknown): void;
}

export interface OutboxParts {
  readonly store: RecoveryStore;
  readonly vault: Vault;
  readonly transport: MailTransport;
  readonly clock: Clock;
  /** Names this worker in leases; different in every process. */
  readonly owner: string;
  /** Where bounces go, made into one return path a mail; also the domain of Message-IDs. */
  readonly bounceAddress: string;
  readonly events: OutboxEvents;
}

export class Outbox {
  private readonly parts: OutboxParts;
  private lanes: Promise<unknown> = Promise.resolve();
  private stopping = false;
  /** How often there may have been something new; a lane compares it to see whether it missed a call. */
  private calls = 0;
  private readonly idle = new Set<() => void>();
  private readonly atStop = new Set<() => void>();

  constructor(parts: OutboxParts) {
    this.parts = parts;
  }

  start(): void {
    this.lanes = Promise.all([this.keepHouse(), ...Array.from({ length: CONNECTIONS }, () => this.runLane())]);
  }

  /** There may be something new: one idle lane looks. */
  wake(): void {
    this.calls++;
    const [first] = this.idle;
    first?.();
  }

  /** Finishes what is leased, takes nothing more. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const end of [...this.idle, ...this.atStop]) end();
    await this.lanes;
  }

  /** One connection's worth of work: the next mail as soon as the last one is done, so that no slow one delays others. */
  private async runLane(): Promise<void> {
    const { store, clock, owner } = this.parts;
    while (!this.stopping) {
      const calls = this.calls;
      try {
        const [mail] = await store.lease(owner, clock.now(), LEASE_MS, 1);
        if (mail !== undefined) {
          await this.handOver(mail);
          continue;
        }
        const dueAt = (await store.nextDueAt()) ?? Number.POSITIVE_INFINITY;
        if (calls === this.calls) await this.rest(Math.min(LOOK_AGAIN_MS, dueAt - clock.now()));
      } catch (error) {
        this.parts.events.failed(error);
        await this.rest(AFTER_FAILURE_MS);
      }
    }
  }

  private async keepHouse(): Promise<void> {
    const { store, clock, events } = this.parts;
    while (!this.stopping) {
      try {
        const expired = await store.expire(clock.now(), KEEP_MS);
        if (expired > 0) events.expired(expired);
      } catch (error) {
        events.failed(error);
      }
      await this.rest(KEEP_HOUSE_MS, this.atStop);
    }
  }

  private async handOver(leased: LeasedMail): Promise<void> {
    const { store, clock, owner, events } = this.parts;
    const result = await this.send(leased);
    const now = clock.now();
    const outcome = outcomeOf(result, now);
    await store.handedOver(leased.id, owner, outcome, now);
    events.handedOver(leased, outcome, now - leased.queuedAt);
  }

  private async send(leased: LeasedMail): Promise<SmtpResult> {
    const { vault, transport, bounceAddress } = this.parts;
    const secret = decodeSecret(vault.open(mailContext(leased.id), leased.secret));
    return transport.send({
      mail: composeMail(secret, leased.queuedAt),
      to: secret.address,
      returnPath: returnPath(vault, bounceAddress, leased.id),
      messageId: `${leased.id}${bounceAddress.slice(bounceAddress.lastIndexOf('@'))}`,
      date: new Date(leased.queuedAt),
    });
  }

  /** Until `ms` are over, or it is woken, or the worker stops. */
  private rest(ms: number, waiting: Set<() => void> = this.idle): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        waiting.delete(end);
        resolve();
      };
      const cancel = this.parts.clock.after(Math.max(0, ms), end);
      waiting.add(end);
    });
  }
}

function outcomeOf(result: SmtpResult, now: number): HandOver {
  const { reply } = result;
  if (result.kind === 'taken') return { state: 'sent', reply };
  if (result.kind === 'addressRefused') return { state: 'refused', reply };
  return { state: 'retry', reply, dueAt: now + RETRY_MS, uncertain: result.uncertain };
}
