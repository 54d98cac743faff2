//! What came in: raw bytes first, then the place where each message ended. And the cursor of each mailbox.

use rusqlite::{Row, params};

use super::entries::{json, to_json};
use super::{Store, StoreError, Write};
use crate::model::trace::Trace;
use crate::model::{AgentId, EntryId, InboxId, MailboxId, SideId, SideMessageId, TicketId, Time};

/// Which way a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Fetched from a mailbox.
    Imap,
    /// Handed over on standard input.
    Ingest,
    /// Old mail, imported: it is never answered automatically.
    Import,
}

impl Source {
    fn word(self) -> &'static str {
        match self {
            Source::Imap => "imap",
            Source::Ingest => "ingest",
            Source::Import => "import",
        }
    }
}

/// Where a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InboxState {
    /// Stored, not placed yet.
    Waiting,
    /// It made a ticket.
    Ticket,
    /// It is an entry of a ticket.
    Entry,
    /// It is a message of a side conversation.
    Side,
    /// It was not turned into anything; a person decides.
    Quarantine,
    /// It was in the store already.
    Duplicate,
    /// It says nothing to anyone, for instance a delivery report for a mail that went well.
    Ignored,
}

impl InboxState {
    /// The word in the store and in `--json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            InboxState::Waiting => "waiting",
            InboxState::Ticket => "ticket",
            InboxState::Entry => "entry",
            InboxState::Side => "side",
            InboxState::Quarantine => "quarantine",
            InboxState::Duplicate => "duplicate",
            InboxState::Ignored => "ignored",
        }
    }

    fn of(word: &str) -> InboxState {
        match word {
            "ticket" => InboxState::Ticket,
            "entry" => InboxState::Entry,
            "side" => InboxState::Side,
            "quarantine" => InboxState::Quarantine,
            "duplicate" => InboxState::Duplicate,
            "ignored" => InboxState::Ignored,
            _ => InboxState::Waiting,
        }
    }
}

/// A message that came in, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Row.
    pub id: InboxId,
    /// When it was stored.
    pub at: Time,
    /// Where it ended.
    pub state: InboxState,
    /// The steps of placing, one a line, the deciding one last.
    pub why: String,
    /// Who sent it, as it says.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// It was imported.
    pub imported: bool,
    /// How often placing began.
    pub attempts: u32,
    /// The ticket that it is on, or is about.
    pub ticket: Option<TicketId>,
    /// The entry that it became.
    pub entry: Option<EntryId>,
    /// The side conversation that it is in.
    pub side: Option<SideId>,
    /// Who settled it, when it was in quarantine.
    pub settled_by: Option<AgentId>,
    /// How it came to its place, where that was kept.
    pub trace: Option<Trace>,
}

/// What placing came to.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Where.
    pub state: Option<InboxState>,
    /// The steps, one a line.
    pub why: String,
    /// Who sent it.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// Its Message-ID.
    pub message_id: String,
    /// The hash of what stays the same.
    pub content_hash: [u8; 32],
    /// The ticket that it is on, or is about.
    pub ticket: Option<TicketId>,
    /// The entry that it became.
    pub entry: Option<EntryId>,
    /// The side conversation that it is in, or is about.
    pub side: Option<SideId>,
    /// The message that it became there.
    pub side_message: Option<SideMessageId>,
    /// How it came there; `None` leaves what is known of it.
    pub trace: Option<Trace>,
}

/// How far a mailbox was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The mailbox's UIDVALIDITY (RFC 9051, 2.3.1.1).
    pub uid_validity: u32,
    /// The last UID that is in the store.
    pub last_uid: u32,
}

/// Where the desk's part of a mailbox begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// What the server took before this was there before the desk was, and is none of its mail.
    pub at: Time,
    /// Up to this UID, mails are told apart by their time: they had other UIDs when the mailbox was connected.
    pub reread_to: u32,
}

/// An earlier copy of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its row.
    pub id: InboxId,
    /// Its Message-ID is the same.
    pub same_id: bool,
    /// Its content is the same.
    pub same_content: bool,
    /// Where it ended.
    pub row: InboxRow,
}

