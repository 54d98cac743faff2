-- A draft keeps all that the composer holds: recipients as typed, the status chosen, what is attached, and the text before it was translated.

ALTER TABLE drafts ADD COLUMN status TEXT;                          -- the ticket's afterwards; NULL leaves it
ALTER TABLE drafts ADD COLUMN attached TEXT NOT NULL DEFAULT '[]';  -- JSON: paths, and rows of files
ALTER TABLE drafts ADD COLUMN original TEXT;                        -- the text before it was translated

UPDATE drafts SET
  status = CASE WHEN mode = 'reply' THEN 'pending' WHEN mode = 'side' AND side_id IS NULL THEN 'on-hold' END,
  recipients = json_object(
    'to', coalesce((SELECT group_concat(CASE WHEN value ->> 'name' = '' THEN value ->> 'address'
      ELSE replace(replace(value ->> 'name', ',', ''), ';', '') || ' <' || (value ->> 'address') || '>' END, ', ') FROM json_each(drafts.recipients, '$.to')), ''),
    'cc', coalesce((SELECT group_concat(CASE WHEN value ->> 'name' = '' THEN value ->> 'address'
      ELSE replace(replace(value ->> 'name', ',', ''), ';', '') || ' <' || (value ->> 'address') || '>' END, ', ') FROM json_each(drafts.recipients, '$.cc')), ''));
