//! Agents as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Item, Kind, Known, Placed, Section, Written, numbered};
use crate::model::Address;
use crate::model::people::Role;
use crate::model::written::{Mistake, Wrong, one_line, one_of, told, yes};
use crate::words::Language;

/// Someone who uses aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgentItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// The operating system's user name.
    pub login: String,
    /// The name that people see.
    pub name: String,
    /// Where notifications go. Customers never see it.
    pub email: Address,
    /// What they may do.
    pub role: Role,
    /// Names of their teams, sorted.
    pub teams: Vec<String>,
    /// Of these teams they are a supervisor.
    pub supervises: Vec<String>,
    /// Access to the waiting box; `None` as their role has it.
    pub waiting_box: Option<bool>,
    /// Whether they take new work.
    pub available: bool,
    /// What they are written in; `None` for the desk's language.
    pub language: Option<Language>,
    /// They use aside no more.
    pub disabled: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    agent: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    login: Spanned<String>,
    #[serde(deserialize_with = "one_line")]
    name: String,
    email: Spanned<Address>,
    role: Role,
    #[serde(default)]
    teams: Vec<Spanned<String>>,
    #[serde(default)]
    supervises: Vec<Spanned<String>>,
    waiting_box: Option<bool>,
    #[serde(default = "yes")]
    available: bool,
    language: Option<Language>,
    #[serde(default)]
    disabled: bool,
}

impl Item for AgentItem {
    const KIND: Kind = Kind::Agents;
    const SECTION: &'static str = "agent";
    const EXAMPLE: &'static str = "login = \"eva\"\nname = \"Eva Luz\"\nemail = \"eva@example.com\"\nrole = \"agent\"\nteams = [\"Billing\"]";
    numbered!();

    fn key(&self) -> String {
        self.login.clone()
    }

    fn called(&self) -> &str {
        &self.login
    }

    fn show(&self, section: &mut Section<'_>) {
        section.id(self.id);
        section.text("login", &self.login);
        section.text("name", &self.name);
        section.text("email", self.email.as_str());
        section.text("role", self.role.word());
        section.list("teams", &self.teams);
        section.list("supervises", &self.supervises);
        if let Some(access) = self.waiting_box {
            section.flag("waiting_box", access);
        }
        section.flag("available", self.available);
        section.text_if_any("language", self.language.map_or("", Language::tag));
        if self.disabled {
            section.flag("disabled", true);
        }
    }

    fn read(text: &str, known: &Known) -> Result<Written<AgentItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items: Vec<Placed<AgentItem>> = Vec::with_capacity(raw.agent.len());
        for spanned in raw.agent {
            let at = spanned.span().start;
            let email = spanned.get_ref().email.clone();
            let item = agent(spanned.into_inner(), known)?;
            if items.iter().any(|other| other.item.email == item.email) {
                return Err(Wrong::at(email.span().start, Mistake::Said("settings-email-twice", vec![("given", item.email.to_string())])));
            }
            items.push(Placed { at, item });
        }
        Ok(Written { version: raw.version, items })
    }
}

fn agent(raw: Raw, known: &Known) -> Result<AgentItem, Wrong> {
    let login = raw.login.get_ref();
    if login.is_empty() || login.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | ':')) {
        return Err(Wrong::at(raw.login.span().start, Mistake::Said("settings-login", vec![("given", login.clone())])));
    }
    if known.mailboxes.contains(&raw.email.get_ref().split_detail().0) {
        let given = raw.email.get_ref().to_string();
        return Err(Wrong::at(raw.email.span().start, Mistake::Said("settings-own-address", vec![("given", given)])));
    }
    let mut teams = named(&raw.teams, &known.teams)?;
    let supervises = named(&raw.supervises, &known.teams)?;
    teams.extend(supervises.iter().filter(|s| !teams.contains(s)).cloned().collect::<Vec<_>>());
    teams.sort();
    Ok(AgentItem {
        id: raw.id,
        login: raw.login.into_inner(),
        name: raw.name,
        email: raw.email.into_inner(),
        role: raw.role,
        teams,
        supervises,
        waiting_box: raw.waiting_box,
        available: raw.available,
        language: raw.language,
        disabled: raw.disabled,
    })
}

/// Names that must be there, sorted, each once, as they are written where they are.
pub(super) fn named(given: &[Spanned<String>], known: &[String]) -> Result<Vec<String>, Wrong> {
    let mut out = Vec::with_capacity(given.len());
    for name in given {
        out.push(one_of(name.get_ref().trim(), known).map_err(|m| Wrong::at(name.span().start, m))?.clone());
    }
    out.sort();
    out.dedup();
    Ok(out)
}
