-- A handoff is given by a browser, known by its cookie, or by the app of someone signed in, and then
-- opens one session. SQLite cannot relax a column: the table is made anew.
CREATE TABLE handoffs_anew (
  id              TEXT PRIMARY KEY,
  cookie_hash     BLOB,
  giver_account   TEXT,
  giver_device    TEXT,
  token_hash      BLOB NOT NULL,
  typed_hash      BLOB NOT NULL,
  code_expires_at TEXT NOT NULL,
  secret_hash     BLOB,
  number          INTEGER NOT NULL,
  state           TEXT NOT NULL,
  account         TEXT,
  session_hash    BLOB,
  giver_seen_at   TEXT,
  taker_seen_at   TEXT,
  interaction     TEXT,
  service         TEXT,
  browser_name    TEXT NOT NULL,
  browser_place   TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  expires_at      TEXT NOT NULL,
  CHECK ((cookie_hash IS NULL) = (giver_account IS NOT NULL)),
  CHECK ((giver_account IS NULL) = (giver_device IS NULL))
) STRICT;
INSERT INTO handoffs_anew (id, cookie_hash, token_hash, typed_hash, code_expires_at, secret_hash,
    number, state, account, interaction, service, browser_name, browser_place, created_at, expires_at)
  SELECT id, cookie_hash, token_hash, typed_hash, code_expires_at, secret_hash, number, state,
    account, interaction, service, browser_name, browser_place, created_at, expires_at FROM handoffs;
DROP TABLE handoffs;
ALTER TABLE handoffs_anew RENAME TO handoffs;
CREATE INDEX handoffs_by_token ON handoffs (token_hash);
CREATE INDEX handoffs_by_typed ON handoffs (typed_hash);
CREATE INDEX handoffs_by_account ON handoffs (account, created_at) WHERE account IS NOT NULL;
CREATE INDEX handoffs_by_giver ON handoffs (giver_account, created_at)
  WHERE giver_account IS NOT NULL;
