-- Each event of a letter is signed by the installation as it is recorded; those from before stay without.
ALTER TABLE letter_events ADD COLUMN seal BLOB;
