//! The timeline, its files, and what threads it: Message-IDs.

use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use super::{Store, StoreError, Write};
use crate::model::entry::{Author, Entry, EntryKind, Event, FileRef, Origin};
use crate::model::{Address, AgentId, Body, ContactId, EntryId, FileId, InboxId, Mailbox, SideId, SideMessageId, TicketId, Time};

/// A new entry.
pub struct NewEntry<'a> {
    /// On which ticket.
    pub ticket: TicketId,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: Time,
    /// The agent who wrote it.
    pub agent: Option<AgentId>,
    /// The contact who wrote it.
    pub contact: Option<ContactId>,
    /// The author's name and address, as of now.
    pub author: (&'a str, &'a str),
    /// The subject, when it differs from the ticket's.
    pub subject: Option<&'a str>,
    /// The text.
    pub body: &'a Body,
    /// What happened, for events.
    pub event: Option<&'a Event>,
    /// To and Cc, for mails.
    pub recipients: Option<(&'a [Mailbox], &'a [Mailbox])>,
    /// A program wrote it.
    pub automatic: bool,
    /// The raw mail it came from.
    pub inbox: Option<InboxId>,
}

/// A file to keep.
pub struct NewFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Content-ID without brackets.
    pub content_id: Option<&'a str>,
    /// Shown inline.
    pub inline: bool,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A file with its bytes.
pub struct StoredFile {
    /// The ticket that it belongs to.
    pub ticket: Option<TicketId>,
    /// Its name, media type and size.
    pub file: FileRef,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

#[derive(Serialize, Deserialize, Default)]
pub(super) struct Recipients {
    #[serde(default)]
    pub to: Vec<Mailbox>,
    #[serde(default)]
    pub cc: Vec<Mailbox>,
}

/// Reads a word that is one of an enumeration's.
pub(super) fn parsed<T>(r: &Row<'_>, i: usize) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    r.get::<_, String>(i)?.parse().map_err(|e: T::Err| rusqlite::Error::FromSqlConversionFailure(i, Type::Text, Box::new(e)))
}

/// Reads an address.
pub(super) fn address(r: &Row<'_>, i: usize) -> rusqlite::Result<Address> {
    let text: String = r.get(i)?;
    Address::parse(&text).ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(i, Type::Text, format!("“{text}” is not an address").into()))
}

/// Reads JSON; what cannot be read is taken for absent: a newer program may have written it.
pub(super) fn json<T: for<'de> Deserialize<'de>>(r: &Row<'_>, i: usize) -> rusqlite::Result<Option<T>> {
    Ok(r.get::<_, Option<String>>(i)?.and_then(|t| serde_json::from_str(&t).ok()))
}

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::broken("writing JSON", e.to_string()))
}

pub(super) fn kind(word: &str) -> EntryKind {
    match word {
        "customer" => EntryKind::Customer,
        "reply" => EntryKind::Reply,
        "note" => EntryKind::Note,
        _ => EntryKind::Event,
    }
}

const ENTRY: &str =
    "SELECT id, kind, at, agent_id, author_name, author_address, subject, body, marks, event, recipients, automatic, inbox_id, origin_id,
    (SELECT o.requester_id = t.requester_id FROM tickets o JOIN tickets t ON t.id = entries.ticket_id WHERE o.id = entries.origin_id),
    edited_at, redacted_at, deleted_at FROM entries";

/// A condition on the entry `e`: it belongs to the thread of its ticket's own requester.
const OWN: &str = "(e.origin_id IS NULL
    OR (SELECT o.requester_id FROM tickets o WHERE o.id = e.origin_id) = (SELECT t.requester_id FROM tickets t WHERE t.id = e.ticket_id))";

