-- Whether somebody typed a phone number to ask for a login: whoever says « Ce n'est pas moi » is told so.
-- Of requests from before, nothing is claimed.

ALTER TABLE logins ADD COLUMN by_number INTEGER NOT NULL DEFAULT 0;
