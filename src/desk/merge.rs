//! Merging tickets: one customer's request goes on in another ticket, and answers to the first land there too.
//!
//! Everything that the ticket has moves: messages, notes, lines, side conversations, mails on their way, notifications. Which rows went is kept, so
//! that it can be taken back wholly. Entries keep the ticket that they come from: what another requester wrote is never quoted to this one, and
//! nobody of that thread is written to.

use crate::model::entry::Event;
use crate::model::status::Status;
use crate::model::ticket::TicketHead;
use crate::model::{Address, TicketId, Time};
use crate::store::{Before, Change, Move, MoveKind, Stood, StoreError, TicketPatch, Write};

use super::bulk::Bulk;
use super::error::Unmergeable;
use super::events::{event_line, happened};
use super::receive::Arrival;
use super::triage::{change_snooze, change_status};
use super::{Actor, Desk, DeskError, Right};
use crate::mail::token::{Names, Reading};
use crate::model::placing;

impl Desk {
    /// Merges a ticket into another: it is closed, and everything of it is on the other one. Tickets of two different requesters only when that is
    /// `confirmed`.
    ///
    /// # Errors
    /// When the actor may not work on both, the two must not be merged ([`Unmergeable`]), or the store cannot be written.
    pub fn merge(&self, actor: &Actor, ticket: TicketId, into: TicketId, confirmed: bool, now: Time) -> Result<(), DeskError> {
        self.store.write(|w| {
            let last = w.last_history()?;
            self.merge_one(w, actor, ticket, into, confirmed, now)?;
            w.mark_as_batch(last, None)?;
            Ok(())
        })
    }

