//! Query to text. What is written here reads back as the same query.

use std::fmt::{self, Display, Formatter};

use super::read::is_field_name;
use super::{Age, Condition, FIELD, FieldIs, Flag, Moment, Period, PersonMatch, Query, SideIs, Term, Text, Thing, TimeField, When, WhichTeam, Who};

impl SideIs {
    /// All.
    pub const ALL: [SideIs; 4] = [SideIs::Open, SideIs::Done, SideIs::Unread, SideIs::None];

    /// The word in a query.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SideIs::Open => "open",
            SideIs::Done => "done",
            SideIs::Unread => "unread",
            SideIs::None => "none",
        }
    }
}

impl Thing {
    /// All.
    pub const ALL: [Thing; 4] = [Thing::Attachment, Thing::Note, Thing::Side, Thing::Tag];

    /// The word in a query.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Thing::Attachment => "attachment",
            Thing::Note => "note",
            Thing::Side => "side",
            Thing::Tag => "tag",
        }
    }
}

impl Flag {
    /// All.
    pub const ALL: [Flag; 6] = [Flag::Active, Flag::Unread, Flag::Waiting, Flag::Snoozed, Flag::Mine, Flag::Spam];

    /// The word in a query.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Flag::Active => "active",
            Flag::Unread => "unread",
            Flag::Waiting => "waiting",
            Flag::Snoozed => "snoozed",
            Flag::Mine => "mine",
            Flag::Spam => "spam",
        }
    }
}

impl TimeField {
    /// The key in a query.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TimeField::Created => "created",
            TimeField::Updated => "updated",
            TimeField::Waiting => "waiting",
        }
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        joined(f, &self.terms, " ", |f, term| term.fmt(f))
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        self.condition.fmt(f)
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Number(numbers) if numbers.len() == 1 => joined(f, numbers, ",", |f, n| write!(f, "#{n}")),
            Condition::Number(numbers) => list(f, "number", numbers, |f, n| n.fmt(f)),
            Condition::Status(all) => list(f, "status", all, |f, s| f.write_str(s.word())),
            Condition::Priority(all) => list(f, "priority", all, |f, p| f.write_str(p.word())),
            Condition::Assignee(all) => list(f, "assignee", all, who),
            Condition::Mentions(all) => list(f, "mentions", all, who),
            Condition::Team(all) => list(f, "team", all, team),
            Condition::Tag(all) => list(f, "tag", all, |f, t| literal(f, t)),
            Condition::Organization(all) => list(f, "org", all, |f, t| literal(f, t)),
            Condition::File(all) => list(f, "file", all, |f, t| literal(f, t)),
            Condition::Requester(all) => list(f, "requester", all, person),
            Condition::Third(all) => list(f, "third", all, person),
            Condition::Side(all) => list(f, "side", all, |f, s| f.write_str(s.word())),
            Condition::Time(field, all) => list(f, field.word(), all, |f, w| w.fmt(f)),
            Condition::Field(name, all) => list(f, &format!("{FIELD}{name}"), all, field_is),
            Condition::Has(all) => list(f, "has", all, |f, t| f.write_str(t.word())),
            Condition::Is(all) => list(f, "is", all, |f, t| f.write_str(t.word())),
            Condition::Subject(all) => list(f, "subject", all, |f, t| t.fmt(f)),
            Condition::Text(text) => text.fmt(f),
        }
    }
}

fn joined<T>(f: &mut Formatter<'_>, all: &[T], between: &str, one: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result) -> fmt::Result {
    for (n, item) in all.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        one(f, item)?;
    }
    Ok(())
}

fn list<T>(f: &mut Formatter<'_>, key: &str, all: &[T], one: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result) -> fmt::Result {
    write!(f, "{key}:")?;
    joined(f, all, ",", one)
}

/// A text, in quotation marks when anything in it could mean something else.
fn literal(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let first_is_plain = text.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_'));
    let plain = first_is_plain && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '@' | '+' | '-' | '/' | '\''));
    if plain { f.write_str(text) } else { quoted(f, text) }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text that must not be taken for one of these words.
fn literal_but(f: &mut Formatter<'_>, text: &str, words: &[&str]) -> fmt::Result {
    if words.iter().any(|w| w.eq_ignore_ascii_case(text)) { quoted(f, text) } else { literal(f, text) }
}

fn who(f: &mut Formatter<'_>, who: &Who) -> fmt::Result {
    match who {
        Who::Me => f.write_str("me"),
        Who::Nobody => f.write_str("none"),
        Who::Anybody => f.write_str("any"),
        Who::Away => f.write_str("away"),
        Who::Login(login) => literal_but(f, login, &["me", "none", "any", "away"]),
    }
}

fn team(f: &mut Formatter<'_>, team: &WhichTeam) -> fmt::Result {
    match team {
        WhichTeam::Mine => f.write_str("mine"),
        WhichTeam::None => f.write_str("none"),
        WhichTeam::Any => f.write_str("any"),
        WhichTeam::Named(name) => literal_but(f, name, &["mine", "none", "any"]),
    }
}

fn person(f: &mut Formatter<'_>, person: &PersonMatch) -> fmt::Result {
    match person {
        PersonMatch::Domain(domain) => literal(f, &format!("@{domain}")),
        PersonMatch::Address(address) => literal(f, address.as_str()),
        PersonMatch::Part(part) => literal(f, part),
    }
}

fn field_is(f: &mut Formatter<'_>, field: &FieldIs) -> fmt::Result {
    match field {
        FieldIs::Value(value) => literal_but(f, value, &["none", "any"]),
        FieldIs::Compared(comparison, value) => write!(f, "{}{value}", comparison.sign()),
        FieldIs::Unset => f.write_str("none"),
        FieldIs::Set => f.write_str("any"),
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let number = self.words.bytes().all(|b| b.is_ascii_digit());
        let bare = is_field_name(&self.words) && !number && !self.words.starts_with('-');
        let written = if bare { f.write_str(&self.words) } else { quoted(f, &self.words) };
        written?;
        if self.prefix { f.write_str("*") } else { Ok(()) }
    }
}

impl Display for Period {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Period::Day(day) => write!(f, "{day}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Today => f.write_str("today"),
            Period::Yesterday => f.write_str("yesterday"),
        }
    }
}

impl Display for Age {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.unit.letter())
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Period(period) => period.fmt(f),
            Moment::Ago(age) => age.fmt(f),
        }
    }
}

impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            When::Within(period) => period.fmt(f),
            When::Compared(comparison, moment) => write!(f, "{}{moment}", comparison.sign()),
            When::Between(from, to) => {
                joined(f, from.as_slice(), "", |f, m| m.fmt(f))?;
                f.write_str("..")?;
                joined(f, to.as_slice(), "", |f, m| m.fmt(f))
            }
        }
    }
}
