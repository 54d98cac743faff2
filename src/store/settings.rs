//! Settings, drafts and notifications. Each kind of settings that is edited as text has a file of its own below.

mod agents;
mod canned;
mod fields;
mod tags;
mod teams;
mod views;

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entries::{Recipients, json, to_json};
use super::{Store, StoreError, Write};
use crate::model::settings::Scope;
use crate::model::ticket::{Notification, NotificationKind};
use crate::model::{AgentId, DraftId, EntryId, Mailbox, NotificationId, SideId, TicketId, Time};
pub use agents::Load;
pub use canned::CannedRow;
pub use teams::TeamUse;

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

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Row; 0 for one that is not kept yet.
    pub id: DraftId,
    /// On which ticket.
    pub ticket: TicketId,
    /// What it is for.
    pub mode: Mode,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// The subject, for a new side conversation.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The last history row that the agent saw when it was begun.
    pub seen: i64,
    /// When it was last changed.
    pub updated_at: Time,
}

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

    /// An agent's drafts on a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self, agent: AgentId, ticket: TicketId) -> Result<Vec<DraftRow>, StoreError> {
        self.rows(
            "reading drafts",
            "SELECT id, mode, side_id, recipients, subject, body, seen, updated_at, entry_id FROM drafts
             WHERE ticket_id = ?1 AND agent_id = ?2 ORDER BY id",
            params![ticket.0, agent.0],
            |r| {
                let recipients: Recipients = json(r, 3)?.unwrap_or_default();
                let mode = match (r.get::<_, String>(1)?.as_str(), super::entries::side_id(r, 2)?) {
                    ("reply", _) => Mode::Reply,
                    ("note", _) => r.get::<_, Option<i64>>(8)?.map_or(Mode::Note, |id| Mode::Edit(EntryId(id))),
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
                    seen: r.get(6)?,
                    updated_at: Time(r.get(7)?),
                })
            },
        )
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

    /// Keeps a draft: one for each ticket, agent and mode.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_draft(&self, agent: AgentId, draft: &DraftRow) -> Result<DraftId, StoreError> {
        const DOING: &str = "keeping a draft";
        let (mode, side, entry) = draft.mode.columns();
        let recipients = to_json(&Recipients { to: draft.to.clone(), cc: draft.cc.clone() })?;
        let known = self.row(
            DOING,
            "SELECT id FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 AND mode = ?3 AND coalesce(side_id, 0) = ?4 AND coalesce(entry_id, 0) = ?5",
            params![draft.ticket.0, agent.0, mode, side.unwrap_or(0), entry.unwrap_or(0)],
            |r| r.get::<_, i64>(0),
        )?;
        if let Some(id) = known {
            self.run(
                DOING,
                "UPDATE drafts SET recipients = ?2, subject = ?3, body = ?4, seen = ?5, updated_at = ?6 WHERE id = ?1",
                params![id, recipients, draft.subject, draft.text, draft.seen, draft.updated_at.0],
            )?;
            return Ok(DraftId(id));
        }
        let id = self.insert(
            DOING,
            "INSERT INTO drafts (ticket_id, agent_id, mode, side_id, entry_id, recipients, subject, body, seen, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![draft.ticket.0, agent.0, mode, side, entry, recipients, draft.subject, draft.text, draft.seen, draft.updated_at.0],
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
