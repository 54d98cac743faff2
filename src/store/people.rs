//! Agents, teams, contacts and their addresses; the desk's mailboxes and keys.

use rusqlite::{Row, params};

use super::{Sight, Store, StoreError, Write};
use crate::model::notify::ByMail;
use crate::model::party::KnownPerson;
use crate::model::people::{Agent, Badge, Person, Role, Suggestion, Team};
use crate::model::{Address, AgentId, ContactId, MailboxId, TeamId, Time};

/// A mailbox of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxRow {
    /// Row.
    pub id: MailboxId,
    /// Its address.
    pub address: Address,
    /// The name in From; may be empty.
    pub name: String,
    /// Where its new tickets wait.
    pub team: Option<TeamId>,
    /// Whether `local+detail@domain` reaches it.
    pub plus_addressing: bool,
}

/// A new agent.
#[derive(Clone, Debug)]
pub struct NewAgent<'a> {
    /// The operating system's user name.
    pub login: &'a str,
    /// The name that people see.
    pub name: &'a str,
    /// Where notifications go.
    pub email: &'a Address,
    /// What they may do.
    pub role: Role,
}

/// Who muted a contact.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Muted {
    /// The agent; empty when that is not known.
    pub by: String,
    /// When.
    pub at: Time,
}

/// An address that a mail could not be delivered to for good.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FailedAddress {
    /// The address.
    pub address: Address,
    /// When a server last said so.
    pub at: Time,
    /// The server's words.
    pub words: String,
}

const AGENT: &str = "SELECT a.id, a.login, a.name, a.email, a.role, a.available, a.signature,
    (SELECT group_concat(team_id) FROM team_members m WHERE m.agent_id = a.id),
    (SELECT group_concat(team_id) FROM team_members m WHERE m.agent_id = a.id AND m.supervisor = 1) FROM agents a";

fn agent(r: &Row<'_>) -> rusqlite::Result<Agent> {
    let teams = |i: usize| -> rusqlite::Result<Vec<TeamId>> {
        let list: Option<String> = r.get(i)?;
        Ok(list.iter().flat_map(|l| l.split(',')).filter_map(|n| n.parse().ok().map(TeamId)).collect())
    };
    Ok(Agent {
        id: AgentId(r.get(0)?),
        login: r.get(1)?,
        name: r.get(2)?,
        email: super::entries::address(r, 3)?,
        role: super::entries::parsed(r, 4)?,
        available: r.get(5)?,
        signature: r.get(6)?,
        teams: teams(7)?,
        supervises: teams(8)?,
    })
}

fn mailbox(r: &Row<'_>) -> rusqlite::Result<MailboxRow> {
    Ok(MailboxRow {
        id: MailboxId(r.get(0)?),
        address: super::entries::address(r, 1)?,
        name: r.get(2)?,
        team: r.get::<_, Option<i64>>(3)?.map(TeamId),
        plus_addressing: r.get(4)?,
    })
}

