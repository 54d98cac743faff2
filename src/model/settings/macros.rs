//! Macros as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::verbs::{texts, verbs};
use super::{Item, Kind, Known, Placed, Scope, Section, Written, numbered};
use crate::model::written::{Wrong, one_line, told};

/// A named list of verbs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MacroItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// What it does, in this order, as verbs are written.
    pub verbs: Vec<String>,
    /// Whose it is.
    #[serde(rename = "for")]
    pub scope: Scope,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default, rename = "macro")]
    macros: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    #[serde(deserialize_with = "one_line")]
    name: String,
    verbs: Spanned<Vec<Spanned<String>>>,
    #[serde(rename = "for")]
    scope: Option<Spanned<String>>,
}

impl Item for MacroItem {
    const KIND: Kind = Kind::Macros;
    const SECTION: &'static str = "macro";
    const EXAMPLE: &'static str = "name = \"Refund\"\nverbs = [\n  'tag +refund',\n  'reply /refund',\n  'status solved',\n]\nfor = \"desk\"";
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
        section.lines("verbs", &self.verbs);
        section.text("for", &self.scope.to_string());
    }

    fn read(text: &str, known: &Known) -> Result<Written<MacroItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        // a macro is shared: by the desk, or by a team
        let shared = Known { scopes: known.scopes.iter().filter(|s| **s != Scope::Me).cloned().collect(), ..Known::default() };
        let mut items = Vec::with_capacity(raw.macros.len());
        for spanned in raw.macros {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            let scope = Scope::read(raw.scope.as_ref(), at, &shared)?;
            let verbs = texts(&verbs(&raw.verbs, known, "settings-macro-in-macro")?);
            items.push(Placed { at, item: MacroItem { id: raw.id, name: raw.name.trim().to_owned(), verbs, scope } });
        }
        Ok(Written { version: raw.version, items })
    }
}
