//! Triage: take, assign, status, priority, tags, snooze.

use crate::model::entry::Event;
use crate::model::field::Field;
use crate::model::settings::tag_of;
use crate::model::status::{Priority, Status};
use crate::model::ticket::{Assign, NotificationKind, TicketHead};
use crate::model::{AgentId, TeamId, TicketId, Time};
use crate::store::{Change, StoreError, TicketPatch, Write};

use super::events::{happened, tell};
use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// The actor takes a ticket: it is theirs, and open when it was new.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn take(&self, actor: &Actor, ticket: TicketId, now: Time) -> Result<(), DeskError> {
        self.as_one(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            self.give(w, actor, &head, Some(actor.id()), now)?;
            if head.status == Status::New {
                change_status(w, actor, &head, Status::Open, now)?;
            }
            w.mark_read(ticket)?;
            Ok(())
        })
    }

    /// Hands a ticket to an agent, a team, both, or nobody.
    ///
    /// # Errors
    /// When the actor may not, there is no such agent or team, or the store cannot be written.
    pub fn assign(&self, actor: &Actor, ticket: TicketId, to: Assign, now: Time) -> Result<(), DeskError> {
        self.as_one(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            match to {
                Assign::Nobody => self.give(w, actor, &head, None, now)?,
                Assign::Agent(agent) => self.give(w, actor, &head, Some(agent), now)?,
                Assign::Team(team) => {
                    self.move_to(w, actor, &head, Some(team), now)?;
                    self.give(w, actor, &head, None, now)?;
                }
                Assign::Both(team, agent) => {
                    self.move_to(w, actor, &head, Some(team), now)?;
                    self.give(w, actor, &head, Some(agent), now)?;
                }
            }
            Ok(())
        })
    }

    /// Sets a ticket's status. Whoever opens a ticket that nobody has gets it, where the desk has that switched on.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn set_status(&self, actor: &Actor, ticket: TicketId, status: Status, now: Time) -> Result<(), DeskError> {
        self.as_one(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            self.status_by(w, actor, &head, status, now)
        })
    }

    /// Sets a ticket's priority.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn set_priority(&self, actor: &Actor, ticket: TicketId, priority: Priority, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            if head.priority != priority {
                change_priority(w, actor, &head, priority, now)?;
            }
            Ok(())
        })
    }

    /// Puts tags on a ticket and takes tags off. Tags are lower case, without spaces and commas.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn tag(&self, actor: &Actor, ticket: TicketId, add: &[String], remove: &[String], now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            self.allowed(actor, Right::Work, ticket)?;
            change_tags(w, actor, ticket, add, remove, now)?;
            Ok(())
        })
    }

    /// Gives a ticket a value in one of the desk's fields; `None` takes it away.
    ///
    /// # Errors
    /// When the actor may not, there is no such field, it cannot have that value, or the store cannot be written.
    pub fn set_field(&self, actor: &Actor, ticket: TicketId, name: &str, value: Option<&str>, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            let field = w.fields()?.into_iter().find(|f| f.name == name).ok_or_else(|| DeskError::NoSuchField(name.to_owned()))?;
            let value = value.map(|v| field.read(v)).transpose()?;
            if head.field(name) != value.as_deref() {
                change_field(w, actor, &head, &field, value.as_deref(), now)?;
            }
            Ok(())
        })
    }

    /// Takes a ticket out of the working queues until a time; [`Time::NEVER`] is "until the next reply", `None` ends the snooze.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn snooze(&self, actor: &Actor, ticket: TicketId, until: Option<Time>, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            if head.snoozed_until != until {
                change_snooze(w, actor, &head, until, now)?;
            }
            Ok(())
        })
    }

    /// An act that changes more than one thing of a ticket, and is taken back as one.
    fn as_one(&self, now: Time, act: impl FnOnce(&Write<'_>) -> Result<(), DeskError>) -> Result<(), DeskError> {
        self.act(now, |w| {
            let last = w.last_history()?;
            act(w)?;
            w.mark_as_batch(last, None)?;
            Ok(())
        })
    }

    /// Sets the status as an agent's act, with what follows from it.
    pub(super) fn status_by(&self, w: &Write<'_>, actor: &Actor, head: &TicketHead, status: Status, now: Time) -> Result<(), DeskError> {
        if status == Status::Open && head.assignee.is_none() && self.policy.take_on_open && actor.agent().is_some() {
            self.give(w, actor, head, Some(actor.id()), now)?;
        }
        if head.status != status {
            change_status(w, actor, head, status, now)?;
        }
        Ok(())
    }

    /// Makes a ticket that nobody has the actor's, where the desk has that switched on.
    pub(super) fn take_if_free(&self, w: &Write<'_>, actor: &Actor, head: &TicketHead, now: Time) -> Result<(), DeskError> {
        if head.assignee.is_none() && self.policy.take_on_open && actor.agent().is_some() {
            self.give(w, actor, head, Some(actor.id()), now)?;
        }
        Ok(())
    }

    fn give(&self, w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Option<AgentId>, now: Time) -> Result<(), DeskError> {
        if head.assignee.as_ref().map(|a| a.id) == to {
            return Ok(());
        }
        if let Some(id) = to {
            let agent = w.agent(id)?.ok_or_else(|| DeskError::NoSuchAgent(id.to_string()))?;
            if agent.role < Right::Work.least() {
                return Err(DeskError::LightAgent(agent.name));
            }
        }
        change_assignee(w, actor, head, to, now)?;
        Ok(())
    }

    pub(super) fn move_to(&self, w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Option<TeamId>, now: Time) -> Result<(), DeskError> {
        if head.team.as_ref().map(|t| t.id) == to {
            return Ok(());
        }
        if let Some(id) = to
            && !w.teams()?.iter().any(|t| t.id == id)
        {
            return Err(DeskError::NoSuchTeam(id.to_string()));
        }
        change_team(w, actor, head, to, now)?;
        Ok(())
    }
}

