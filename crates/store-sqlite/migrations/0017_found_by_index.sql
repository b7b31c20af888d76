-- What the rounds look for and the sweep throws away is found by an index, however much was ever stored. A partial
-- index is used only where its words are those of the question.
DROP INDEX cases_by_change;
CREATE INDEX cases_under_way ON cases (changed_at)
  WHERE state NOT IN ('processing', 'refused', 'activation', 'active', 'closed');
CREATE INDEX cases_to_warn ON cases (changed_at)
  WHERE state NOT IN ('terms', 'processing', 'refused', 'activation', 'active', 'closed')
    AND (warned_at IS NULL OR warned_at < changed_at);
CREATE INDEX cases_by_end ON cases (erase_case_at) WHERE erase_case_at IS NOT NULL;
CREATE INDEX cases_by_end_of_media ON cases (erase_media_at) WHERE media_erased_at IS NULL;
CREATE INDEX cases_with_media ON cases (state, media_erased_at, id)
  WHERE state NOT IN ('active', 'closed') AND media_erased_at IS NULL;
CREATE INDEX accounts_by_begin ON accounts (created_at);
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX sign_ins_by_begin ON sign_ins (created_at);
CREATE INDEX interactions_by_end ON interactions (expires_at);
CREATE INDEX handoffs_by_end ON handoffs (expires_at);
CREATE INDEX logins_of_nobody ON logins (expires_at) WHERE account IS NULL;
CREATE INDEX logins_by_time ON logins (asked_at);
CREATE INDEX requests_done_by_time ON requests_done (at);
CREATE INDEX texts_sent_by_time ON texts_sent (at);
CREATE INDEX decisions_by_time ON decisions (at);
CREATE INDEX operator_sessions_by_end ON operator_sessions (expires_at);
-- A piece of evidence whose look failed, and a film whose comparison failed, go to the end of the line.
ALTER TABLE evidence ADD COLUMN look_failed_at TEXT;
ALTER TABLE evidence ADD COLUMN comparison_failed_at TEXT;
-- When somebody last signed out of an account: it is kept for a while after that.
ALTER TABLE accounts ADD COLUMN left_at TEXT;
