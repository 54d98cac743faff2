//! The one language of search, views, rules and the command line (PRODUCT 10): text to [`Query`] and back.
//!
//! A query is a row of terms, and all of them must hold. A term is a condition, `key:value`, or words to look for; `-` before it turns it
//! round. Commas between the values of one key mean "or". In quotation marks every value is taken literally: `assignee:"me"` is the agent
//! whose login is *me*; `\"` and `\\` stand for `"` and `\`.
//!
//! ```
//! use aside::model::query::Query;
//!
//! let query = Query::parse("status:open,pending -tag:bot waiting:>4h \"paper jam\" print*").unwrap();
//! assert_eq!(query.terms.len(), 5);
//! assert_eq!(query.to_string(), "status:open,pending -tag:bot waiting:>4h \"paper jam\" print*");
//! ```
//!
//! Nothing here knows SQL. Each [`Condition`] is meant to become one SQL condition, and what depends on who asks and when (*me*, *mine*,
//! *7d*) stays symbolic until then.

mod begun;
mod complete;
mod error;
mod hint;
mod names;
mod read;
mod rename;
mod show;
#[cfg(test)]
mod tests;
mod when;

pub use begun::begun;
pub use complete::{Completion, complete};
pub use error::{Mistake, QueryError};
pub use hint::{Hint, hint};
pub use names::{Name, Named};
pub use rename::Renamed;
pub use when::{Age, Comparison, Moment, Period, Unit, When};

use super::status::{Priority, Status};
use super::{Address, TicketId};

/// A query: every term must hold. Without terms it finds everything.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// The terms, as they were written.
    pub terms: Vec<Term>,
}

/// A condition, or its contrary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whether the condition must not hold.
    pub negated: bool,
    /// The condition.
    pub condition: Condition,
}

/// What a ticket is asked for. Where there are several values, one of them is enough; there is always at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// `#42`, `number:42,43`.
    Number(Vec<TicketId>),
    /// `status:open,pending`.
    Status(Vec<Status>),
    /// `priority:high,urgent`; `priority:>=high` is read as the list.
    Priority(Vec<Priority>),
    /// `assignee:me`.
    Assignee(Vec<Who>),
    /// `team:billing`.
    Team(Vec<WhichTeam>),
    /// `tag:vip`: it has the tag, compared without regard to case.
    Tag(Vec<String>),
    /// `requester:@acme.com`.
    Requester(Vec<PersonMatch>),
    /// `org:acme`: a part of the organization's name.
    Organization(Vec<String>),
    /// `side:open`.
    Side(Vec<SideIs>),
    /// `third:parts@acme.com`: a participant of one of its side conversations.
    Third(Vec<PersonMatch>),
    /// `created:>2026-01-01`, `updated:<7d`, `waiting:>4h`.
    Time(TimeField, Vec<When>),
    /// `field.plan:gold`.
    Field(String, Vec<FieldIs>),
    /// `has:attachment`.
    Has(Vec<Thing>),
    /// `file:invoice`: a part of an attachment's name.
    File(Vec<String>),
    /// `is:unread`.
    Is(Vec<Flag>),
    /// `mentions:me`: a note on it mentions the agent.
    Mentions(Vec<Who>),
    /// `subject:refund`: words of the subject.
    Subject(Vec<Text>),
    /// Words anywhere: subject, messages, notes, side conversations, names of attachments, custom fields.
    Text(Text),
}

/// An agent, as a query names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// `me`: whoever asks.
    Me,
    /// `none`.
    Nobody,
    /// `any`.
    Anybody,
    /// `away`: an agent who takes no new work now, or has left.
    Away,
    /// A login.
    Login(String),
}

/// A team, as a query names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WhichTeam {
    /// `mine`: one of the teams of whoever asks.
    Mine,
    /// `none`.
    None,
    /// `any`.
    Any,
    /// A name, compared without regard to case.
    Named(String),
}

/// A person outside, as a query names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PersonMatch {
    /// `@acme.com`: anybody at this domain. Lower case, without the `@`.
    Domain(String),
    /// An address.
    Address(Address),
    /// A part of the name or of the address.
    Part(String),
}

