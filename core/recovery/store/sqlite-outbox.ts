/** The outbox in SQLite: leases, results, what is forgotten when. */
import type Database from 'better-sqlite3';
import * as v from 'valibot';
import { fromHex, toHex } from '../../sealed/hex.ts';
import type { MailState } from '../limits.ts';
import { Bytes, MailState as State, Time } from './sqlite-scans.ts';
import type { HandOver, LeasedMail, MailRecord, RecoveryStore } from './store.ts';

const LeaseRow = v.object({ id: Bytes, secret: Bytes, queued_at: Time, expires_at: Time, tries: v.number() });
const MailRow = v.object({
  id: Bytes,
  request_id: Bytes,
  device_ref: Bytes,
  state: State,
  queued_at: Time,
  expires_at: Time,
  finished_at: v.nullable(Time),
  tries: v.number(),
  last_reply: v.nullable(v.string()),
});
const AddressRow = v.object({ address_hash: Bytes });
const CountRow = v.object({ state: State, count: v.number() });
const OldestRow = v.object({ oldest: v.nullable(Time) });

type OutboxOperations = Pick<
  RecoveryStore,
  'lease' | 'handedOver' | 'nextDueAt' | 'expire' | 'bounced' | 'mail' | 'mailsOf' | 'deadLetters' | 'stats'
>;

export function outboxOperations(db: Database.Database): OutboxOperations {
  const FREE = '(lease_until IS NULL OR lease_until <= @now)';
  const take = db.prepare<{ owner: string; now: number; until: number; max: number }>(
    `UPDATE mails SET
       uncertain = uncertain + (lease_until IS NOT NULL), lease_owner = @owner, lease_until = @until, tries = tries + 1
     WHERE id IN (
       SELECT id FROM mails WHERE state = 'queued' AND due_at <= @now AND expires_at > @now AND ${FREE}
       ORDER BY due_at LIMIT @max)
     RETURNING id, secret, queued_at, expires_at, tries`,
  );
  const OURS = "id = @id AND lease_owner = @owner AND state = 'queued'";
  const finish = db.prepare(
    `UPDATE mails SET state = @state, secret = NULL, lease_owner = NULL, lease_until = NULL, last_reply = @reply,
       finished_at = @now WHERE ${OURS} RETURNING address_hash`,
  );
  const retry = db.prepare(
    `UPDATE mails SET lease_owner = NULL, lease_until = NULL, last_reply = @reply, due_at = @dueAt,
       uncertain = uncertain + @uncertain WHERE ${OURS}`,
  );
  const stop = db.prepare(
    `INSERT INTO stopped_addresses VALUES (?, ?)
     ON CONFLICT (address_hash) DO UPDATE SET stopped_at = excluded.stopped_at`,
  );
  const next = db.prepare(
    "SELECT min(max(due_at, coalesce(lease_until, 0))) AS oldest FROM mails WHERE state = 'queued'",
  );
  const giveUp = db.prepare<{ now: number }>(
    `UPDATE mails SET state = 'expired', secret = NULL, lease_owner = NULL, lease_until = NULL, finished_at = @now
     WHERE state = 'queued' AND expires_at <= @now AND ${FREE}`,
  );
  const forget = [
    db.prepare("DELETE FROM mails WHERE queued_at <= ? AND state <> 'queued'"),
    db.prepare('DELETE FROM requests WHERE first_seen_at <= ?'),
    db.prepare('DELETE FROM stopped_addresses WHERE stopped_at <= ?'),
    db.prepare('DELETE FROM messages_seen WHERE seen_at <= ?'),
  ];
  const bounce = db.prepare(
    "UPDATE mails SET state = 'bounced', finished_at = @now WHERE id = @id AND state IN ('sent', 'bounced') RETURNING address_hash",
  );
  const COLUMNS = 'id, request_id, device_ref, state, queued_at, expires_at, finished_at, tries, last_reply';
  const one = db.prepare(`SELECT ${COLUMNS} FROM mails WHERE id = ?`);
  const ofRequest = db.prepare(`SELECT ${COLUMNS} FROM mails WHERE request_id = ? ORDER BY queued_at, rowid`);
  const dead = db.prepare(
    `SELECT ${COLUMNS} FROM mails WHERE state IN ('refused', 'expired') ORDER BY queued_at DESC LIMIT ?`,
  );
  const counts = db.prepare('SELECT state, count(*) AS count FROM mails GROUP BY state');
  const oldest = db.prepare("SELECT min(queued_at) AS oldest FROM mails WHERE state = 'queued'");

  const handedOver = db.transaction((id: string, owner: string, outcome: HandOver, now: number): boolean => {
    const ours = { id: fromHex(id), owner, reply: outcome.reply };
    if (outcome.state === 'retry') {
      return retry.run({ ...ours, dueAt: outcome.dueAt, uncertain: outcome.uncertain ? 1 : 0 }).changes === 1;
    }
    const finished = finish.get({ ...ours, state: outcome.state, now });
    if (finished === undefined) return false;
    if (outcome.state === 'refused') stop.run(v.parse(AddressRow, finished).address_hash, now);
    return true;
  });

  const expire = db.transaction((now: number, keepMs: number): number => {
    const { changes } = giveUp.run({ now });
    for (const statement of forget) statement.run(now - keepMs);
    return changes;
  });

  const bounced = db.transaction((id: string, now: number): boolean => {
    const row = bounce.get({ id: fromHex(id), now });
    if (row === undefined) return false;
    stop.run(v.parse(AddressRow, row).address_hash, now);
    return true;
  });

  return {
    async lease(owner, now, leaseMs, max) {
      return take.all({ owner, now, until: now + leaseMs, max }).map(leasedMail);
    },
    async handedOver(...args) {
      return handedOver.immediate(...args);
    },
    async nextDueAt() {
      return v.parse(OldestRow, next.get()).oldest;
    },
    async expire(...args) {
      return expire.immediate(...args);
    },
    async bounced(...args) {
      return bounced.immediate(...args);
    },
    async mail(id) {
      const row = one.get(fromHex(id));
      return row === undefined ? null : mailRecord(row);
    },
    async mailsOf(requestId) {
      return ofRequest.all(fromHex(requestId)).map(mailRecord);
    },
    async deadLetters(max) {
      return dead.all(max).map(mailRecord);
    },
    async stats() {
      const mails: Record<MailState, number> = { queued: 0, sent: 0, refused: 0, bounced: 0, expired: 0 };
      for (const row of counts.all()) {
        const { state, count } = v.parse(CountRow, row);
        mails[state] = count;
      }
      return { mails, oldestQueuedAt: v.parse(OldestRow, oldest.get()).oldest };
    },
  };
}

function leasedMail(found: unknown): LeasedMail {
  const row = v.parse(LeaseRow, found);
  const { secret, tries } = row;
  return { id: toHex(row.id), secret, queuedAt: row.queued_at, expiresAt: row.expires_at, tries };
}

function mailRecord(found: unknown): MailRecord {
  const row = v.parse(MailRow, found);
  return {
    id: toHex(row.id),
    requestId: toHex(row.request_id),
    deviceRef: toHex(row.device_ref),
    state: row.state,
    queuedAt: row.queued_at,
    expiresAt: row.expires_at,
    finishedAt: row.finished_at,
    tries: row.tries,
    lastReply: row.last_reply,
  };
}
