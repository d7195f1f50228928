/** Enrolled recorders, in SQLite. */
import type Database from 'better-sqlite3';
import * as v from 'valibot';
import { toHex } from '../../sealed/hex.ts';
import { Bytes, Time } from './sqlite-scans.ts';
import type { DeviceRecord, RecoveryStore } from './store.ts';

const DeviceRow = v.object({
  device_ref: Bytes,
  sealed_key: Bytes,
  enrolled_at: Time,
  revoked_at: v.nullable(Time),
});

export function deviceOperations(
  db: Database.Database,
): Pick<RecoveryStore, 'device' | 'enrol' | 'revoke' | 'devices'> {
  const one = db.prepare<[Uint8Array]>('SELECT * FROM devices WHERE device_ref = ?');
  const all = db.prepare('SELECT * FROM devices ORDER BY enrolled_at, device_ref');
  const put = db.prepare(
    `INSERT INTO devices VALUES (?, ?, ?, NULL) ON CONFLICT (device_ref)
     DO UPDATE SET sealed_key = excluded.sealed_key, enrolled_at = excluded.enrolled_at, revoked_at = NULL`,
  );
  const end = db.prepare('UPDATE devices SET revoked_at = coalesce(revoked_at, ?) WHERE device_ref = ?');
  return {
    async device(deviceRef) {
      const row = one.get(deviceRef);
      return row === undefined ? null : deviceRecord(row);
    },
    async enrol(deviceRef, sealedKey, now) {
      put.run(deviceRef, sealedKey, now);
    },
    async revoke(deviceRef, now) {
      return end.run(now, deviceRef).changes === 1;
    },
    async devices() {
      return all.all().map(deviceRecord);
    },
  };
}

function deviceRecord(found: unknown): DeviceRecord {
  const row = v.parse(DeviceRow, found);
  return {
    deviceRef: toHex(row.device_ref),
    sealedKey: row.sealed_key,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
  };
}
