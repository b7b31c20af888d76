-- An identity that is being brought to another device without the one that holds it: since when, by which
-- session, on which device.
ALTER TABLE identities ADD COLUMN recovery_asked_at TEXT;
ALTER TABLE identities ADD COLUMN recovery_session BLOB;
ALTER TABLE identities ADD COLUMN recovery_device TEXT;