/// A note that was deleted leaves a line that says so.
fn entry(r: &Row<'_>) -> rusqlite::Result<Entry> {
    let recipients: Recipients = json(r, 10)?.unwrap_or_default();
    let time = |i| r.get::<_, Option<i64>>(i).map(|t| t.map(Time));
    let written = kind(&r.get::<_, String>(1)?);
    let gone = written == EntryKind::Note && time(17)?.is_some();
    Ok(Entry {
        id: EntryId(r.get(0)?),
        kind: if gone { EntryKind::Event } else { written },
        at: Time(r.get(2)?),
        author: Author { agent: r.get::<_, Option<i64>>(3)?.map(AgentId), name: r.get(4)?, email: r.get(5)? },
        subject: r.get(6)?,
        body: Body::from_marks(r.get::<_, String>(7)?, &r.get::<_, String>(8)?),
        event: if gone { Some(Event::NoteDeleted) } else { json(r, 9)? },
        to: recipients.to,
        cc: recipients.cc,
        automatic: r.get(11)?,
        inbox: r.get::<_, Option<i64>>(12)?.map(InboxId),
        origin: match r.get::<_, Option<i64>>(13)? {
            Some(ticket) => Some(Origin { ticket: TicketId(ticket), same_requester: r.get::<_, Option<bool>>(14)?.unwrap_or(false) }),
            None => None,
        },
        edited: time(15)?,
        redacted: time(16)?,
        delivery: None,
        files: Vec::new(),
    })
}

pub(super) fn file(r: &Row<'_>) -> rusqlite::Result<FileRef> {
    Ok(FileRef { id: FileId(r.get(1)?), name: r.get(2)?, media_type: r.get(3)?, size: r.get::<_, i64>(4)?.unsigned_abs(), inline: r.get(5)? })
}

