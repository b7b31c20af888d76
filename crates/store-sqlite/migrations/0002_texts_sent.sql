-- When codes left for a phone number, over all accounts: a budget against flooding. The number is
-- named by a keyed hash only, and forgotten with the requests that were done.
CREATE TABLE texts_sent (
  number_hash BLOB NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX texts_sent_by_number ON texts_sent (number_hash, at);
