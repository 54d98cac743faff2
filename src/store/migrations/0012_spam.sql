-- What is marked as spam, by whose it is.
CREATE INDEX tickets_spam ON tickets (requester_id, id) WHERE spam = 1;
