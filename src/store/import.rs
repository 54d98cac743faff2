//! Old mail in great numbers: rows that are written with their last state, and an index that is fed in big pieces.

use std::sync::Arc;

use rusqlite::params;

use super::blobs::{Hash, Packed};
use super::error::Doing;
use super::tickets::Derived;
use super::{Settled, Store, StoreError, Write};
use crate::model::status::Status;
use crate::model::{Address, EntryId, InboxId, MailboxId, SideId, SideMessageId, TicketId, Time};

/// Bytes of the words of a batch that the index gathers before it writes them.
const GATHERED: i64 = 96 << 20;
/// What FTS5 gathers and merges when nobody says otherwise.
const USUAL: [(&str, i64); 2] = [("hashsize", 1 << 20), ("automerge", 4)];
/// Merging as one goes costs more than the rest of the index; what is left for later is bounded by FTS5 itself.
const FOR_MANY: [(&str, i64); 2] = [("hashsize", GATHERED), ("automerge", 0)];

/// A ticket as the mails of its thread leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// Something is new in it for its assignee.
    pub unread: bool,
    /// Since when the customer waits.
    pub waiting_since: Option<Time>,
    /// When anything last happened.
    pub updated_at: Time,
    /// When the customer last wrote, and from where.
    pub customer_wrote: Option<(Time, Address)>,
    /// When it was first answered.
    pub first_answered_at: Option<Time>,
    /// When it was solved.
    pub solved_at: Option<Time>,
    /// When it was closed.
    pub closed_at: Option<Time>,
}

/// What an entry or a message of a side conversation is found by, as the index keeps it (see [`super::search_tokens`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Names of people and files.
    pub names: String,
}

impl Findable {
    /// Makes texts ready for the index.
    #[must_use]
    pub fn new(subject: &str, body: &str, names: &str) -> Findable {
        use super::search::{cut, tokens};
        Findable { subject: tokens(subject), body: tokens(cut(body)), names: tokens(names) }
    }
}

/// What is made findable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// An entry.
    Entry(EntryId),
    /// A message of a side conversation.
    SideMessage(SideMessageId),
}

/// Where an imported mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub id: InboxId,
    /// The ticket that it is on.
    pub ticket: Option<TicketId>,
    /// The side conversation that it is in.
    pub side: Option<SideId>,
}

