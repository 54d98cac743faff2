-- A note is edited as it is written: with a draft of its own.
ALTER TABLE drafts ADD COLUMN entry_id INTEGER REFERENCES entries;
DROP INDEX drafts_one;
CREATE UNIQUE INDEX drafts_one ON drafts (ticket_id, agent_id, mode, coalesce(side_id, 0), coalesce(entry_id, 0));
CREATE INDEX drafts_entry ON drafts (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX mentions_entry ON mentions (entry_id);

-- Since when a stub stands where the bytes of a mail were: nothing is read from it again.
ALTER TABLE inbox ADD COLUMN redacted_at INTEGER;
ALTER TABLE outbox ADD COLUMN redacted_at INTEGER;
