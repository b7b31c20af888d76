-- References to other rows are looked at by the statement that makes them, no longer at the commit: what refers to
-- nothing fails by itself, before others who write in the same line are concerned. Written in the schema's own
-- text, as SQLite's manual allows for constraints ("Making Other Kinds Of Table Schema Changes").
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' DEFERRABLE INITIALLY DEFERRED', '') WHERE type = 'table';
PRAGMA writable_schema = RESET;
