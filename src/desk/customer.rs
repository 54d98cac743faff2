//! Customers across tickets: the card of each. What one may not see of them is not on it, and of whom one sees no ticket there is none.

use serde::Serialize;

use crate::model::ticket::TicketHead;
use crate::model::{Address, TicketId, Time};
use crate::store::{Change, Muted};

use super::contact::{ContactCard, card_of, the_one};
use super::{Actor, Desk, DeskError, Right};

/// Most tickets on a card.
const MOST_TICKETS: u32 = 200;

/// Everything that the desk knows of a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Customer {
    /// Who it is.
    #[serde(flatten)]
    pub contact: ContactCard,
    /// Nothing automatic goes to them, and nobody is told what they write; who said so.
    pub muted: Option<Muted>,
    /// Their tickets that the reader sees, the newest first.
    pub tickets: Vec<TicketHead>,
}

impl Desk {
    /// The customer with an address, of a ticket (`42`, `#42`), or whose name begins like that.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCustomer`] when the actor sees no such one, [`DeskError::SeveralPeople`] when the name fits several, or the store cannot be
    /// read.
    pub fn find_customer(&self, actor: &Actor, who: &str) -> Result<Address, DeskError> {
        let who = who.trim();
        if let Some(address) = Address::parse(who) {
            return Ok(address);
        }
        if let Ok(number) = who.strip_prefix('#').unwrap_or(who).parse() {
            return Ok(self.visible(actor, TicketId(number))?.requester.email);
        }
        let found = if who.is_empty() { Vec::new() } else { self.store.customers_named(who, &self.sight(actor)?)? };
        the_one(&found)?.ok_or_else(|| DeskError::NoSuchCustomer(who.to_owned()))
    }

    /// The card of a customer.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCustomer`] when the actor sees no ticket of theirs, or the store cannot be read.
    pub fn customer(&self, actor: &Actor, address: &Address) -> Result<Customer, DeskError> {
        let sight = self.sight(actor)?;
        self.store.read(|s| {
            let (contact, id) = card_of(s, address)?;
            let tickets = id.map(|c| s.tickets_seen_of(c, &sight, MOST_TICKETS)).transpose()?.unwrap_or_default();
            if tickets.is_empty() {
                return Err(DeskError::NoSuchCustomer(address.to_string()));
            }
            Ok(Customer { contact, muted: id.map(|c| s.muted(c)).transpose()?.flatten(), tickets })
        })
    }

    /// Whether the actor sees a ticket of whoever has an address.
    pub(super) fn sees_customer(&self, actor: &Actor, address: &Address) -> Result<bool, DeskError> {
        let Some(contact) = self.store.contact_by_address(address)?.and_then(|p| p.contact) else { return Ok(false) };
        Ok(!self.store.tickets_seen_of(contact, &self.sight(actor)?, 1)?.is_empty())
    }

    /// Mutes a ticket's requester, or ends that: nothing automatic is sent to who is muted, and nobody is notified of what they write.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn mute(&self, actor: &Actor, ticket: TicketId, muted: bool, now: Time) -> Result<(), DeskError> {
        self.store.write(|w| {
            let head = self.allowed(actor, Right::Work, ticket)?;
            if let Some(contact) = head.requester.contact
                && w.set_muted(contact, muted, actor.agent().map(|a| a.id), now)?
            {
                let what = if muted { "mute" } else { "unmute" };
                w.record(&actor.act(now), &Change { ticket: Some(ticket), what, ..Change::default() })?;
            }
            Ok(())
        })
    }
}
