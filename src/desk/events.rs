//! What every change leaves behind: a row in the history and, where people should see it, one line in the timeline.

use crate::model::entry::{EntryKind, Event};
use crate::model::people::Agent;
use crate::model::status::Status;
use crate::model::ticket::{NotificationKind, TicketHead};
use crate::model::{AgentId, Body, EntryId, TeamId, TicketId, Time};
use crate::store::{Change, NewEntry, StoreError, Write};

use super::Actor;

/// Writes a change down: history and event line.
pub(super) fn happened(w: &Write<'_>, actor: &Actor, ticket: TicketId, event: &Event, change: &Change<'_>, now: Time) -> Result<i64, StoreError> {
    let entry = event_line(w, actor, ticket, event, now)?;
    w.record(&actor.act(now), &Change { ticket: Some(ticket), entry: Some(entry), side: change.side.or(event.side()), ..change.clone() })
}

/// Writes down that a ticket was made, and what it has from its first moment on, so that the history alone tells how it stands.
pub(super) fn created(
    w: &Write<'_>,
    actor: &Actor,
    ticket: TicketId,
    (team, assignee, status): (Option<TeamId>, Option<AgentId>, Status),
    now: Time,
) -> Result<(), StoreError> {
    w.record(&actor.act(now), &Change { ticket: Some(ticket), what: "created", ..Change::default() })?;
    begins_with(w, ticket, "team", team.map(|t| t.to_string()), now)?;
    begins_with(w, ticket, "assignee", assignee.map(|a| a.to_string()), now)?;
    begins_with(w, ticket, "status", (status != Status::New).then(|| status.to_string()), now)
}

/// One value that a ticket has from its first moment on.
pub(super) fn begins_with(w: &Write<'_>, ticket: TicketId, what: &str, became: Option<String>, at: Time) -> Result<(), StoreError> {
    if let Some(became) = became {
        w.record(&Actor::System.act(at), &Change { ticket: Some(ticket), what, became: Some(&became), ..Change::default() })?;
    }
    Ok(())
}

/// Adds an event line alone.
pub(super) fn event_line(w: &Write<'_>, actor: &Actor, ticket: TicketId, event: &Event, now: Time) -> Result<EntryId, StoreError> {
    w.add_entry(&NewEntry {
        ticket,
        kind: EntryKind::Event,
        at: now,
        agent: actor.agent().map(|a| a.id),
        contact: None,
        author: (actor.name(), ""),
        subject: None,
        body: &Body::default(),
        event: Some(event),
        recipients: None,
        automatic: false,
        inbox: None,
    })
}

/// Tells the ticket's assignee something, unless they did it themselves.
pub(super) fn tell_assignee(w: &Write<'_>, actor: &Actor, head: &TicketHead, kind: NotificationKind, who: &str, now: Time) -> Result<(), StoreError> {
    match &head.assignee {
        Some(a) => tell(w, actor, a.id, kind, head.id, who, now),
        None => Ok(()),
    }
}

/// Tells an agent something, unless they did it themselves.
pub(super) fn tell(
    w: &Write<'_>,
    actor: &Actor,
    agent: AgentId,
    kind: NotificationKind,
    ticket: TicketId,
    who: &str,
    now: Time,
) -> Result<(), StoreError> {
    if actor.id() == agent { Ok(()) } else { w.notify(agent, kind, ticket, who, now) }
}

/// The agents that a mention names: one by login, or the members of a team by its name (spaces as `-`).
pub(super) fn mentioned<'a>(names: &[String], agents: &'a [Agent], teams: &[crate::model::people::Team]) -> Vec<&'a Agent> {
    let mut out: Vec<&Agent> = Vec::new();
    for name in names {
        let team = teams.iter().find(|t| t.name.replace(' ', "-").eq_ignore_ascii_case(name));
        let hit = |a: &&Agent| a.login.eq_ignore_ascii_case(name) || team.is_some_and(|t| a.teams.contains(&t.id));
        for agent in agents.iter().filter(hit) {
            if !out.iter().any(|o| o.id == agent.id) {
                out.push(agent);
            }
        }
    }
    out
}
