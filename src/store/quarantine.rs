//! What was kept back, until a person releases or discards it.

use rusqlite::params;

use super::inbox::{InboxRow, ROW, inbox_row};
use super::{Sight, Store, StoreError, Write};
use crate::model::{AgentId, InboxId, Time};

/// What waits and somebody may see: what is about no ticket, or about one that they see.
fn waits(sight: &Sight) -> String {
    match sight {
        Sight::Everything => "state = 'quarantine' AND settled_at IS NULL".to_owned(),
        Sight::Limited { .. } => format!(
            "state = 'quarantine' AND settled_at IS NULL
             AND (ticket_id IS NULL OR EXISTS (SELECT 1 FROM tickets t WHERE t.id = inbox.ticket_id AND ({})))",
            sight.condition()
        ),
    }
}

impl Store {
    /// What is in quarantine, was not settled, and somebody may see; newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn quarantine(&self, sight: &Sight, limit: u32) -> Result<Vec<InboxRow>, StoreError> {
        self.rows("reading the quarantine", &format!("{ROW} WHERE {} ORDER BY id DESC LIMIT ?1", waits(sight)), [limit], inbox_row)
    }

    /// How many mails [`Store::quarantine`] would list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn quarantine_count(&self, sight: &Sight) -> Result<u32, StoreError> {
        let sql = format!("SELECT count(*) FROM inbox WHERE {}", waits(sight));
        Ok(self.row("counting the quarantine", &sql, [], |r| r.get(0))?.unwrap_or(0))
    }

    /// Whether a message is in quarantine and nobody has released or discarded it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_quarantined(&self, id: InboxId) -> Result<bool, StoreError> {
        let found = self.row(
            "looking into the quarantine",
            "SELECT 1 FROM inbox WHERE id = ?1 AND state = 'quarantine' AND settled_at IS NULL",
            [id.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Write<'_> {
    /// Notes who took a message out of quarantine. It and its reasons stay in the database.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn settle_quarantined(&self, id: InboxId, by: Option<AgentId>, now: Time) -> Result<(), StoreError> {
        self.run(
            "settling a message in quarantine",
            "UPDATE inbox SET settled_by = ?2, settled_at = ?3 WHERE id = ?1",
            params![id.0, by.map(|a| a.0), now.0],
        )?;
        Ok(())
    }

    /// Adds a line to the reasons of a message: what a person decided about it, and why.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_reason(&self, id: InboxId, line: &str) -> Result<(), StoreError> {
        self.run("noting a reason", "UPDATE inbox SET why = why || char(10) || ?2 WHERE id = ?1", params![id.0, line])?;
        Ok(())
    }
}