    /// Merges several tickets into one, each in a transaction of its own and all of them one batch, which is taken back as one. What cannot be
    /// merged is left, with the reason.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn merge_all(&self, actor: &Actor, tickets: &[TicketId], into: TicketId, confirmed: bool, now: Time) -> Result<Bulk, DeskError> {
        self.merge_while(actor, tickets, into, confirmed, now, &mut |_, _| true)
    }

    /// The same. Before each, `go_on` is asked with how many have had their turn and how many there are; when it says no, the rest stays as it is.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn merge_while(
        &self,
        actor: &Actor,
        tickets: &[TicketId],
        into: TicketId,
        confirmed: bool,
        now: Time,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Bulk, DeskError> {
        let others: Vec<TicketId> = tickets.iter().copied().filter(|t| *t != into || tickets.len() == 1).collect();
        self.one_by_one(&others, now, go_on, |w, ticket| self.merge_one(w, actor, ticket, into, confirmed, now))
    }

    fn merge_one(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, into: TicketId, confirmed: bool, now: Time) -> Result<(), DeskError> {
        let source = self.allowed(actor, Right::Work, ticket)?;
        let target = self.allowed(actor, Right::Work, into)?;
        if ticket == into {
            return Err(Unmergeable::Itself(ticket).into());
        }
        if target.status == Status::Closed {
            return Err(Unmergeable::IntoClosed(into).into());
        }
        let same = source.requester.contact == target.requester.contact;
        if !same && !confirmed {
            let (who, whose) = (source.requester.shown().to_owned(), target.requester.shown().to_owned());
            return Err(Unmergeable::OtherRequester { ticket, into, who, whose }.into());
        }
        self.customers_keep_out_of_sides(w, &source, &target)?;
        let left = left_after(&source, &target, same);
        let stood = Before { source: Stood::from(&source), target: Stood::from(&target), left: left.clone() };
        let became = into.to_string();
        let seq = w.record(&actor.act(now), &Change { ticket: Some(ticket), what: "merged", became: Some(&became), ..Change::default() })?;
        w.move_all(&Move { seq, kind: MoveKind::Merge, source: ticket, target: into, stood }, same)?;
        close_merged(w, actor, &source, into, now)?;
        event_line(w, actor, ticket, &Event::MergedInto { ticket: into }, now)?;
        let was = ticket.to_string();
        let line = Event::MergedHere { ticket, subject: source.subject.clone() };
        happened(w, actor, into, &line, &Change { what: "merged-here", became: Some(&was), ..Change::default() }, now)?;
        leave_target(w, actor, &target, &left, now)
    }

    /// Who is a customer of one of two tickets must not be a third party of the other: after the merge it would be a side conversation of their own
    /// ticket.
    fn customers_keep_out_of_sides(&self, w: &Write<'_>, source: &TicketHead, target: &TicketHead) -> Result<(), DeskError> {
        for (customers, sides_of) in [(source, target), (target, source)] {
            for address in self.all_customers(customers)? {
                if w.is_third_party(sides_of.id, &address)? {
                    return Err(Unmergeable::CustomerIsThirdParty { address, ticket: sides_of.id }.into());
                }
            }
        }
        Ok(())
    }

    /// Takes a merge back.
    pub(super) fn unmerge(&self, w: &Write<'_>, actor: &Actor, of: &Move, now: Time) -> Result<(), DeskError> {
        let source = self.visible(actor, of.source)?;
        let target = self.visible(actor, of.target)?;
        self.may(actor, Right::Work)?;
        if source.merged_into != Some(of.target) || !w.all_still_there(of)? {
            return Err(DeskError::WentOn { from: of.source, to: of.target });
        }
        if let Some(into) = target.merged_into {
            return Err(DeskError::MergedAway { ticket: of.target, into });
        }
        let before = &of.stood;
        let answered = w.came_since_merge(of)?;
        w.move_back(of, now)?;
        reopen_source(w, actor, &source, &before.source, answered, now)?;
        put_target_back(w, actor, &target, before, now)?;
        for (on, other) in [(of.source, of.target), (of.target, of.source)] {
            let became = other.to_string();
            let change = Change { what: "unmerged", became: Some(&became), ..Change::default() };
            happened(w, actor, on, &Event::Unmerged { ticket: other }, &change, now)?;
        }
        Ok(())
    }

    /// The requester's addresses, and those of other customers whose tickets were merged into this one: none of them is ever a third party of it.
    pub(super) fn all_customers(&self, head: &TicketHead) -> Result<Vec<Address>, DeskError> {
        let mut all = self.customer_addresses(head)?;
        all.extend(self.store.other_customers(head.id)?);
        Ok(all)
    }

    /// The merged ticket whose thread a mail goes on with: its author's own, else the one that its signs name. `None` when it goes on with the thread
    /// of the ticket itself.
    pub(super) fn origin_of(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId) -> Result<Option<TicketId>, DeskError> {
        let merged = w.merged_here(ticket)?;
        if merged.is_empty() {
            return Ok(None);
        }
        let own = w.ticket_head(ticket)?.and_then(|h| h.requester.contact);
        let author = a.author().map(|(_, x)| w.contact_by_address(x)).transpose()?.flatten().and_then(|p| p.contact);
        if author.is_some()
            && author != own
            && let Some(theirs) = merged.iter().rev().find(|m| Some(m.requester) == author)
        {
            return Ok(Some(theirs.ticket));
        }
        let named = self.thread_named(w, a)?;
        let found = merged.iter().find(|m| Some(m.ticket) == named && (author != own || Some(m.requester) == own));
        Ok(found.map(|m| m.ticket))
    }

    /// The same, where it is another requester's.
    pub(super) fn other_origin_of(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId) -> Result<Option<TicketId>, DeskError> {
        let Some(origin) = self.origin_of(w, a, ticket)? else { return Ok(None) };
        let requester = |t: TicketId| Ok::<_, StoreError>(w.ticket_head(t)?.and_then(|h| h.requester.contact));
        Ok((requester(origin)? != requester(ticket)?).then_some(origin))
    }

    /// The ticket whose thread a mail's signs name, the surest first.
    fn thread_named(&self, w: &Write<'_>, a: &Arrival<'_>) -> Result<Option<TicketId>, DeskError> {
        for address in a.mail.recipients() {
            if let Reading::Signed(Names::Ticket(ticket)) = self.read_address(address) {
                return Ok(Some(ticket));
            }
        }
        for id in a.mail.in_reply_to.iter().chain(a.mail.references.iter().rev()) {
            match self.read_message_id(id) {
                Reading::Signed(Names::Ticket(ticket)) => return Ok(Some(ticket)),
                Reading::NotOurs => {
                    if let Some(ticket) = w.thread_of_message(id)? {
                        return Ok(Some(ticket));
                    }
                }
                _ => {}
            }
        }
        Ok(placing::number_in_subject(&a.mail.subject))
    }
}

/// How the other ticket stands after the merge. What waits for an answer goes on waiting, and opens it as a customer's answer would.
fn left_after(source: &TicketHead, target: &TicketHead, same: bool) -> Stood {
    let owed = source.waiting_since.filter(|_| matches!(source.status, Status::New | Status::Open));
    let mut left = Stood::from(target);
    if let Some(since) = owed {
        left.status = target.status.after_customer_answer().unwrap_or(target.status);
        left.snoozed_until = None;
        left.waiting_since = Some(target.waiting_since.map_or(since, |t| t.min(since)));
    }
    left.unread |= source.unread;
    if source.last_customer_at > target.last_customer_at {
        left.last_customer_at = source.last_customer_at;
        if same {
            left.address = source.requester.email.clone();
        }
    }
    left
}

