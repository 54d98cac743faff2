-- Organizations that the desk asks, and what agents note about third parties: contacts.notes is what stands now, this is what ever stood.
ALTER TABLE organizations ADD COLUMN supplier INTEGER NOT NULL DEFAULT 0;
CREATE TABLE contact_note_versions (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
  at INTEGER NOT NULL,
  agent_id INTEGER REFERENCES agents,
  body TEXT NOT NULL                    -- empty: the notes were taken away
) STRICT;
CREATE INDEX contact_note_versions_of ON contact_note_versions (contact_id, id);
