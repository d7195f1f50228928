/** Scans and mails seen, in SQLite: what a decision is made from, and what it leaves behind. */
import type Database from 'better-sqlite3';
import * as v from 'valibot';
import { toHex } from '../../sealed/hex.ts';
import { type Decision, KEEP_MS, type Known, type Limit, MailState as States } from '../limits.ts';
import type { RecoveryStore, ScanFacts } from './store.ts';

export const Bytes = v.instance(Uint8Array);
export const Time = v.number();
export const MailState = v.picklist(States);

const RequestRow = v.object({ content_hash: Bytes, expires_at: Time });
const KnownMailRow = v.object({ id: Bytes, state: MailState, finished_at: v.nullable(Time), uncertain: v.number() });
const TimeRow = v.object({ queued_at: Time });

export function scanOperations(db: Database.Database): Pick<RecoveryStore, 'judge' | 'messageSeen' | 'messageDone'> {
  const request = db.prepare<[Uint8Array, Uint8Array]>(
    'SELECT content_hash, expires_at FROM requests WHERE device_ref = ? AND request_id = ?',
  );
  const mailsOfRequest = db.prepare<[Uint8Array, Uint8Array]>(
    'SELECT id, state, finished_at, uncertain FROM mails WHERE request_id = ? AND device_ref = ? ORDER BY queued_at, rowid',
  );
  const stopped = db.prepare<[Uint8Array, number]>(
    'SELECT 1 FROM stopped_addresses WHERE address_hash = ? AND stopped_at > ?',
  );
  const newest = (where: string) =>
    db.prepare<[...Uint8Array[], number, number]>(
      `SELECT queued_at FROM mails WHERE ${where} AND queued_at > ? ORDER BY queued_at DESC LIMIT ?`,
    );
  const recent = {
    device: newest('device_ref = ?'),
    address: newest('address_hash = ?'),
    network: newest('network_hash = ?'),
    unverified: newest('verified = 0'),
  };
  const insertRequest = db.prepare('INSERT INTO requests VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const insertMail = db.prepare(
    `INSERT INTO mails (id, device_ref, request_id, address_hash, network_hash, verified, queued_at, expires_at, state, secret, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`,
  );
  const seen = db.prepare<[Uint8Array]>('SELECT 1 FROM messages_seen WHERE id_hash = ?');
  const insertSeen = db.prepare('INSERT INTO messages_seen VALUES (?, ?) ON CONFLICT DO NOTHING');

  function known(scan: ScanFacts): Known {
    const { deviceRef, requestId, limits, now } = scan;
    const times = (kind: keyof typeof recent, limit: Limit | null, ...key: Uint8Array[]) =>
      limit === null
        ? []
        : recent[kind].all(...key, now - limit.windowMs, limit.count).map((row) => v.parse(TimeRow, row).queued_at);
    const found = request.get(deviceRef, requestId);
    let knownRequest: Known['request'] = null;
    if (found !== undefined) {
      const row = v.parse(RequestRow, found);
      const mails = mailsOfRequest.all(requestId, deviceRef).map((mail) => v.parse(KnownMailRow, mail));
      knownRequest = {
        expiresAt: row.expires_at,
        sameContent: Buffer.compare(row.content_hash, scan.contentHash) === 0,
        mails: mails.map((mail) => ({
          id: toHex(mail.id),
          state: mail.state,
          finishedAt: mail.finished_at,
          uncertain: mail.uncertain,
        })),
      };
    }
    return {
      request: knownRequest,
      addressStopped: stopped.get(scan.addressHash, now - KEEP_MS) !== undefined,
      recent: {
        device: times('device', limits.device, deviceRef),
        address: times('address', limits.address, scan.addressHash),
        network: times('network', limits.network, scan.networkHash),
        unverified: times('unverified', limits.unverified),
      },
    };
  }

  const judge = db.transaction((scan: ScanFacts, decide: (known: Known) => Decision): Decision => {
    const decision = decide(known(scan));
    if (decision.kind !== 'queue') return decision;
    const { deviceRef, requestId, now, mail } = scan;
    const { expiresAt } = decision;
    insertRequest.run(deviceRef, requestId, scan.contentHash, now, expiresAt);
    const verified = scan.verified ? 1 : 0;
    const hashes = [scan.addressHash, scan.networkHash] as const;
    insertMail.run(mail.id, deviceRef, requestId, ...hashes, verified, now, expiresAt, mail.secret, now);
    return decision;
  });

  return {
    async judge(scan, decide) {
      return judge.immediate(scan, decide);
    },
    async messageSeen(idHash) {
      return seen.get(idHash) !== undefined;
    },
    async messageDone(idHash, now) {
      insertSeen.run(idHash, now);
    },
  };
}
