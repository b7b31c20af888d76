-- When the person was told that their unfinished case is about to be closed.
ALTER TABLE cases ADD COLUMN warned_at TEXT;
