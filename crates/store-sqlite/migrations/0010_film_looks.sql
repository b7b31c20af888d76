-- What was seen on a film: what its third task showed, and which frames are kept. Where the head was, and the
-- frames themselves, are sealed in the vault, never here.
ALTER TABLE examinations ADD COLUMN film TEXT;
