-- Searches and views in the order of priority: else every ticket that a common term names is sorted. The columns are those of tickets_walk.
CREATE INDEX tickets_by_priority ON tickets (priority, updated_at, status, team_id, assignee_id, requester_id, snoozed_until, spam, merged_into, unread,
  sides_open, sides_unread, owed_since, created_at);
