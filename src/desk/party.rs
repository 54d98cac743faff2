//! Third parties across tickets: the card of each, what agents note about them, and the next answer to read.

use serde::Serialize;

use crate::model::party::{AnswerTimes, KnownPerson, PartyNote, PartySide};
use crate::model::{Address, ContactId, SideId, TicketId, Time};
use crate::store::{Change, FailedAddress, OrganizationRow, Store, Write};

use super::{Actor, Desk, DeskError, Right};

/// Most side conversations on a card.
const MOST_SIDES: u32 = 200;
/// Most people of an organization whose answers are measured together.
pub(super) const MOST_PEOPLE: u32 = 100;

/// Everything that the desk knows of a third party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// The name that the desk uses; empty when it knows none.
    pub name: String,
    /// Their addresses, the one that was asked for first.
    pub addresses: Vec<Address>,
    /// Other names that they have in side conversations.
    pub names: Vec<String>,
    /// A colleague with an account.
    pub colleague: bool,
    /// The organization that they belong to.
    pub organization: Option<PartyOrganization>,
    /// Their side conversations on tickets that the reader sees: open questions, the oldest first, then what is open, then what is done.
    pub sides: Vec<PartySide>,
    /// How long their answers took.
    pub times: AnswerTimes,
    /// Which of their addresses mails could not be delivered to for good.
    pub failures: Vec<FailedAddress>,
    /// What agents have noted, the newest first: the first is what stands now, unless it is empty.
    pub notes: Vec<PartyNote>,
}

impl Party {
    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.addresses.first().map_or("", Address::as_str) } else { &self.name }
    }

    /// What stands as a note now.
    #[must_use]
    pub fn note(&self) -> Option<&PartyNote> {
        self.notes.first().filter(|n| !n.text.is_empty())
    }

    /// How many questions to them have no answer, and since when the oldest waits. Where they are for information only they owe none.
    #[must_use]
    pub fn owed(&self) -> Option<(usize, Time)> {
        let open: Vec<Time> = self.sides.iter().filter(|s| s.rank().0 == 0 && !s.cc).filter_map(|s| s.waiting_since).collect();
        open.iter().min().map(|since| (open.len(), *since))
    }
}

/// An organization, as the cards of its people show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyOrganization {
    /// Its name.
    pub name: String,
    /// The desk asks it.
    pub supplier: bool,
    /// Its domains.
    pub domains: Vec<String>,
    /// Its people, without the one whose card it is.
    pub people: Vec<KnownPerson>,
    /// How long their answers took, all together.
    pub times: AnswerTimes,
}

/// What becomes of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteChange {
    /// A line is added to it.
    Add(String),
    /// It is written anew; an empty text takes it away.
    Write(String),
}

impl Desk {
    /// The third party with an address, or whose name begins like that.
    ///
    /// # Errors
    /// [`DeskError::NoSuchParty`] when there is none, [`DeskError::SeveralParties`] when the name fits several, or the store cannot be read.
    pub fn find_party(&self, who: &str) -> Result<Address, DeskError> {
        let none = || DeskError::NoSuchParty(who.to_owned());
        if let Some(address) = Address::parse(who) {
            return if self.store.was_ever_asked(&address)? { Ok(address) } else { Err(none()) };
        }
        let found = if who.trim().is_empty() { Vec::new() } else { self.store.parties_named(who.trim())? };
        match found.as_slice() {
            [] => Err(none()),
            [one] => Ok(one.address.clone()),
            several => {
                let shown = several.iter().take(20).map(|p| format!("{} <{}>", p.name, p.address)).collect();
                Err(DeskError::SeveralParties(shown))
            }
        }
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
            let known = s.contact_by_address(address)?;
            let contact = known.as_ref().and_then(|k| k.contact);
            let mut addresses = vec![address.clone()];
            let others = contact.map(|c| s.addresses_of(c)).transpose()?.unwrap_or_default();
            addresses.extend(others.into_iter().filter(|a| a != address));
            let (mut names, mut sides) = (Vec::new(), Vec::new());
            for address in &addresses {
                for (name, side) in s.sides_with(address, &sight, MOST_SIDES)? {
                    names.push(name);
                    sides.push(side);
                }
            }
            sides.sort_by_key(PartySide::rank);
            let mut seen = std::collections::HashSet::new();
            sides.retain(|side| seen.insert(side.side));
            let name = known.map(|k| k.name).filter(|n| !n.is_empty()).or_else(|| names.iter().find(|n| !n.is_empty()).cloned()).unwrap_or_default();
            names.retain(|n| !n.is_empty() && *n != name);
            names.sort();
            names.dedup();
            Ok(Party {
                colleague: s.agent_by_email(address)?.is_some(),
                organization: contact.map(|c| organization_of(s, c, &addresses)).transpose()?.flatten(),
                times: s.answer_times(&addresses)?,
                failures: contact.map(|c| s.failed_addresses(c)).transpose()?.unwrap_or_default(),
                notes: contact.map(|c| s.notes_on(c)).transpose()?.unwrap_or_default(),
                name,
                addresses,
                names,
                sides,
            })
        })
    }

    /// Notes something about a third party. It is private; what stood there is kept.
    ///
    /// # Errors
    /// When the actor may not, there is no such third party, there is nothing to add, or the store cannot be written.
    pub fn note_party(&self, actor: &Actor, address: &Address, change: &NoteChange, now: Time) -> Result<(), DeskError> {
        self.may(actor, Right::Note)?;
        self.store.write(|w| {
            if !w.was_ever_asked(address)? {
                return Err(DeskError::NoSuchParty(address.to_string()));
            }
            let contact = w.meet("", address, None, now)?;
            let stands = w.notes_on(contact)?.into_iter().next().map(|n| n.text).unwrap_or_default();
            let text = match change {
                NoteChange::Add(line) if line.trim().is_empty() => return Err(DeskError::Empty),
                NoteChange::Add(line) if stands.is_empty() => line.trim().to_owned(),
                NoteChange::Add(line) => format!("{stands}\n{}", line.trim()),
                NoteChange::Write(text) => text.trim().to_owned(),
            };
            if text == stands {
                return Ok(());
            }
            w.note_on(contact, &text, actor.agent().map(|a| a.id), now)?;
            record(w, actor, "party-note", address, now)
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

fn record(w: &Write<'_>, actor: &Actor, what: &str, address: &Address, now: Time) -> Result<(), DeskError> {
    w.record(&actor.act(now), &Change { what, became: Some(address.as_str()), ..Change::default() })?;
    Ok(())
}

fn organization_of(s: &Store, contact: ContactId, own: &[Address]) -> Result<Option<PartyOrganization>, DeskError> {
    let Some(row) = s.organization_of(contact)? else { return Ok(None) };
    let mut shown = with_people(s, row)?;
    shown.people.retain(|p| !own.contains(&p.address));
    Ok(Some(shown))
}

/// An organization with its people and how long they take.
pub(super) fn with_people(s: &Store, row: OrganizationRow) -> Result<PartyOrganization, DeskError> {
    let people = s.people_of(row.id, MOST_PEOPLE)?;
    let addresses: Vec<Address> = people.iter().map(|p| p.address.clone()).collect();
    Ok(PartyOrganization { times: s.answer_times(&addresses)?, name: row.name, supplier: row.supplier, domains: row.domains, people })
}