impl Store {
    /// A ticket's timeline, oldest first, with files and deliveries.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn timeline(&self, ticket: TicketId) -> Result<Vec<Entry>, StoreError> {
        const DOING: &str = "reading a timeline";
        let mut entries =
            self.rows(DOING, &format!("{ENTRY} WHERE ticket_id = ?1 AND (deleted_at IS NULL OR kind = 'note') ORDER BY id"), [ticket.0], entry)?;
        let files = self.rows(
            DOING,
            "SELECT f.entry_id, f.id, f.name, f.media_type, f.size, f.inline FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = ?1 AND e.deleted_at IS NULL ORDER BY f.id",
            [ticket.0],
            |r| Ok((EntryId(r.get(0)?), file(r)?)),
        )?;
        for (id, f) in files {
            if let Ok(i) = entries.binary_search_by_key(&id, |e| e.id) {
                entries[i].files.push(f);
            }
        }
        for (id, d) in self.deliveries_of_ticket(ticket)? {
            if let Ok(i) = entries.binary_search_by_key(&id, |e| e.id) {
                entries[i].delivery = Some(d);
            }
        }
        Ok(entries)
    }

    /// One entry and its ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entry(&self, id: EntryId) -> Result<Option<(TicketId, Entry)>, StoreError> {
        let ticket = self.row("reading an entry", "SELECT ticket_id FROM entries WHERE id = ?1", [id.0], |r| Ok(TicketId(r.get(0)?)))?;
        let Some(ticket) = ticket else { return Ok(None) };
        let found = self.row("reading an entry", &format!("{ENTRY} WHERE id = ?1"), [id.0], entry)?;
        Ok(found.map(|e| (ticket, e)))
    }

    /// The newest public messages of a ticket, from the customer or to them, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn public_messages(&self, ticket: TicketId, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let mut found = self.rows(
            "reading the last messages",
            &format!("{ENTRY} WHERE ticket_id = ?1 AND kind IN ('customer', 'reply') AND deleted_at IS NULL ORDER BY id DESC LIMIT ?2"),
            params![ticket.0, i64::try_from(at_most).unwrap_or(i64::MAX)],
            entry,
        )?;
        found.reverse();
        Ok(found)
    }

    /// The newest public message between a ticket's requester and us, before one of its entries. What a merge brought from another requester is none
    /// of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_public_before(&self, ticket: TicketId, before: EntryId) -> Result<Option<Entry>, StoreError> {
        const DOING: &str = "reading the last message";
        let sql = format!(
            "SELECT e.id FROM entries e WHERE e.ticket_id = ?1 AND e.id < ?2 AND e.kind IN ('customer', 'reply') AND e.deleted_at IS NULL AND {OWN}
             ORDER BY e.id DESC LIMIT 1"
        );
        let Some(id) = self.row(DOING, &sql, params![ticket.0, before.0], |r| r.get::<_, i64>(0))? else { return Ok(None) };
        self.row(DOING, &format!("{ENTRY} WHERE id = ?1"), [id], entry)
    }

    /// The bytes of a file, with its name and media type, and the ticket that it belongs to; none of an entry that was deleted or taken back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn file(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        let found = self.row(
            "reading a file",
            "SELECT coalesce((SELECT ticket_id FROM entries WHERE id = f.entry_id),
                             (SELECT s.ticket_id FROM side_messages m JOIN sides s ON s.id = m.side_id WHERE m.id = f.side_message_id),
                             (SELECT ticket_id FROM drafts WHERE id = f.draft_id)),
                    f.id, f.name, f.media_type, f.size, f.inline, f.hash FROM files f WHERE f.id = ?1
               AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.id = f.entry_id AND e.deleted_at IS NOT NULL)",
            [id.0],
            |r| Ok((r.get::<_, Option<i64>>(0)?.map(TicketId), file(r)?, r.get(6)?)),
        )?;
        match found {
            Some((ticket, file, hash)) => Ok(Some(StoredFile { ticket, file, bytes: self.bytes(&hash)? })),
            None => Ok(None),
        }
    }

    /// The ticket that a Message-ID of a public mail belongs to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_of_message(&self, message_id: &str) -> Result<Option<TicketId>, StoreError> {
        self.row("looking up a Message-ID", "SELECT ticket_id FROM message_ids WHERE message_id = ?1", [message_id], |r| Ok(TicketId(r.get(0)?)))
    }

    /// The ticket whose thread a Message-ID of a public mail belongs to: the merged one, where a merge has brought it to another.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn thread_of_message(&self, message_id: &str) -> Result<Option<TicketId>, StoreError> {
        self.row(
            "looking up a Message-ID",
            "SELECT coalesce(e.origin_id, m.ticket_id) FROM message_ids m LEFT JOIN entries e ON e.id = m.entry_id WHERE m.message_id = ?1",
            [message_id],
            |r| Ok(TicketId(r.get(0)?)),
        )
    }

    /// The Message-IDs of the public mails between a ticket's requester and us, oldest first, fifty at the most.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn thread_of_ticket(&self, ticket: TicketId) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "SELECT m.message_id FROM message_ids m LEFT JOIN entries e ON e.id = m.entry_id WHERE m.ticket_id = ?1 AND {OWN} ORDER BY m.at DESC LIMIT 50"
        );
        let mut ids = self.rows("reading a thread", &sql, [ticket.0], |r| r.get(0))?;
        ids.reverse();
        Ok(ids)
    }

    /// Whether an address has written on a ticket or was written to on it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_on_ticket(&self, ticket: TicketId, address: &Address) -> Result<bool, StoreError> {
        let found = self.row(
            "looking for a participant",
            "SELECT 1 FROM tickets t WHERE t.id = ?1 AND (t.requester_address = ?2
               OR EXISTS (SELECT 1 FROM contact_addresses x WHERE x.address = ?2 AND x.contact_id = t.requester_id)
               OR EXISTS (SELECT 1 FROM entries e WHERE e.ticket_id = t.id AND e.kind = 'customer' AND e.author_address = ?2)
               OR EXISTS (SELECT 1 FROM entries e, json_each(e.recipients, '$.cc') j WHERE e.ticket_id = t.id AND e.kind IN ('customer', 'reply')
                          AND e.recipients IS NOT NULL AND json_extract(j.value, '$.address') = ?2))",
            params![ticket.0, address.as_str()],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Write<'_> {
    /// Adds an entry.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_entry(&self, e: &NewEntry<'_>) -> Result<EntryId, StoreError> {
        let event = e.event.map(to_json).transpose()?;
        let recipients = e.recipients.map(|(to, cc)| to_json(&Recipients { to: to.to_vec(), cc: cc.to_vec() })).transpose()?;
        let id = self.insert(
            "adding an entry",
            "INSERT INTO entries (ticket_id, kind, at, agent_id, contact_id, author_name, author_address, subject, body, marks, event, recipients, automatic, inbox_id, side_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                e.ticket.0,
                e.kind.word(),
                e.at.0,
                e.agent.map(|a| a.0),
                e.contact.map(|c| c.0),
                e.author.0,
                e.author.1,
                e.subject,
                e.body.text(),
                e.body.marks(),
                event,
                recipients,
                e.automatic,
                e.inbox.map(|i| i.0),
                e.event.and_then(Event::side).map(|s| s.0)
            ],
        )?;
        Ok(EntryId(id))
    }

    /// Notes that an entry belongs to the thread of a ticket that was merged into the one that it is on.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_origin(&self, id: EntryId, origin: TicketId) -> Result<(), StoreError> {
        self.run("adding an entry", "UPDATE entries SET origin_id = ?2 WHERE id = ?1", params![id.0, origin.0])?;
        Ok(())
    }

    /// Takes an entry out of the timeline; it stays in the database.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn hide_entry(&self, id: EntryId, now: Time) -> Result<(), StoreError> {
        self.run("hiding an entry", "UPDATE entries SET deleted_at = ?2 WHERE id = ?1", params![id.0, now.0])?;
        Ok(())
    }

    /// Takes the newest line that says that something was asked in a side conversation out of the timeline.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn hide_side_event(&self, ticket: TicketId, side: SideId, now: Time) -> Result<(), StoreError> {
        self.run(
            "hiding an entry",
            "UPDATE entries SET deleted_at = ?3 WHERE id = (SELECT max(id) FROM entries WHERE ticket_id = ?1 AND side_id = ?2 AND event LIKE '%\"side-asked\"%')",
            params![ticket.0, side.0, now.0],
        )?;
        Ok(())
    }

    /// Hangs a file on an entry.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_entry_file(&self, entry: EntryId, file: &NewFile<'_>) -> Result<FileId, StoreError> {
        self.add_file("entry_id", entry.0, file)
    }

    /// Hangs a file on a message of a side conversation.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_side_file(&self, message: SideMessageId, file: &NewFile<'_>) -> Result<FileId, StoreError> {
        self.add_file("side_message_id", message.0, file)
    }

    pub(super) fn add_canned_file(&self, canned: i64, file: &NewFile<'_>) -> Result<FileId, StoreError> {
        self.add_file("canned_id", canned, file)
    }

    fn add_file(&self, column: &str, owner: i64, file: &NewFile<'_>) -> Result<FileId, StoreError> {
        let hash = self.keep(file.bytes)?;
        let id = self.insert(
            "keeping a file",
            &format!("INSERT INTO files ({column}, name, media_type, size, hash, content_id, inline) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
            params![owner, file.name, file.media_type, i64::try_from(file.bytes.len()).unwrap_or(i64::MAX), hash, file.content_id, file.inline],
        )?;
        Ok(FileId(id))
    }

    /// Remembers the Message-ID of a public mail. One that is known already keeps its ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remember_message(&self, message_id: &str, ticket: TicketId, entry: EntryId, now: Time) -> Result<(), StoreError> {
        self.run(
            "remembering a Message-ID",
            "INSERT OR IGNORE INTO message_ids (message_id, ticket_id, entry_id, at) VALUES (?1, ?2, ?3, ?4)",
            params![message_id, ticket.0, entry.0, now.0],
        )?;
        Ok(())
    }

    /// Writes down that a note mentions an agent, who then also follows the ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mention(&self, agent: AgentId, ticket: TicketId, entry: EntryId, now: Time) -> Result<(), StoreError> {
        self.run(
            "keeping a mention",
            "INSERT OR IGNORE INTO mentions (agent_id, ticket_id, entry_id, at) VALUES (?1, ?2, ?3, ?4)",
            params![agent.0, ticket.0, entry.0, now.0],
        )?;
        self.follow(ticket, agent)
    }

    /// An agent follows a ticket, and so may read it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn follow(&self, ticket: TicketId, agent: AgentId) -> Result<(), StoreError> {
        self.run("following a ticket", "INSERT OR IGNORE INTO followers (ticket_id, agent_id) VALUES (?1, ?2)", params![ticket.0, agent.0])?;
        Ok(())
    }

    /// The agent has seen what mentions them on a ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn see_mentions(&self, agent: AgentId, ticket: TicketId, now: Time) -> Result<bool, StoreError> {
        let n = self.run(
            "marking mentions as seen",
            "UPDATE mentions SET seen_at = ?3 WHERE agent_id = ?1 AND ticket_id = ?2 AND seen_at IS NULL",
            params![agent.0, ticket.0, now.0],
        )?;
        Ok(n > 0)
    }
}

/// The side conversation that an event names; for rows that only know its number.
pub(super) fn side_id(r: &Row<'_>, i: usize) -> rusqlite::Result<Option<SideId>> {
    Ok(r.get::<_, Option<i64>>(i)?.map(SideId))
}
