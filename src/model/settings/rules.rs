//! Rules as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::verbs::{texts, verbs};
use super::{Item, Kind, Known, Placed, Section, Written, numbered};
use crate::model::query::Query;
use crate::model::rules::Trigger;
use crate::model::verb::Verb;
use crate::model::written::{Mistake, Wrong, one_line, told, yes};

/// When this happens, and this query finds the ticket, do these verbs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// What it runs on.
    pub when: String,
    /// The query that must find the ticket; an empty one finds all.
    pub query: String,
    /// What it does, in this order, as verbs are written.
    pub verbs: Vec<String>,
    /// It is switched on.
    pub enabled: bool,
    /// Its place in the order in which they run, from 0.
    pub place: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    rule: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    #[serde(deserialize_with = "one_line")]
    name: String,
    when: Spanned<String>,
    query: Option<Spanned<String>>,
    verbs: Spanned<Vec<Spanned<String>>>,
    #[serde(default = "yes")]
    enabled: bool,
}

impl Item for RuleItem {
    const KIND: Kind = Kind::Rules;
    const SECTION: &'static str = "rule";
    const EXAMPLE: &'static str = "name = \"Fleets first\"\nwhen = \"ticket created\"\nquery = \"requester:@fleet.example\"\nverbs = [\n  'priority high',\n  'notify team Support',\n]\nenabled = true";
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
        section.text("when", &self.when);
        section.text_if_any("query", &self.query);
        section.lines("verbs", &self.verbs);
        section.flag("enabled", self.enabled);
    }

    fn read(text: &str, known: &Known) -> Result<Written<RuleItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.rule.len());
        for (place, spanned) in (0u32..).zip(raw.rule) {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            let when = raw.when.get_ref().parse::<Trigger>().map_err(|e| Wrong {
                at: Some(raw.when.span().start),
                key: Some("when".to_owned()),
                mistake: Mistake::UnknownValue { given: e.given, expected: e.expected },
            })?;
            let query = match raw.query {
                None => String::new(),
                Some(query) => Query::parse(query.get_ref())
                    .map_err(|e| Wrong { at: Some(query.span().start), key: Some("query".to_owned()), mistake: Mistake::Query(Box::new(e)) })?
                    .to_string(),
            };
            let verbs = verbs(&raw.verbs, known, "")?;
            if let Some(at_verb) = verbs.iter().position(Verb::needs_person) {
                let at = raw.verbs.get_ref().get(at_verb).map(|v| v.span().start);
                return Err(Wrong { at, key: Some("verbs".to_owned()), mistake: Mistake::Said("settings-rule-needs-person", vec![]) });
            }
            let item = RuleItem {
                id: raw.id,
                name: raw.name.trim().to_owned(),
                when: when.to_string(),
                query,
                verbs: texts(&verbs),
                enabled: raw.enabled,
                place,
            };
            items.push(Placed { at, item });
        }
        Ok(Written { version: raw.version, items })
    }
}
