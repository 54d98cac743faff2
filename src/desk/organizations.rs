//! Organizations: which there are, which of them are suppliers, and who belongs to them.

use crate::model::free_mail::is_free_mail;
use crate::model::{Address, Time};
use crate::store::{Change, OrganizationRow, Write};

use super::contact::{PartyOrganization, with_people};
use super::{Actor, Desk, DeskError, Right};

/// What is said about an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationChange {
    /// Its name. One that there is not is added.
    pub name: String,
    /// Whether the desk asks it; `None` leaves that as it is.
    pub supplier: Option<bool>,
    /// More domains: who writes from there belongs to it.
    pub domains: Vec<String>,
    /// More people, wherever they write from.
    pub people: Vec<Address>,
}

impl Desk {
    /// Every organization with its people, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn organizations(&self) -> Result<Vec<OrganizationRow>, DeskError> {
        Ok(self.store.organizations()?)
    }

    /// An organization with its people and how long their answers took.
    ///
    /// # Errors
    /// [`DeskError::NoSuchOrganization`] when there is none, or the store cannot be read.
    pub fn organization(&self, name: &str) -> Result<PartyOrganization, DeskError> {
        self.store.read(|s| {
            let row = s.organization_named(name.trim())?.ok_or_else(|| DeskError::NoSuchOrganization(name.to_owned()))?;
            with_people(s, row)
        })
    }

    /// Says what an organization is: whether it is a supplier, its domains, its people.
    ///
    /// # Errors
    /// When the actor may not, a domain is none, is one at which anybody has an address, or is another organization's, a person is not known,
    /// or the store cannot be written. Nothing is changed then.
    pub fn change_organization(&self, actor: &Actor, change: &OrganizationChange, now: Time) -> Result<(), DeskError> {
        self.may(actor, Right::Organizations)?;
        let name = change.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(DeskError::NoSuchOrganization(change.name.clone()));
        }
        self.store.write(|w| {
            let id = match w.organization_named(&name)? {
                Some(row) => row.id,
                None => w.add_organization(&name, now)?,
            };
            for domain in &change.domains {
                let domain = domain_of(domain)?;
                match w.organization_at(&domain)? {
                    Some(row) if row.id == id => {}
                    Some(row) => return Err(DeskError::DomainTaken { domain, by: row.name }),
                    None => w.add_domain(id, &domain)?,
                }
            }
            for person in &change.people {
                let contact = w.contact_by_address(person)?.and_then(|p| p.contact).ok_or_else(|| DeskError::NoSuchParty(person.to_string()))?;
                w.set_organization(contact, Some(id))?;
            }
            if let Some(supplier) = change.supplier {
                w.set_supplier(id, supplier)?;
            }
            record(w, actor, &name, now)
        })
    }
}

fn record(w: &Write<'_>, actor: &Actor, name: &str, now: Time) -> Result<(), DeskError> {
    w.record(&actor.act(now), &Change { what: "organization", became: Some(name), ..Change::default() })?;
    Ok(())
}

/// A domain that can be an organization's, as addresses have it: `acme.example`, also written `@acme.example`.
fn domain_of(text: &str) -> Result<String, DeskError> {
    let bare = text.trim().trim_start_matches('@');
    let domain = Address::parse(&format!("x@{bare}"))
        .filter(|_| bare.contains('.') && !bare.contains('@'))
        .ok_or_else(|| DeskError::NoDomain(text.to_owned()))?;
    if is_free_mail(domain.domain()) { Err(DeskError::FreeMail(domain.domain().to_owned())) } else { Ok(domain.domain().to_owned()) }
}
