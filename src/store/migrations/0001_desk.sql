-- The whole desk. Times are milliseconds since 1970 UTC; booleans are 0 or 1; addresses are lower case.

-- People ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE organizations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  notes TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE organization_domains (
  domain TEXT PRIMARY KEY,
  organization_id INTEGER NOT NULL REFERENCES organizations ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_domains_of ON organization_domains (organization_id);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  organization_id INTEGER REFERENCES organizations,
  language TEXT,
  notes TEXT NOT NULL DEFAULT '',
  muted INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_name ON contacts (name COLLATE NOCASE);
CREATE INDEX contacts_organization ON contacts (organization_id) WHERE organization_id IS NOT NULL;

CREATE TABLE contact_addresses (
  address TEXT PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
  failed_at INTEGER,                    -- a permanent delivery failure, with the server's words
  failure TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_addresses_of ON contact_addresses (contact_id);
CREATE INDEX contact_addresses_domain ON contact_addresses (substr(address, instr(address, '@') + 1));

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,           -- the operating system's user name
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,           -- private: never in a mail to a customer
  role TEXT NOT NULL CHECK (role IN ('light', 'agent', 'supervisor', 'admin')),
  waiting_box INTEGER,                  -- access to the waiting box; NULL: as the role has it
  available INTEGER NOT NULL DEFAULT 1,
  language TEXT,
  signature TEXT NOT NULL DEFAULT '',
  notify TEXT NOT NULL DEFAULT '{}',    -- JSON: which notifications go out by mail
  disabled_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  routing TEXT NOT NULL DEFAULT 'hand' CHECK (routing IN ('hand', 'round-robin', 'least-busy')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE team_members (
  team_id INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE,
  agent_id INTEGER NOT NULL REFERENCES agents ON DELETE CASCADE,
  supervisor INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (team_id, agent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_members_of ON team_members (agent_id);

-- Mailboxes and what comes in ------------------------------------------------------------------------------------------------------

CREATE TABLE mailboxes (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',        -- the name in From
  team_id INTEGER REFERENCES teams,     -- where its new tickets wait
  plus_addressing INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE keys (                     -- what reply addresses and Message-IDs are signed with; the newest signs, all verify
  id INTEGER PRIMARY KEY,
  secret BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE blobs (
  hash BLOB PRIMARY KEY,                -- SHA-256 of the bytes as they were
  size INTEGER NOT NULL,
  packed INTEGER NOT NULL,              -- 1: zstd
  data BLOB NOT NULL
) STRICT;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,                  -- when it was stored
  source TEXT NOT NULL,                 -- imap, ingest, import
  mailbox_id INTEGER REFERENCES mailboxes,
  raw BLOB NOT NULL REFERENCES blobs,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ticket', 'entry', 'side', 'quarantine', 'duplicate', 'ignored')),
  why TEXT NOT NULL DEFAULT '',         -- the steps of placing, one a line, the deciding one last
  attempts INTEGER NOT NULL DEFAULT 0,  -- how often placing began: a message that kills the process is set aside
  message_id TEXT,
  content_hash BLOB,
  sender TEXT,
  subject TEXT,
  ticket_id INTEGER REFERENCES tickets,
  entry_id INTEGER REFERENCES entries,
  side_id INTEGER REFERENCES sides,
  side_message_id INTEGER REFERENCES side_messages,
  settled_by INTEGER REFERENCES agents, -- who released or discarded it from quarantine
  settled_at INTEGER
) STRICT;
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_quarantine ON inbox (id) WHERE state = 'quarantine' AND settled_at IS NULL;
CREATE INDEX inbox_message ON inbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX inbox_content ON inbox (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX inbox_raw ON inbox (raw);
CREATE INDEX inbox_side_message ON inbox (side_message_id) WHERE side_message_id IS NOT NULL;
CREATE INDEX inbox_ticket ON inbox (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE TABLE receipts (                 -- each mailbox keeps its own: which of its messages are in the store
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes,
  uid_validity INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  inbox_id INTEGER NOT NULL REFERENCES inbox,
  PRIMARY KEY (mailbox_id, uid_validity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_inbox ON receipts (inbox_id);

CREATE TABLE cursors (
  mailbox_id INTEGER PRIMARY KEY REFERENCES mailboxes,
  uid_validity INTEGER NOT NULL,
  last_uid INTEGER NOT NULL,
  moved_at INTEGER NOT NULL
) STRICT;

-- Tickets --------------------------------------------------------------------------------------------------------------------------

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL DEFAULT 'email',
  mailbox_id INTEGER REFERENCES mailboxes,
  subject TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('new', 'open', 'pending', 'on-hold', 'solved', 'closed')),
  priority INTEGER NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 3),
  requester_id INTEGER NOT NULL REFERENCES contacts,
  requester_address TEXT NOT NULL,      -- the one they wrote from last
  assignee_id INTEGER REFERENCES agents,
  team_id INTEGER REFERENCES teams,
  snoozed_until INTEGER,                -- the largest integer: until the next reply
  unread INTEGER NOT NULL DEFAULT 1,
  waiting_since INTEGER,                -- the customer has waited for our answer since then
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_customer_at INTEGER,
  first_answered_at INTEGER,
  solved_at INTEGER,
  closed_at INTEGER,
  language TEXT,
  sides_open INTEGER NOT NULL DEFAULT 0,
  sides_unread INTEGER NOT NULL DEFAULT 0,
  linked_from INTEGER REFERENCES tickets,
  merged_into INTEGER REFERENCES tickets,
  spam INTEGER NOT NULL DEFAULT 0,
  acknowledged_at INTEGER,

  -- What follows from the rest, kept because no index covers a generated column. Whoever changes a ticket changes these with it.
  working INTEGER NOT NULL CHECK (working =
    (status IN ('new', 'open', 'pending', 'on-hold') AND snoozed_until IS NULL AND spam = 0 AND merged_into IS NULL)),
  owed_since INTEGER CHECK (owed_since IS CASE WHEN status IN ('new', 'open') THEN waiting_since END),
  rank INTEGER NOT NULL CHECK (rank = coalesce(owed_since, 4611686018427387904 - updated_at))
) STRICT;
-- The boxes, each in every order in which it is long. Team and agent stand in them so that what someone may see is told without the ticket's row.
CREATE INDEX tickets_rank ON tickets (rank, team_id, assignee_id) WHERE working = 1;
CREATE INDEX tickets_updated ON tickets (updated_at, team_id, assignee_id) WHERE working = 1;
CREATE INDEX tickets_priority ON tickets (priority DESC, rank, team_id, assignee_id) WHERE working = 1;
CREATE INDEX tickets_working ON tickets (id, team_id, assignee_id) WHERE working = 1;
CREATE INDEX tickets_team ON tickets (team_id, working, rank, updated_at, priority);
CREATE INDEX tickets_assignee ON tickets (assignee_id, working, rank, updated_at, priority);
CREATE INDEX tickets_unassigned ON tickets (rank, updated_at, priority, team_id, assignee_id) WHERE working = 1 AND team_id IS NULL AND assignee_id IS NULL;
CREATE INDEX tickets_sides ON tickets (rank, updated_at, priority, team_id, assignee_id, sides_open, sides_unread) WHERE sides_open > 0;
CREATE INDEX tickets_counts ON tickets (team_id, assignee_id, owed_since) WHERE working = 1;
-- What queries begin with, and what they walk in the order of change where every beginning is long.
CREATE INDEX tickets_status ON tickets (status);
CREATE INDEX tickets_created ON tickets (created_at);
CREATE INDEX tickets_owed ON tickets (owed_since) WHERE owed_since IS NOT NULL;
CREATE INDEX tickets_requester ON tickets (requester_id);
CREATE INDEX tickets_walk ON tickets (updated_at, status, priority, team_id, assignee_id, requester_id, snoozed_until, spam, merged_into, unread,
  sides_open, sides_unread, owed_since, created_at);
CREATE INDEX tickets_snoozed ON tickets (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX tickets_solved ON tickets (solved_at) WHERE status = 'solved';
CREATE INDEX tickets_linked ON tickets (linked_from) WHERE linked_from IS NOT NULL;
CREATE INDEX tickets_merged ON tickets (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE tags (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  color TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_tags (
  ticket_id INTEGER NOT NULL REFERENCES tickets ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE REFERENCES tags ON UPDATE CASCADE,
  PRIMARY KEY (ticket_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tags_by ON ticket_tags (tag, ticket_id);

CREATE TABLE fields (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'date')),
  title TEXT NOT NULL,
  choices TEXT NOT NULL DEFAULT '[]',
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_fields (
  ticket_id INTEGER NOT NULL REFERENCES tickets ON DELETE CASCADE,
  field TEXT NOT NULL REFERENCES fields ON UPDATE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (ticket_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_fields_by ON ticket_fields (field, value COLLATE NOCASE);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  channel TEXT NOT NULL DEFAULT 'email',
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'reply', 'note', 'event')),
  at INTEGER NOT NULL,
  agent_id INTEGER REFERENCES agents,
  contact_id INTEGER REFERENCES contacts,
  author_name TEXT NOT NULL DEFAULT '',
  author_address TEXT NOT NULL DEFAULT '',
  subject TEXT,                         -- when it differs from the ticket's
  body TEXT NOT NULL DEFAULT '',
  marks TEXT NOT NULL DEFAULT '',       -- which lines are new, quoted, signature
  event TEXT,                           -- JSON, for events
  recipients TEXT,                      -- JSON {to, cc}, for mails
  automatic INTEGER NOT NULL DEFAULT 0,
  inbox_id INTEGER REFERENCES inbox,
  side_id INTEGER REFERENCES sides,     -- the side that an event is about
  edited_at INTEGER,
  deleted_at INTEGER,
  redacted_at INTEGER
) STRICT;
CREATE INDEX entries_ticket ON entries (ticket_id, id);
CREATE INDEX entries_inbox ON entries (inbox_id) WHERE inbox_id IS NOT NULL;

CREATE TABLE entry_versions (           -- what a note said before it was edited or deleted
  entry_id INTEGER NOT NULL REFERENCES entries,
  at INTEGER NOT NULL,
  agent_id INTEGER NOT NULL REFERENCES agents,
  body TEXT NOT NULL,
  PRIMARY KEY (entry_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_ids (              -- the Message-IDs of public mails: what an answer without a signature is placed by
  message_id TEXT PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  entry_id INTEGER REFERENCES entries,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX message_ids_ticket ON message_ids (ticket_id, at);

CREATE TABLE mentions (
  agent_id INTEGER NOT NULL REFERENCES agents,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  entry_id INTEGER NOT NULL REFERENCES entries,
  at INTEGER NOT NULL,
  seen_at INTEGER,
  PRIMARY KEY (agent_id, ticket_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_unseen ON mentions (agent_id, at) WHERE seen_at IS NULL;

CREATE TABLE followers (
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  agent_id INTEGER NOT NULL REFERENCES agents,
  PRIMARY KEY (ticket_id, agent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX followers_agent ON followers (agent_id);

-- Side conversations ------------------------------------------------------------------------------------------------------------------

CREATE TABLE sides (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  mailbox_id INTEGER REFERENCES mailboxes,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done')),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES agents,
  waiting_since INTEGER,                -- since when we wait for an answer
  last_at INTEGER NOT NULL,
  unread INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  withdrawn_at INTEGER                  -- its first message was taken back before it left
) STRICT;
CREATE INDEX sides_ticket ON sides (ticket_id, id);
CREATE INDEX sides_waiting ON sides (waiting_since) WHERE state = 'open' AND waiting_since IS NOT NULL;
CREATE INDEX sides_unread ON sides (last_at) WHERE unread = 1;

CREATE TABLE side_participants (
  side_id INTEGER NOT NULL REFERENCES sides,
  address TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  cc INTEGER NOT NULL DEFAULT 0,
  verified INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  added_by INTEGER REFERENCES agents,
  removed_at INTEGER,
  PRIMARY KEY (side_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX side_participants_by ON side_participants (address, side_id);
CREATE INDEX side_participants_name ON side_participants (name COLLATE NOCASE);
CREATE INDEX side_participants_domain ON side_participants (substr(address, instr(address, '@') + 1));

CREATE TABLE side_messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  side_id INTEGER NOT NULL REFERENCES sides,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  at INTEGER NOT NULL,
  agent_id INTEGER REFERENCES agents,
  contact_id INTEGER REFERENCES contacts,
  author_name TEXT NOT NULL DEFAULT '',
  author_address TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  marks TEXT NOT NULL DEFAULT '',
  message_id TEXT,                      -- for In-Reply-To and References of our next mail; nothing is ever placed by it
  automatic INTEGER NOT NULL DEFAULT 0,
  inbox_id INTEGER REFERENCES inbox,
  redacted_at INTEGER
) STRICT;
CREATE INDEX side_messages_side ON side_messages (side_id, id);

-- Files -------------------------------------------------------------------------------------------------------------------------------

CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER REFERENCES entries,
  side_message_id INTEGER REFERENCES side_messages,
  draft_id INTEGER REFERENCES drafts ON DELETE CASCADE,
  canned_id INTEGER REFERENCES canned ON DELETE CASCADE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash BLOB NOT NULL REFERENCES blobs,
  content_id TEXT,
  inline INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX files_entry ON files (entry_id, name) WHERE entry_id IS NOT NULL;
CREATE INDEX files_side_message ON files (side_message_id) WHERE side_message_id IS NOT NULL;
CREATE INDEX files_draft ON files (draft_id) WHERE draft_id IS NOT NULL;
CREATE INDEX files_canned ON files (canned_id) WHERE canned_id IS NOT NULL;
CREATE INDEX files_hash ON files (hash);

-- What goes out -----------------------------------------------------------------------------------------------------------------------

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'side', 'acknowledgement', 'notification', 'transcript', 'satisfaction')),
  mailbox_id INTEGER NOT NULL REFERENCES mailboxes,
  ticket_id INTEGER REFERENCES tickets,
  entry_id INTEGER REFERENCES entries,
  side_id INTEGER REFERENCES sides,
  side_message_id INTEGER REFERENCES side_messages,
  agent_id INTEGER REFERENCES agents,   -- who wrote it
  message_id TEXT NOT NULL UNIQUE,
  sender TEXT,                          -- the envelope's sender; NULL is the null return path
  raw BLOB NOT NULL REFERENCES blobs,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  undo TEXT,                            -- JSON: what to put back when the send is taken back
  released_at INTEGER                   -- when the first copy was claimed: from then on it cannot be taken back
) STRICT;
CREATE INDEX outbox_entry ON outbox (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX outbox_side_message ON outbox (side_message_id) WHERE side_message_id IS NOT NULL;
CREATE INDEX outbox_raw ON outbox (raw);

CREATE TABLE deliveries (               -- each recipient has one
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  outbox_id INTEGER NOT NULL REFERENCES outbox,
  recipient TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  generation INTEGER,                   -- the lease under which it was claimed
  words TEXT NOT NULL DEFAULT '',       -- the server's
  settled_at INTEGER,
  UNIQUE (outbox_id, recipient)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'queued';
CREATE INDEX deliveries_sending ON deliveries (generation) WHERE state = 'sending';
CREATE INDEX deliveries_trouble ON deliveries (state) WHERE state IN ('failed', 'unknown');

CREATE TABLE automatic_answers (        -- what the caps on automatic answers are counted by
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  ticket_id INTEGER REFERENCES tickets
) STRICT;
CREATE INDEX automatic_answers_by ON automatic_answers (address, at);
CREATE INDEX automatic_answers_ticket ON automatic_answers (ticket_id, at);

CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  agent_id INTEGER NOT NULL REFERENCES agents,
  mode TEXT NOT NULL CHECK (mode IN ('reply', 'note', 'side')),
  side_id INTEGER REFERENCES sides,     -- NULL with mode side: a new one
  recipients TEXT NOT NULL DEFAULT '{}',
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  seen INTEGER NOT NULL,                -- the last history row that the agent saw when the draft was begun
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX drafts_one ON drafts (ticket_id, agent_id, mode, coalesce(side_id, 0));
CREATE INDEX drafts_agent ON drafts (agent_id);

-- What happened -----------------------------------------------------------------------------------------------------------------------

CREATE TABLE history (                  -- append-only; other processes follow it, undo reads it, reports are made from it
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,                  -- login, or 'system', or 'rule NAME', or 'contact ADDRESS'
  agent_id INTEGER REFERENCES agents,
  as_login TEXT,                        -- who really acted, with --as
  ticket_id INTEGER REFERENCES tickets,
  side_id INTEGER REFERENCES sides,
  entry_id INTEGER REFERENCES entries,
  what TEXT NOT NULL,
  was TEXT,
  became TEXT,
  batch INTEGER,                        -- the first seq of a bulk act
  undoes INTEGER REFERENCES history     -- the row that this one takes back
) STRICT;
CREATE INDEX history_ticket ON history (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE INDEX history_agent ON history (agent_id, seq) WHERE agent_id IS NOT NULL;
CREATE INDEX history_batch ON history (batch) WHERE batch IS NOT NULL;
CREATE INDEX history_undoes ON history (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  agent_id INTEGER NOT NULL REFERENCES agents,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  who TEXT NOT NULL,
  seen_at INTEGER
) STRICT;
CREATE INDEX notifications_agent ON notifications (agent_id, id);
CREATE INDEX notifications_unseen ON notifications (agent_id, ticket_id) WHERE seen_at IS NULL;

-- Finding -----------------------------------------------------------------------------------------------------------------------------

CREATE TABLE search_docs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets,
  entry_id INTEGER UNIQUE REFERENCES entries,
  side_message_id INTEGER UNIQUE REFERENCES side_messages
) STRICT;
CREATE INDEX search_docs_ticket ON search_docs (ticket_id);

CREATE VIRTUAL TABLE search USING fts5 (
  subject, body, names,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- Working together ----------------------------------------------------------------------------------------------------------------------

CREATE TABLE presence (
  console TEXT PRIMARY KEY,             -- one process
  agent_id INTEGER NOT NULL REFERENCES agents,
  ticket_id INTEGER REFERENCES tickets,
  typing INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_ticket ON presence (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE TABLE lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  holder TEXT NOT NULL,
  generation INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

-- Settings ------------------------------------------------------------------------------------------------------------------------------

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL                   -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE canned (
  id INTEGER PRIMARY KEY,
  shortcut TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  team_id INTEGER REFERENCES teams,     -- with neither, the whole desk's
  agent_id INTEGER REFERENCES agents
) STRICT;
CREATE UNIQUE INDEX canned_one ON canned (shortcut, coalesce(team_id, 0), coalesce(agent_id, 0));

CREATE TABLE views (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  sort TEXT NOT NULL DEFAULT 'waiting',
  team_id INTEGER REFERENCES teams,
  agent_id INTEGER REFERENCES agents
) STRICT;
CREATE UNIQUE INDEX views_one ON views (name, coalesce(team_id, 0), coalesce(agent_id, 0));

CREATE TABLE macros (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  verbs TEXT NOT NULL,                  -- JSON: a list of verbs
  team_id INTEGER REFERENCES teams
) STRICT;

CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  query TEXT NOT NULL,
  verbs TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sla (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  policy TEXT NOT NULL                  -- JSON: targets by priority, business hours, time zone
) STRICT;
