//! Whose a view or a canned response is.

use std::fmt;

use serde::{Serialize, Serializer};
use toml::Spanned;

use super::Known;
use crate::model::written::{Mistake, Wrong, one_of};

/// Whose a view or a canned response is: `for = "desk"`, the name of a team, or `"me"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everybody's.
    Desk,
    /// A team's, by name.
    Team(String),
    /// One's own.
    Me,
}

/// Stands before the name of a team that is called *me* or *desk*.
const TEAM: &str = "team ";

impl Scope {
    /// Reads one, among those that may be changed. Without one it is the widest of them.
    pub(super) fn read(given: Option<&Spanned<String>>, section: usize, known: &Known) -> Result<Scope, Wrong> {
        let Some(given) = given else {
            let none = || Wrong::at(section, Mistake::Said("settings-no-scope", Vec::new()));
            return known.scopes.first().cloned().ok_or_else(none);
        };
        let names: Vec<String> = known.scopes.iter().map(ToString::to_string).collect();
        let text = given.get_ref().trim();
        let found = one_of(text, &names).or_else(|_| one_of(&format!("{TEAM}{text}"), &names)).or_else(|_| one_of(text, &names));
        let name = found.map_err(|m| Wrong::at(given.span().start, m))?;
        // each name stands for the scope that has it
        known.scopes.iter().find(|s| s.to_string() == *name).cloned().ok_or_else(|| Wrong::at(section, Mistake::Missing("for".to_owned())))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Desk => f.write_str("desk"),
            Scope::Me => f.write_str("me"),
            Scope::Team(name) if matches!(name.to_lowercase().as_str(), "me" | "desk") => write!(f, "{TEAM}{name}"),
            Scope::Team(name) => f.write_str(name),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
