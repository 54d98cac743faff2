//! Reading stored mail again: the texts that came from it, their files and their words in the index.

use rusqlite::params;

use super::blobs::Hash;
use super::import::{Findable, Found};
use super::inbox::{InboxRow, ROW, inbox_row};
use super::{Store, StoreError, Write};
use crate::model::entry::EntryKind;
use crate::model::{AgentId, Body, EntryId, FileId, InboxId, SideMessageId, TicketId, Time};

/// A text that came from a stored mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// What it is.
    pub on: Found,
    /// The ticket that it is on.
    pub ticket: TicketId,
    /// What kind of entry it is; `None` for a message of a side conversation.
    pub kind: Option<EntryKind>,
    /// The agent whose entry it is.
    pub agent: Option<AgentId>,
    /// The author's name and address.
    pub author: (String, String),
    /// The text.
    pub body: Body,
    /// A person has edited, deleted or redacted it: it is theirs.
    pub touched: bool,
}

/// A file that came with a stored mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFile {
    /// Row.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Content-ID without brackets.
    pub content_id: Option<String>,
    /// Shown inline.
    pub inline: bool,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
}

/// By what a copy of a mail is known when it comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSigns {
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// The hash of what stays the same; `None` while it has no place.
    pub content_hash: Option<Hash>,
}

impl Store {
    /// The stored mails after one, of those that were stored at a time or later, in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mails_after(&self, after: InboxId, since: Option<Time>, limit: u32) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!("{ROW} WHERE id > ?1 AND at >= ?2 AND redacted_at IS NULL ORDER BY id LIMIT ?3");
        self.rows("reading stored mail", &sql, params![after.0, since.map_or(i64::MIN, |t| t.0), limit], inbox_row)
    }

    /// How many mails are stored after one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_mails_after(&self, after: InboxId, since: Option<Time>) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM inbox WHERE id > ?1 AND at >= ?2 AND redacted_at IS NULL";
        let count = self.row("counting stored mail", sql, params![after.0, since.map_or(i64::MIN, |t| t.0)], |r| r.get::<_, i64>(0))?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    /// The texts that came from a mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn texts_of(&self, mail: InboxId) -> Result<Vec<MailText>, StoreError> {
        const DOING: &str = "reading what came from a mail";
        let mut texts = self.rows(
            DOING,
            "SELECT id, ticket_id, kind, agent_id, author_name, author_address, body, marks,
                    edited_at IS NOT NULL OR deleted_at IS NOT NULL OR redacted_at IS NOT NULL
             FROM entries WHERE inbox_id = ?1 AND kind <> 'event' ORDER BY id",
            [mail.0],
            |r| {
                Ok(MailText {
                    on: Found::Entry(EntryId(r.get(0)?)),
                    ticket: TicketId(r.get(1)?),
                    kind: Some(super::entries::kind(&r.get::<_, String>(2)?)),
                    agent: r.get::<_, Option<i64>>(3)?.map(AgentId),
                    author: (r.get(4)?, r.get(5)?),
                    body: Body::from_marks(r.get::<_, String>(6)?, &r.get::<_, String>(7)?),
                    touched: r.get(8)?,
                })
            },
        )?;
        texts.extend(self.rows(
            DOING,
            "SELECT m.id, s.ticket_id, m.author_name, m.author_address, m.body, m.marks, m.redacted_at IS NOT NULL
             FROM inbox i JOIN side_messages m ON m.id = i.side_message_id JOIN sides s ON s.id = m.side_id WHERE i.id = ?1 AND m.inbox_id = i.id",
            [mail.0],
            |r| {
                Ok(MailText {
                    on: Found::SideMessage(SideMessageId(r.get(0)?)),
                    ticket: TicketId(r.get(1)?),
                    kind: None,
                    agent: None,
                    author: (r.get(2)?, r.get(3)?),
                    body: Body::from_marks(r.get::<_, String>(4)?, &r.get::<_, String>(5)?),
                    touched: r.get(6)?,
                })
            },
        )?);
        Ok(texts)
    }

    /// The files of a text that came from a mail, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mail_files(&self, on: Found) -> Result<Vec<MailFile>, StoreError> {
        let (sql, id) = match on {
            Found::Entry(id) => ("SELECT id, name, media_type, content_id, inline, hash FROM files WHERE entry_id = ?1", id.0),
            Found::SideMessage(id) => ("SELECT id, name, media_type, content_id, inline, hash FROM files WHERE side_message_id = ?1", id.0),
        };
        let mut files = self.rows("reading files", sql, [id], |r| {
            Ok(MailFile { id: FileId(r.get(0)?), name: r.get(1)?, media_type: r.get(2)?, content_id: r.get(3)?, inline: r.get(4)?, hash: r.get(5)? })
        })?;
        files.sort_by_key(|f| f.id);
        Ok(files)
    }

    /// Message-ID and content hash of a stored mail, as they were read; none of one that was redacted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mail_signs(&self, mail: InboxId) -> Result<Option<MailSigns>, StoreError> {
        self.row("reading a message", "SELECT message_id, content_hash FROM inbox WHERE id = ?1 AND redacted_at IS NULL", [mail.0], |r| {
            Ok(MailSigns { message_id: r.get(0)?, content_hash: r.get(1)? })
        })
    }
}

