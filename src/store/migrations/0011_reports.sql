-- What reports walk: when a ticket was begun, first answered and ended, and when a third party answered. They hold all that a report reads of a
-- ticket, so that a year of tickets is read without their rows.
DROP INDEX tickets_created;
CREATE INDEX tickets_created ON tickets (created_at, team_id, assignee_id, spam, merged_into);
CREATE INDEX tickets_answered ON tickets (first_answered_at, created_at, team_id, assignee_id, spam, merged_into) WHERE first_answered_at IS NOT NULL;
CREATE INDEX tickets_ended ON tickets (coalesce(solved_at, closed_at), solved_at, closed_at, created_at, team_id, assignee_id, spam, merged_into)
  WHERE coalesce(solved_at, closed_at) IS NOT NULL;
CREATE INDEX side_messages_answered ON side_messages (at, author_address, waited, side_id) WHERE waited IS NOT NULL;
