//! Sending, as the desk sees it: what is due is claimed under the lease, tried, and settled.

use crate::model::delivery::{Attempt, DeliveryState};
use crate::model::entry::Event;
use crate::model::ticket::NotificationKind;
use crate::model::{Address, MailboxId, OutboxId, Time};
use crate::store::{Change, Claim, OutboxKind, Released, StoreError, TicketPatch, Write};

use super::events::{event_line, tell};
use super::{Actor, Desk, DeskError};

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It was written down; the delivery's new state.
    Settled(DeliveryState),
    /// The lease went to another process meanwhile, which has decided the delivery's fate.
    LostLease,
}

/// How the outbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct OutboxCounts {
    /// Copies that wait to leave.
    pub waiting: u32,
    /// Copies that need a person: failed, or of unknown fate.
    pub trouble: u32,
}

impl Desk {
    /// How the outbox stands.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outbox_counts(&self) -> Result<OutboxCounts, DeskError> {
        let (waiting, trouble) = self.store.outbox_counts()?;
        Ok(OutboxCounts { waiting, trouble })
    }

    /// Claims the delivery that has been due for longest. With its first copy a mail is released: it can no longer be taken back, and
    /// counts as an answer.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn claim(&self, generation: i64, now: Time) -> Result<Option<Claim>, DeskError> {
        self.claim_but_from(&[], generation, now)
    }

    /// The same, but passes over the mails from some mailboxes.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn claim_but_from(&self, passed_over: &[MailboxId], generation: i64, now: Time) -> Result<Option<Claim>, DeskError> {
        self.act(now, |w| {
            if !w.holds(generation, now)? {
                return Ok(None);
            }
            let Some((claim, released)) = w.claim(generation, passed_over, now)? else { return Ok(None) };
            if let Some(released) = released {
                count_as_said(w, &released, now)?;
            }
            Ok(Some(claim))
        })
    }

    /// Puts a claimed delivery back, as if it had not been tried, with the reason why it waits.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_back(&self, claim: &Claim, generation: i64, why: &str, now: Time) -> Result<(), DeskError> {
        self.store.write(|w| Ok(w.unclaim(claim.delivery, generation, now, why)?))
    }

    /// Notes that a mail's text is about to go out: from here on, if we die before it is settled, its fate is unknown. False when another
    /// process has taken the lease meanwhile: then the text must not go out, for that process may send it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn text_goes_out(&self, claim: &Claim, generation: i64, now: Time) -> Result<bool, DeskError> {
        self.store.write(|w| Ok(w.is_latest(generation)? && w.text_goes_out(claim.delivery, generation, now)?))
    }

    /// Writes down what an attempt came to, unless another process has taken the lease meanwhile. A failure is told to the mail's author
    /// and shown on the ticket.
    ///
    /// # Errors
    /// When the store cannot be written: the caller still knows what became of the mail and is to try again.
    pub fn settle(&self, claim: &Claim, generation: i64, attempt: &Attempt, now: Time) -> Result<Delivered, DeskError> {
        self.store.write(|w| {
            if !w.is_latest(generation)? {
                return Ok(Delivered::LostLease);
            }
            let Some(state) = w.settle(claim.delivery, generation, claim.attempts, attempt, now)? else { return Ok(Delivered::LostLease) };
            match attempt {
                Attempt::Refused(words) => {
                    w.note_failure(&claim.recipient, words, now)?;
                    tell_failure(w, claim.outbox, &claim.recipient, words, now)?;
                }
                Attempt::Unknown(words) => tell_failure(w, claim.outbox, &claim.recipient, words, now)?,
                Attempt::Later(words) if state == DeliveryState::Failed => tell_failure(w, claim.outbox, &claim.recipient, words, now)?,
                Attempt::Sent(_) | Attempt::Later(_) => note_progress(w, claim.outbox, state, now)?,
            }
            if state == DeliveryState::Sent && self.keeps_copies(w, claim)? {
                w.want_copy(claim.outbox)?;
            }
            Ok(Delivered::Settled(state))
        })
    }

    fn keeps_copies(&self, w: &Write<'_>, claim: &Claim) -> Result<bool, StoreError> {
        if self.policy.mailboxes.iter().all(|m| m.sent_folder.is_none()) {
            return Ok(false);
        }
        let from = w.mailboxes()?.into_iter().find(|m| m.id == claim.mailbox);
        Ok(from.and_then(|m| self.policy.of_mailbox(&m.address)?.sent_folder.as_ref()).is_some())
    }

    /// A new holder of the lease looks after what dead workers left, of the generations before this one: what they had begun to send
    /// becomes unknown, and people are told; the rest is sent anew. How many are unknown.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn take_over(&self, generation: i64, now: Time) -> Result<usize, DeskError> {
        self.store.write(|w| {
            let left = w.give_up_on_the_dead(generation, now)?;
            for (_, outbox, recipient) in &left {
                tell_failure(w, *outbox, recipient, "the sending process ended before the server answered: it may have arrived or not", now)?;
            }
            Ok(left.len())
        })
    }
}

