//! A person quotes a message across: the customer's into a side conversation, or a third party's for the customer. Nothing else ever carries
//! a text over that border, and the history says who did and which way.

use crate::model::entry::{Event, FileRef};
use crate::model::outgoing::{CustomerText, OutgoingFile, SideText};
use crate::model::side::{Participant, SideMessage};
use crate::model::{Address, EntryId, Mailbox, SideId, SideMessageId, TicketId, Time};
use crate::store::Change;

use super::events::happened;
use super::{Actor, Desk, DeskError, Right};

/// Whether the customer is told who the third party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Naming {
    /// Names and addresses are left out.
    #[default]
    LeftOut,
    /// As it was written.
    Kept,
}

impl Desk {
    /// What the customer or the desk wrote in public, as a quote for a side conversation of its ticket.
    ///
    /// # Errors
    /// When the actor may not open a side conversation there, it is no public message of that ticket ([`DeskError::NotQuotable`]), or the store
    /// cannot be written.
    pub fn quote_for_side(&self, actor: &Actor, ticket: TicketId, entry: EntryId, now: Time) -> Result<String, DeskError> {
        self.store.write(|w| {
            self.allowed(actor, Right::OpenSide, ticket)?;
            let (_, found) = w.entry(entry)?.filter(|(of, e)| *of == ticket && e.kind.is_public()).ok_or(DeskError::NotQuotable)?;
            let change = Change { ticket: Some(ticket), entry: Some(entry), what: "quoted-for-side", ..Change::default() };
            w.record(&actor.act(now), &change)?;
            Ok(CustomerText::public(found.body.new_text()).quoted_across())
        })
    }

    /// The files of a public message, to go with its quote.
    ///
    /// # Errors
    /// When the actor may not see the ticket, it is no public message of it, or the store cannot be read.
    pub fn files_of_entry(&self, actor: &Actor, ticket: TicketId, entry: EntryId) -> Result<Vec<OutgoingFile>, DeskError> {
        let whole = self.ticket(actor, ticket)?;
        let found = whole.entries.into_iter().find(|e| e.id == entry && e.kind.is_public()).ok_or(DeskError::NotQuotable)?;
        let read = |file: &FileRef| {
            let (name, media_type, bytes) = self.file(actor, file.id)?;
            Ok(OutgoingFile { name, media_type, bytes })
        };
        found.files.iter().map(read).collect()
    }

    /// A message of a side conversation as a quote for the customer; without a message, the newest that a third party wrote. The ticket's
    /// timeline says so.
    ///
    /// # Errors
    /// When the actor may not answer the customer, there is no such message, or the store cannot be written.
    pub fn quote_for_customer(
        &self,
        actor: &Actor,
        side: SideId,
        message: Option<SideMessageId>,
        naming: Naming,
        now: Time,
    ) -> Result<(TicketId, String), DeskError> {
        self.store.write(|w| {
            let head = self.visible_side(actor, side)?;
            self.allowed(actor, Right::Work, head.ticket)?;
            let messages = w.side_messages(side)?;
            let found = match message {
                Some(id) => messages.iter().find(|m| m.id == id).ok_or(DeskError::NoSuchMessage(id))?,
                None => messages.iter().rfind(|m| m.came_in()).ok_or(DeskError::NoAnswerYet(side))?,
            };
            let left_out = match naming {
                Naming::LeftOut => third_parties(&w.participants(side)?, &messages),
                Naming::Kept => Vec::new(),
            };
            let who = found.author.shown().to_owned();
            let event = Event::SideQuoted { side, subject: head.subject, who, named: naming == Naming::Kept };
            happened(w, actor, head.ticket, &event, &Change { what: "quoted-for-customer", ..Change::default() }, now)?;
            let text = SideText::of(side, found.body.new_text());
            Ok((head.ticket, text.quoted_across_without(&left_out)))
        })
    }
}

/// Whoever takes part or ever wrote, but for the desk's own people.
fn third_parties(participants: &[Participant], messages: &[SideMessage]) -> Vec<Mailbox> {
    let take_part = participants.iter().filter(|p| !p.is_agent).map(|p| Mailbox::new(p.name.clone(), p.email.clone()));
    let wrote = messages.iter().filter(|m| m.came_in() && m.author.agent.is_none());
    let wrote = wrote.filter_map(|m| Some(Mailbox::new(m.author.name.clone(), Address::parse(&m.author.email)?)));
    take_part.chain(wrote).collect()
}
