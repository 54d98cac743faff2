-- What a mailbox held before it was connected is never taken in, also when its UIDs are new and all of it is looked at again.
ALTER TABLE cursors ADD COLUMN begun_at INTEGER NOT NULL DEFAULT 0;   -- mail that the server took before this was there already
ALTER TABLE cursors ADD COLUMN reread_to INTEGER NOT NULL DEFAULT 0;  -- up to this UID it is to be told apart by its time
UPDATE cursors SET begun_at = moved_at;

-- Copies of sent mails on the server, where a mailbox wants them.
ALTER TABLE outbox ADD COLUMN copy TEXT CHECK (copy IN ('due', 'kept'));  -- NULL: none is wanted
CREATE INDEX outbox_copies ON outbox (mailbox_id, id) WHERE copy = 'due';