pub(super) const ROW: &str = "SELECT id, at, state, why, sender, subject, message_id, mailbox_id, source = 'import', attempts, ticket_id, entry_id, side_id, settled_by, trace FROM inbox";

pub(super) fn inbox_row(r: &Row<'_>) -> rusqlite::Result<InboxRow> {
    Ok(InboxRow {
        id: InboxId(r.get(0)?),
        at: Time(r.get(1)?),
        state: InboxState::of(&r.get::<_, String>(2)?),
        why: r.get(3)?,
        sender: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
        subject: r.get::<_, Option<String>>(5)?.unwrap_or_default(),
        message_id: r.get(6)?,
        mailbox: r.get::<_, Option<i64>>(7)?.map(MailboxId),
        imported: r.get(8)?,
        attempts: r.get(9)?,
        ticket: r.get::<_, Option<i64>>(10)?.map(TicketId),
        entry: r.get::<_, Option<i64>>(11)?.map(EntryId),
        side: r.get::<_, Option<i64>>(12)?.map(SideId),
        settled_by: r.get::<_, Option<i64>>(13)?.map(AgentId),
        trace: json(r, 14)?,
    })
}

impl Store {
    /// How far a mailbox was read; `None` when it never was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cursor(&self, mailbox: MailboxId) -> Result<Option<Cursor>, StoreError> {
        self.row("reading a mailbox's cursor", "SELECT uid_validity, last_uid FROM cursors WHERE mailbox_id = ?1", [mailbox.0], |r| {
            Ok(Cursor { uid_validity: r.get(0)?, last_uid: r.get(1)? })
        })
    }

    /// Where the desk's part of a mailbox begins; `None` when it was never connected.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn beginning(&self, mailbox: MailboxId) -> Result<Option<Beginning>, StoreError> {
        self.row("reading a mailbox's beginning", "SELECT begun_at, reread_to FROM cursors WHERE mailbox_id = ?1", [mailbox.0], |r| {
            Ok(Beginning { at: Time(r.get(0)?), reread_to: r.get(1)? })
        })
    }

    /// The messages that are stored and not placed yet, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waiting_mail(&self, limit: u32) -> Result<Vec<InboxId>, StoreError> {
        self.rows("looking for mail to place", "SELECT id FROM inbox WHERE state = 'waiting' ORDER BY id LIMIT ?1", [limit], |r| {
            Ok(InboxId(r.get(0)?))
        })
    }

    /// One message.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn inbox_row(&self, id: InboxId) -> Result<Option<InboxRow>, StoreError> {
        self.row("reading a message", &format!("{ROW} WHERE id = ?1"), [id.0], inbox_row)
    }

    /// The raw bytes of a message.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn raw_mail(&self, id: InboxId) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = self.row("reading a raw message", "SELECT raw FROM inbox WHERE id = ?1", [id.0], |r| r.get(0))?;
        hash.map(|h| self.bytes(&h)).transpose()
    }

    /// Other messages with the same Message-ID that were placed before this one, in whatever order they came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn seen_before(&self, not: InboxId, message_id: &str, content_hash: &[u8; 32]) -> Result<Vec<Seen>, StoreError> {
        const DOING: &str = "looking for an earlier copy";
        let mut out: Vec<Seen> = Vec::new();
        let by_id = self.rows(
            DOING,
            &format!(
                "{} WHERE message_id = ?1 AND id <> ?2 AND state NOT IN ('waiting', 'duplicate') LIMIT 50",
                ROW.replace(" FROM", ", content_hash FROM")
            ),
            params![message_id, not.0],
            |r| Ok((inbox_row(r)?, r.get::<_, Option<[u8; 32]>>(15)?)),
        )?;
        for (row, hash) in by_id {
            out.push(Seen { id: row.id, same_id: true, same_content: hash.as_ref() == Some(content_hash), row });
        }
        Ok(out)
    }

    /// Which UIDs of a mailbox are in the store.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn receipts(&self, mailbox: MailboxId, uid_validity: u32) -> Result<Vec<u32>, StoreError> {
        self.rows(
            "reading receipts",
            "SELECT uid FROM receipts WHERE mailbox_id = ?1 AND uid_validity = ?2 ORDER BY uid",
            params![mailbox.0, uid_validity],
            |r| r.get(0),
        )
    }
}

