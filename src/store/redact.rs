//! Redaction: texts, files and bytes of mails go for good, also from what the file has free, from the index and from the write-ahead log.

use rusqlite::params;

use super::blobs::Hash;
use super::import::{Findable, Found};
use super::{Store, StoreError, Write};
use crate::model::entry::EntryKind;
use crate::model::{Body, DraftId, EntryId, InboxId, OutboxId, SideId, SideMessageId, TicketId, Time};

/// Stands where the bytes of a mail were.
const STUB: &[u8] = b"X-Aside-Redacted: yes\r\n\r\n";
/// Pages of the index that are merged in one transaction.
const PAGES: i64 = 500;
/// How often merging goes on at the most.
const ROUNDS: usize = 10_000;

/// A text of a ticket or of its side conversations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketText {
    /// What it is.
    pub on: Found,
    /// What kind of entry; `None` for a message of a side conversation.
    pub kind: Option<EntryKind>,
    /// Its subject, when it has one of its own.
    pub subject: Option<String>,
    /// The text.
    pub body: Body,
    /// Author's name and address.
    pub author: (String, String),
    /// The names of its files.
    pub files: Vec<String>,
    /// It was deleted or taken back.
    pub hidden: bool,
}

/// What a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTexts {
    /// Row.
    pub id: DraftId,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The text before it was translated, where it was.
    pub original: Option<String>,
}

/// A mail that went out, or is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketMail {
    /// Row.
    pub id: OutboxId,
    /// The text that it is.
    pub on: Option<Found>,
    /// It tells agents something.
    pub notification: bool,
    /// A copy of it is on its way, or about to be.
    pub leaving: bool,
}

