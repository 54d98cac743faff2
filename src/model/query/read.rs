//! Text to query.

use jiff::civil::Date;

use super::{
    Age, Comparison, Condition, FIELD, FieldIs, Flag, KEYS, Mistake, Moment, Name, Named, Period, PersonMatch, Query, QueryError, SideIs, Term, Text,
    Thing, TimeField, Unit, When, WhichTeam, Who,
};
use crate::model::TicketId;
use crate::model::nearest::nearest;
use crate::model::status::{Priority, Status};

/// Values that one query may have in all, over its terms: enough for anybody, and little enough for SQLite.
const MOST_VALUES: usize = 200;

/// What is wrong, and at which byte.
struct Wrong {
    at: usize,
    mistake: Mistake,
    expected: Vec<String>,
}

type Read<T> = Result<T, Wrong>;

pub(super) fn query(text: &str) -> Result<(Query, Vec<Name>), QueryError> {
    let character = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count();
    let mut reader = Reader { text, at: 0, values: 0, names: Vec::new() };
    let query = reader.query().map_err(|wrong| QueryError {
        text: text.to_owned(),
        at: character(wrong.at),
        mistake: wrong.mistake,
        expected: wrong.expected,
    })?;
    Ok((query, reader.names.into_iter().map(|name| Name { at: character(name.at), ..name }).collect()))
}

/// One value as it was written.
struct Value {
    text: String,
    at: usize,
    /// In quotation marks: never a word with a meaning.
    quoted: bool,
}

impl Value {
    fn word(&self) -> Option<String> {
        if self.quoted { None } else { Some(self.text.to_ascii_lowercase()) }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    values: usize,
    /// What was named so far, and at which byte.
    names: Vec<Name>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.rest().starts_with(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    fn take_until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(end).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn wrong<T>(&self, at: usize, mistake: Mistake, expected: &[&str]) -> Read<T> {
        Err(Wrong { at, mistake, expected: expected.iter().map(|e| (*e).to_owned()).collect() })
    }

    fn query(&mut self) -> Read<Query> {
        if let Some(number) = whole_number(self.text.trim()) {
            return Ok(Query { terms: vec![Term { negated: false, condition: Condition::Number(vec![number]) }] });
        }
        let mut terms = Vec::new();
        loop {
            self.skip_space();
            if self.rest().is_empty() {
                return Ok(Query { terms });
            }
            terms.push(self.term()?);
        }
    }

    fn count_value(&mut self, at: usize) -> Read<()> {
        self.values += 1;
        if self.values > MOST_VALUES { self.wrong(at, Mistake::TooLong, &[]) } else { Ok(()) }
    }

    fn term(&mut self) -> Read<Term> {
        let at = self.at;
        let negated = self.take('-');
        if negated && self.next().is_none_or(|c| c.is_whitespace() || c == '-') {
            return self.wrong(at, Mistake::NothingToNegate, &["-tag:bot", "-\"…\""]);
        }
        let condition = match self.key()? {
            Some(key) => self.keyed(&key)?,
            None => self.words()?,
        };
        Ok(Term { negated, condition })
    }

    /// The key that begins here, lower case, with the colon taken. What only looks like a key (`12:30`, `https://…`) is words.
    fn key(&mut self) -> Read<Option<String>> {
        let Some((head, after)) = self.rest().split_once(':') else { return Ok(None) };
        let key = head.to_lowercase();
        let known = KEYS.iter().any(|k| k.name == key) || key.strip_prefix(FIELD).is_some_and(is_field_name);
        if known {
            if let Some(name) = key.strip_prefix(FIELD) {
                self.name(Named::Field, name, self.at + FIELD.len());
            }
            self.at += head.len() + 1;
            return Ok(Some(key));
        }
        let looks_like_one = !head.is_empty() && head.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '.'));
        if !looks_like_one || after.starts_with("//") {
            return Ok(None);
        }
        let near = nearest(&key, KEYS.iter().map(|k| k.name).chain([FIELD]));
        let expected: Vec<&str> = near.map_or_else(|| KEYS.iter().map(|k| k.name).chain(["field.NAME"]).collect(), |n| vec![n]);
        self.wrong(self.at, Mistake::Key(head.to_owned()), &expected)
    }

