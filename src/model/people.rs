//! Agents, teams, customers and third parties.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::status::UnknownWord;
use super::{Address, AgentId, ContactId, TeamId};

/// What an agent may do (PRODUCT 3 and 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads, writes notes, and answers in side conversations that they take part in.
    Light,
    /// Works on tickets of their teams and their own.
    Agent,
    /// Works on every ticket of their teams, and keeps those teams' settings.
    Supervisor,
    /// Everything.
    Admin,
}

impl Role {
    /// All roles, least first.
    pub const ALL: [Role; 4] = [Role::Light, Role::Agent, Role::Supervisor, Role::Admin];

    /// The word in settings, on the command line and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Light => "light",
            Role::Agent => "agent",
            Role::Supervisor => "supervisor",
            Role::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Role {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Role, UnknownWord> {
        let lower = s.trim().to_ascii_lowercase();
        Role::ALL.into_iter().find(|r| r.word() == lower).ok_or(UnknownWord { given: s.to_owned(), expected: "light, agent, supervisor, admin" })
    }
}

/// Someone who uses aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Row.
    pub id: AgentId,
    /// The operating system's user name; also what `@` completes.
    pub login: String,
    /// The name that people see.
    pub name: String,
    /// Where notifications go. Customers never see it.
    pub email: Address,
    /// What they may do.
    pub role: Role,
    /// The teams they are in.
    pub teams: Vec<TeamId>,
    /// Of these teams they are a supervisor.
    pub supervises: Vec<TeamId>,
    /// Whether they take new work.
    pub available: bool,
    /// What is put under their mails.
    pub signature: String,
}

/// An agent as a ticket names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRef {
    /// Row.
    pub id: AgentId,
    /// The operating system's user name.
    pub login: String,
    /// The name that people see.
    pub name: String,
}

/// A team: a box that tickets wait in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Row.
    pub id: TeamId,
    /// Its name, unique without regard to case.
    pub name: String,
}

/// A person outside: a customer or a third party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The contact's row, when the desk knows the person.
    #[serde(skip_serializing, default = "no_contact")]
    pub contact: Option<ContactId>,
    /// Display name; may be empty.
    pub name: String,
    /// The address they wrote from.
    pub email: Address,
}

fn no_contact() -> Option<ContactId> {
    None
}

impl Person {
    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.email.as_str() } else { &self.name }
    }

    /// The first word of the name, for greetings; empty without a name.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or("")
    }
}

/// Someone or something that the composer can offer as a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Display name; may be empty.
    pub name: String,
    /// Address.
    pub email: Address,
    /// What we know of them.
    pub badge: Badge,
}

/// What we know of a suggested recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Badge {
    /// A colleague with an account.
    Agent,
    /// Has been in a side conversation.
    ThirdParty,
    /// Has written as a customer.
    Customer,
}