impl Store {
    /// The agents who have not left, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agents(&self) -> Result<Vec<Agent>, StoreError> {
        self.rows("reading the agents", &format!("{AGENT} WHERE a.disabled_at IS NULL ORDER BY a.name COLLATE NOCASE"), [], agent)
    }

    /// The agent with a login.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agent_by_login(&self, login: &str) -> Result<Option<Agent>, StoreError> {
        self.row("looking up an agent", &format!("{AGENT} WHERE a.login = ?1 AND a.disabled_at IS NULL"), [login], agent)
    }

    /// Whether an agent has that login, also one who has left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_login(&self, login: &str) -> Result<bool, StoreError> {
        Ok(self.row("looking up an agent", "SELECT 1 FROM agents WHERE login = ?1", [login], |_| Ok(()))?.is_some())
    }

    /// The agent with a number, also one who has left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agent(&self, id: AgentId) -> Result<Option<Agent>, StoreError> {
        self.row("looking up an agent", &format!("{AGENT} WHERE a.id = ?1"), [id.0], agent)
    }

    /// The agent whose private address this is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agent_by_email(&self, email: &Address) -> Result<Option<Agent>, StoreError> {
        self.row("looking up an agent", &format!("{AGENT} WHERE a.email = ?1 AND a.disabled_at IS NULL"), [email.as_str()], agent)
    }

    /// Access to the waiting box where an agent has one of their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waiting_box_of(&self, id: AgentId) -> Result<Option<bool>, StoreError> {
        Ok(self.row("looking up an agent", "SELECT waiting_box FROM agents WHERE id = ?1", [id.0], |r| r.get::<_, Option<bool>>(0))?.flatten())
    }

    /// The teams, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn teams(&self) -> Result<Vec<Team>, StoreError> {
        self.rows("reading the teams", "SELECT id, name FROM teams ORDER BY name", [], |r| Ok(Team { id: TeamId(r.get(0)?), name: r.get(1)? }))
    }

    /// The desk's mailboxes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mailboxes(&self) -> Result<Vec<MailboxRow>, StoreError> {
        self.rows("reading the mailboxes", "SELECT id, address, name, team_id, plus_addressing FROM mailboxes ORDER BY id", [], mailbox)
    }

    /// The signing keys, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn keys(&self) -> Result<Vec<(u32, Vec<u8>)>, StoreError> {
        self.rows("reading the signing keys", "SELECT id, secret FROM keys ORDER BY id", [], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// The contact with an address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn contact_by_address(&self, address: &Address) -> Result<Option<Person>, StoreError> {
        self.row(
            "looking up a contact",
            "SELECT c.id, c.name FROM contact_addresses x JOIN contacts c ON c.id = x.contact_id WHERE x.address = ?1",
            [address.as_str()],
            |r| Ok(Person { contact: Some(ContactId(r.get(0)?)), name: r.get(1)?, email: address.clone() }),
        )
    }

    /// The addresses of a contact.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn addresses_of(&self, contact: ContactId) -> Result<Vec<Address>, StoreError> {
        self.rows("looking up a contact", "SELECT address FROM contact_addresses WHERE contact_id = ?1 ORDER BY address", [contact.0], |r| {
            super::entries::address(r, 0)
        })
    }

    /// The addresses of a contact that mails could not be delivered to for good.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn failed_addresses(&self, contact: ContactId) -> Result<Vec<FailedAddress>, StoreError> {
        self.rows(
            "looking up a contact",
            "SELECT address, failed_at, failure FROM contact_addresses WHERE contact_id = ?1 AND failed_at IS NOT NULL ORDER BY failed_at DESC",
            [contact.0],
            |r| {
                let words: Option<String> = r.get(2)?;
                Ok(FailedAddress { address: super::entries::address(r, 0)?, at: Time(r.get(1)?), words: words.unwrap_or_default() })
            },
        )
    }

    /// Whether a contact is muted: nothing automatic is sent to them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_muted(&self, contact: ContactId) -> Result<bool, StoreError> {
        Ok(self.row("looking up a contact", "SELECT muted FROM contacts WHERE id = ?1", [contact.0], |r| r.get(0))?.unwrap_or(false))
    }

    /// Who muted a contact, and when; `None` for one who is not muted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn muted(&self, contact: ContactId) -> Result<Option<Muted>, StoreError> {
        let sql = "SELECT coalesce(a.name, ''), coalesce(c.muted_at, c.created_at) FROM contacts c LEFT JOIN agents a ON a.id = c.muted_by
                   WHERE c.id = ?1 AND c.muted = 1";
        self.row("looking up a contact", sql, [contact.0], |r| Ok(Muted { by: r.get(0)?, at: Time(r.get(1)?) }))
    }

    /// Customers whose name begins with some text and of whom somebody sees a ticket, each with one address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn customers_named(&self, prefix: &str, sight: &Sight) -> Result<Vec<KnownPerson>, StoreError> {
        let end = format!("{prefix}\u{10ffff}");
        let sql = format!(
            "SELECT c.name, (SELECT min(x.address) FROM contact_addresses x WHERE x.contact_id = c.id) FROM contacts c
             WHERE c.name >= ?1 COLLATE NOCASE AND c.name < ?2 COLLATE NOCASE
               AND EXISTS (SELECT 1 FROM tickets t WHERE t.requester_id = c.id AND {}) ORDER BY c.name COLLATE NOCASE LIMIT 50",
            sight.condition()
        );
        self.rows("looking for customers", &sql, [prefix, &end], |r| Ok(KnownPerson { name: r.get(0)?, address: super::entries::address(r, 1)? }))
    }

    /// Which notifications an agent gets by mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notify_of(&self, agent: AgentId) -> Result<ByMail, StoreError> {
        let found = self.row("looking up an agent", "SELECT notify FROM agents WHERE id = ?1", [agent.0], |r| super::entries::json(r, 0))?;
        Ok(found.flatten().unwrap_or_default())
    }

    /// People whose name or address begins with some text: agents (also by a later word of the name), third parties (also by the domain), customers;
    /// twelve at the most.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn suggest_people(&self, prefix: &str) -> Result<Vec<Suggestion>, StoreError> {
        let prefix = prefix.trim().to_lowercase();
        let end = format!("{prefix}\u{10ffff}");
        let mut out = self.rows(
            "looking for agents",
            "SELECT name, email FROM agents a WHERE disabled_at IS NULL AND (email LIKE ?1 OR login LIKE ?1 OR name LIKE ?1 OR name LIKE ?2) ORDER BY name LIMIT 6",
            [format!("{}%", like(&prefix)), format!("% {}%", like(&prefix))],
            |r| Ok(Suggestion { name: r.get(0)?, email: super::entries::address(r, 1)?, badge: Badge::Agent }),
        )?;
        let third_party = |r: &Row<'_>| Ok(Suggestion { name: r.get(0)?, email: super::entries::address(r, 1)?, badge: Badge::ThirdParty });
        let mut third = Vec::new();
        for key in ["p.address", "p.name COLLATE NOCASE", "substr(p.address, instr(p.address, '@') + 1)"] {
            let sql = format!("SELECT p.name, p.address FROM side_participants p WHERE {key} >= ?1 AND {key} < ?2 ORDER BY {key} LIMIT 20");
            third.extend(self.rows("looking for third parties", &sql, [&prefix, &end], third_party)?);
        }
        let customer = |r: &Row<'_>| Ok(Suggestion { name: r.get(0)?, email: super::entries::address(r, 1)?, badge: Badge::Customer });
        let mut customers = self.rows(
            "looking for contacts",
            "SELECT c.name, x.address FROM contact_addresses x JOIN contacts c ON c.id = x.contact_id WHERE x.address >= ?1 AND x.address < ?2 ORDER BY x.address LIMIT 6",
            [&prefix, &end],
            customer,
        )?;
        customers.extend(self.rows(
            "looking for contacts",
            "SELECT c.name, x.address FROM contacts c JOIN contact_addresses x ON x.contact_id = c.id
             WHERE c.name >= ?1 COLLATE NOCASE AND c.name < ?2 COLLATE NOCASE ORDER BY c.name COLLATE NOCASE LIMIT 6",
            [&prefix, &end],
            customer,
        )?);
        for s in third.into_iter().chain(customers) {
            if !out.iter().any(|o| o.email == s.email) {
                out.push(s);
            }
        }
        out.truncate(12);
        Ok(out)
    }
}

