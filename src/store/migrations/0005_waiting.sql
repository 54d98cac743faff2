-- Since when the assignee knows that an answer is overdue.
ALTER TABLE sides ADD COLUMN overdue_told_at INTEGER;
CREATE INDEX sides_due ON sides (due_at) WHERE due_at IS NOT NULL AND overdue_told_at IS NULL;

-- How long an answer took: milliseconds from the question that nobody had answered yet.
ALTER TABLE side_messages ADD COLUMN waited INTEGER;
UPDATE side_messages SET waited = at - (
    SELECT min(o.at) FROM side_messages o
    WHERE o.side_id = side_messages.side_id AND o.direction = 'out' AND o.automatic = 0 AND o.id < side_messages.id
      AND o.id > coalesce((SELECT max(i.id) FROM side_messages i
        WHERE i.side_id = side_messages.side_id AND i.direction = 'in' AND i.automatic = 0 AND i.id < side_messages.id), 0))
  WHERE direction = 'in' AND automatic = 0;
CREATE INDEX side_messages_waited ON side_messages (author_address, id, waited) WHERE waited IS NOT NULL;
