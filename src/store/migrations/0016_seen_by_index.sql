-- Who has a ticket stands in the index of its team: what an agent sees is told without the ticket's row.
DROP INDEX tickets_team;
CREATE INDEX tickets_team ON tickets (team_id, working, rank, updated_at, priority, assignee_id);
