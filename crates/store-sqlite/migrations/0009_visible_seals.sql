-- A visible electronic seal on a picture: where it lies and what became of its signature. What it says is
-- sealed in the vault, never here.
ALTER TABLE examinations ADD COLUMN seal TEXT;