impl Store {
    /// Every text on a ticket and in its side conversations, with those that nobody sees any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_texts(&self, ticket: TicketId) -> Result<Vec<TicketText>, StoreError> {
        const DOING: &str = "reading the texts of a ticket";
        let text = |on: Found, kind: Option<EntryKind>, r: &rusqlite::Row<'_>| {
            Ok(TicketText {
                on,
                kind,
                subject: r.get(1)?,
                body: Body::from_marks(r.get::<_, String>(2)?, &r.get::<_, String>(3)?),
                author: (r.get(4)?, r.get(5)?),
                files: Vec::new(),
                hidden: r.get(6)?,
            })
        };
        let mut texts = self.rows(
            DOING,
            "SELECT id, subject, body, marks, author_name, author_address, deleted_at IS NOT NULL, kind FROM entries WHERE ticket_id = ?1 AND kind <> 'event'",
            [ticket.0],
            |r| text(Found::Entry(EntryId(r.get(0)?)), Some(super::entries::kind(&r.get::<_, String>(7)?)), r),
        )?;
        texts.extend(self.rows(
            DOING,
            "SELECT m.id, NULL, m.body, m.marks, m.author_name, m.author_address, s.withdrawn_at IS NOT NULL
             FROM sides s JOIN side_messages m ON m.side_id = s.id WHERE s.ticket_id = ?1",
            [ticket.0],
            |r| text(Found::SideMessage(SideMessageId(r.get(0)?)), None, r),
        )?);
        for text in &mut texts {
            text.files = self.mail_files(text.on)?.into_iter().map(|f| f.name).collect();
        }
        Ok(texts)
    }

    /// What happened on a ticket, as JSON.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_events(&self, ticket: TicketId) -> Result<Vec<(EntryId, String)>, StoreError> {
        self.rows("reading events", "SELECT id, event FROM entries WHERE ticket_id = ?1 AND event IS NOT NULL", [ticket.0], |r| {
            Ok((EntryId(r.get(0)?), r.get(1)?))
        })
    }

    /// The subjects of a ticket's side conversations.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn side_subjects(&self, ticket: TicketId) -> Result<Vec<(SideId, String)>, StoreError> {
        self.rows("reading subjects", "SELECT id, subject FROM sides WHERE ticket_id = ?1", [ticket.0], |r| Ok((SideId(r.get(0)?), r.get(1)?)))
    }

    /// Everybody's drafts on a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all_drafts(&self, ticket: TicketId) -> Result<Vec<DraftTexts>, StoreError> {
        self.rows("reading drafts", "SELECT id, subject, body, original FROM drafts WHERE ticket_id = ?1", [ticket.0], |r| {
            Ok(DraftTexts { id: DraftId(r.get(0)?), subject: r.get(1)?, text: r.get(2)?, original: r.get(3)? })
        })
    }

    /// The mails that came in for a ticket and still have their bytes, and every other copy of the mail that a text came from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mails_of_ticket(&self, ticket: TicketId) -> Result<Vec<InboxId>, StoreError> {
        self.rows("reading stored mail", "SELECT id FROM inbox WHERE ticket_id = ?1 AND redacted_at IS NULL", [ticket.0], |r| Ok(InboxId(r.get(0)?)))
    }

    /// Every copy of the mail that a text came from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn copies_of_mail(&self, on: Found) -> Result<Vec<InboxId>, StoreError> {
        const DOING: &str = "looking for copies of a mail";
        let own = match on {
            Found::Entry(id) => self.row(DOING, "SELECT inbox_id FROM entries WHERE id = ?1", [id.0], |r| r.get::<_, Option<i64>>(0))?,
            Found::SideMessage(id) => self.row(DOING, "SELECT inbox_id FROM side_messages WHERE id = ?1", [id.0], |r| r.get::<_, Option<i64>>(0))?,
        };
        let Some(own) = own.flatten() else { return Ok(Vec::new()) };
        let mut all = vec![InboxId(own)];
        for by in ["content_hash", "message_id"] {
            let sql = format!("SELECT o.id FROM inbox i JOIN inbox o ON o.{by} = i.{by} WHERE i.id = ?1 AND o.id <> i.id AND o.redacted_at IS NULL");
            all.extend(self.rows(DOING, &sql, [own], |r| Ok(InboxId(r.get(0)?)))?);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// The mails in the outbox of a ticket that still have their bytes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outbox_of_ticket(&self, ticket: TicketId) -> Result<Vec<TicketMail>, StoreError> {
        self.rows(
            "reading the outbox",
            "SELECT o.id, o.entry_id, o.side_message_id, o.kind = 'notification',
               EXISTS (SELECT 1 FROM deliveries d WHERE d.outbox_id = o.id AND d.state IN ('queued', 'sending'))
             FROM outbox o WHERE o.ticket_id = ?1 AND o.redacted_at IS NULL",
            [ticket.0],
            |r| {
                let (entry, message) = (r.get::<_, Option<i64>>(1)?, r.get::<_, Option<i64>>(2)?);
                let on = message.map(|m| Found::SideMessage(SideMessageId(m))).or(entry.map(|e| Found::Entry(EntryId(e))));
                Ok(TicketMail { id: OutboxId(r.get(0)?), on, notification: r.get(3)?, leaving: r.get(4)? })
            },
        )
    }

    /// Takes what was deleted out of the index, and out of the write-ahead log. False when another process still reads the log: it is emptied
    /// when that ends, or by the next redaction.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn scrub(&self) -> Result<bool, StoreError> {
        const DOING: &str = "cleaning the index";
        // in short transactions, so that nobody waits: first all parts of the index are put together, step by step
        let mut pages = -PAGES;
        for _ in 0..ROUNDS {
            let before = self.connection.total_changes();
            self.write(|w| w.run(DOING, "INSERT INTO search (search, rank) VALUES ('merge', ?1)", [pages]))?;
            if self.connection.total_changes() - before < 2 {
                break;
            }
            pages = PAGES;
        }
        self.write(|w| w.run(DOING, "INSERT INTO search (search) VALUES ('optimize')", []))?;
        let busy = self.row("emptying the write-ahead log", "PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<_, bool>(0))?;
        Ok(busy == Some(false))
    }
}

