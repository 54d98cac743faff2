-- What each step of placing saw, and why the mail was or was not acknowledged; NULL for what was placed before this was kept, or imported.
ALTER TABLE inbox ADD COLUMN trace TEXT;  -- JSON

-- What was sent, and who was told, because of a mail.
CREATE INDEX outbox_ticket ON outbox (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX notifications_ticket ON notifications (ticket_id, at);
