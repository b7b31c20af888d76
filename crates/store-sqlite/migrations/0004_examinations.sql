-- What the examiner saw on a picture. Places are shares of the picture; the zone's text is sealed in the
-- vault, never here.
CREATE TABLE examinations (
  evidence_id TEXT PRIMARY KEY REFERENCES evidence ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  case_id     TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  made_by     TEXT NOT NULL,
  findings    TEXT NOT NULL,
  document    TEXT,
  zone        TEXT,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX examinations_by_case ON examinations (case_id, at);