    /// `#42`, a word, a word that may go on, or words in quotation marks.
    fn words(&mut self) -> Read<Condition> {
        let at = self.at;
        self.count_value(at)?;
        if self.next() == Some('"') {
            return Ok(Condition::Text(self.quoted_text()?));
        }
        let word = self.take_until(char::is_whitespace);
        if let Some(number) = word.strip_prefix('#').and_then(whole_number) {
            return Ok(Condition::Number(vec![number]));
        }
        Ok(Condition::Text(text_of(word)))
    }

    fn quoted_text(&mut self) -> Read<Text> {
        let words = self.quoted()?;
        Ok(Text { words, prefix: self.take('*') })
    }

    /// What stands between quotation marks, trimmed.
    fn quoted(&mut self) -> Read<String> {
        let at = self.at;
        self.take('"');
        let (mut text, mut escaped) = (String::new(), false);
        for (offset, c) in self.rest().char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    self.at += offset + 1;
                    let text = text.trim();
                    return if text.is_empty() { self.wrong(at, Mistake::Empty, &[]) } else { Ok(text.to_owned()) };
                }
                _ => {
                    if escaped && !matches!(c, '"' | '\\') {
                        text.push('\\');
                    }
                    escaped = false;
                    text.push(c);
                }
            }
        }
        self.wrong(at, Mistake::Unclosed, &["\""])
    }

    fn keyed(&mut self, key: &str) -> Read<Condition> {
        if key == "subject" {
            return Ok(Condition::Subject(self.list(key, Reader::subject_text)?));
        }
        if let Some(name) = key.strip_prefix(FIELD) {
            return Ok(Condition::Field(name.to_owned(), self.list(key, |r, key| Ok(field_is(r.value(key)?)))?));
        }
        Ok(match key {
            "status" => Condition::Status(self.list(key, |r, key| r.one_of(key, status))?),
            "priority" => Condition::Priority(self.list(key, Reader::priorities)?.concat()),
            "assignee" => Condition::Assignee(self.list(key, Reader::who)?),
            "mentions" => Condition::Mentions(self.list(key, Reader::who)?),
            "team" => Condition::Team(self.list(key, Reader::team)?),
            "tag" => Condition::Tag(self.list(key, Reader::tag)?),
            "org" => Condition::Organization(self.texts(key)?),
            "file" => Condition::File(self.texts(key)?),
            "requester" => Condition::Requester(self.list(key, |r, key| Ok(PersonMatch::read(&r.value(key)?.text)))?),
            "third" => Condition::Third(self.list(key, |r, key| Ok(PersonMatch::read(&r.value(key)?.text)))?),
            "side" => Condition::Side(self.list(key, |r, key| r.one_of(key, |w| SideIs::ALL.into_iter().find(|s| s.word() == w)))?),
            "has" => Condition::Has(self.list(key, |r, key| r.one_of(key, |w| Thing::ALL.into_iter().find(|t| t.word() == w)))?),
            "is" => Condition::Is(self.list(key, |r, key| r.one_of(key, |w| Flag::ALL.into_iter().find(|t| t.word() == w)))?),
            "created" => Condition::Time(TimeField::Created, self.list(key, Reader::when)?),
            "updated" => Condition::Time(TimeField::Updated, self.list(key, Reader::when)?),
            "waiting" => Condition::Time(TimeField::Waiting, self.list(key, Reader::when)?),
            _ => Condition::Number(self.list(key, Reader::number)?),
        })
    }

    /// One or more values with commas between them.
    fn list<T>(&mut self, key: &str, one: impl Fn(&mut Self, &str) -> Read<T>) -> Read<Vec<T>> {
        let mut found = Vec::new();
        loop {
            self.count_value(self.at)?;
            found.push(one(self, key)?);
            if !self.take(',') {
                return Ok(found);
            }
        }
    }

    fn name(&mut self, what: Named, name: &str, at: usize) {
        self.names.push(Name { what, name: name.to_owned(), at });
    }

    fn who(&mut self, key: &str) -> Read<Who> {
        let value = self.value(key)?;
        let at = value.at;
        let who = who(value);
        if let Who::Login(login) = &who {
            self.name(Named::Agent, login, at);
        }
        Ok(who)
    }

    fn team(&mut self, key: &str) -> Read<WhichTeam> {
        let value = self.value(key)?;
        let at = value.at;
        let team = which_team(value);
        if let WhichTeam::Named(name) = &team {
            self.name(Named::Team, name, at);
        }
        Ok(team)
    }

    fn tag(&mut self, key: &str) -> Read<String> {
        let value = self.value(key)?;
        self.name(Named::Tag, &value.text, value.at);
        Ok(value.text)
    }

    fn texts(&mut self, key: &str) -> Read<Vec<String>> {
        self.list(key, |r, key| Ok(r.value(key)?.text))
    }

    fn value(&mut self, key: &str) -> Read<Value> {
        let at = self.at;
        if self.next() == Some('"') {
            return Ok(Value { text: self.quoted()?, at, quoted: true });
        }
        let text = self.take_until(|c| c.is_whitespace() || c == ',');
        if text.is_empty() {
            return self.wrong(at, Mistake::NoValue(key.to_owned()), offered(key));
        }
        Ok(Value { text: text.to_owned(), at, quoted: false })
    }

    fn unknown<T>(&self, key: &str, value: &Value) -> Read<T> {
        let mut expected = offered(key).to_vec();
        if let Some(near) = nearest(&value.text, expected.iter().copied()) {
            expected.retain(|e| *e != near);
            expected.insert(0, near);
        }
        self.wrong(value.at, Mistake::Value { key: key.to_owned(), given: value.text.clone() }, &expected)
    }

    fn one_of<T>(&mut self, key: &str, find: impl Fn(&str) -> Option<T>) -> Read<T> {
        let value = self.value(key)?;
        match value.word().and_then(|w| find(&w)) {
            Some(found) => Ok(found),
            None => self.unknown(key, &value),
        }
    }

    fn subject_text(&mut self, key: &str) -> Read<Text> {
        if self.next() == Some('"') { self.quoted_text() } else { Ok(text_of(&self.value(key)?.text)) }
    }

    fn number(&mut self, key: &str) -> Read<TicketId> {
        let value = self.value(key)?;
        match whole_number(value.text.trim_start_matches('#')) {
            Some(number) => Ok(number),
            None => self.wrong(value.at, Mistake::Value { key: key.to_owned(), given: value.text }, &["42"]),
        }
    }

    /// `high`, or all on one side of it. There is always one: `>urgent` is a mistake.
    fn priorities(&mut self, key: &str) -> Read<Vec<Priority>> {
        let value = self.value(key)?;
        let word = value.word().unwrap_or_default();
        let (comparison, name) = comparison(&word);
        let Ok(priority) = name.parse::<Priority>() else { return self.unknown(key, &value) };
        let fits = |p: &Priority| match comparison {
            None => *p == priority,
            Some(Comparison::Less) => *p < priority,
            Some(Comparison::AtMost) => *p <= priority,
            Some(Comparison::More) => *p > priority,
            Some(Comparison::AtLeast) => *p >= priority,
        };
        let found: Vec<Priority> = Priority::ALL.into_iter().filter(fits).collect();
        if found.is_empty() { self.unknown(key, &value) } else { Ok(found) }
    }

    fn when(&mut self, key: &str) -> Read<When> {
        let value = self.value(key)?;
        let word = value.word().unwrap_or_default();
        if let Some((from, to)) = word.split_once("..") {
            return self.between(key, &value, from, to);
        }
        match comparison(&word) {
            (Some(comparison), rest) => match moment(rest) {
                Some(moment) => Ok(When::Compared(comparison, moment)),
                None => self.no_time(key, &value),
            },
            (None, rest) => match moment(rest) {
                Some(Moment::Period(period)) => Ok(When::Within(period)),
                Some(Moment::Ago(_)) => {
                    let (less, more) = (format!("<{rest}"), format!(">{rest}"));
                    self.wrong(value.at, Mistake::BareAge(value.text), &[&less, &more])
                }
                None => self.no_time(key, &value),
            },
        }
    }

    fn between(&mut self, key: &str, value: &Value, from: &str, to: &str) -> Read<When> {
        let end = |text: &str| if text.is_empty() { Some(None) } else { moment(text).map(Some) };
        let (Some(from), Some(to)) = (end(from), end(to)) else { return self.no_time(key, value) };
        let forwards = match (from, to) {
            (None, None) | (Some(Moment::Period(_)), Some(Moment::Ago(_))) | (Some(Moment::Ago(_)), Some(Moment::Period(_))) => {
                return self.no_time(key, value);
            }
            (Some(Moment::Ago(a)), Some(Moment::Ago(b))) => a.span() <= b.span(),
            (Some(Moment::Period(a)), Some(Moment::Period(b))) => begins(a).zip(begins(b)).is_none_or(|(a, b)| a <= b),
            _ => true,
        };
        if forwards { Ok(When::Between(from, to)) } else { self.wrong(value.at, Mistake::Backwards(value.text.clone()), &[]) }
    }

    fn no_time<T>(&self, key: &str, value: &Value) -> Read<T> {
        let expected = ["2026-01-31", ">2026-01", "2026-01-01..2026-01-31", "<7d", ">4h", "today", "yesterday"];
        self.wrong(value.at, Mistake::Value { key: key.to_owned(), given: value.text.clone() }, &expected)
    }
}

