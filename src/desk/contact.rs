//! What the cards of customers and third parties have in common: who it is, their organization, what agents note about them.

use serde::Serialize;

use crate::model::party::{AnswerTimes, KnownPerson, PartyNote};
use crate::model::{Address, ContactId, Time};
use crate::store::{Change, FailedAddress, OrganizationRow, Store};

use super::{Actor, Desk, DeskError, Right};

/// Most people of an organization whose answers are measured together.
pub(super) const MOST_PEOPLE: u32 = 100;

/// What the desk knows of somebody outside, whatever they have to do with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactCard {
    /// The name that the desk uses; empty when it knows none.
    pub name: String,
    /// Their addresses, the one that was asked for first.
    pub addresses: Vec<Address>,
    /// A colleague with an account.
    pub colleague: bool,
    /// The organization that they belong to.
    pub organization: Option<PartyOrganization>,
    /// Which of their addresses mails could not be delivered to for good.
    pub failures: Vec<FailedAddress>,
    /// What agents have noted, the newest first: the first is what stands now, unless it is empty.
    pub notes: Vec<PartyNote>,
}

impl ContactCard {
    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.address().map_or("", Address::as_str) } else { &self.name }
    }

    /// The address that was asked for.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        self.addresses.first()
    }

    /// What stands as a note now.
    #[must_use]
    pub fn note(&self) -> Option<&PartyNote> {
        self.notes.first().filter(|n| !n.text.is_empty())
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
    /// Notes something about a third party, or about a customer of whom the actor sees a ticket. It is private; what stood there is kept.
    /// Returns what stands there now.
    ///
    /// # Errors
    /// When the actor may not, there is no such person, there is nothing to add, or the store cannot be written.
    pub fn note_contact(&self, actor: &Actor, address: &Address, change: &NoteChange, now: Time) -> Result<Option<String>, DeskError> {
        self.may(actor, Right::Note)?;
        self.store.write(|w| {
            if !w.was_ever_asked(address)? && !self.sees_customer(actor, address)? {
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
            if text != stands {
                w.note_on(contact, &text, actor.agent().map(|a| a.id), now)?;
                w.record(&actor.act(now), &Change { what: "party-note", became: Some(address.as_str()), ..Change::default() })?;
            }
            Ok(Some(text).filter(|t| !t.is_empty()))
        })
    }
}

/// The card of whoever has an address, as far as it goes for everybody; and their row, when the desk knows them.
pub(super) fn card_of(s: &Store, address: &Address) -> Result<(ContactCard, Option<ContactId>), DeskError> {
    let known = s.contact_by_address(address)?;
    let contact = known.as_ref().and_then(|k| k.contact);
    let mut addresses = vec![address.clone()];
    let others = contact.map(|c| s.addresses_of(c)).transpose()?.unwrap_or_default();
    addresses.extend(others.into_iter().filter(|a| a != address));
    let card = ContactCard {
        name: known.map(|k| k.name).unwrap_or_default(),
        colleague: s.agent_by_email(address)?.is_some(),
        organization: contact.map(|c| organization_of(s, c, &addresses)).transpose()?.flatten(),
        failures: contact.map(|c| s.failed_addresses(c)).transpose()?.unwrap_or_default(),
        notes: contact.map(|c| s.notes_on(c)).transpose()?.unwrap_or_default(),
        addresses,
    };
    Ok((card, contact))
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

/// The address of the only one of some people; `None` when there is nobody.
pub(super) fn the_one(found: &[KnownPerson]) -> Result<Option<Address>, DeskError> {
    match found {
        [] => Ok(None),
        [one] => Ok(Some(one.address.clone())),
        several => Err(DeskError::SeveralPeople(several.iter().take(20).map(|p| format!("{} <{}>", p.name, p.address)).collect())),
    }
}