impl Write<'_> {
    /// Replaces a text; `whole` also takes its own subject, its files and what it said before. Without it, what it said before is to be replaced
    /// one by one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_text(&self, on: Found, body: &Body, whole: bool, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "redacting a text";
        let (table, id) = match on {
            Found::Entry(id) => ("entries", id.0),
            Found::SideMessage(id) => ("side_messages", id.0),
        };
        let sql = format!("UPDATE {table} SET body = ?2, marks = ?3, redacted_at = ?4 WHERE id = ?1");
        self.run(DOING, &sql, params![id, body.text(), body.marks(), now.0])?;
        if whole {
            for file in self.mail_files(on)? {
                self.drop_file(file.id)?;
                self.drop_blob(&file.hash)?;
            }
        }
        if let (true, Found::Entry(id)) = (whole, on) {
            self.run(DOING, "UPDATE entries SET subject = NULL WHERE id = ?1", [id.0])?;
            self.run(DOING, "UPDATE entry_versions SET body = '' WHERE entry_id = ?1", [id.0])?;
        }
        Ok(())
    }

    /// Replaces what a note said until a time.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_version(&self, id: EntryId, until: Time, text: &str) -> Result<(), StoreError> {
        let sql = "UPDATE entry_versions SET body = ?3 WHERE entry_id = ?1 AND at = ?2";
        self.run("redacting a text", sql, params![id.0, until.0, text])?;
        Ok(())
    }

    /// Replaces a ticket's subject, or that of one of its entries or side conversations.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_subject(&self, of: SubjectOf, subject: &str) -> Result<(), StoreError> {
        let (sql, id) = match of {
            SubjectOf::Ticket(id) => ("UPDATE tickets SET subject = ?2 WHERE id = ?1", id.0),
            SubjectOf::Entry(id) => ("UPDATE entries SET subject = ?2 WHERE id = ?1", id.0),
            SubjectOf::Side(id) => ("UPDATE sides SET subject = ?2 WHERE id = ?1", id.0),
        };
        self.run("redacting a subject", sql, params![id, subject])?;
        Ok(())
    }

    /// Replaces what happened, as JSON.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_event(&self, id: EntryId, event: &str) -> Result<(), StoreError> {
        self.run("redacting an event", "UPDATE entries SET event = ?2 WHERE id = ?1", params![id.0, event])?;
        Ok(())
    }

    /// Replaces what a draft says.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_draft(&self, draft: &DraftTexts) -> Result<(), StoreError> {
        let sql = "UPDATE drafts SET subject = ?2, body = ?3, original = ?4 WHERE id = ?1";
        self.run("redacting a draft", sql, params![draft.id.0, draft.subject, draft.text, draft.original])?;
        Ok(())
    }

    /// Takes files that are kept no more off the drafts on a ticket, which would go on naming them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_files_in_drafts(&self, ticket: TicketId) -> Result<(), StoreError> {
        self.run(
            "redacting a draft",
            "UPDATE drafts SET attached = (SELECT json_group_array(json(j.value)) FROM json_each(drafts.attached) j
               WHERE j.value ->> '$.stored.id' IS NULL OR EXISTS (SELECT 1 FROM files f WHERE f.id = j.value ->> '$.stored.id')) WHERE ticket_id = ?1",
            [ticket.0],
        )?;
        Ok(())
    }

    /// Puts a stub where the bytes of a mail were that came in. By its Message-ID and its hash a copy is still known when it comes again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_mail(&self, id: InboxId, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "redacting a mail";
        let stub = self.keep(STUB)?;
        let Some(old) = self.row(DOING, "SELECT raw FROM inbox WHERE id = ?1", [id.0], |r| r.get::<_, Hash>(0))? else { return Ok(()) };
        let sql = "UPDATE inbox SET raw = ?2, subject = '', trace = NULL, redacted_at = ?3 WHERE id = ?1";
        self.run(DOING, sql, params![id.0, stub, now.0])?;
        self.drop_blob(&old)
    }

    /// Puts a stub where the bytes of a mail were that went out. It cannot be sent again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn redact_sent(&self, id: OutboxId, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "redacting a mail";
        let stub = self.keep(STUB)?;
        let Some(old) = self.row(DOING, "SELECT raw FROM outbox WHERE id = ?1", [id.0], |r| r.get::<_, Hash>(0))? else { return Ok(()) };
        self.run(DOING, "UPDATE outbox SET raw = ?2, undo = NULL, copy = NULL, redacted_at = ?3 WHERE id = ?1", params![id.0, stub, now.0])?;
        self.run(
            DOING,
            "UPDATE deliveries SET state = 'cancelled', words = '', settled_at = ?2 WHERE outbox_id = ?1 AND state IN ('queued', 'failed', 'unknown')",
            params![id.0, now.0],
        )?;
        self.drop_blob(&old)
    }

    /// Makes a text findable by what is left of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_anew(&self, ticket: TicketId, on: Found, words: Option<&Findable>) -> Result<(), StoreError> {
        self.feed_index()?;
        if let Some(words) = words {
            return self.reindex(ticket, on, words);
        }
        let (sql, id) = match on {
            Found::Entry(id) => ("SELECT id FROM search_docs WHERE entry_id = ?1", id.0),
            Found::SideMessage(id) => ("SELECT id FROM search_docs WHERE side_message_id = ?1", id.0),
        };
        let doc = self.row("taking out of the index", sql, [id], |r| r.get(0))?;
        doc.map_or(Ok(()), |doc| self.unindex(doc))
    }

    /// Forgets bytes that nothing uses any more.
    fn drop_blob(&self, hash: &Hash) -> Result<(), StoreError> {
        self.run(
            "forgetting bytes",
            "DELETE FROM blobs WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM files WHERE hash = ?1)
               AND NOT EXISTS (SELECT 1 FROM inbox WHERE raw = ?1) AND NOT EXISTS (SELECT 1 FROM outbox WHERE raw = ?1)",
            [hash],
        )?;
        Ok(())
    }
}

/// Whose subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectOf {
    /// A ticket's.
    Ticket(TicketId),
    /// An entry's own.
    Entry(EntryId),
    /// A side conversation's.
    Side(SideId),
}
