//! Teams as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::agents::named;
use super::{Item, Kind, Known, Placed, Section, Written, numbered};
use crate::model::written::{Wrong, one_line, told};

/// Who in a team gets its new tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Routing {
    /// Whoever takes them.
    #[default]
    Hand,
    /// Each available member in turn.
    RoundRobin,
    /// The available member with the fewest open tickets.
    LeastBusy,
}

impl Routing {
    /// All ways.
    pub const ALL: [Routing; 3] = [Routing::Hand, Routing::RoundRobin, Routing::LeastBusy];

    /// The word in the text and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Routing::Hand => "hand",
            Routing::RoundRobin => "round-robin",
            Routing::LeastBusy => "least-busy",
        }
    }
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// Logins of its members who are no supervisors of it, sorted.
    pub members: Vec<String>,
    /// Logins of its supervisors, sorted.
    pub supervisors: Vec<String>,
    /// Who gets its new tickets.
    pub routing: Routing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    team: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    #[serde(deserialize_with = "one_line")]
    name: String,
    #[serde(default)]
    members: Vec<Spanned<String>>,
    #[serde(default)]
    supervisors: Vec<Spanned<String>>,
    #[serde(default)]
    routing: Routing,
}

impl Item for TeamItem {
    const KIND: Kind = Kind::Teams;
    const SECTION: &'static str = "team";
    const EXAMPLE: &'static str = "name = \"Repairs\"\nmembers = [\"eva\"]\nsupervisors = [\"sol\"]\nrouting = \"round-robin\"";
    numbered!();

    fn key(&self) -> String {
        self.name.to_lowercase()
    }

    fn called(&self) -> &str {
        &self.name
    }

    fn show(&self, section: &mut Section<'_>) {
        section.id(self.id);
        section.text("name", &self.name);
        section.list("members", &self.members);
        section.list("supervisors", &self.supervisors);
        section.text("routing", self.routing.word());
    }

    fn read(text: &str, known: &Known) -> Result<Written<TeamItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.team.len());
        for spanned in raw.team {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            let supervisors = named(&raw.supervisors, &known.agents)?;
            let mut members = named(&raw.members, &known.agents)?;
            members.retain(|m| !supervisors.contains(m));
            items.push(Placed { at, item: TeamItem { id: raw.id, name: raw.name.trim().to_owned(), members, supervisors, routing: raw.routing } });
        }
        Ok(Written { version: raw.version, items })
    }
}
