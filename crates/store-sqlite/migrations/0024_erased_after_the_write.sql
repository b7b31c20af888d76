-- What the vault must lose: marked by the write that deletes what names it, erased after that write. A number is never
-- given twice, so that taking a mark away takes none that came later.
CREATE TABLE erasures (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind   TEXT NOT NULL CHECK (kind IN ('case', 'upload')),
  id     TEXT NOT NULL
) STRICT;
