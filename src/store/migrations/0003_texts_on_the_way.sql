-- A mail is of unknown fate only once its text has begun to go out: what died before that has sent nothing.
ALTER TABLE deliveries ADD COLUMN text_at INTEGER;  -- when its text last began to go out; NULL while it has not
UPDATE deliveries SET text_at = 0 WHERE state = 'sending';
