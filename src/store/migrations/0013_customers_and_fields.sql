-- Who muted a customer, and when.
ALTER TABLE contacts ADD COLUMN muted_at INTEGER;
ALTER TABLE contacts ADD COLUMN muted_by INTEGER REFERENCES agents;

-- The values of a ticket's custom fields are one text of the index, of no entry and no message.
CREATE UNIQUE INDEX search_docs_fields ON search_docs (ticket_id) WHERE entry_id IS NULL AND side_message_id IS NULL;
