-- That the portrait of a document and the faces of a film were compared, by what and when. How near they lie is
-- sealed in the vault beside the film, never here.
CREATE TABLE face_comparisons (
  portrait_id TEXT NOT NULL REFERENCES evidence ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  film_id     TEXT NOT NULL REFERENCES evidence ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  case_id     TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  made_by     TEXT NOT NULL,
  at          TEXT NOT NULL,
  PRIMARY KEY (portrait_id, film_id)
) STRICT;
CREATE INDEX face_comparisons_by_case ON face_comparisons (case_id);
