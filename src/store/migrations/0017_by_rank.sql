-- Searches and views in the order of who has waited longest. The columns are those of tickets_walk.
CREATE INDEX tickets_by_rank ON tickets (rank, updated_at, status, priority, team_id, assignee_id, requester_id, snoozed_until, spam, merged_into,
  unread, sides_open, sides_unread, owed_since, created_at);
