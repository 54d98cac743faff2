//! The worker's lease: one process at a time polls and sends, told apart by a generation number.

use rusqlite::params;

use super::{Store, StoreError, Write};
use crate::model::Time;

/// Who holds the lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The process: user, host, process number and a nonce.
    pub holder: String,
    /// Rises with every new holder. What was claimed under an older one can no longer be settled.
    pub generation: i64,
    /// Until when it holds without being renewed.
    pub expires_at: Time,
}

impl Lease {
    /// The user whose process a holder is.
    #[must_use]
    pub fn user(holder: &str) -> Option<&str> {
        holder.split_once('@').map(|(user, _)| user).filter(|user| !user.is_empty())
    }
}

impl Store {
    /// The lease as it stands; `None` when nobody ever took it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lease(&self) -> Result<Option<Lease>, StoreError> {
        self.row("reading the lease", "SELECT holder, generation, expires_at FROM lease WHERE id = 1", [], |r| {
            Ok(Lease { holder: r.get(0)?, generation: r.get(1)?, expires_at: Time(r.get(2)?) })
        })
    }

    /// Whether nobody has taken the lease since a generation did, even if it has expired.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_latest(&self, generation: i64) -> Result<bool, StoreError> {
        Ok(self.lease()?.is_some_and(|l| l.generation == generation))
    }

    /// Whether a generation still holds the lease at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn holds(&self, generation: i64, now: Time) -> Result<bool, StoreError> {
        Ok(self.lease()?.is_some_and(|l| l.generation == generation && l.expires_at > now))
    }
}

impl Write<'_> {
    /// Takes the lease when nobody holds it, or renews it; `None` while another process has it.
    ///
    /// Who was last to hold it goes on under the same generation even when it has expired: nobody else has worked meanwhile, so that what
    /// it claimed is still its own.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn take_lease(&self, holder: &str, now: Time, until: Time) -> Result<Option<Lease>, StoreError> {
        const DOING: &str = "taking the lease";
        let generation = match self.lease()? {
            Some(l) if l.holder == holder => l.generation,
            Some(l) if l.expires_at > now => return Ok(None),
            Some(l) => l.generation + 1,
            None => 1,
        };
        self.run(
            DOING,
            "INSERT INTO lease (id, holder, generation, expires_at) VALUES (1, ?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, generation = excluded.generation, expires_at = excluded.expires_at",
            params![holder, generation, until.0],
        )?;
        Ok(Some(Lease { holder: holder.to_owned(), generation, expires_at: until }))
    }

    /// Gives the lease back, when it is ours.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_lease(&self, generation: i64) -> Result<(), StoreError> {
        self.run("giving the lease back", "UPDATE lease SET expires_at = 0, holder = '' WHERE generation = ?1", [generation])?;
        Ok(())
    }
}
