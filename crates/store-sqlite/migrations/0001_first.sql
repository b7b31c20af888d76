-- The first shape of the store. Instants are text of fixed width (RFC 3339, nine decimals, UTC),
-- so that they sort as text and lose nothing; identifiers are 32 hexadecimal digits; hashes are
-- 32 bytes. References are checked at the commit, so that the order of writes inside a
-- transaction is the use case's own affair. STRICT: a column never holds another type.

CREATE TABLE accounts (
  id         TEXT PRIMARY KEY,
  email      TEXT NOT NULL UNIQUE,
  phone      TEXT,
  language   TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_phone ON accounts (phone) WHERE phone IS NOT NULL;

CREATE TABLE sign_ins (
  id         TEXT PRIMARY KEY,
  email      TEXT NOT NULL,
  language   TEXT NOT NULL,
  attempt    TEXT NOT NULL,
  is_used    INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_email ON sign_ins (email, created_at);

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  account    TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  device     TEXT REFERENCES devices DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE devices (
  id            TEXT PRIMARY KEY,
  account       TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  name          TEXT NOT NULL,
  platform      TEXT NOT NULL,
  public_key    BLOB NOT NULL,
  protection    TEXT NOT NULL,
  unlock_hash   BLOB NOT NULL,
  unlock_share  BLOB NOT NULL,
  wrong_tries   INTEGER NOT NULL,
  blocked_until TEXT,
  created_at    TEXT NOT NULL,
  revoked_at    TEXT
) STRICT;
CREATE INDEX devices_by_account ON devices (account, created_at);

CREATE TABLE identities (
  id           TEXT PRIMARY KEY,
  account      TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  case_id      TEXT NOT NULL,
  declaration  TEXT NOT NULL,
  birthplace   TEXT NOT NULL,
  device       TEXT NOT NULL,
  active_since TEXT NOT NULL
) STRICT;
CREATE INDEX identities_by_account ON identities (account, active_since);

CREATE TABLE cases (
  id               TEXT PRIMARY KEY,
  account          TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  state            TEXT NOT NULL,
  facts            TEXT NOT NULL,
  version          INTEGER NOT NULL,
  phone_attempt    TEXT,
  photos_taken     INTEGER NOT NULL,
  videos_taken     INTEGER NOT NULL,
  examinations     INTEGER NOT NULL,
  desk_code        TEXT,
  desk_code_hash   BLOB,
  activation_nonce TEXT,
  created_at       TEXT NOT NULL,
  changed_at       TEXT NOT NULL,
  erase_media_at   TEXT,
  erase_case_at    TEXT,
  media_erased_at  TEXT
) STRICT;
CREATE INDEX cases_by_account ON cases (account, created_at);
CREATE INDEX cases_by_desk_code ON cases (desk_code_hash) WHERE desk_code_hash IS NOT NULL;
CREATE INDEX cases_by_change ON cases (changed_at);

CREATE TABLE consents (
  number  INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  purpose TEXT NOT NULL,
  version TEXT NOT NULL,
  hash    BLOB NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX consents_by_case ON consents (case_id);

-- Letters and their proofs outlive the case (CPCE R.53-2: at least a year): no reference.
CREATE TABLE letters (
  id               TEXT PRIMARY KEY,
  case_id          TEXT NOT NULL,
  number           TEXT NOT NULL UNIQUE,
  state            TEXT NOT NULL,
  notified_at      TEXT,
  expires_at       TEXT,
  link_token_hash  BLOB,
  link_code_hash   BLOB,
  link_wrong_tries INTEGER,
  link_expires_at  TEXT,
  link_used_at     TEXT,
  tracking_hash    BLOB NOT NULL UNIQUE,
  noticed_at       TEXT NOT NULL,
  reminded_at      TEXT
) STRICT;
CREATE INDEX letters_by_case ON letters (case_id, noticed_at);
CREATE UNIQUE INDEX letters_by_link ON letters (link_token_hash) WHERE link_token_hash IS NOT NULL;
CREATE INDEX letters_by_end ON letters (expires_at) WHERE state = 'available';

CREATE TABLE letter_events (
  letter     TEXT NOT NULL REFERENCES letters DEFERRABLE INITIALLY DEFERRED,
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  input_hash BLOB NOT NULL,
  chain_hash BLOB NOT NULL,
  PRIMARY KEY (letter, position)
) STRICT;
CREATE TRIGGER letter_events_keep BEFORE UPDATE ON letter_events
BEGIN SELECT RAISE(ABORT, 'letter events are never changed'); END;
CREATE TRIGGER letter_events_stay BEFORE DELETE ON letter_events
BEGIN SELECT RAISE(ABORT, 'letter events are never removed'); END;

CREATE TABLE uploads (
  id         TEXT PRIMARY KEY,
  account    TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  size       INTEGER NOT NULL,
  sha256     BLOB NOT NULL,
  media_type TEXT NOT NULL,
  begun_at   TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX uploads_by_end ON uploads (expires_at);

CREATE TABLE evidence (
  id          TEXT PRIMARY KEY,
  case_id     TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  part        TEXT NOT NULL,
  source      TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL,
  sha256      BLOB NOT NULL,
  clip_sha256 BLOB,
  video       TEXT,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_case ON evidence (case_id, at);

CREATE TABLE challenges (
  id         TEXT PRIMARY KEY,
  case_id    TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  digits     TEXT NOT NULL,
  third_task TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at    TEXT
) STRICT;

CREATE TABLE operators (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  key_hash   BLOB NOT NULL UNIQUE,
  revoked_at TEXT
) STRICT;

CREATE TABLE operator_sessions (
  token_hash BLOB PRIMARY KEY,
  operator   TEXT NOT NULL REFERENCES operators DEFERRABLE INITIALLY DEFERRED,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE queue (
  case_id        TEXT PRIMARY KEY REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  since          TEXT NOT NULL,
  appeal         INTEGER NOT NULL,
  assigned_to    TEXT,
  assigned_until TEXT,
  excluded       TEXT NOT NULL
) STRICT;
CREATE INDEX queue_by_age ON queue (since);

-- Decisions outlive their case: no reference.
CREATE TABLE decisions (
  id            TEXT PRIMARY KEY,
  case_id       TEXT NOT NULL,
  operator      TEXT NOT NULL,
  verdict       TEXT NOT NULL,
  reasons       TEXT NOT NULL,
  checklist     TEXT NOT NULL,
  message       TEXT,
  note          TEXT,
  at            TEXT NOT NULL,
  awaits_second INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_case ON decisions (case_id, at);

CREATE TABLE interactions (
  id            TEXT PRIMARY KEY,
  cookie_hash   BLOB NOT NULL,
  client        TEXT NOT NULL,
  parameters    TEXT NOT NULL,
  service       TEXT NOT NULL,
  browser_name  TEXT NOT NULL,
  browser_place TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  expires_at    TEXT NOT NULL,
  is_finished   INTEGER NOT NULL
) STRICT;

CREATE TABLE handoffs (
  id              TEXT PRIMARY KEY,
  cookie_hash     BLOB NOT NULL,
  token_hash      BLOB NOT NULL,
  typed_hash      BLOB NOT NULL,
  code_expires_at TEXT NOT NULL,
  secret_hash     BLOB,
  number          INTEGER NOT NULL,
  state           TEXT NOT NULL,
  account         TEXT,
  interaction     TEXT,
  service         TEXT,
  browser_name    TEXT NOT NULL,
  browser_place   TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  expires_at      TEXT NOT NULL
) STRICT;
CREATE INDEX handoffs_by_token ON handoffs (token_hash);
CREATE INDEX handoffs_by_typed ON handoffs (typed_hash);
CREATE INDEX handoffs_by_account ON handoffs (account, created_at) WHERE account IS NOT NULL;

CREATE TABLE logins (
  id              TEXT PRIMARY KEY,
  number          INTEGER NOT NULL,
  expires_at      TEXT NOT NULL,
  state           TEXT NOT NULL,
  approved_by     TEXT,
  approved_at     TEXT,
  interaction     TEXT NOT NULL,
  account         TEXT,
  service         TEXT NOT NULL,
  broker          TEXT,
  browser_name    TEXT NOT NULL,
  browser_place   TEXT NOT NULL,
  asked_at        TEXT NOT NULL,
  claims          TEXT NOT NULL,
  level           TEXT NOT NULL,
  nonce           TEXT NOT NULL,
  code_hash       BLOB NOT NULL,
  code_expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX logins_by_code ON logins (code_hash);
CREATE INDEX logins_by_interaction ON logins (interaction, asked_at);
CREATE INDEX logins_by_account ON logins (account, asked_at) WHERE account IS NOT NULL;

-- Authorization codes (`code`) and access tokens (`access`).
CREATE TABLE grants (
  kind       TEXT NOT NULL,
  hash       BLOB NOT NULL,
  client     TEXT NOT NULL,
  login      TEXT NOT NULL,
  identity   TEXT NOT NULL,
  parameters TEXT NOT NULL,
  acr        TEXT NOT NULL,
  amr        TEXT NOT NULL,
  auth_time  TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT;
CREATE INDEX grants_by_end ON grants (expires_at);

CREATE TABLE assertions (
  client TEXT NOT NULL,
  jti    TEXT NOT NULL,
  until  TEXT NOT NULL,
  PRIMARY KEY (client, jti)
) STRICT;
CREATE INDEX assertions_by_end ON assertions (until);

CREATE TABLE outbox (
  id        TEXT PRIMARY KEY,
  kind      TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject   TEXT,
  text      TEXT NOT NULL,
  html      TEXT,
  tries     INTEGER NOT NULL,
  due_at    TEXT NOT NULL,
  notice_of TEXT
) STRICT;
CREATE INDEX outbox_by_due ON outbox (due_at);

CREATE TABLE audit (
  number     INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  kind       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  case_id    TEXT,
  operator   TEXT,
  detail     TEXT NOT NULL,
  chain_hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_case ON audit (case_id) WHERE case_id IS NOT NULL;
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never removed'); END;

CREATE TABLE requests_done (
  account      TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT;
