-- Tokens bound to a key of the client, requests that clients push, refresh tokens.
-- A spent code (`spent`) is kept as long as what it gave may live, so that a copy of it ends that.
ALTER TABLE grants ADD COLUMN dpop_key TEXT;
CREATE INDEX grants_by_login ON grants (login);

CREATE TABLE pushed_requests (
  hash       BLOB PRIMARY KEY,
  client     TEXT NOT NULL,
  parameters TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX pushed_requests_by_end ON pushed_requests (expires_at);

-- One row a login: the hashes of the refresh token that is good and of the one it replaced.
CREATE TABLE refreshes (
  login      TEXT PRIMARY KEY,
  client     TEXT NOT NULL,
  identity   TEXT NOT NULL,
  parameters TEXT NOT NULL,
  acr        TEXT NOT NULL,
  amr        TEXT NOT NULL,
  auth_time  TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  dpop_key   TEXT,
  current    TEXT NOT NULL,
  forgivable TEXT
) STRICT;
CREATE INDEX refreshes_by_end ON refreshes (expires_at);
