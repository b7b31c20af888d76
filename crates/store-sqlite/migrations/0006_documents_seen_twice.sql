-- Which cases are about one document: keyed hashes of its number, never the number. They go with the case.
CREATE TABLE document_marks (
  case_id TEXT NOT NULL REFERENCES cases DEFERRABLE INITIALLY DEFERRED,
  mark    BLOB NOT NULL,
  PRIMARY KEY (case_id, mark)
) STRICT;
CREATE INDEX document_marks_by_mark ON document_marks (mark);
CREATE INDEX evidence_by_hash ON evidence (sha256);
-- Whether the document's portrait was cut out and sealed beside the picture.
ALTER TABLE examinations ADD COLUMN has_portrait INTEGER NOT NULL DEFAULT 0;
