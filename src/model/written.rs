//! What people write as TOML, the configuration and the settings of the desk: what is wrong in it, and where.

use std::fmt;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer};

use super::nearest::nearest;
use super::query::QueryError;
use super::verb::VerbError;
use crate::words::{Arg, Words, query_error, verb_error};

/// A mistake in such a text. It prints in English; [`WrittenError::say`] tells it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct WrittenError {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The key, or the heading of the section.
    pub key: String,
    /// What is wrong.
    pub mistake: Mistake,
}

/// A mistake before its line is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The byte of the text; `None` when it is about the whole text.
    pub at: Option<usize>,
    /// The key or section; without one, the key in that line is meant.
    pub key: Option<String>,
    /// What is wrong.
    pub mistake: Mistake,
}

impl Wrong {
    /// A mistake at a byte, under the key in its line.
    #[must_use]
    pub fn at(at: usize, mistake: Mistake) -> Wrong {
        Wrong { at: Some(at), key: None, mistake }
    }

    /// A mistake of a whole section, such as `[[mailbox]]`.
    #[must_use]
    pub fn in_section(at: usize, section: &str, mistake: Mistake) -> Wrong {
        Wrong { at: Some(at), key: Some(section.to_owned()), mistake }
    }

    /// A mistake of the whole text.
    #[must_use]
    pub fn of_all(mistake: Mistake) -> Wrong {
        Wrong { at: None, key: None, mistake }
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The file cannot be read.
    Unreadable(String),
    /// It is no TOML.
    Syntax(String),
    /// There is no such key here.
    UnknownKey {
        /// The key that was probably meant.
        nearest: Option<String>,
        /// Every key that there is here.
        expected: Vec<String>,
    },
    /// The key has no such value.
    UnknownValue {
        /// What was given.
        given: String,
        /// What there is.
        expected: Vec<String>,
    },
    /// The value is of the wrong kind or out of bounds.
    Value(String),
    /// A key is lacking.
    Missing(String),
    /// A server with a user, and no way to get the password.
    NoSecret,
    /// More than one way to get the password.
    SeveralSecrets,
    /// A way to get a password, and no user.
    NoUser,
    /// Two mailboxes have the same name or address.
    Twice(String),
    /// There is no such command to give keys to.
    UnknownCommand {
        /// The command that was probably meant.
        nearest: Option<String>,
    },
    /// What is named is not there.
    NoSuch(Box<NoSuch>),
    /// A query cannot be read.
    Query(Box<QueryError>),
    /// A verb cannot be read.
    Verb(Box<VerbError>),
    /// Something else: a sentence of the catalogue and its values.
    Said(&'static str, Vec<(&'static str, String)>),
}

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuch {
    /// What was given.
    pub given: String,
    /// What was probably meant.
    pub nearest: Option<String>,
    /// What there is.
    pub expected: Vec<String>,
}

impl WrittenError {
    /// A mistake with its place in the text.
    #[must_use]
    pub fn at(text: &str, file: &str, wrong: Wrong) -> WrittenError {
        let Some(at) = wrong.at else {
            return WrittenError { file: file.to_owned(), line: 0, column: 0, key: String::new(), mistake: wrong.mistake };
        };
        let at = text.floor_char_boundary(at.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let key = wrong.key.unwrap_or_else(|| line.split('=').next().unwrap_or_default().trim().to_owned());
        WrittenError { file: file.to_owned(), line: line_of(text, at), column: text[start..at].chars().count() + 1, key, mistake: wrong.mistake }
    }

    /// A file that cannot be read at all.
    #[must_use]
    pub fn unreadable(file: &str, error: &std::io::Error) -> WrittenError {
        WrittenError { file: file.to_owned(), line: 0, column: 0, key: String::new(), mistake: Mistake::Unreadable(error.to_string()) }
    }

    /// The mistake in the reader's language: file, line, key, and what to do.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let what = self.mistake.say(words);
        if self.line == 0 {
            return words.say_with("error-file", &[("path", (&self.file).into()), ("why", (&what).into())]);
        }
        let args: [(&str, Arg<'_>); 4] =
            [("file", (&self.file).into()), ("line", self.line.into()), ("key", (&self.key).into()), ("what", (&what).into())];
        words.say_with(if self.key.is_empty() { "error-config-line" } else { "error-config" }, &args)
    }
}

impl Mistake {
    fn say(&self, words: &Words) -> String {
        match self {
            Mistake::Unreadable(why) => why.clone(),
            Mistake::Syntax(why) => words.say_with("error-config-syntax", &[("why", why.into())]),
            Mistake::UnknownKey { nearest: Some(nearest), .. } => words.say_with("error-config-key-nearest", &[("nearest", nearest.into())]),
            Mistake::UnknownKey { nearest: None, expected } => words.say_with("error-config-key", &[("expected", (&expected.join(", ")).into())]),
            Mistake::UnknownValue { given, expected } => {
                words.say_with("error-config-unknown-value", &[("given", given.into()), ("expected", (&expected.join(", ")).into())])
            }
            Mistake::Value(why) => words.say_with("error-config-value", &[("why", why.into())]),
            Mistake::Missing(key) => words.say_with("error-config-missing", &[("lacking", key.into())]),
            Mistake::NoSecret => words.say("error-config-no-secret"),
            Mistake::SeveralSecrets => words.say("error-config-several-secrets"),
            Mistake::NoUser => words.say("error-config-no-user"),
            Mistake::Twice(given) => words.say_with("error-config-twice", &[("given", given.into())]),
            Mistake::UnknownCommand { nearest: Some(nearest) } => words.say_with("error-config-command-nearest", &[("nearest", nearest.into())]),
            Mistake::UnknownCommand { nearest: None } => words.say("error-config-command"),
            Mistake::NoSuch(no_such) => no_such.say(words),
            // the query stands on a line of its own, so that the sign is under its character
            Mistake::Query(error) => format!("\n{}", query_error(words, error)),
            Mistake::Verb(error) => format!("\n{}", verb_error(words, error)),
            Mistake::Said(key, values) => {
                let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, value.into())).collect();
                words.say_with(key, &values)
            }
        }
    }
}