impl PersonMatch {
    /// Reads `@domain`, an address, or a part of a name.
    #[must_use]
    pub fn read(text: &str) -> PersonMatch {
        let domain = text.strip_prefix('@').filter(|d| !d.contains('@')).and_then(|d| Address::parse(&format!("x@{d}")));
        match (domain, Address::parse(text)) {
            (Some(address), _) => PersonMatch::Domain(address.domain().to_owned()),
            (None, Some(address)) => PersonMatch::Address(address),
            (None, None) => PersonMatch::Part(text.to_owned()),
        }
    }
}

/// What is asked of a ticket's side conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SideIs {
    /// One is open.
    Open,
    /// One is done.
    Done,
    /// One has an answer that nobody has read.
    Unread,
    /// There is none.
    None,
}

/// A point in time of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeField {
    /// When it was made.
    Created,
    /// When anything last changed.
    Updated,
    /// Since when the customer has waited for an answer. Tickets where nobody waits are never found by it.
    Waiting,
}

/// What is asked of a custom field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldIs {
    /// It has this value, compared without regard to case.
    Value(String),
    /// It has a value on that side of this one: numbers and dates by their worth, the rest as text.
    Compared(Comparison, String),
    /// `none`: it has no value.
    Unset,
    /// `any`: it has a value.
    Set,
}

/// What a ticket can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A file on any entry.
    Attachment,
    /// A private note.
    Note,
    /// A side conversation.
    Side,
    /// A tag.
    Tag,
}

/// What a ticket can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// Neither solved nor closed.
    Active,
    /// Something came in that its assignee has not seen.
    Unread,
    /// The customer waits for an answer.
    Waiting,
    /// Out of the working queues for some time.
    Snoozed,
    /// Assigned to whoever asks.
    Mine,
    /// Marked as spam.
    Spam,
}

/// Words to look for, next to each other and in this order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The words.
    pub words: String,
    /// The last word may go on: `print*`.
    pub prefix: bool,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// A [`QueryError`] that names the character where the mistake is, and what was expected there.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        Ok(read::query(text)?.0)
    }

    /// Reads a query, with the names in it, in their order.
    ///
    /// # Errors
    /// As [`Query::parse`].
    pub fn with_names(text: &str) -> Result<(Query, Vec<Name>), QueryError> {
        read::query(text)
    }

    /// The ticket to go to, when the query is nothing but its number (`#42`, `42`).
    #[must_use]
    pub fn jump(&self) -> Option<TicketId> {
        match self.terms.as_slice() {
            [Term { negated: false, condition: Condition::Number(numbers) }] if numbers.len() == 1 => numbers.first().copied(),
            _ => None,
        }
    }

    /// Whether it looks for words anywhere, so that results can be shown best first and with context.
    #[must_use]
    pub fn looks_for_words(&self) -> bool {
        self.terms.iter().any(|t| !t.negated && matches!(t.condition, Condition::Text(_)))
    }
}

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Query, QueryError> {
        Query::parse(text)
    }
}

/// A key with the values that it offers. Most keys take others too.
struct Key {
    name: &'static str,
    values: &'static [&'static str],
}

/// Every key but `field.NAME`. Reading, completion and the help all go by this table.
const KEYS: &[Key] = &[
    Key { name: "status", values: &["new", "open", "pending", "on-hold", "solved", "closed"] },
    Key { name: "priority", values: &["low", "normal", "high", "urgent"] },
    Key { name: "assignee", values: &["me", "none", "any", "away"] },
    Key { name: "team", values: &["mine", "none", "any"] },
    Key { name: "tag", values: &[] },
    Key { name: "requester", values: &[] },
    Key { name: "org", values: &[] },
    Key { name: "side", values: &["open", "done", "unread", "none"] },
    Key { name: "third", values: &[] },
    Key { name: "created", values: &["today", "yesterday", "<7d", ">7d"] },
    Key { name: "updated", values: &["today", "yesterday", "<7d", ">7d"] },
    Key { name: "waiting", values: &[">4h", "<4h", "today", "yesterday"] },
    Key { name: "has", values: &["attachment", "note", "side", "tag"] },
    Key { name: "file", values: &[] },
    Key { name: "is", values: &["active", "unread", "waiting", "snoozed", "mine", "spam"] },
    Key { name: "mentions", values: &["me"] },
    Key { name: "subject", values: &[] },
    Key { name: "number", values: &[] },
];

/// What stands before the name of a custom field.
const FIELD: &str = "field.";