/// Changes the status; who waits for whom follows it.
pub(super) fn change_status(w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Status, now: Time) -> Result<i64, StoreError> {
    let waiting_since = matches!(to, Status::Pending | Status::Solved | Status::Closed).then_some(None);
    w.change_ticket(head.id, &TicketPatch { status: Some(to), waiting_since, ..TicketPatch::default() }, now)?;
    let change = Change { what: "status", was: Some(head.status.word()), became: Some(to.word()), ..Change::default() };
    happened(w, actor, head.id, &Event::Status { from: head.status, to }, &change, now)
}

pub(super) fn change_assignee(w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Option<AgentId>, now: Time) -> Result<i64, StoreError> {
    w.change_ticket(head.id, &TicketPatch { assignee: Some(to), ..TicketPatch::default() }, now)?;
    let name = match to {
        Some(id) => w.agent(id)?.map(|a| a.name),
        None => None,
    };
    let was = head.assignee.as_ref().map(|a| a.id.to_string());
    let became = to.map(|a| a.to_string());
    let change = Change { what: "assignee", was: was.as_deref(), became: became.as_deref(), ..Change::default() };
    let seq = happened(w, actor, head.id, &Event::Assigned { to: name }, &change, now)?;
    if let Some(agent) = to {
        tell(w, actor, agent, NotificationKind::Assigned, head.id, actor.name(), now)?;
    }
    Ok(seq)
}

pub(super) fn change_team(w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Option<TeamId>, now: Time) -> Result<i64, StoreError> {
    w.change_ticket(head.id, &TicketPatch { team: Some(to), ..TicketPatch::default() }, now)?;
    let name = to.and_then(|id| w.teams().ok()?.into_iter().find(|t| t.id == id)).map(|t| t.name);
    let was = head.team.as_ref().map(|t| t.id.to_string());
    let became = to.map(|t| t.to_string());
    let change = Change { what: "team", was: was.as_deref(), became: became.as_deref(), ..Change::default() };
    happened(w, actor, head.id, &Event::Team { to: name }, &change, now)
}

