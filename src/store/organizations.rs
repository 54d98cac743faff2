//! Organizations: their domains and their people.

use rusqlite::{Row, params};

use super::{Store, StoreError, Write};
use crate::model::party::KnownPerson;
use crate::model::{ContactId, OrganizationId, Time};

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationRow {
    /// Row.
    pub id: OrganizationId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// The desk asks it.
    pub supplier: bool,
    /// Its domains: who writes from there belongs to it.
    pub domains: Vec<String>,
}

fn organization(r: &Row<'_>) -> rusqlite::Result<OrganizationRow> {
    let domains: Option<String> = r.get(3)?;
    Ok(OrganizationRow {
        id: OrganizationId(r.get(0)?),
        name: r.get(1)?,
        supplier: r.get(2)?,
        domains: domains.iter().flat_map(|d| d.split(' ')).map(str::to_owned).collect(),
    })
}

const ORGANIZATION: &str = "SELECT o.id, o.name, o.supplier,
    (SELECT group_concat(d.domain, ' ') FROM organization_domains d WHERE d.organization_id = o.id) FROM organizations o";

impl Store {
    /// Every organization, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn organizations(&self) -> Result<Vec<OrganizationRow>, StoreError> {
        self.rows("reading the organizations", &format!("{ORGANIZATION} ORDER BY o.name"), [], organization)
    }

    /// The organization with a name, compared without regard to case.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn organization_named(&self, name: &str) -> Result<Option<OrganizationRow>, StoreError> {
        self.row("looking up an organization", &format!("{ORGANIZATION} WHERE o.name = ?1"), [name], organization)
    }

    /// The organization that a contact belongs to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn organization_of(&self, contact: ContactId) -> Result<Option<OrganizationRow>, StoreError> {
        let sql = format!("{ORGANIZATION} WHERE o.id = (SELECT organization_id FROM contacts WHERE id = ?1)");
        self.row("looking up an organization", &sql, [contact.0], organization)
    }

    /// Whose a domain is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn organization_at(&self, domain: &str) -> Result<Option<OrganizationRow>, StoreError> {
        let sql = format!("{ORGANIZATION} WHERE o.id = (SELECT organization_id FROM organization_domains WHERE domain = ?1)");
        self.row("looking up an organization", &sql, [domain], organization)
    }

    /// People of an organization, each with their addresses, those that came first to the desk first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn people_of(&self, organization: OrganizationId, limit: u32) -> Result<Vec<KnownPerson>, StoreError> {
        self.rows(
            "reading the people of an organization",
            "SELECT c.name, x.address FROM contacts c JOIN contact_addresses x ON x.contact_id = c.id WHERE c.organization_id = ?1 ORDER BY c.id LIMIT ?2",
            params![organization.0, limit],
            |r| Ok(KnownPerson { name: r.get(0)?, address: super::entries::address(r, 1)? }),
        )
    }
}

impl Write<'_> {
    /// Adds an organization.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn add_organization(&self, name: &str, now: Time) -> Result<OrganizationId, StoreError> {
        let id = self.insert("adding an organization", "INSERT INTO organizations (name, created_at) VALUES (?1, ?2)", params![name, now.0])?;
        Ok(OrganizationId(id))
    }

    /// Marks an organization as one that the desk asks, or not any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_supplier(&self, organization: OrganizationId, supplier: bool) -> Result<(), StoreError> {
        self.run("marking a supplier", "UPDATE organizations SET supplier = ?2 WHERE id = ?1", params![organization.0, supplier])?;
        Ok(())
    }

    /// Gives an organization a domain: who writes from there belongs to it from now on, and so do those who have written and belong to none.
    ///
    /// # Errors
    /// When the database cannot be written, or the domain is another's.
    pub fn add_domain(&self, organization: OrganizationId, domain: &str) -> Result<(), StoreError> {
        const DOING: &str = "giving an organization a domain";
        self.run(DOING, "INSERT INTO organization_domains (domain, organization_id) VALUES (?1, ?2)", params![domain, organization.0])?;
        self.run(
            DOING,
            "UPDATE contacts SET organization_id = ?2 WHERE organization_id IS NULL
               AND id IN (SELECT contact_id FROM contact_addresses x WHERE substr(x.address, instr(x.address, '@') + 1) = ?1)",
            params![domain, organization.0],
        )?;
        Ok(())
    }

    /// Puts a contact into an organization, or into none.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_organization(&self, contact: ContactId, organization: Option<OrganizationId>) -> Result<(), StoreError> {
        let sql = "UPDATE contacts SET organization_id = ?2 WHERE id = ?1";
        self.run("putting a contact into an organization", sql, params![contact.0, organization.map(|o| o.0)])?;
        Ok(())
    }
}
