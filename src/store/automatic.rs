//! What the desk sends by itself: how much of it went to whom, and which notifications are still to go out by mail.

use std::time::Duration;

use rusqlite::params;

use super::settings::KINDS;
use super::{Store, StoreError, Write};
use crate::model::ticket::NotificationKind;
use crate::model::{Address, AgentId, NotificationId, TicketId, Time};

/// Mails that belong to no ticket are only counted by the hour: older ones are forgotten.
const KEPT: Duration = Duration::from_hours(24);

/// A notification, as its mail needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number: rises by time.
    pub id: NotificationId,
    /// Whom it is for.
    pub agent: AgentId,
    /// When it happened.
    pub at: Time,
    /// What happened.
    pub kind: NotificationKind,
    /// On which ticket.
    pub ticket: TicketId,
    /// Who did it.
    pub who: String,
    /// They have seen it.
    pub seen: bool,
}

impl Store {
    /// How many automatic mails went to an address since then.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn automatic_mails_to(&self, address: &Address, since: Time) -> Result<u32, StoreError> {
        let found = self.row(
            "counting automatic mails",
            "SELECT count(*) FROM automatic_answers WHERE address = ?1 AND at > ?2",
            params![address.as_str(), since.0],
            |r| r.get(0),
        )?;
        Ok(found.unwrap_or(0))
    }

    /// How many automatic mails a ticket has sent to whoever is on it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn automatic_mails_on(&self, ticket: TicketId) -> Result<u32, StoreError> {
        let found = self.row("counting automatic mails", "SELECT count(*) FROM automatic_answers WHERE ticket_id = ?1", [ticket.0], |r| r.get(0))?;
        Ok(found.unwrap_or(0))
    }

    /// The notifications after one, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notices_after(&self, id: NotificationId, limit: u32) -> Result<Vec<Notice>, StoreError> {
        self.rows(
            "reading notifications",
            "SELECT id, agent_id, at, kind, ticket_id, who, seen_at IS NOT NULL FROM notifications WHERE id > ?1 ORDER BY id LIMIT ?2",
            params![id.0, limit],
            |r| {
                let word: String = r.get(3)?;
                Ok(Notice {
                    id: NotificationId(r.get(0)?),
                    agent: AgentId(r.get(1)?),
                    at: Time(r.get(2)?),
                    kind: KINDS.into_iter().find(|k| k.word() == word).unwrap_or(NotificationKind::Assigned),
                    ticket: TicketId(r.get(4)?),
                    who: r.get(5)?,
                    seen: r.get(6)?,
                })
            },
        )
    }
}

impl Write<'_> {
    /// Counts an automatic mail, of a ticket or of none.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn count_automatic_mail(&self, address: &Address, ticket: Option<TicketId>, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "counting an automatic mail";
        self.run(
            DOING,
            "DELETE FROM automatic_answers WHERE address = ?1 AND ticket_id IS NULL AND at < ?2",
            params![address.as_str(), now.before(KEPT).0],
        )?;
        self.run(
            DOING,
            "INSERT INTO automatic_answers (address, at, ticket_id) VALUES (?1, ?2, ?3)",
            params![address.as_str(), now.0, ticket.map(|t| t.0)],
        )?;
        Ok(())
    }
}
