/** The tables in SQLite. Each script brings the schema one version further; never edit one that was shipped. */
export const migrations: readonly string[] = [
  `
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE devices (
  device_ref  BLOB PRIMARY KEY,
  sealed_key  BLOB NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revoked_at  INTEGER
) STRICT;

CREATE TABLE requests (
  device_ref    BLOB NOT NULL,
  request_id    BLOB NOT NULL,
  content_hash  BLOB NOT NULL,
  first_seen_at INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  PRIMARY KEY (device_ref, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_old ON requests (first_seen_at);

-- The outbox, and by its rows the limits: what was queued is what counts.
CREATE TABLE mails (
  id           BLOB PRIMARY KEY,
  device_ref   BLOB NOT NULL,
  request_id   BLOB NOT NULL,
  address_hash BLOB NOT NULL,
  network_hash BLOB NOT NULL,
  verified     INTEGER NOT NULL,
  queued_at    INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused', 'bounced', 'expired')),
  secret       BLOB CHECK ((state = 'queued') = (secret IS NOT NULL)),
  due_at       INTEGER NOT NULL,
  lease_owner  TEXT,
  lease_until  INTEGER,
  tries        INTEGER NOT NULL DEFAULT 0,
  uncertain    INTEGER NOT NULL DEFAULT 0,
  last_reply   TEXT,
  finished_at  INTEGER
) STRICT;
CREATE INDEX mails_request ON mails (request_id);
CREATE INDEX mails_device ON mails (device_ref, queued_at);
CREATE INDEX mails_address ON mails (address_hash, queued_at);
CREATE INDEX mails_network ON mails (network_hash, queued_at);
CREATE INDEX mails_unverified ON mails (queued_at) WHERE verified = 0;
CREATE INDEX mails_due ON mails (due_at) WHERE state = 'queued';
CREATE INDEX mails_old ON mails (queued_at);
CREATE INDEX mails_state ON mails (state, queued_at);

CREATE TABLE stopped_addresses (address_hash BLOB PRIMARY KEY, stopped_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE messages_seen (id_hash BLOB PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`,
];
