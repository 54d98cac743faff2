//! Custom fields: what a desk keeps of a ticket beside what every ticket has.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::status::UnknownWord;

/// Longest value, in characters.
pub const LONGEST: usize = 200;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A number, with a point before its decimals.
    Number,
    /// One of a list.
    Choice,
    /// A day, `2026-11-17` (ISO 8601).
    Date,
}

impl FieldKind {
    /// All kinds.
    pub const ALL: [FieldKind; 4] = [FieldKind::Text, FieldKind::Number, FieldKind::Choice, FieldKind::Date];

    /// The word in settings and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Choice => "choice",
            FieldKind::Date => "date",
        }
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for FieldKind {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<FieldKind, UnknownWord> {
        let found = FieldKind::ALL.into_iter().find(|k| k.word() == text);
        found.ok_or(UnknownWord { given: text.to_owned(), expected: "text, number, choice, date" })
    }
}

/// A field that the desk defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What queries, verbs and texts call it: `plan`.
    pub name: String,
    /// What people read.
    pub label: String,
    /// What it takes.
    pub kind: FieldKind,
    /// Of a choice, what there is to choose from.
    pub choices: Vec<String>,
}

/// A value that a field cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no value of {field}: {expected}")]
pub struct BadValue {
    /// The field's name.
    pub field: String,
    /// What was given.
    pub given: String,
    /// What would have been right: the choices, or an example.
    pub expected: String,
}

impl Field {
    /// A value as it is kept: choices as the desk writes them, the rest as it was given, on one line.
    ///
    /// # Errors
    /// When the field cannot have it.
    pub fn read(&self, given: &str) -> Result<String, BadValue> {
        let value = given.trim();
        let found = match self.kind {
            FieldKind::Text => Some(value).filter(|v| v.chars().count() <= LONGEST && !v.chars().any(char::is_control)).map(str::to_owned),
            FieldKind::Number => Some(value).filter(|v| is_number(v)).map(str::to_owned),
            FieldKind::Choice => self.choices.iter().find(|c| c.to_lowercase() == value.to_lowercase()).cloned(),
            FieldKind::Date => value.parse::<Date>().ok().map(|d| d.to_string()),
        };
        found.filter(|v| !v.is_empty()).ok_or_else(|| BadValue { field: self.name.clone(), given: given.to_owned(), expected: self.expected() })
    }

    /// What it takes, as an example or a list.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.kind {
            FieldKind::Text => format!("≤ {LONGEST}"),
            FieldKind::Number => "12.5".to_owned(),
            FieldKind::Choice => self.choices.join(", "),
            FieldKind::Date => "2026-11-17".to_owned(),
        }
    }
}

/// Digits with a sign and a point at the most: no `inf`, no exponent.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() <= 20
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.parse::<f64>().is_ok()
}

/// Whether a field can be called so: lower case letters, digits and `_`, a letter first. So it is a word in queries, verbs and texts alike.
#[must_use]
pub fn is_field_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 40
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A field's value on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// The field's name.
    pub name: String,
    /// What people read.
    pub label: String,
    /// The value.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind) -> Field {
        Field { name: "f".into(), label: "F".into(), kind, choices: vec!["Gold".into(), "Silver plate".into()] }
    }

    #[test]
    fn each_kind_takes_its_own_values_and_nothing_else() {
        let reads = |kind: FieldKind, given: &str| field(kind).read(given).ok();
        assert_eq!(reads(FieldKind::Text, "  a b ").as_deref(), Some("a b"));
        assert_eq!(reads(FieldKind::Choice, "gold").as_deref(), Some("Gold"));
        assert_eq!(reads(FieldKind::Number, "-12.5").as_deref(), Some("-12.5"));
        assert_eq!(reads(FieldKind::Date, "2026-11-17").as_deref(), Some("2026-11-17"));
        let wrong = [
            (FieldKind::Text, "a\u{1b}b"),
            (FieldKind::Text, " "),
            (FieldKind::Choice, "bronze"),
            (FieldKind::Number, "inf"),
            (FieldKind::Number, "1e5"),
            (FieldKind::Number, "1.2.3"),
            (FieldKind::Number, "twelve"),
            (FieldKind::Date, "2026-02-30"),
            (FieldKind::Date, "tomorrow"),
        ];
        for (kind, given) in wrong {
            assert_eq!(reads(kind, given), None, "{kind} {given:?}");
        }
        assert_eq!(reads(FieldKind::Text, &"x".repeat(LONGEST + 1)), None);
    }
}
