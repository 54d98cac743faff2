-- Merging and splitting move messages and side conversations from one ticket to another. Which rows went is kept, so that just these go back when it
-- is taken back.
CREATE TABLE moves (
  seq INTEGER PRIMARY KEY REFERENCES history,   -- the history's row of it
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
  source_id INTEGER NOT NULL REFERENCES tickets,
  target_id INTEGER NOT NULL REFERENCES tickets,
  stood TEXT NOT NULL,                          -- JSON: how both stood before, and how the target was left
  taken_back_at INTEGER
) STRICT;
CREATE INDEX moves_target ON moves (target_id, seq);

CREATE TABLE moved (
  seq INTEGER NOT NULL REFERENCES moves,
  kind TEXT NOT NULL CHECK (kind IN ('entry', 'side', 'inbox', 'outbox', 'notification', 'draft', 'follower')),
  row_id INTEGER NOT NULL,
  origin_id INTEGER,                            -- an entry's origin before
  PRIMARY KEY (seq, kind, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_row ON moved (kind, row_id);

-- The ticket whose thread an entry belongs to, where that was merged into the one that it is on: what one customer wrote is never quoted to another.
ALTER TABLE entries ADD COLUMN origin_id INTEGER REFERENCES tickets;
CREATE INDEX mentions_ticket ON mentions (ticket_id);
