//! What notes said before they were edited or deleted.

use rusqlite::params;

use super::{Store, StoreError, Write};
use crate::model::{AgentId, Body, EntryId, TicketId, Time};

/// What a note said before somebody changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteVersion {
    /// Until when it said that.
    pub until: Time,
    /// Who changed it then.
    pub by: String,
    /// The text.
    pub text: String,
}

/// A note as far as its changes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteState {
    /// On which ticket.
    pub ticket: TicketId,
    /// Who wrote it.
    pub agent: Option<AgentId>,
    /// What it says.
    pub text: String,
    /// The names of its files.
    pub files: Vec<String>,
    /// Its author has deleted it.
    pub deleted: bool,
    /// Something was taken out of it for good.
    pub redacted: bool,
}

impl Store {
    /// A note; `None` when the entry is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn note_state(&self, id: EntryId) -> Result<Option<NoteState>, StoreError> {
        const DOING: &str = "reading a note";
        let sql = "SELECT ticket_id, agent_id, body, deleted_at IS NOT NULL, redacted_at IS NOT NULL FROM entries WHERE id = ?1 AND kind = 'note'";
        let found = self.row(DOING, sql, [id.0], |r| {
            Ok(NoteState {
                ticket: TicketId(r.get(0)?),
                agent: r.get::<_, Option<i64>>(1)?.map(AgentId),
                text: r.get(2)?,
                files: Vec::new(),
                deleted: r.get(3)?,
                redacted: r.get(4)?,
            })
        })?;
        let Some(note) = found else { return Ok(None) };
        let files = self.rows(DOING, "SELECT name FROM files WHERE entry_id = ?1", [id.0], |r| r.get(0))?;
        Ok(Some(NoteState { files, ..note }))
    }

    /// What a note said before, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn note_versions(&self, id: EntryId) -> Result<Vec<NoteVersion>, StoreError> {
        self.rows(
            "reading earlier versions of a note",
            "SELECT v.at, a.name, v.body FROM entry_versions v JOIN agents a ON a.id = v.agent_id WHERE v.entry_id = ?1 ORDER BY v.at DESC",
            [id.0],
            |r| Ok(NoteVersion { until: Time(r.get(0)?), by: r.get(1)?, text: r.get(2)? }),
        )
    }

    /// Whom a note mentions already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mentioned_in(&self, id: EntryId) -> Result<Vec<AgentId>, StoreError> {
        self.rows("reading mentions", "SELECT agent_id FROM mentions WHERE entry_id = ?1", [id.0], |r| Ok(AgentId(r.get(0)?)))
    }
}

impl Write<'_> {
    /// Keeps what a note says until now, because somebody changes it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_version(&self, id: EntryId, by: AgentId, now: Time) -> Result<(), StoreError> {
        self.run(
            "keeping what a note said",
            "INSERT INTO entry_versions (entry_id, at, agent_id, body)
             SELECT e.id, max(?3, coalesce((SELECT max(v.at) + 1 FROM entry_versions v WHERE v.entry_id = e.id), 0)), ?2, e.body
             FROM entries e WHERE e.id = ?1",
            params![id.0, by.0, now.0],
        )?;
        Ok(())
    }

    /// Gives a note another text.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn edit_note(&self, id: EntryId, body: &Body, now: Time) -> Result<(), StoreError> {
        let sql = "UPDATE entries SET body = ?2, marks = ?3, edited_at = ?4 WHERE id = ?1";
        self.run("editing a note", sql, params![id.0, body.text(), body.marks(), now.0])?;
        Ok(())
    }

    /// Takes a note's text away and leaves a line that says so. Whom it mentioned is not called by it any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn delete_note(&self, id: EntryId, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "deleting a note";
        self.run(DOING, "UPDATE entries SET body = '', marks = '', deleted_at = ?2 WHERE id = ?1", params![id.0, now.0])?;
        self.run(DOING, "DELETE FROM mentions WHERE entry_id = ?1", [id.0])?;
        Ok(())
    }
}