impl Store {
    /// Lets this connection write much at once until it is closed: it waits for the disk only now and then. After a loss of power the
    /// last transactions may be missing, never halves of them.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn write_in_bulk(&self) -> Result<(), StoreError> {
        self.connection
            .execute_batch("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -48000; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 8000;")
            .doing("setting up the database connection")
    }

    /// The SHA-256 of every raw message, sorted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn raw_hashes(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        self.rows("reading what is in the store", "SELECT raw FROM inbox ORDER BY raw", [], |r| r.get(0))
    }

    /// The number of the newest message; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_mail(&self) -> Result<InboxId, StoreError> {
        Ok(InboxId(self.row("reading what is in the store", "SELECT coalesce(max(id), 0) FROM inbox", [], |r| r.get(0))?.unwrap_or(0)))
    }

    /// The message with these bytes that was stored first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mail_with_bytes(&self, hash: &Hash) -> Result<Option<Kept>, StoreError> {
        self.row("looking for a message", "SELECT id, ticket_id, side_id FROM inbox WHERE raw = ?1 ORDER BY id LIMIT 1", [hash], |r| {
            Ok(Kept { id: InboxId(r.get(0)?), ticket: r.get::<_, Option<i64>>(1)?.map(TicketId), side: r.get::<_, Option<i64>>(2)?.map(SideId) })
        })
    }

    /// How a ticket stands, as an import has to know it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing(&self, ticket: TicketId) -> Result<Option<Standing>, StoreError> {
        let time = |r: &rusqlite::Row<'_>, i: usize| -> rusqlite::Result<Option<Time>> { Ok(r.get::<_, Option<i64>>(i)?.map(Time)) };
        self.row(
            "reading a ticket",
            "SELECT status, unread, waiting_since, updated_at, last_customer_at, requester_address, first_answered_at, solved_at, closed_at
             FROM tickets WHERE id = ?1",
            [ticket.0],
            |r| {
                let address = super::entries::address(r, 5)?;
                Ok(Standing {
                    status: super::entries::parsed(r, 0)?,
                    unread: r.get(1)?,
                    waiting_since: time(r, 2)?,
                    updated_at: Time(r.get(3)?),
                    customer_wrote: time(r, 4)?.map(|at| (at, address)),
                    first_answered_at: time(r, 6)?,
                    solved_at: time(r, 7)?,
                    closed_at: time(r, 8)?,
                })
            },
        )
    }

    /// Whether a ticket was made by an imported mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn was_imported(&self, ticket: TicketId) -> Result<bool, StoreError> {
        let found = self.row(
            "reading a ticket",
            "SELECT 1 FROM inbox WHERE ticket_id = ?1 AND source = 'import' AND state = 'ticket' LIMIT 1",
            [ticket.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Write<'_> {
    /// Keeps the bytes of a message, or tells where they are when they are in the store already.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_mail(&self, raw: &Packed) -> Result<Option<Kept>, StoreError> {
        if self.keep_packed(raw)? { Ok(None) } else { self.mail_with_bytes(raw.hash()) }
    }

    /// Adds an imported message, whose bytes are kept, together with where it ended.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_imported(&self, raw: &Packed, mailbox: Option<MailboxId>, s: &Settled, now: Time) -> Result<InboxId, StoreError> {
        let id = self.insert(
            "storing a message",
            "INSERT INTO inbox (at, source, mailbox_id, raw, state, why, message_id, content_hash, sender, subject, ticket_id, side_id)
             VALUES (?1, 'import', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                now.0,
                mailbox.map(|m| m.0),
                raw.hash(),
                s.state.map_or("waiting", super::InboxState::word),
                s.why,
                (!s.message_id.is_empty()).then_some(&s.message_id),
                (!s.message_id.is_empty()).then_some(s.content_hash),
                s.sender,
                s.subject,
                s.ticket.map(|t| t.0),
                s.side.map(|x| x.0)
            ],
        )?;
        Ok(InboxId(id))
    }

    /// Says which entry or message of a side conversation a stored message became.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn link_imported(&self, id: InboxId, entry: Option<EntryId>, message: Option<SideMessageId>) -> Result<(), StoreError> {
        self.run(
            "settling a message",
            "UPDATE inbox SET entry_id = ?2, side_message_id = ?3 WHERE id = ?1",
            params![id.0, entry.map(|e| e.0), message.map(|m| m.0)],
        )?;
        Ok(())
    }

    /// Makes a ticket that is in no queue until [`Write::stand`] says how it stands.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_imported_ticket(&self, new: &super::NewTicket<'_>) -> Result<TicketId, StoreError> {
        self.insert_ticket(new, Status::Closed, false)
    }

    /// Writes down how a ticket stands.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn stand(&self, ticket: TicketId, s: &Standing) -> Result<(), StoreError> {
        let Some(before) = self.queued(ticket)? else { return Ok(()) };
        let Derived { working, owed_since, rank } = before.standing(s.status, s.waiting_since, s.updated_at).derived();
        self.run(
            "changing a ticket",
            "UPDATE tickets SET status = ?2, unread = ?3, waiting_since = ?4, updated_at = ?5, status_since = ?5, last_customer_at = ?6,
               requester_address = coalesce(?7, requester_address), first_answered_at = ?8, solved_at = ?9, closed_at = ?10,
               working = ?11, owed_since = ?12, rank = ?13 WHERE id = ?1",
            params![
                ticket.0,
                s.status.word(),
                s.unread,
                s.waiting_since.map(|t| t.0),
                s.updated_at.0,
                s.customer_wrote.as_ref().map(|(at, _)| at.0),
                s.customer_wrote.as_ref().map(|(_, address)| address.as_str()),
                s.first_answered_at.map(|t| t.0),
                s.solved_at.map(|t| t.0),
                s.closed_at.map(|t| t.0),
                working,
                owed_since,
                rank
            ],
        )?;
        Ok(())
    }

    /// Hangs an imported file on an entry or on a message of a side conversation.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_imported_file(&self, on: Found, file: &super::NewFile<'_>, bytes: &Packed) -> Result<(), StoreError> {
        self.keep_packed(bytes)?;
        let (entry, message) = on.ids();
        self.insert(
            "keeping a file",
            "INSERT INTO files (entry_id, side_message_id, name, media_type, size, hash, content_id, inline) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![entry, message, file.name, file.media_type, bytes.size(), bytes.hash(), file.content_id, file.inline],
        )?;
        Ok(())
    }

    /// Makes many things findable, in one piece: the last thing of a transaction.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_many(&self, all: &[(TicketId, Found, Arc<Findable>)]) -> Result<(), StoreError> {
        const DOING: &str = "indexing";
        if all.is_empty() {
            return Ok(());
        }
        let mut docs = Vec::with_capacity(all.len());
        for (ticket, found, words) in all {
            let (entry, message) = found.ids();
            let sql = "INSERT INTO search_docs (ticket_id, entry_id, side_message_id) VALUES (?1, ?2, ?3)";
            docs.push((self.insert(DOING, sql, params![ticket.0, entry, message])?, words));
        }
        self.set_index(FOR_MANY)?;
        for (doc, words) in docs {
            let sql = "INSERT INTO search (rowid, subject, body, names) VALUES (?1, ?2, ?3, ?4)";
            self.run(DOING, sql, params![doc, words.subject, words.body, words.names])?;
        }
        self.run(DOING, "INSERT INTO search (search) VALUES ('flush')", [])?;
        self.set_index(USUAL)
    }

    fn set_index(&self, settings: [(&str, i64); 2]) -> Result<(), StoreError> {
        for (name, value) in settings {
            self.run("setting up the index", "INSERT INTO search (search, rank) VALUES (?1, ?2)", params![name, value])?;
        }
        Ok(())
    }
}

impl Found {
    pub(super) fn ids(self) -> (Option<i64>, Option<i64>) {
        match self {
            Found::Entry(id) => (Some(id.0), None),
            Found::SideMessage(id) => (None, Some(id.0)),
        }
    }
}