impl NoSuch {
    fn say(&self, words: &Words) -> String {
        let given = &self.given;
        if let Some(nearest) = &self.nearest {
            return words.say_with("error-written-no-such-nearest", &[("given", given.into()), ("nearest", nearest.into())]);
        }
        let expected = if self.expected.is_empty() { "–".to_owned() } else { self.expected.join(", ") };
        words.say_with("error-written-no-such", &[("given", given.into()), ("expected", (&expected).into())])
    }
}

impl fmt::Display for WrittenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(&Words::default()))
    }
}

/// What is named must be there, without regard to case: gives it as it is written where it is.
///
/// # Errors
/// [`Mistake::NoSuch`] with the nearest that there is.
pub fn one_of<'a>(given: &str, known: &'a [String]) -> Result<&'a String, Mistake> {
    let lower = given.to_lowercase();
    known.iter().find(|k| k.to_lowercase() == lower).ok_or_else(|| {
        let nearest = nearest(given, known.iter().map(String::as_str)).map(str::to_owned);
        Mistake::NoSuch(Box::new(NoSuch { given: given.to_owned(), nearest, expected: known.to_vec() }))
    })
}

/// What a key is that stands for yes unless it says no.
#[must_use]
pub fn yes() -> bool {
    true
}

/// The line that a byte is in, from 1.
#[must_use]
pub fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// A text that may go into a header or a command: no line ends, no control characters, not empty.
///
/// # Errors
/// What serde says of a text that is none.
pub fn one_line<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    let text = String::deserialize(d)?;
    let bad = text.trim().is_empty() || text.chars().any(char::is_control);
    if bad { Err(D::Error::invalid_value(Unexpected::Str(&text), &LINE)) } else { Ok(text) }
}

/// A whole number within bounds, both included.
///
/// # Errors
/// What serde says of another number.
pub fn within<'de, const LEAST: u32, const MOST: u32, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    struct Bounds(u32, u32);
    impl serde::de::Expected for Bounds {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{NUMBER}{} to {}", self.0, self.1)
        }
    }
    let number = i64::deserialize(d)?;
    match u32::try_from(number) {
        Ok(n) if (LEAST..=MOST).contains(&n) => Ok(n),
        _ => Err(D::Error::invalid_value(Unexpected::Signed(number), &Bounds(LEAST, MOST))),
    }
}

/// What is wanted of a value, as `serde` is told: `told` knows it again, and it is said in the reader's language.
pub const LINE: &str = "one line of text";
/// The same of a name.
pub const WORD: &str = "a name without spaces and slashes";
/// The same of roles.
pub const ROLES: &str = "true, false, or a list of roles such as [\"supervisor\", \"agent\"]";
/// The same of keys.
pub const KEYS: &str = "a key such as \"ctrl-s\", or a list of keys";
/// The same of an address.
pub const ADDRESS: &str = "an e-mail address";
/// What stands before the bounds of a number.
const NUMBER: &str = "a whole number from ";

/// The mistake in a message of `serde` that ends in what one of our own readers wants.
fn wanted(message: &str) -> Option<Mistake> {
    let wanted = message.rsplit_once(", expected ").map_or(message, |(_, wanted)| wanted);
    if let Some((least, most)) = wanted.strip_prefix(NUMBER).and_then(|bounds| bounds.split_once(" to ")) {
        return Some(Mistake::Said("settings-want-number", vec![("least", least.to_owned()), ("most", most.to_owned())]));
    }
    let texts = [
        (LINE, "settings-want-line"),
        (WORD, "settings-want-word"),
        (ROLES, "settings-want-roles"),
        (KEYS, "settings-want-keys"),
        (ADDRESS, "settings-want-address"),
    ];
    texts.into_iter().find(|(text, _)| message.ends_with(text)).map(|(_, key)| Mistake::Said(key, Vec::new()))
}

/// What `toml` and `serde` say, told apart by how their messages begin.
#[must_use]
pub fn told(text: &str, error: &toml::de::Error) -> Wrong {
    let at = error.span().map_or(0, |s| s.start);
    let message = error.message().lines().next().unwrap_or_default();
    let mut in_ticks = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if message.starts_with("unknown field") {
        let key = in_ticks.next().unwrap_or_default();
        let expected: Vec<String> = in_ticks.collect();
        let nearest = nearest(&key, expected.iter().map(String::as_str)).map(str::to_owned);
        return Wrong { at: Some(at), key: Some(key), mistake: Mistake::UnknownKey { nearest, expected } };
    }
    let mistake = if message.starts_with("unknown variant") {
        let given = in_ticks.next().unwrap_or_default();
        Mistake::UnknownValue { given, expected: in_ticks.collect() }
    } else if message.starts_with("missing field") {
        Mistake::Missing(in_ticks.next().unwrap_or_default())
    } else if text.parse::<toml::Table>().is_ok() {
        wanted(message).unwrap_or_else(|| Mistake::Value(message.to_owned()))
    } else {
        Mistake::Syntax(message.to_owned())
    };
    Wrong::at(at, mistake)
}