impl Write<'_> {
    /// Replaces a text and what its lines are.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_text(&self, on: Found, body: &Body) -> Result<(), StoreError> {
        let (sql, id) = match on {
            Found::Entry(id) => ("UPDATE entries SET body = ?2, marks = ?3 WHERE id = ?1", id.0),
            Found::SideMessage(id) => ("UPDATE side_messages SET body = ?2, marks = ?3 WHERE id = ?1", id.0),
        };
        self.run("rewriting a text", sql, params![id, body.text(), body.marks()])?;
        Ok(())
    }

    /// Says anew what a file is.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_file(&self, id: FileId, name: &str, media_type: &str, content_id: Option<&str>, inline: bool) -> Result<(), StoreError> {
        let sql = "UPDATE files SET name = ?2, media_type = ?3, content_id = ?4, inline = ?5 WHERE id = ?1";
        self.run("rewriting a file", sql, params![id.0, name, media_type, content_id, inline])?;
        Ok(())
    }

    /// Takes a file off. Its bytes stay in the mail that it came with.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_file(&self, id: FileId) -> Result<(), StoreError> {
        self.run("taking a file off", "DELETE FROM files WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Replaces what a mail says of itself. Where it was placed stays.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_mail_signs(&self, mail: InboxId, sender: &str, subject: &str, message_id: &str, content_hash: &Hash) -> Result<(), StoreError> {
        self.run(
            "rewriting a message",
            "UPDATE inbox SET sender = ?2, subject = ?3, message_id = ?4, content_hash = ?5 WHERE id = ?1",
            params![mail.0, sender, subject, (!message_id.is_empty()).then_some(message_id), content_hash],
        )?;
        Ok(())
    }

    /// Replaces what a text is found by; one that was never found is found from now on.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn reindex(&self, ticket: TicketId, on: Found, words: &Findable) -> Result<(), StoreError> {
        const DOING: &str = "indexing";
        let (entry, message) = on.ids();
        let known = match on {
            Found::Entry(id) => self.row(DOING, "SELECT id FROM search_docs WHERE entry_id = ?1", [id.0], |r| r.get::<_, i64>(0))?,
            Found::SideMessage(id) => self.row(DOING, "SELECT id FROM search_docs WHERE side_message_id = ?1", [id.0], |r| r.get::<_, i64>(0))?,
        };
        let doc = match known {
            Some(doc) => {
                self.run(DOING, "DELETE FROM search WHERE rowid = ?1", [doc])?;
                doc
            }
            None => {
                let sql = "INSERT INTO search_docs (ticket_id, entry_id, side_message_id) VALUES (?1, ?2, ?3)";
                self.insert(DOING, sql, params![ticket.0, entry, message])?
            }
        };
        let sql = "INSERT INTO search (rowid, subject, body, names) VALUES (?1, ?2, ?3, ?4)";
        self.run(DOING, sql, params![doc, words.subject, words.body, words.names])?;
        Ok(())
    }
}
