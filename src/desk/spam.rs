//! Spam: a ticket that is marked leaves every working box, and what its requester would begin anew waits in quarantine until a person decides.
//! Nothing is deleted, and taking the mark off lifts all of that.

use crate::model::entry::Event;
use crate::model::placing::MarkedAsSpam;
use crate::model::ticket::TicketHead;
use crate::model::{Address, TicketId, Time};
use crate::store::{Change, StoreError, TicketPatch, Write};

use super::events::happened;
use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// Marks a ticket as spam, or says that it is none.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn mark_spam(&self, actor: &Actor, ticket: TicketId, marked: bool, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            if head.spam != marked {
                change_spam(w, actor, &head, marked, now)?;
            }
            Ok(())
        })
    }
}

pub(super) fn change_spam(w: &Write<'_>, actor: &Actor, head: &TicketHead, marked: bool, now: Time) -> Result<i64, StoreError> {
    w.change_ticket(head.id, &TicketPatch { spam: Some(marked), ..TicketPatch::default() }, now)?;
    let word = |spam: bool| if spam { "yes" } else { "no" };
    let change = Change { what: "spam", was: Some(word(head.spam)), became: Some(word(marked)), ..Change::default() };
    happened(w, actor, head.id, &Event::Spam { marked }, &change, now)
}

/// The ticket of an author's that was marked as spam, under whichever of their addresses.
pub(super) fn marked_before(w: &Write<'_>, author: &Address) -> Result<Option<MarkedAsSpam>, StoreError> {
    let Some(contact) = w.contact_by_address(author)?.and_then(|known| known.contact) else { return Ok(None) };
    Ok(w.spam_of(contact)?.map(|(ticket, by)| MarkedAsSpam { ticket, by }))
}
