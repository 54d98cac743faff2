//! Drafts: all that a composer holds, one for each ticket, agent and mode.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::entries::{json, to_json};
use super::{Store, StoreError, Write};
use crate::model::status::Status;
use crate::model::{AgentId, DraftId, EntryId, FileId, OutboxId, SideId, TicketId, Time};

/// What a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A public reply.
    Reply,
    /// A private note.
    Note,
    /// A new side conversation.
    NewSide,
    /// An answer in a side conversation.
    Side(SideId),
    /// A change of a note that is written.
    Edit(EntryId),
}

impl Mode {
    /// The word, the side conversation and the entry.
    fn columns(self) -> (&'static str, Option<i64>, Option<i64>) {
        match self {
            Mode::Reply => ("reply", None, None),
            Mode::Note => ("note", None, None),
            Mode::NewSide => ("side", None, None),
            Mode::Side(side) => ("side", Some(side.0), None),
            Mode::Edit(entry) => ("note", None, Some(entry.0)),
        }
    }
}

/// A file that a draft goes with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftFile {
    /// A file of the machine that it was written on.
    Path {
        /// Where it is.
        path: String,
        /// Bytes, when it was attached.
        size: u64,
    },
    /// A file that the desk keeps.
    Stored {
        /// Row.
        id: FileId,
        /// Its name.
        name: String,
        /// Bytes.
        size: u64,
        /// It is kept no more.
        #[serde(skip)]
        gone: bool,
    },
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Row; 0 for one that is not kept yet.
    pub id: DraftId,
    /// On which ticket.
    pub ticket: TicketId,
    /// What it is for.
    pub mode: Mode,
    /// To, as typed.
    pub to: String,
    /// Cc, as typed.
    pub cc: String,
    /// The subject, for a new side conversation.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The text before it was translated, where it was.
    pub original: Option<String>,
    /// What is attached.
    pub files: Vec<DraftFile>,
    /// The status that the ticket is to have afterwards; `None` leaves it.
    pub status: Option<Status>,
    /// The last history row that the agent saw when it was begun.
    pub seen: i64,
    /// When it was last changed.
    pub updated_at: Time,
}

impl DraftRow {
    /// A draft of a text and nothing else.
    #[must_use]
    pub fn new(ticket: TicketId, mode: Mode, text: impl Into<String>, now: Time) -> DraftRow {
        DraftRow {
            id: DraftId(0),
            ticket,
            mode,
            to: String::new(),
            cc: String::new(),
            subject: String::new(),
            text: text.into(),
            original: None,
            files: Vec::new(),
            status: None,
            seen: 0,
            updated_at: now,
        }
    }
}

/// The recipients' fields as the database keeps them.
#[derive(Serialize, Deserialize, Default)]
struct Typed {
    to: String,
    cc: String,
}

impl Store {
    /// An agent's drafts on a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self, agent: AgentId, ticket: TicketId) -> Result<Vec<DraftRow>, StoreError> {
        let mut drafts = self.rows(
            "reading drafts",
            "SELECT id, mode, side_id, recipients, subject, body, seen, updated_at, status, attached, original, entry_id
             FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 ORDER BY id",
            params![ticket.0, agent.0],
            |r| {
                let recipients: Typed = json(r, 3)?.unwrap_or_default();
                let mode = match (r.get::<_, String>(1)?.as_str(), super::entries::side_id(r, 2)?) {
                    ("reply", _) => Mode::Reply,
                    ("note", _) => r.get::<_, Option<i64>>(11)?.map_or(Mode::Note, |id| Mode::Edit(EntryId(id))),
                    (_, Some(side)) => Mode::Side(side),
                    (_, None) => Mode::NewSide,
                };
                Ok(DraftRow {
                    id: DraftId(r.get(0)?),
                    ticket,
                    mode,
                    to: recipients.to,
                    cc: recipients.cc,
                    subject: r.get(4)?,
                    text: r.get(5)?,
                    original: r.get(10)?,
                    files: json(r, 9)?.unwrap_or_default(),
                    status: r.get::<_, Option<String>>(8)?.and_then(|s| s.parse().ok()),
                    seen: r.get(6)?,
                    updated_at: Time(r.get(7)?),
                })
            },
        )?;
        for file in drafts.iter_mut().flat_map(|d| &mut d.files) {
            if let DraftFile::Stored { id, gone, .. } = file {
                *gone = self.row("reading drafts", "SELECT 1 FROM files WHERE id = ?1", [id.0], |_| Ok(()))?.is_none();
            }
        }
        Ok(drafts)
    }
}

