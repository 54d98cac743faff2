//! The history: append-only. Other processes follow it, undo reads it, reports are made from it.

use rusqlite::params;

use super::{Store, StoreError, Write};
use crate::model::settings::Kind;
use crate::model::{AgentId, EntryId, SideId, TicketId, Time};

/// Who does something, as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act<'a> {
    /// When.
    pub at: Time,
    /// A login, `system`, `rule NAME` or `contact ADDRESS`.
    pub actor: &'a str,
    /// The agent, when it is one.
    pub agent: Option<AgentId>,
    /// The login of the one who really acted, with `--as`.
    pub as_login: Option<&'a str>,
}

/// One thing that happened.
#[derive(Clone, Debug, Default)]
pub struct Change<'a> {
    /// On which ticket.
    pub ticket: Option<TicketId>,
    /// In which side conversation.
    pub side: Option<SideId>,
    /// With which entry.
    pub entry: Option<EntryId>,
    /// What: `status`, `assignee`, `reply`, `side-asked`, …
    pub what: &'a str,
    /// The value before.
    pub was: Option<&'a str>,
    /// The value after.
    pub became: Option<&'a str>,
    /// The batch that it is part of.
    pub batch: Option<i64>,
    /// The row that it takes back.
    pub undoes: Option<i64>,
}

/// A row of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its number: rises by time.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// Who.
    pub actor: String,
    /// The agent, when it was one.
    pub agent: Option<AgentId>,
    /// On which ticket.
    pub ticket: Option<TicketId>,
    /// In which side conversation.
    pub side: Option<SideId>,
    /// With which entry.
    pub entry: Option<EntryId>,
    /// What.
    pub what: String,
    /// The value before.
    pub was: Option<String>,
    /// The value after.
    pub became: Option<String>,
    /// The batch that it is part of: the number of its first row.
    pub batch: Option<i64>,
}

/// What can be taken back.
const UNDOABLE: &str = "'status', 'assignee', 'team', 'priority', 'snooze', 'spam', 'tag', 'untag', 'field', 'merged', 'split'";

/// A mail that was written as a part of something else, and has not left.
const UNDOABLE_MAIL: &str = "h.batch IS NOT NULL AND h.what IN ('reply', 'side-asked') AND (
    EXISTS (SELECT 1 FROM outbox o WHERE h.what = 'reply' AND o.entry_id = h.entry_id AND o.released_at IS NULL)
    OR EXISTS (SELECT 1 FROM side_messages m JOIN outbox o ON o.side_message_id = m.id
        WHERE h.what = 'side-asked' AND m.side_id = h.side_id AND m.at = h.at AND o.released_at IS NULL))";

const ROW: &str = "SELECT seq, at, actor, agent_id, ticket_id, side_id, entry_id, what, was, became, batch FROM history";

fn history_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<HistoryRow> {
    Ok(HistoryRow {
        seq: r.get(0)?,
        at: Time(r.get(1)?),
        actor: r.get(2)?,
        agent: r.get::<_, Option<i64>>(3)?.map(AgentId),
        ticket: r.get::<_, Option<i64>>(4)?.map(TicketId),
        side: r.get::<_, Option<i64>>(5)?.map(SideId),
        entry: r.get::<_, Option<i64>>(6)?.map(EntryId),
        what: r.get(7)?,
        was: r.get(8)?,
        became: r.get(9)?,
        batch: r.get(10)?,
    })
}

