//! Settings, canned responses, drafts and notifications.

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entries::{Recipients, json, to_json};
use super::{Store, StoreError, Write};
use crate::model::ticket::{Notification, NotificationKind};
use crate::model::{AgentId, CannedId, DraftId, Mailbox, NotificationId, SideId, TeamId, TicketId, Time};

/// A canned response as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedRow {
    /// Row.
    pub id: CannedId,
    /// What is typed after `/`.
    pub shortcut: String,
    /// Its title.
    pub title: String,
    /// Its text, with variables.
    pub text: String,
}

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
}

impl Mode {
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Mode::Reply => ("reply", None),
            Mode::Note => ("note", None),
            Mode::NewSide => ("side", None),
            Mode::Side(side) => ("side", Some(side.0)),
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

    /// The canned responses that an agent may call: the desk's, their teams', their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn canned(&self, agent: AgentId) -> Result<Vec<CannedRow>, StoreError> {
        self.rows(
            "reading canned responses",
            "SELECT id, shortcut, title, body FROM canned
             WHERE (team_id IS NULL AND agent_id IS NULL) OR agent_id = ?1 OR team_id IN (SELECT team_id FROM team_members WHERE agent_id = ?1)
             ORDER BY shortcut",
            [agent.0],
            |r| Ok(CannedRow { id: CannedId(r.get(0)?), shortcut: r.get(1)?, title: r.get(2)?, text: r.get(3)? }),
        )
    }

    /// An agent's drafts on a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self, agent: AgentId, ticket: TicketId) -> Result<Vec<DraftRow>, StoreError> {
        self.rows(
            "reading drafts",
            "SELECT id, mode, side_id, recipients, subject, body, seen, updated_at FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 ORDER BY id",
            params![ticket.0, agent.0],
            |r| {
                let recipients: Recipients = json(r, 3)?.unwrap_or_default();
                let mode = match (r.get::<_, String>(1)?.as_str(), super::entries::side_id(r, 2)?) {
                    ("reply", _) => Mode::Reply,
                    ("note", _) => Mode::Note,
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

    /// Adds a canned response for the whole desk, or for one team, or changes the one with that shortcut.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_canned(&self, shortcut: &str, title: &str, text: &str, team: Option<TeamId>) -> Result<(), StoreError> {
        self.run(
            "keeping a canned response",
            "INSERT INTO canned (shortcut, title, body, team_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (shortcut, coalesce(team_id, 0), coalesce(agent_id, 0)) DO UPDATE SET title = excluded.title, body = excluded.body",
            params![shortcut, title, text, team.map(|t| t.0)],
        )?;
        Ok(())
    }

    /// Keeps a draft: one for each ticket, agent and mode.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_draft(&self, agent: AgentId, draft: &DraftRow) -> Result<DraftId, StoreError> {
        const DOING: &str = "keeping a draft";
        let (mode, side) = draft.mode.columns();
        let recipients = to_json(&Recipients { to: draft.to.clone(), cc: draft.cc.clone() })?;
        let known = self.row(
            DOING,
            "SELECT id FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 AND mode = ?3 AND coalesce(side_id, 0) = ?4",
            params![draft.ticket.0, agent.0, mode, side.unwrap_or(0)],
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
            "INSERT INTO drafts (ticket_id, agent_id, mode, side_id, recipients, subject, body, seen, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![draft.ticket.0, agent.0, mode, side, recipients, draft.subject, draft.text, draft.seen, draft.updated_at.0],
        )?;
        Ok(DraftId(id))
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_draft(&self, agent: AgentId, ticket: TicketId, mode: Mode) -> Result<(), StoreError> {
        let (mode, side) = mode.columns();
        self.run(
            "throwing a draft away",
            "DELETE FROM drafts WHERE ticket_id = ?1 AND agent_id = ?2 AND mode = ?3 AND coalesce(side_id, 0) = ?4",
            params![ticket.0, agent.0, mode, side.unwrap_or(0)],
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