/// The merged ticket: closed, waiting for nobody, in no box.
pub(super) fn close_merged(w: &Write<'_>, actor: &Actor, head: &TicketHead, into: TicketId, now: Time) -> Result<(), StoreError> {
    let patch = TicketPatch {
        status: Some(Status::Closed),
        snoozed_until: Some(None),
        unread: Some(false),
        waiting_since: Some(None),
        merged_into: Some(Some(into)),
        ..TicketPatch::default()
    };
    w.change_ticket(head.id, &patch, now)?;
    tell_history(w, actor, head, Status::Closed, None, now)
}

/// Status and snooze of a merged ticket change without lines of their own: the merge has one. The history tells them all the same.
fn tell_history(w: &Write<'_>, actor: &Actor, head: &TicketHead, status: Status, snoozed_until: Option<Time>, now: Time) -> Result<(), StoreError> {
    let number = |t: Option<Time>| t.map(|t| t.0.to_string());
    let (was, became) = (number(head.snoozed_until), number(snoozed_until));
    for (what, was, became) in [("status", Some(head.status.word()), Some(status.word())), ("snooze", was.as_deref(), became.as_deref())] {
        if was != became {
            w.record(&actor.act(now), &Change { ticket: Some(head.id), what, was, became, ..Change::default() })?;
        }
    }
    Ok(())
}

fn leave_target(w: &Write<'_>, actor: &Actor, target: &TicketHead, left: &Stood, now: Time) -> Result<(), DeskError> {
    if left.status != target.status {
        change_status(w, actor, target, left.status, now)?;
    }
    if left.snoozed_until != target.snoozed_until {
        change_snooze(w, actor, target, left.snoozed_until, now)?;
    }
    let patch = TicketPatch {
        unread: Some(left.unread),
        waiting_since: Some(left.waiting_since),
        customer_wrote: left.last_customer_at.map(|at| (at, left.address.clone())),
        ..TicketPatch::default()
    };
    Ok(w.change_ticket(target.id, &patch, now)?)
}

/// The merged ticket as it was; when its customer has written since, as after a customer's answer.
fn reopen_source(w: &Write<'_>, actor: &Actor, head: &TicketHead, stood: &Stood, answered: Option<Time>, now: Time) -> Result<(), StoreError> {
    let status = if answered.is_some() { stood.status.after_customer_answer().unwrap_or(Status::Open) } else { stood.status };
    let snoozed_until = stood.snoozed_until.filter(|_| answered.is_none());
    let patch = TicketPatch {
        status: Some(status),
        snoozed_until: Some(snoozed_until),
        unread: Some(stood.unread || answered.is_some()),
        waiting_since: Some(stood.waiting_since.or(answered)),
        customer_wrote: answered.or(stood.last_customer_at).map(|at| (at, stood.address.clone())),
        merged_into: Some(None),
        ..TicketPatch::default()
    };
    w.change_ticket(head.id, &patch, now)?;
    tell_history(w, actor, head, status, snoozed_until, now)
}

/// The other ticket: what the merge changed and nobody has changed since is as it was.
pub(super) fn put_target_back(w: &Write<'_>, actor: &Actor, target: &TicketHead, before: &Before, now: Time) -> Result<(), StoreError> {
    let (was, left) = (&before.target, &before.left);
    if left.status != was.status && target.status == left.status {
        change_status(w, actor, target, was.status, now)?;
    }
    if left.snoozed_until != was.snoozed_until && as_kept(left.snoozed_until, target.snoozed_until) {
        change_snooze(w, actor, target, was.snoozed_until, now)?;
    }
    let as_left = as_kept(left.last_customer_at, target.last_customer_at);
    let waits_as_left = left.waiting_since != was.waiting_since && as_kept(left.waiting_since, target.waiting_since);
    let wrote_before = was.last_customer_at.filter(|at| as_left && left.last_customer_at != Some(*at));
    let patch = TicketPatch {
        waiting_since: waits_as_left.then_some(was.waiting_since),
        customer_wrote: wrote_before.map(|at| (at, was.address.clone())),
        unread: (left.unread && !was.unread && as_left).then_some(false),
        ..TicketPatch::default()
    };
    w.change_ticket(target.id, &patch, now)
}

/// Whether a time is the one that was kept. Some were kept in whole seconds.
fn as_kept(kept: Option<Time>, now: Option<Time>) -> bool {
    let second = |t: Time| t.0.div_euclid(1000);
    kept == now || kept.zip(now).is_some_and(|(kept, now)| kept.0 % 1000 == 0 && second(kept) == second(now))
}
