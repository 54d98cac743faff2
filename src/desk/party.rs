//! Third parties across tickets: the card of each, and the next answer to read.

use serde::Serialize;

use crate::model::party::{AnswerTimes, PartySide};
use crate::model::{Address, SideId, TicketId, Time};

use super::contact::{ContactCard, card_of};
use super::{Actor, Desk, DeskError};

/// Most side conversations on a card.
const MOST_SIDES: u32 = 200;

/// Everything that the desk knows of a third party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// Who it is.
    #[serde(flatten)]
    pub contact: ContactCard,
    /// Other names that they have in side conversations.
    pub names: Vec<String>,
    /// Their side conversations on tickets that the reader sees: open questions, the oldest first, then what is open, then what is done.
    pub sides: Vec<PartySide>,
    /// How long their answers took.
    pub times: AnswerTimes,
}

impl Party {
    /// How many questions to them have no answer, and since when the oldest waits. Where they are for information only they owe none.
    #[must_use]
    pub fn owed(&self) -> Option<(usize, Time)> {
        let open: Vec<Time> = self.sides.iter().filter(|s| s.rank().0 == 0 && !s.cc).filter_map(|s| s.waiting_since).collect();
        open.iter().min().map(|since| (open.len(), *since))
    }
}

impl Desk {
    /// The third party with an address, or whose name begins like that.
    ///
    /// # Errors
    /// [`DeskError::NoSuchParty`] when there is none, [`DeskError::SeveralPeople`] when the name fits several, or the store cannot be read.
    pub fn find_party(&self, who: &str) -> Result<Address, DeskError> {
        let none = || DeskError::NoSuchParty(who.to_owned());
        if let Some(address) = Address::parse(who) {
            return if self.store.was_ever_asked(&address)? { Ok(address) } else { Err(none()) };
        }
        let found = if who.trim().is_empty() { Vec::new() } else { self.store.parties_named(who.trim())? };
        super::contact::the_one(&found)?.ok_or_else(none)
    }

    /// The card of a third party.
    ///
    /// # Errors
    /// [`DeskError::NoSuchParty`] when the address was never in a side conversation, or the store cannot be read.
    pub fn party(&self, actor: &Actor, address: &Address) -> Result<Party, DeskError> {
        let sight = self.sight(actor)?;
        self.store.read(|s| {
            if !s.was_ever_asked(address)? {
                return Err(DeskError::NoSuchParty(address.to_string()));
            }
            let (mut contact, _) = card_of(s, address)?;
            let (mut names, mut sides) = (Vec::new(), Vec::new());
            for address in &contact.addresses {
                for (name, side) in s.sides_with(address, &sight, MOST_SIDES)? {
                    names.push(name);
                    sides.push(side);
                }
            }
            sides.sort_by_key(PartySide::rank);
            let mut seen = std::collections::HashSet::new();
            sides.retain(|side| seen.insert(side.side));
            names.retain(|n| !n.is_empty());
            if contact.name.is_empty() {
                contact.name = names.first().cloned().unwrap_or_default();
            }
            names.retain(|n| *n != contact.name);
            names.sort();
            names.dedup();
            Ok(Party { times: s.answer_times(&contact.addresses)?, contact, names, sides })
        })
    }

    /// The next side conversation with an unread answer that concerns the actor: their own tickets first, then their teams', then where they
    /// take part; in each the answer that has waited longest. `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_unread_answer(&self, actor: &Actor) -> Result<Option<(TicketId, SideId)>, DeskError> {
        let Some(agent) = actor.agent() else { return Ok(None) };
        Ok(self.store.next_unread_side(agent.id, &agent.teams, &self.sight(actor)?)?)
    }
}
