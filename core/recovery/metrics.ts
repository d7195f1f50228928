/** What the service counts, for Prometheus. Labels hold results and states only, never whose. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RecoveryStore } from './store/store.ts';

export interface Metrics {
  /** `accepted`, or the code of the refusal; by the door it came in. */
  scan(door: 'phone' | 'mailbox', result: string): void;
  /** `sent`, `refused`, `retry`, `expired`, `bounced`. */
  mail(state: string): void;
  /** From scan to hand-over. */
  handedOver(waitedMs: number): void;
  /** A mail of the recovery mailbox that was not taken for a scan, by why. */
  dropped(reason: string): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export function createMetrics(store: RecoveryStore, now: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const scans = new Counter({
    name: 'porthole_recovery_scans_total',
    help: 'Scans by door and result',
    labelNames: ['door', 'result'],
    registers,
  });
  const mails = new Counter({
    name: 'porthole_recovery_mails_total',
    help: 'Ends of hand-overs, and bounces',
    labelNames: ['state'],
    registers,
  });
  const waited = new Histogram({
    name: 'porthole_recovery_handover_seconds',
    help: 'From the scan to the hand-over to the next mail server',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600],
    registers,
  });
  const drops = new Counter({
    name: 'porthole_recovery_mailbox_dropped_total',
    help: 'Mails to the recovery mailbox that were no scan, by reason',
    labelNames: ['reason'],
    registers,
  });
  const waiting = new Gauge({
    name: 'porthole_recovery_queue_mails',
    help: 'Mails that wait in the outbox',
    registers,
  });
  const age = new Gauge({
    name: 'porthole_recovery_queue_age_seconds',
    help: 'How long the oldest of them has waited',
    registers,
  });
  return {
    scan: (door, result) => scans.inc({ door, result }),
    mail: (state) => mails.inc({ state }),
    handedOver: (waitedMs) => waited.observe(waitedMs / 1000),
    dropped: (reason) => drops.inc({ reason }),
    contentType: registry.contentType,
    async text() {
      const { mails: counts, oldestQueuedAt } = await store.stats();
      waiting.set(counts.queued);
      age.set(oldestQueuedAt === null ? 0 : Math.max(0, now() - oldestQueuedAt) / 1000);
      return registry.metrics();
    },
  };
}
