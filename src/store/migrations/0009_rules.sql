-- Since when a ticket has its status: rules by the clock go by it.
ALTER TABLE tickets ADD COLUMN status_since INTEGER NOT NULL DEFAULT 0;
UPDATE tickets SET status_since =
  coalesce((SELECT max(h.at) FROM history h WHERE h.ticket_id = tickets.id AND h.what = 'status'), created_at);
DROP INDEX tickets_status;
CREATE INDEX tickets_status ON tickets (status, status_since);

-- Up to when a rule by the clock has been looked at; it begins with when it was saved, so that it acts on nothing older.
ALTER TABLE rules ADD COLUMN looked_at INTEGER NOT NULL DEFAULT 0;
