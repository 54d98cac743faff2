//! What was kept back, until a person releases or discards it.

use rusqlite::params;

use super::{Store, StoreError, Write};
use crate::model::{AgentId, InboxId, Time};

impl Store {
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
}