impl Store {
    /// The number of the last row; 0 when nothing has happened yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_history(&self) -> Result<i64, StoreError> {
        Ok(self.row("reading the history", "SELECT coalesce(max(seq), 0) FROM history", [], |r| r.get(0))?.unwrap_or(0))
    }

    /// What happened after a row, oldest first, `limit` rows at the most.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history_after(&self, seq: i64, limit: u32) -> Result<Vec<HistoryRow>, StoreError> {
        self.rows("reading the history", &format!("{ROW} WHERE seq > ?1 ORDER BY seq LIMIT ?2"), params![seq, limit], history_row)
    }

    /// What happened on a ticket after a row, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_history(&self, ticket: TicketId, after: i64) -> Result<Vec<HistoryRow>, StoreError> {
        self.rows(
            "reading a ticket's history",
            &format!("{ROW} WHERE ticket_id = ?1 AND seq > ?2 ORDER BY seq"),
            params![ticket.0, after],
            history_row,
        )
    }

    /// What somebody changed of the desk itself, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn desk_history(&self, what: &str, limit: u32) -> Result<Vec<HistoryRow>, StoreError> {
        self.rows(
            "reading the history",
            &format!("{ROW} WHERE ticket_id IS NULL AND what = ?1 ORDER BY seq DESC LIMIT ?2"),
            params![what, limit],
            history_row,
        )
    }

    /// Whether somebody has changed settings after a row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings_changed_after(&self, seq: i64) -> Result<bool, StoreError> {
        let kinds: Vec<String> = Kind::ALL.iter().map(|k| format!("'{}'", k.change())).collect();
        let sql = format!("SELECT 1 FROM history WHERE ticket_id IS NULL AND what IN ({}) AND seq > ?1 LIMIT 1", kinds.join(", "));
        Ok(self.row("reading the history", &sql, [seq], |_| Ok(()))?.is_some())
    }

    /// The agent's last change that can be taken back and was not yet. One of a batch stands for the whole batch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_undoable(&self, agent: AgentId) -> Result<Option<HistoryRow>, StoreError> {
        self.row(
            "looking for the last change",
            &format!(
                "{ROW} h WHERE agent_id = ?1 AND undoes IS NULL AND (what IN ({UNDOABLE}) OR ({UNDOABLE_MAIL}))
                   AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.seq) AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.batch)
                   ORDER BY seq DESC LIMIT 1"
            ),
            [agent.0],
            history_row,
        )
    }
}

impl Store {
    /// Whether a change was taken back already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_taken_back(&self, seq: i64) -> Result<bool, StoreError> {
        Ok(self.row("reading the history", "SELECT 1 FROM history WHERE undoes = ?1 LIMIT 1", [seq], |_| Ok(()))?.is_some())
    }

    /// The changes of a batch that can be taken back, the last first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn undoable_of_batch(&self, batch: i64) -> Result<Vec<HistoryRow>, StoreError> {
        let mut rows = self.rows(
            "reading a batch",
            &format!("{ROW} WHERE batch = ?1 AND what IN ({UNDOABLE}, 'reply', 'side-asked') UNION ALL {ROW} WHERE seq = ?1 AND batch IS NULL AND what IN ({UNDOABLE})"),
            [batch],
            history_row,
        )?;
        rows.sort_by_key(|r| std::cmp::Reverse(r.seq));
        Ok(rows)
    }

    /// How many notes were written in a batch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes_of_batch(&self, batch: i64) -> Result<u32, StoreError> {
        Ok(self.row("reading a batch", "SELECT count(*) FROM history WHERE batch = ?1 AND what = 'note'", [batch], |r| r.get(0))?.unwrap_or(0))
    }
}

impl Write<'_> {
    /// Notes that every row after `last`, all written by this transaction, is part of a batch: of the one that begins with `first`, or of one that
    /// begins with the first of them. The batch, when there are such rows.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_as_batch(&self, last: i64, first: Option<i64>) -> Result<Option<i64>, StoreError> {
        const DOING: &str = "writing the history";
        let begun = self.row(DOING, "SELECT min(seq) FROM history WHERE seq > ?1", [last], |r| r.get::<_, Option<i64>>(0))?.flatten();
        let Some(batch) = begun.map(|begun| first.unwrap_or(begun)) else { return Ok(None) };
        self.run(DOING, "UPDATE history SET batch = ?2 WHERE seq > ?1", params![last, batch])?;
        Ok(Some(batch))
    }

    /// Writes down what happened; the row's number.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn record(&self, act: &Act<'_>, change: &Change<'_>) -> Result<i64, StoreError> {
        self.insert(
            "writing the history",
            "INSERT INTO history (at, actor, agent_id, as_login, ticket_id, side_id, entry_id, what, was, became, batch, undoes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                act.at.0,
                act.actor,
                act.agent.map(|a| a.0),
                act.as_login,
                change.ticket.map(|t| t.0),
                change.side.map(|s| s.0),
                change.entry.map(|e| e.0),
                change.what,
                change.was,
                change.became,
                change.batch,
                change.undoes
            ],
        )
    }

    /// Notes that every row after `last`, all written by this transaction, is part of taking the row `undoes` back: a second undo then
    /// looks further back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_as_undoing(&self, last: i64, undoes: i64) -> Result<(), StoreError> {
        self.run("writing the history", "UPDATE history SET undoes = ?2 WHERE seq > ?1 AND undoes IS NULL", params![last, undoes])?;
        Ok(())
    }
}