/// The fixed values of a key.
fn offered(key: &str) -> &'static [&'static str] {
    KEYS.iter().find(|k| k.name == key).map_or(&[], |k| k.values)
}

/// Whether it can be the name of a custom field.
pub(super) fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// A ticket's number: digits and nothing else.
fn whole_number(text: &str) -> Option<TicketId> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok().map(TicketId) } else { None }
}

/// A bare word; a star at its end says that it may go on.
fn text_of(word: &str) -> Text {
    match word.strip_suffix('*') {
        Some(stem) if !stem.is_empty() => Text { words: stem.to_owned(), prefix: true },
        _ => Text { words: word.to_owned(), prefix: false },
    }
}

fn status(word: &str) -> Option<Status> {
    word.parse().ok()
}

fn who(value: Value) -> Who {
    match value.word().as_deref() {
        Some("me") => Who::Me,
        Some("none") => Who::Nobody,
        Some("any") => Who::Anybody,
        Some("away") => Who::Away,
        _ => Who::Login(value.text),
    }
}

fn which_team(value: Value) -> WhichTeam {
    match value.word().as_deref() {
        Some("mine") => WhichTeam::Mine,
        Some("none") => WhichTeam::None,
        Some("any") => WhichTeam::Any,
        _ => WhichTeam::Named(value.text),
    }
}

