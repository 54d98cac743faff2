//! Settings and notifications. Each kind of settings that is edited as text has a file of its own below.

mod agents;
mod canned;
mod fields;
mod tags;
mod teams;
mod views;

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entries::{json, to_json};
use super::{Store, StoreError, Write};
use crate::model::settings::Scope;
use crate::model::ticket::{Notification, NotificationKind};
use crate::model::{AgentId, NotificationId, TicketId, Time};
pub use agents::Load;
pub use canned::CannedRow;
pub use teams::TeamUse;

pub(super) const KINDS: [NotificationKind; 8] = [
    NotificationKind::Assigned,
    NotificationKind::Mentioned,
    NotificationKind::CustomerAnswered,
    NotificationKind::ThirdPartyAnswered,
    NotificationKind::DeliveryFailed,
    NotificationKind::Quarantined,
    NotificationKind::ThirdPartyOverdue,
    NotificationKind::Notified,
];

impl Store {
    /// A setting; `None` when it was never set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        Ok(self.row("reading a setting", "SELECT value FROM settings WHERE key = ?1", [key], |r| json(r, 0))?.flatten())
    }

    /// An agent's notifications, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notifications(&self, agent: AgentId, limit: u32) -> Result<Vec<Notification>, StoreError> {
        self.rows(
            "reading notifications",
            "SELECT n.id, n.at, n.kind, n.ticket_id, t.subject, n.who, n.seen_at IS NOT NULL FROM notifications n JOIN tickets t ON t.id = n.ticket_id
             WHERE n.agent_id = ?1 ORDER BY n.id DESC LIMIT ?2",
            params![agent.0, limit],
            |r| {
                let word: String = r.get(2)?;
                Ok(Notification {
                    id: NotificationId(r.get(0)?),
                    at: Time(r.get(1)?),
                    kind: KINDS.into_iter().find(|k| k.word() == word).unwrap_or(NotificationKind::Assigned),
                    ticket: TicketId(r.get(3)?),
                    subject: r.get(4)?,
                    who: r.get(5)?,
                    seen: r.get(6)?,
                })
            },
        )
    }
}

impl Write<'_> {
    /// Sets a setting.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set<T: Serialize>(&self, key: &str, value: &T) -> Result<(), StoreError> {
        self.run(
            "keeping a setting",
            "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![key, to_json(value)?],
        )?;
        Ok(())
    }

    /// Tells an agent something.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn notify(&self, agent: AgentId, kind: NotificationKind, ticket: TicketId, who: &str, now: Time) -> Result<(), StoreError> {
        self.run(
            "notifying an agent",
            "INSERT INTO notifications (agent_id, at, kind, ticket_id, who) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![agent.0, now.0, kind.word(), ticket.0, who],
        )?;
        Ok(())
    }

    /// The agent has seen their notifications: those of one ticket, or all. False when none was unseen.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn see_notifications(&self, agent: AgentId, ticket: Option<TicketId>, now: Time) -> Result<bool, StoreError> {
        let n = self.run(
            "marking notifications as seen",
            "UPDATE notifications SET seen_at = ?3 WHERE agent_id = ?1 AND seen_at IS NULL AND (?2 IS NULL OR ticket_id = ?2)",
            params![agent.0, ticket.map(|t| t.0), now.0],
        )?;
        Ok(n > 0)
    }
}

/// What stands between `char(31)`, sorted.
fn split(list: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = list.into_iter().flat_map(|l| l.split('\u{1f}')).map(str::to_owned).collect();
    out.sort();
    out
}

/// A name that nobody gives: it stands for a moment only.
fn placeholder(id: i64) -> String {
    format!("\u{1}{id}")
}

/// The same for what is told by its name.
#[must_use]
pub fn placeholder_of(name: &str) -> String {
    format!("\u{1}{name}")
}

/// Whose something is: a team's, an agent's own, or the desk's.
fn scope(agent: Option<i64>, team: Option<String>) -> Scope {
    match (agent, team) {
        (Some(_), _) => Scope::Me,
        (None, Some(team)) => Scope::Team(team),
        (None, None) => Scope::Desk,
    }
}

/// The columns of that: the team's name, and the agent.
fn owner(scope: &Scope, agent: AgentId) -> (Option<&str>, Option<i64>) {
    match scope {
        Scope::Desk => (None, None),
        Scope::Team(team) => (Some(team), None),
        Scope::Me => (None, Some(agent.0)),
    }
}