impl Write<'_> {
    /// Stores a message before anything looks into it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn store_mail(&self, raw: &[u8], source: Source, mailbox: Option<MailboxId>, now: Time) -> Result<InboxId, StoreError> {
        let hash = self.keep(raw)?;
        let id = self.insert(
            "storing a message",
            "INSERT INTO inbox (at, source, mailbox_id, raw, state) VALUES (?1, ?2, ?3, ?4, 'waiting')",
            params![now.0, source.word(), mailbox.map(|m| m.0), hash],
        )?;
        Ok(InboxId(id))
    }

    /// Keeps a mailbox's receipt for a message. False when it had one: then the message was fetched before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn receipt(&self, mailbox: MailboxId, uid_validity: u32, uid: u32, inbox: InboxId) -> Result<bool, StoreError> {
        let new = self.run(
            "keeping a receipt",
            "INSERT OR IGNORE INTO receipts (mailbox_id, uid_validity, uid, inbox_id) VALUES (?1, ?2, ?3, ?4)",
            params![mailbox.0, uid_validity, uid, inbox.0],
        )?;
        Ok(new > 0)
    }

    /// Whether a mailbox has a receipt for a UID.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_receipt(&self, mailbox: MailboxId, uid_validity: u32, uid: u32) -> Result<bool, StoreError> {
        let found = self.row(
            "reading a receipt",
            "SELECT 1 FROM receipts WHERE mailbox_id = ?1 AND uid_validity = ?2 AND uid = ?3",
            params![mailbox.0, uid_validity, uid],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// Moves a mailbox's cursor, in the transaction that stored what lies behind it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn move_cursor(&self, mailbox: MailboxId, cursor: Cursor, now: Time) -> Result<(), StoreError> {
        self.run(
            "moving a mailbox's cursor",
            "INSERT INTO cursors (mailbox_id, uid_validity, last_uid, moved_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (mailbox_id) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, moved_at = excluded.moved_at",
            params![mailbox.0, cursor.uid_validity, cursor.last_uid, now.0],
        )?;
        Ok(())
    }

    /// Sets where reading a mailbox begins: its cursor, and what is the desk's of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin_mailbox(&self, mailbox: MailboxId, cursor: Cursor, beginning: Beginning, now: Time) -> Result<(), StoreError> {
        self.move_cursor(mailbox, cursor, now)?;
        self.run(
            "setting a mailbox's beginning",
            "UPDATE cursors SET begun_at = ?2, reread_to = ?3 WHERE mailbox_id = ?1",
            params![mailbox.0, beginning.at.0, beginning.reread_to],
        )?;
        Ok(())
    }

    /// Takes back a counted attempt to place a message that failed for a reason which lies not in the message.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn uncount_attempt(&self, id: InboxId) -> Result<(), StoreError> {
        self.run("counting an attempt", "UPDATE inbox SET attempts = max(attempts - 1, 0) WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Counts an attempt to place a message, in a transaction of its own, so that a message that kills the process is found out.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn count_attempt(&self, id: InboxId) -> Result<(), StoreError> {
        self.run("counting an attempt", "UPDATE inbox SET attempts = attempts + 1 WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Writes down where a message ended.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn settle_mail(&self, id: InboxId, s: &Settled) -> Result<(), StoreError> {
        let trace = s.trace.as_ref().map(to_json).transpose()?;
        self.run(
            "settling a message",
            "UPDATE inbox SET state = ?2, why = ?3, sender = ?4, subject = ?5, message_id = ?6, content_hash = ?7, ticket_id = ?8, entry_id = ?9,
               side_id = ?10, side_message_id = ?11, trace = coalesce(?12, trace) WHERE id = ?1",
            params![
                id.0,
                s.state.unwrap_or(InboxState::Ignored).word(),
                s.why,
                s.sender,
                s.subject,
                (!s.message_id.is_empty()).then_some(&s.message_id),
                s.content_hash,
                s.ticket.map(|t| t.0),
                s.entry.map(|e| e.0),
                s.side.map(|x| x.0),
                s.side_message.map(|x| x.0),
                trace
            ],
        )?;
        Ok(())
    }
}
