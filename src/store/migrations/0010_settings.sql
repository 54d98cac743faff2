-- What somebody changed in the settings of the desk, newest first.
CREATE INDEX history_desk ON history (what, seq) WHERE ticket_id IS NULL;

-- What a team was called before: the configuration names the team of a mailbox, and may still do so by the old name.
CREATE TABLE team_names (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  team_id INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX team_names_of ON team_names (team_id);
