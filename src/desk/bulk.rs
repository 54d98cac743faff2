//! One act on many tickets: many short transactions that share a batch in the history, so that it can be stopped, and taken back as one.

use crate::model::query::Query;
use crate::model::status::{Priority, Status};
use crate::model::ticket::{Assign, BoxKey, ListRequest};
use crate::model::{TicketId, Time};
use crate::store::{Asking, Write};

use super::views::STUCK;
use super::{Actor, Desk, DeskError, names};

/// A change that tickets can have without being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Triage {
    /// The actor takes it.
    Take,
    /// It is handed over.
    Assign(Assign),
    /// It gets a status.
    Status(Status),
    /// It gets a priority.
    Priority(Priority),
    /// Tags are put on and taken off.
    Tags {
        /// On.
        add: Vec<String>,
        /// Off.
        remove: Vec<String>,
    },
    /// It is snoozed until then, or not any more.
    Snooze(Option<Time>),
    /// It is spam, or none.
    Spam(bool),
}

/// What became of an act on many tickets.
#[derive(Debug, Default)]
pub struct Bulk {
    /// Tickets that are now as they were to be.
    pub done: Vec<TicketId>,
    /// Tickets that stay as they were, and why.
    pub left: Vec<(TicketId, DeskError)>,
    /// It was stopped before all had their turn.
    pub stopped: bool,
}

impl Desk {
    /// Changes many tickets, each in a transaction of its own. Before each, `go_on` is asked with how many have had their turn and how many there
    /// are; when it says no, the rest stays as it is. What was changed is taken back by one [`Desk::undo`].
    ///
    /// # Errors
    /// When the store cannot be read or written; what was changed until then stays, as one batch.
    pub fn triage(
        &self,
        actor: &Actor,
        tickets: &[TicketId],
        change: &Triage,
        now: Time,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Bulk, DeskError> {
        self.one_by_one(tickets, now, go_on, |_, ticket| self.triage_one(actor, ticket, change, now))
    }

    /// An act on many tickets, each in a transaction of its own, and all of them one batch of the history.
    ///
    /// # Errors
    /// When the store cannot be read or written; what was changed until then stays, as one batch.
    pub(super) fn one_by_one(
        &self,
        tickets: &[TicketId],
        now: Time,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
        act: impl Fn(&Write<'_>, TicketId) -> Result<(), DeskError>,
    ) -> Result<Bulk, DeskError> {
        let (mut bulk, mut batch) = (Bulk::default(), None);
        for (at, &ticket) in tickets.iter().enumerate() {
            if !go_on(at, tickets.len()) {
                bulk.stopped = true;
                break;
            }
            let changed = self.act(now, |w| {
                let last = w.last_history()?;
                act(w, ticket)?;
                Ok(w.mark_as_batch(last, batch)?)
            });
            match changed {
                Ok(part) => {
                    batch = batch.or(part);
                    bulk.done.push(ticket);
                }
                Err(DeskError::Store(e)) => return Err(e.into()),
                Err(why) => bulk.left.push((ticket, why)),
            }
        }
        Ok(bulk)
    }

    fn triage_one(&self, actor: &Actor, ticket: TicketId, change: &Triage, now: Time) -> Result<(), DeskError> {
        match change {
            Triage::Take => self.take(actor, ticket, now),
            Triage::Assign(to) => self.assign(actor, ticket, *to, now),
            Triage::Status(status) => self.set_status(actor, ticket, *status, now),
            Triage::Priority(priority) => self.set_priority(actor, ticket, *priority, now),
            Triage::Tags { add, remove } => self.tag(actor, ticket, add, remove, now),
            Triage::Snooze(until) => self.snooze(actor, ticket, *until, now),
            Triage::Spam(marked) => self.mark_spam(actor, ticket, *marked, now),
        }
    }

    /// The tickets of a list, in its order: all of them, not only those of a page. `request` says from which on and how many at the most.
    ///
    /// # Errors
    /// When the query cannot be read, with the character where the mistake is, or the store cannot.
    pub fn all_in(&self, actor: &Actor, request: &ListRequest, now: Time) -> Result<Vec<TicketId>, DeskError> {
        let sight = self.sight(actor)?;
        let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
        let query = self.query_of(request)?;
        Ok(self.store.read(|s| s.list_ids(&asking, request, query.as_ref()))?)
    }

    /// The query of a list: that of the view, which may name what is gone, and what was typed.
    pub(super) fn query_of(&self, request: &ListRequest) -> Result<Option<Query>, DeskError> {
        let within = match request.within {
            BoxKey::View(view) => self.store.view_query(view)?.unwrap_or_default(),
            BoxKey::Stuck => STUCK.to_owned(),
            _ => String::new(),
        };
        let mut query = Query::parse(&within)?;
        query.terms.extend(names::read(&self.store, &request.query)?.terms);
        Ok(Some(query).filter(|q| !q.terms.is_empty()))
    }
}
