-- What a person governs on their own page: a block on the identity, who answered a login and what came of
-- it, and codes that are sent to someone signed in.
ALTER TABLE identities ADD COLUMN blocked_at TEXT;
ALTER TABLE identities ADD COLUMN unblocked_at TEXT;

ALTER TABLE logins ADD COLUMN answered_by TEXT;
ALTER TABLE logins ADD COLUMN answered_at TEXT;
ALTER TABLE logins ADD COLUMN given_at TEXT;
ALTER TABLE logins ADD COLUMN reported_at TEXT;
-- Of older rows it is only known that an answer left: they count as taken.
UPDATE logins SET given_at = asked_at WHERE state = 'completed';
UPDATE logins SET answered_by = approved_by, answered_at = approved_at WHERE state = 'approved';

CREATE INDEX logins_by_report ON logins (reported_at) WHERE reported_at IS NOT NULL;

CREATE TABLE person_codes (
  account TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
  purpose TEXT NOT NULL,
  number  TEXT,
  attempt TEXT NOT NULL,
  PRIMARY KEY (account, purpose)
) STRICT;

-- A message to a number that the account left or has not proved yet is erased with the account.
ALTER TABLE outbox ADD COLUMN about TEXT;
CREATE INDEX outbox_by_about ON outbox (about) WHERE about IS NOT NULL;

-- Everything that a person's erasure looks for.
CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX uploads_by_account ON uploads (account);
CREATE INDEX grants_by_identity ON grants (identity);
CREATE INDEX refreshes_by_identity ON refreshes (identity);