pub(super) fn change_priority(w: &Write<'_>, actor: &Actor, head: &TicketHead, to: Priority, now: Time) -> Result<i64, StoreError> {
    w.change_ticket(head.id, &TicketPatch { priority: Some(to), ..TicketPatch::default() }, now)?;
    let change = Change { what: "priority", was: Some(head.priority.word()), became: Some(to.word()), ..Change::default() };
    happened(w, actor, head.id, &Event::Priority { from: head.priority, to }, &change, now)
}

pub(super) fn change_snooze(w: &Write<'_>, actor: &Actor, head: &TicketHead, until: Option<Time>, now: Time) -> Result<i64, StoreError> {
    w.change_ticket(head.id, &TicketPatch { snoozed_until: Some(until), ..TicketPatch::default() }, now)?;
    let event = match until {
        Some(t) => Event::Snoozed { until: (t != Time::NEVER).then_some(t) },
        None => Event::Woken,
    };
    let was = head.snoozed_until.map(|t| t.0.to_string());
    let became = until.map(|t| t.0.to_string());
    let change = Change { what: "snooze", was: was.as_deref(), became: became.as_deref(), ..Change::default() };
    happened(w, actor, head.id, &event, &change, now)
}

/// Changes a field. The history keeps name and value, as the verb writes them.
pub(super) fn change_field(w: &Write<'_>, actor: &Actor, head: &TicketHead, field: &Field, to: Option<&str>, now: Time) -> Result<i64, StoreError> {
    let from = head.field(&field.name);
    w.set_field(head.id, &field.name, to)?;
    w.change_ticket(head.id, &TicketPatch::default(), now)?;
    let (was, became) = (field_text(&field.name, from), field_text(&field.name, to));
    let change = Change { what: "field", was: Some(&was), became: Some(&became), ..Change::default() };
    let line = |value: Option<&str>| value.unwrap_or("–").to_owned();
    happened(w, actor, head.id, &Event::Changed { field: field.label.clone(), from: line(from), to: line(to) }, &change, now)
}

/// A field with its value as the history has it: `plan=gold`, and `plan=` without one.
pub(super) fn field_text(name: &str, value: Option<&str>) -> String {
    format!("{name}={}", value.unwrap_or_default())
}

/// Puts tags on and takes tags off; one event line for all of them, one row of history for each, under one batch.
pub(super) fn change_tags(w: &Write<'_>, actor: &Actor, ticket: TicketId, add: &[String], remove: &[String], now: Time) -> Result<(), StoreError> {
    let mut added = Vec::new();
    for tag in add.iter().map(|t| tag_of(t)).filter(|t| !t.is_empty()) {
        if w.add_tag(ticket, &tag)? {
            added.push(tag);
        }
    }
    let mut removed = Vec::new();
    for tag in remove.iter().map(|t| tag_of(t)) {
        if w.remove_tag(ticket, &tag)? {
            removed.push(tag);
        }
    }
    if added.is_empty() && removed.is_empty() {
        return Ok(());
    }
    w.change_ticket(ticket, &TicketPatch::default(), now)?;
    super::events::event_line(w, actor, ticket, &Event::Tags { added: added.clone(), removed: removed.clone() }, now)?;
    let mut batch = None;
    let all = added.iter().map(|t| ("tag", None, Some(t.as_str()))).chain(removed.iter().map(|t| ("untag", Some(t.as_str()), None)));
    for (what, was, became) in all {
        let seq = w.record(&actor.act(now), &Change { ticket: Some(ticket), what, was, became, batch, ..Change::default() })?;
        batch.get_or_insert(seq);
    }
    Ok(())
}
