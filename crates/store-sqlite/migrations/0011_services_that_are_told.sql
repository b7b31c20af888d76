-- Services that are told when a login ended: what they hold of which login, and what they are still to hear.
CREATE TABLE service_sessions (
  login    TEXT PRIMARY KEY,
  client   TEXT NOT NULL,
  identity TEXT NOT NULL,
  begun_at TEXT NOT NULL
) STRICT;
CREATE INDEX service_sessions_by_identity ON service_sessions (identity);
CREATE INDEX service_sessions_by_begin ON service_sessions (begun_at);

-- Outlives the account: its erasure is told too. Holds what the service knows already, nothing else.
CREATE TABLE logout_notices (
  login   TEXT PRIMARY KEY,
  client  TEXT NOT NULL,
  subject TEXT NOT NULL,
  tries   INTEGER NOT NULL,
  due_at  TEXT NOT NULL
) STRICT;
CREATE INDEX logout_notices_by_due ON logout_notices (due_at);
