//! What is wrong in a query, where, and what was expected there.

use std::fmt;

use super::Named;
use crate::model::pointed::pointed;

/// A mistake in a query.
///
/// It prints as the query with a caret under the character, and then as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct QueryError {
    /// The query.
    pub text: String,
    /// The character where the mistake begins, counted from 0. One past the end where something is lacking.
    pub at: usize,
    /// What is wrong.
    pub mistake: Mistake,
    /// What would have been right: words or examples, the likeliest first; empty when there is nothing to offer.
    pub expected: Vec<String>,
}

/// What can be wrong in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// There is no such key.
    Key(String),
    /// The key has no such value.
    Value {
        /// The key.
        key: String,
        /// What was given.
        given: String,
    },
    /// Nothing has that name.
    NoSuch {
        /// What it would be.
        what: Named,
        /// The name.
        given: String,
    },
    /// The key is there, and its value is not.
    NoValue(String),
    /// An age needs a sign before it that says whether less or more is meant.
    BareAge(String),
    /// The first end of a range comes after the second.
    Backwards(String),
    /// A quotation mark is not closed.
    Unclosed,
    /// There is nothing between two quotation marks.
    Empty,
    /// Nothing stands after a minus sign.
    NothingToNegate,
    /// It asks for more than a query may.
    TooLong,
}

impl Mistake {
    /// The key of the catalogue that says it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Mistake::Key(_) => "error-query-key",
            Mistake::Value { .. } => "error-query-value",
            Mistake::NoSuch { what: Named::Agent, .. } => "error-query-agent",
            Mistake::NoSuch { what: Named::Team, .. } => "error-query-team",
            Mistake::NoSuch { what: Named::Tag, .. } => "error-query-tag",
            Mistake::NoSuch { what: Named::Field, .. } => "error-query-field",
            Mistake::NoValue(_) => "error-query-no-value",
            Mistake::BareAge(_) => "error-query-bare-age",
            Mistake::Backwards(_) => "error-query-backwards",
            Mistake::Unclosed => "error-query-unclosed",
            Mistake::Empty => "error-query-empty",
            Mistake::NothingToNegate => "error-query-nothing-to-negate",
            Mistake::TooLong => "error-query-too-long",
        }
    }

    /// What was found: the key, the value or the range that is wrong; empty when something is lacking.
    #[must_use]
    pub fn given(&self) -> &str {
        match self {
            Mistake::Key(given)
            | Mistake::NoValue(given)
            | Mistake::BareAge(given)
            | Mistake::Backwards(given)
            | Mistake::Value { given, .. }
            | Mistake::NoSuch { given, .. } => given,
            Mistake::Unclosed | Mistake::Empty | Mistake::NothingToNegate | Mistake::TooLong => "",
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::Key(given) => write!(f, "there is no key “{given}” (to look for the words, put them in quotation marks)"),
            Mistake::Value { key, given } => write!(f, "“{given}” is nothing that “{key}:” can be"),
            Mistake::NoSuch { what, given } => write!(f, "there is no {} “{given}”", what.word()),
            Mistake::NoValue(key) => write!(f, "“{key}:” needs a value"),
            Mistake::BareAge(given) => write!(f, "“{given}” needs < or > before it"),
            Mistake::Backwards(given) => write!(f, "the range “{given}” ends before it begins"),
            Mistake::Unclosed => f.write_str("this quotation mark is not closed"),
            Mistake::Empty => f.write_str("there is nothing between the quotation marks"),
            Mistake::NothingToNegate => f.write_str("nothing stands after the minus sign"),
            Mistake::TooLong => f.write_str("the query asks for too many things at once"),
        }
    }
}

impl QueryError {
    /// The query and, on a second line, a caret under the character where the mistake begins. Line ends and tabs are shown as spaces, so
    /// that there are two lines and the caret is right.
    #[must_use]
    pub fn pointed(&self) -> String {
        pointed(&self.text, self.at)
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.pointed(), self.mistake)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected.join(", "))?;
        }
        Ok(())
    }
}