/// What an agent has written counts from now on: as an answer to the customer, or as a side conversation that was opened.
fn count_as_said(w: &Write<'_>, released: &Released, now: Time) -> Result<(), StoreError> {
    let (Some(ticket), Some(_)) = (released.ticket, released.agent) else { return Ok(()) };
    if let Some(entry) = released.entry {
        w.change_ticket(ticket, &TicketPatch { first_answered_at: Some(now), ..TicketPatch::default() }, now)?;
        w.record(&Actor::System.act(now), &Change { ticket: Some(ticket), entry: Some(entry), what: "answered", ..Change::default() })?;
    }
    if let Some(side) = released.opened_side {
        w.record(&Actor::System.act(now), &Change { ticket: Some(ticket), side: Some(side), what: "side-created", ..Change::default() })?;
    }
    Ok(())
}

/// Consoles show how a mail's sending stands: they follow the history.
fn note_progress(w: &Write<'_>, outbox: OutboxId, state: DeliveryState, now: Time) -> Result<(), StoreError> {
    let Some(row) = w.outbox_row(outbox)? else { return Ok(()) };
    w.record(
        &Actor::System.act(now),
        &Change { ticket: row.ticket, side: row.side, entry: row.entry, what: "delivery", became: Some(state.word()), ..Change::default() },
    )?;
    Ok(())
}

/// Puts a failure on the ticket and tells the mail's author.
pub(super) fn tell_failure(w: &Write<'_>, outbox: OutboxId, recipient: &Address, words: &str, now: Time) -> Result<(), StoreError> {
    let Some(row) = w.outbox_row(outbox)? else { return Ok(()) };
    let Some(ticket) = row.ticket else { return Ok(()) };
    if row.kind == OutboxKind::Notification {
        // an agent's own address is no business of the ticket's, and a failed notification must not make another
        let change = Change { ticket: Some(ticket), what: "notification-failed", became: Some(words), ..Change::default() };
        w.record(&Actor::System.act(now), &change)?;
        return Ok(());
    }
    event_line(w, &Actor::System, ticket, &Event::DeliveryFailed { recipient: recipient.to_string(), words: words.to_owned() }, now)?;
    let what = "delivery-failed";
    w.record(
        &Actor::System.act(now),
        &Change { ticket: Some(ticket), side: row.side, entry: row.entry, what, became: Some(words), ..Change::default() },
    )?;
    w.change_ticket(ticket, &TicketPatch { unread: Some(true), ..TicketPatch::default() }, now)?;
    if let Some(agent) = row.agent {
        tell(w, &Actor::System, agent, NotificationKind::DeliveryFailed, ticket, recipient.as_str(), now)?;
    }
    Ok(())
}
