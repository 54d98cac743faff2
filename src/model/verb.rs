//! The one vocabulary of changes (PRODUCT 11): macros, rules, the palette, bulk and the command line speak it. Text to [`Verb`] and back.
//!
//! ```
//! use aside::model::verb::Verb;
//!
//! for text in ["status pending", "assign @ana", "tag +vip -new", "field plan=gold", "snooze fri 14:00", "reply /refund", "note \"Call them.\""] {
//!     assert_eq!(Verb::parse(text).unwrap().to_string(), text);
//! }
//! let ask = Verb::parse("side /ask-stock to parts@acme.example subject \"Stock of P-100\"").unwrap();
//! assert!(ask.writes_mail());
//! ```
//!
//! Words with spaces stand in quotation marks, in which `\"`, `\\` and `\n` stand for a quotation mark, a backslash and a line end. Names of
//! agents, teams, canned responses and macros are looked up when the verb is done, not when it is read.

mod error;
mod read;
mod rename;
#[cfg(test)]
mod tests;

use std::fmt;

pub use error::{VerbError, VerbMistake};

use super::Mailbox;
use super::status::{Priority, Status};
use super::until::Until;

/// One change of a ticket, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `status open`
    Status(Status),
    /// `assign @ana`, `assign me`, `assign none`
    Assign(Whom),
    /// `team billing`, `team none`
    Team(Option<String>),
    /// `priority high`
    Priority(Priority),
    /// `tag +vip -new`
    Tags {
        /// Put on.
        add: Vec<String>,
        /// Taken off.
        remove: Vec<String>,
    },
    /// `field plan=gold`, `field plan=`
    Field {
        /// The field's name.
        name: String,
        /// Its value; `None` takes it away.
        value: Option<String>,
    },
    /// `snooze tomorrow`, `snooze off`
    Snooze(Option<Until>),
    /// `spam`, `spam off`
    Spam(bool),
    /// `reply /refund`, `reply "…"`
    Reply(Said),
    /// `note "…"`, `note /checklist`
    Note(Said),
    /// `side /ask-stock to parts@acme.example`
    Side(Ask),
    /// `notify assignee`
    Notify(Told),
    /// `macro refund`
    Macro(String),
}

/// Whom a ticket is given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Whoever acts.
    Me,
    /// Nobody.
    Nobody,
    /// The agent with a login.
    Login(String),
}

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Whoever has the ticket.
    Assignee,
    /// The agent with a login.
    Login(String),
    /// Everybody in a team.
    Team(String),
}

/// A text: one that is ready, or one that stands here. Both have variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A canned response, by its shortcut.
    Canned(String),
    /// The text itself.
    Text(String),
}

/// A side conversation to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it says.
    pub said: Said,
    /// Whom to ask; at least one.
    pub to: Vec<Mailbox>,
    /// Whom to inform.
    pub cc: Vec<Mailbox>,
    /// Its subject, with variables; `None` for the title of the canned response.
    pub subject: Option<String>,
}

impl Verb {
    /// Reads a verb.
    ///
    /// # Errors
    /// A [`VerbError`] that names the character where the mistake is, and what was expected there.
    pub fn parse(text: &str) -> Result<Verb, VerbError> {
        read::verb(text)
    }

    /// Whether somebody outside gets a mail by it. A macro may or may not: it is looked up first.
    #[must_use]
    pub fn writes_mail(&self) -> bool {
        matches!(self, Verb::Reply(_) | Verb::Side(_))
    }

    /// Whether only a person can do it, because it speaks of whoever acts.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        matches!(self, Verb::Assign(Whom::Me))
    }
}

impl std::str::FromStr for Verb {
    type Err = VerbError;

    fn from_str(text: &str) -> Result<Verb, VerbError> {
        Verb::parse(text)
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verb::Status(status) => write!(f, "status {status}"),
            Verb::Assign(Whom::Me) => f.write_str("assign me"),
            Verb::Assign(Whom::Nobody) => f.write_str("assign none"),
            Verb::Assign(Whom::Login(login)) => write!(f, "assign {}", named("@", login)),
            Verb::Team(None) => f.write_str("team none"),
            Verb::Team(Some(name)) => write!(f, "team {}", bare_or_quoted(name, &["none"])),
            Verb::Priority(priority) => write!(f, "priority {}", priority.word()),
            Verb::Tags { add, remove } => {
                f.write_str("tag")?;
                add.iter().try_for_each(|t| write!(f, " {}", named("+", t)))?;
                remove.iter().try_for_each(|t| write!(f, " {}", named("-", t)))
            }
            Verb::Field { name, value: None } => write!(f, "field {name}="),
            Verb::Field { name, value: Some(value) } => write!(f, "field {name}={}", bare_or_quoted(value, &[])),
            Verb::Snooze(None) => f.write_str("snooze off"),
            Verb::Snooze(Some(until)) => write!(f, "snooze {until}"),
            Verb::Spam(true) => f.write_str("spam"),
            Verb::Spam(false) => f.write_str("spam off"),
            Verb::Reply(said) => write!(f, "reply {said}"),
            Verb::Note(said) => write!(f, "note {said}"),
            Verb::Side(ask) => write!(f, "side {ask}"),
            Verb::Notify(Told::Assignee) => f.write_str("notify assignee"),
            Verb::Notify(Told::Login(login)) => write!(f, "notify {}", named("@", login)),
            Verb::Notify(Told::Team(name)) => write!(f, "notify team {}", bare_or_quoted(name, &[])),
            Verb::Macro(name) => write!(f, "macro {}", bare_or_quoted(name, &[])),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Said::Canned(shortcut) => f.write_str(&named("/", shortcut)),
            Said::Text(text) => f.write_str(&quoted(text)),
        }
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to", self.said)?;
        let shown = |m: &Mailbox| if m.name.is_empty() { m.address.to_string() } else { quoted(&m.to_string()) };
        self.to.iter().try_for_each(|m| write!(f, " {}", shown(m)))?;
        if !self.cc.is_empty() {
            f.write_str(" cc")?;
            self.cc.iter().try_for_each(|m| write!(f, " {}", shown(m)))?;
        }
        self.subject.as_ref().map_or(Ok(()), |subject| write!(f, " subject {}", quoted(subject)))
    }
}

/// A name after its sign; in quotation marks where it has more than one word.
fn named(sign: &str, name: &str) -> String {
    format!("{sign}{}", bare_or_quoted(name, &[]))
}

/// A word as it is, or in quotation marks where it would be read as something else.
fn bare_or_quoted(word: &str, reserved: &[&str]) -> String {
    let plain = !word.is_empty()
        && !word.chars().any(|c| c.is_whitespace() || c == '"' || c == ',')
        && !word.starts_with(['@', '+', '-', '/', '#'])
        && !reserved.iter().any(|r| word.eq_ignore_ascii_case(r));
    if plain { word.to_owned() } else { quoted(word) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
