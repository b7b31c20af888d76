-- A code is worth nothing after its life: its message is dropped then. Each carrier looks for its own messages.
ALTER TABLE outbox ADD COLUMN until TEXT;
DROP INDEX outbox_by_due;
CREATE INDEX outbox_by_due ON outbox (kind, due_at);