fn field_is(value: Value) -> FieldIs {
    match value.word().as_deref() {
        Some("none") => return FieldIs::Unset,
        Some("any") => return FieldIs::Set,
        Some(_) => {}
        None => return FieldIs::Value(value.text),
    }
    match comparison(&value.text) {
        (Some(comparison), rest) if !rest.is_empty() => FieldIs::Compared(comparison, rest.to_owned()),
        _ => FieldIs::Value(value.text),
    }
}

/// The sign before a value, and the value.
fn comparison(text: &str) -> (Option<Comparison>, &str) {
    for comparison in Comparison::ALL {
        if let Some(rest) = text.strip_prefix(comparison.sign()) {
            return (Some(comparison), rest);
        }
    }
    (None, text)
}

fn moment(text: &str) -> Option<Moment> {
    period(text).map(Moment::Period).or_else(|| age(text).map(Moment::Ago))
}

fn age(text: &str) -> Option<Age> {
    let unit = Unit::ALL.into_iter().find(|u| text.ends_with(u.letter()))?;
    let amount = text.strip_suffix(unit.letter())?;
    let digits = !amount.is_empty() && amount.bytes().all(|b| b.is_ascii_digit());
    Some(Age { amount: if digits { amount.parse().ok()? } else { return None }, unit })
}

/// `2026-01-31`, `2026-01`, `2026`, `today`, `yesterday`.
fn period(text: &str) -> Option<Period> {
    match text {
        "today" => return Some(Period::Today),
        "yesterday" => return Some(Period::Yesterday),
        _ => {}
    }
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse::<i16>().ok() } else { None }
    };
    match parts.as_slice() {
        [year] => number(year, 4).map(Period::Year),
        [year, month] => {
            let first = Date::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?, 1).ok()?;
            Some(Period::Month(first.year(), first.month()))
        }
        [year, month, day] => {
            let (month, day) = (i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?);
            Date::new(number(year, 4)?, month, day).ok().map(Period::Day)
        }
        _ => None,
    }
}

/// The first day of a period, when the calendar alone says which it is.
fn begins(period: Period) -> Option<Date> {
    match period {
        Period::Day(day) => Some(day),
        Period::Month(year, month) => Date::new(year, month, 1).ok(),
        Period::Year(year) => Date::new(year, 1, 1).ok(),
        Period::Today | Period::Yesterday => None,
    }
}
