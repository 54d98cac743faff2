//! Saved views as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Item, Kind, Known, Placed, Scope, Section, Written, numbered};
use crate::model::order::Order;
use crate::model::query::Query;
use crate::model::written::{Mistake, Wrong, one_line, told};

/// A saved query with a name and an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ViewItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub query: String,
    /// Its order.
    pub sort: Order,
    /// Whose it is.
    #[serde(rename = "for")]
    pub scope: Scope,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    view: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    #[serde(deserialize_with = "one_line")]
    name: String,
    query: Spanned<String>,
    #[serde(default)]
    sort: Order,
    #[serde(rename = "for")]
    scope: Option<Spanned<String>>,
}

impl Item for ViewItem {
    const KIND: Kind = Kind::Views;
    const SECTION: &'static str = "view";
    const EXAMPLE: &'static str = "name = \"Refunds that wait\"\nquery = \"tag:refund waiting:>4h\"\nsort = \"waiting\"\nfor = \"me\"";
    numbered!();

    fn key(&self) -> String {
        format!("{}\n{}", self.name.to_lowercase(), self.scope)
    }

    fn called(&self) -> &str {
        &self.name
    }

    fn show(&self, section: &mut Section<'_>) {
        section.id(self.id);
        section.text("name", &self.name);
        section.text("query", &self.query);
        section.text("sort", &self.sort.to_string());
        section.text("for", &self.scope.to_string());
    }

    fn read(text: &str, known: &Known) -> Result<Written<ViewItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.view.len());
        for spanned in raw.view {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            let start = raw.query.span().start;
            Query::parse(raw.query.get_ref()).map_err(|e| Wrong {
                at: Some(start),
                key: Some("query".to_owned()),
                mistake: Mistake::Query(Box::new(e)),
            })?;
            let scope = Scope::read(raw.scope.as_ref(), at, known)?;
            let (name, query) = (raw.name.trim().to_owned(), raw.query.into_inner().trim().to_owned());
            items.push(Placed { at, item: ViewItem { id: raw.id, name, query, sort: raw.sort, scope } });
        }
        Ok(Written { version: raw.version, items })
    }
}