impl Write<'_> {
    /// Keeps a draft: one for each ticket, agent and mode.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_draft(&self, agent: AgentId, draft: &DraftRow) -> Result<DraftId, StoreError> {
        const DOING: &str = "keeping a draft";
        let (mode, side, entry) = draft.mode.columns();
        let recipients = to_json(&Typed { to: draft.to.clone(), cc: draft.cc.clone() })?;
        let (attached, status) = (to_json(&draft.files)?, draft.status.map(Status::word));
        let known = self.row(
            DOING,
            "SELECT id FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 AND mode = ?3 AND coalesce(side_id, 0) = ?4 AND coalesce(entry_id, 0) = ?5",
            params![draft.ticket.0, agent.0, mode, side.unwrap_or(0), entry.unwrap_or(0)],
            |r| r.get::<_, i64>(0),
        )?;
        let id = match known {
            Some(id) => id,
            None => self.insert(
                DOING,
                "INSERT INTO drafts (ticket_id, agent_id, mode, side_id, entry_id, body, seen, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, '', 0, 0)",
                params![draft.ticket.0, agent.0, mode, side, entry],
            )?,
        };
        self.run(
            DOING,
            "UPDATE drafts SET recipients = ?2, subject = ?3, body = ?4, seen = ?5, updated_at = ?6, status = ?7, attached = ?8, original = ?9 WHERE id = ?1",
            params![id, recipients, draft.subject, draft.text, draft.seen, draft.updated_at.0, status, attached, draft.original],
        )?;
        Ok(DraftId(id))
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_draft(&self, agent: AgentId, ticket: TicketId, mode: Mode) -> Result<(), StoreError> {
        let (mode, side, entry) = mode.columns();
        self.run(
            "throwing a draft away",
            "DELETE FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 AND mode = ?3 AND coalesce(side_id, 0) = ?4 AND coalesce(entry_id, 0) = ?5",
            params![ticket.0, agent.0, mode, side.unwrap_or(0), entry.unwrap_or(0)],
        )?;
        Ok(())
    }

    /// Takes the files off what a mail was written as; they belong to nothing until they are hung on a draft.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn take_files_off(&self, outbox: OutboxId) -> Result<Vec<DraftFile>, StoreError> {
        const DOING: &str = "taking files back";
        let Some(mail) = self.outbox_row(outbox)? else { return Ok(Vec::new()) };
        let (column, owner) = match (mail.entry, mail.side_message) {
            (Some(entry), _) => ("entry_id", entry.0),
            (None, Some(message)) => ("side_message_id", message.0),
            (None, None) => return Ok(Vec::new()),
        };
        let mut files = self.rows(DOING, &format!("SELECT id, name, size FROM files WHERE {column} = ?1"), [owner], |r| {
            let size = u64::try_from(r.get::<_, i64>(2)?).unwrap_or(0);
            Ok(DraftFile::Stored { id: FileId(r.get(0)?), name: r.get(1)?, size, gone: false })
        })?;
        files.sort_by_key(|f| if let DraftFile::Stored { id, .. } = f { id.0 } else { 0 });
        self.run(DOING, &format!("UPDATE files SET {column} = NULL WHERE {column} = ?1"), [owner])?;
        Ok(files)
    }

    /// Hangs files on a draft that belong to nothing.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn hang_on_draft(&self, draft: DraftId, files: &[DraftFile]) -> Result<(), StoreError> {
        for file in files {
            if let DraftFile::Stored { id, .. } = file {
                self.run("taking files back", "UPDATE files SET draft_id = ?2 WHERE id = ?1", params![id.0, draft.0])?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    #[test]
    fn drafts_of_before_keep_their_recipients_and_get_their_usual_status() {
        let old = Connection::open_in_memory().unwrap();
        old.execute_batch(
            r#"CREATE TABLE drafts (id INTEGER PRIMARY KEY, mode TEXT, side_id INTEGER, recipients TEXT NOT NULL DEFAULT '{}');
               INSERT INTO drafts VALUES (1, 'reply', NULL, '{"to":[{"name":"Dias, Carla","address":"carla@example.org"},{"name":"","address":"b@example.org"}],"cc":[]}');
               INSERT INTO drafts VALUES (2, 'side', 5, '{}');
               INSERT INTO drafts VALUES (3, 'side', NULL, '{"to":[],"cc":[{"name":"","address":"c@example.org"}]}');"#,
        )
        .unwrap();
        old.execute_batch(include_str!("migrations/0015_whole_drafts.sql")).unwrap();
        let row = |id: i64| {
            let columns = "SELECT recipients, status, attached FROM drafts WHERE id = ?1";
            old.query_row(columns, [id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?, r.get::<_, String>(2)?))).unwrap()
        };
        let (recipients, status, attached) = row(1);
        assert_eq!(recipients, r#"{"to":"Dias Carla <carla@example.org>, b@example.org","cc":""}"#);
        assert_eq!((status.as_deref(), attached.as_str()), (Some("pending"), "[]"));
        assert_eq!((row(2).0.as_str(), row(2).1), (r#"{"to":"","cc":""}"#, None));
        assert_eq!((row(3).0.as_str(), row(3).1.as_deref()), (r#"{"to":"","cc":"c@example.org"}"#, Some("on-hold")));
    }
}