fn like(text: &str) -> String {
    text.replace(['%', '_'], "")
}

impl Write<'_> {
    /// Adds an agent.
    ///
    /// # Errors
    /// When the database cannot be written, or the login or address is taken.
    pub fn add_agent(&self, new: &NewAgent<'_>, now: Time) -> Result<AgentId, StoreError> {
        let id = self.insert(
            "adding an agent",
            "INSERT INTO agents (login, name, email, role, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![new.login, new.name, new.email.as_str(), new.role.word(), now.0],
        )?;
        Ok(AgentId(id))
    }

    /// Adds a team, or finds the one with that name.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_team(&self, name: &str, now: Time) -> Result<TeamId, StoreError> {
        self.run("adding a team", "INSERT OR IGNORE INTO teams (name, created_at) VALUES (?1, ?2)", params![name, now.0])?;
        let id = self.row("adding a team", "SELECT id FROM teams WHERE name = ?1", [name], |r| r.get(0))?;
        id.map(TeamId).ok_or_else(|| StoreError::broken("adding a team", "it is not there"))
    }

    /// Puts an agent into a team.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn join_team(&self, team: TeamId, agent: AgentId, supervisor: bool) -> Result<(), StoreError> {
        self.run(
            "adding a member to a team",
            "INSERT INTO team_members (team_id, agent_id, supervisor) VALUES (?1, ?2, ?3)
             ON CONFLICT (team_id, agent_id) DO UPDATE SET supervisor = excluded.supervisor",
            params![team.0, agent.0, supervisor],
        )?;
        Ok(())
    }

    /// Sets what is put under an agent's mails.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_signature(&self, agent: AgentId, signature: &str) -> Result<(), StoreError> {
        self.run("setting a signature", "UPDATE agents SET signature = ?2 WHERE id = ?1", params![agent.0, signature])?;
        Ok(())
    }

    /// Sets which notifications an agent gets by mail.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_notify(&self, agent: AgentId, set: &ByMail) -> Result<(), StoreError> {
        let set = super::entries::to_json(set)?;
        self.run("setting what an agent is told by mail", "UPDATE agents SET notify = ?2 WHERE id = ?1", params![agent.0, set])?;
        Ok(())
    }

    /// Mutes a contact, or ends that. False when it was so already.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_muted(&self, contact: ContactId, muted: bool, by: Option<AgentId>, now: Time) -> Result<bool, StoreError> {
        let (at, by) = if muted { (Some(now.0), by.map(|a| a.0)) } else { (None, None) };
        let sql = "UPDATE contacts SET muted = ?2, muted_at = ?3, muted_by = ?4 WHERE id = ?1 AND muted <> ?2";
        Ok(self.run("muting a contact", sql, params![contact.0, muted, at, by])? > 0)
    }

    /// Adds a mailbox, or brings the one with that address up to date.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_mailbox(&self, address: &Address, name: &str, team: Option<TeamId>, plus: bool, now: Time) -> Result<MailboxId, StoreError> {
        self.run(
            "setting up a mailbox",
            "INSERT INTO mailboxes (address, name, team_id, plus_addressing, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (address) DO UPDATE SET name = excluded.name, team_id = excluded.team_id, plus_addressing = excluded.plus_addressing",
            params![address.as_str(), name, team.map(|t| t.0), plus, now.0],
        )?;
        let id = self.row("setting up a mailbox", "SELECT id FROM mailboxes WHERE address = ?1", [address.as_str()], |r| r.get(0))?;
        id.map(MailboxId).ok_or_else(|| StoreError::broken("setting up a mailbox", "it is not there"))
    }

    /// Adds a signing key; it signs from now on.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_key(&self, secret: &[u8], now: Time) -> Result<(), StoreError> {
        self.insert("adding a signing key", "INSERT INTO keys (secret, created_at) VALUES (?1, ?2)", params![secret, now.0])?;
        Ok(())
    }

    /// The contact with an address, made when there is none. A name that was missing is filled in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn meet(&self, name: &str, address: &Address, language: Option<&str>, now: Time) -> Result<ContactId, StoreError> {
        const DOING: &str = "keeping a contact";
        if let Some(known) = self.contact_by_address(address)?
            && let Some(id) = known.contact
        {
            if known.name.is_empty() && !name.is_empty() {
                self.run(DOING, "UPDATE contacts SET name = ?2 WHERE id = ?1", params![id.0, name])?;
            }
            return Ok(id);
        }
        let organization =
            self.row(DOING, "SELECT organization_id FROM organization_domains WHERE domain = ?1", [address.domain()], |r| r.get::<_, i64>(0))?;
        let id = self.insert(
            DOING,
            "INSERT INTO contacts (name, organization_id, language, created_at) VALUES (?1, ?2, ?3, ?4)",
            params![name, organization, language, now.0],
        )?;
        self.insert(DOING, "INSERT INTO contact_addresses (address, contact_id) VALUES (?1, ?2)", params![address.as_str(), id])?;
        Ok(ContactId(id))
    }

    /// Notes a permanent delivery failure on an address.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_failure(&self, address: &Address, words: &str, now: Time) -> Result<(), StoreError> {
        self.run(
            "noting a delivery failure",
            "UPDATE contact_addresses SET failed_at = ?2, failure = ?3 WHERE address = ?1",
            params![address.as_str(), now.0, words],
        )?;
        Ok(())
    }
}
