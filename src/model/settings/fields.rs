//! Custom fields as text. A field's id is its name.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Item, Kind, Known, Placed, Section, Written};
use crate::model::field::{Field, FieldKind, is_field_name};
use crate::model::written::{Mistake, Wrong, told};

/// A custom field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldItem {
    /// The name that it has now; `None` for a new one.
    pub id: Option<String>,
    /// The field.
    #[serde(flatten)]
    pub field: Field,
    /// Its place among the others, from 0.
    pub place: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    field: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<String>,
    name: Spanned<String>,
    label: Option<String>,
    kind: Spanned<String>,
    #[serde(default)]
    choices: Option<Spanned<Vec<String>>>,
}

impl Item for FieldItem {
    const KIND: Kind = Kind::Fields;
    const SECTION: &'static str = "field";
    const EXAMPLE: &'static str = "name = \"plan\"\nlabel = \"Plan\"\nkind = \"choice\"\nchoices = [\"basic\", \"gold\"]";
    type Id = String;

    fn id(&self) -> Option<&String> {
        self.id.as_ref()
    }

    fn set_id(&mut self, id: String) {
        self.id = Some(id);
    }

    fn key(&self) -> String {
        self.field.name.clone()
    }

    fn called(&self) -> &str {
        &self.field.name
    }

    fn show(&self, section: &mut Section<'_>) {
        section.text_if_any("id", self.id.as_deref().unwrap_or_default());
        section.text("name", &self.field.name);
        section.text("label", &self.field.label);
        section.text("kind", self.field.kind.word());
        section.list("choices", &self.field.choices);
    }

    fn read(text: &str, _: &Known) -> Result<Written<FieldItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.field.len());
        for (place, spanned) in (0u32..).zip(raw.field) {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            let name = raw.name.get_ref();
            if !is_field_name(name) {
                return Err(Wrong::at(raw.name.span().start, Mistake::Said("settings-field", vec![("given", name.clone())])));
            }
            let kind: FieldKind = raw.kind.get_ref().parse().map_err(|_| {
                let expected = FieldKind::ALL.map(|k| k.word().to_owned()).to_vec();
                Wrong::at(raw.kind.span().start, Mistake::UnknownValue { given: raw.kind.get_ref().clone(), expected })
            })?;
            let choices = choices(raw.choices, kind, at)?;
            let label = raw.label.map(|l| one_line(&l)).filter(|l| !l.is_empty()).unwrap_or_else(|| name.clone());
            items.push(Placed { at, item: FieldItem { id: raw.id, field: Field { name: name.clone(), label, kind, choices }, place } });
        }
        Ok(Written { version: raw.version, items })
    }
}

/// A choice has at least one thing to choose from, each once; the other kinds have none.
fn choices(given: Option<Spanned<Vec<String>>>, kind: FieldKind, section: usize) -> Result<Vec<String>, Wrong> {
    let at = given.as_ref().map_or(section, |g| g.span().start);
    let wrong = |mistake: Mistake| Wrong { at: Some(at), key: Some("choices".to_owned()), mistake };
    let choices: Vec<String> = given.map(Spanned::into_inner).unwrap_or_default().iter().map(|c| one_line(c)).collect();
    match kind {
        FieldKind::Choice if choices.is_empty() || choices.iter().any(String::is_empty) => {
            Err(wrong(Mistake::Said("settings-field-no-choices", vec![])))
        }
        FieldKind::Choice => match choices.iter().enumerate().find(|(n, c)| choices[..*n].iter().any(|o| o.to_lowercase() == c.to_lowercase())) {
            Some((_, twice)) => Err(wrong(Mistake::Said("settings-twice", vec![("given", twice.clone())]))),
            None => Ok(choices),
        },
        _ if choices.is_empty() => Ok(choices),
        _ => Err(wrong(Mistake::Said("settings-field-choices", vec![]))),
    }
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
