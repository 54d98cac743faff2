//! What is wrong in a verb, where, and what was expected there.

use std::fmt;

use crate::model::pointed::pointed;

/// A mistake in a verb. It prints as the verb with a caret under the character, and then as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct VerbError {
    /// The verb.
    pub text: String,
    /// The character where the mistake begins, counted from 0. One past the end where something is lacking.
    pub at: usize,
    /// What is wrong.
    pub mistake: VerbMistake,
    /// What would have been right: words or examples, the likeliest first.
    pub expected: Vec<String>,
}

/// What can be wrong in a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerbMistake {
    /// There is nothing.
    Nothing,
    /// There is no such verb.
    Verb(String),
    /// The verb cannot have this.
    Value {
        /// The verb.
        verb: &'static str,
        /// What was given.
        given: String,
    },
    /// The verb lacks something.
    Lacks(&'static str),
    /// It goes on where it should end.
    Surplus(String),
    /// A quotation mark is not closed.
    Unclosed,
    /// The text has a variable or a block that cannot be read.
    Template(String),
}

impl VerbMistake {
    /// The key of the catalogue that says it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            VerbMistake::Nothing => "error-verb-nothing",
            VerbMistake::Verb(_) => "error-verb-unknown",
            VerbMistake::Value { .. } => "error-verb-value",
            VerbMistake::Lacks(_) => "error-verb-lacks",
            VerbMistake::Surplus(_) => "error-verb-surplus",
            VerbMistake::Unclosed => "error-verb-unclosed",
            VerbMistake::Template(_) => "error-verb-template",
        }
    }

    /// What was found: the word that is wrong; empty when something is lacking.
    #[must_use]
    pub fn given(&self) -> &str {
        match self {
            VerbMistake::Verb(given) | VerbMistake::Surplus(given) | VerbMistake::Value { given, .. } | VerbMistake::Template(given) => given,
            VerbMistake::Nothing | VerbMistake::Lacks(_) | VerbMistake::Unclosed => "",
        }
    }

    /// The verb that it is about.
    #[must_use]
    pub fn verb(&self) -> &str {
        match self {
            VerbMistake::Value { verb, .. } | VerbMistake::Lacks(verb) => verb,
            _ => "",
        }
    }
}

impl fmt::Display for VerbMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VerbMistake::Nothing => f.write_str("a verb was expected"),
            VerbMistake::Verb(given) => write!(f, "there is no verb “{given}”"),
            VerbMistake::Value { verb, given } => write!(f, "“{given}” is nothing that “{verb}” can have"),
            VerbMistake::Lacks(verb) => write!(f, "“{verb}” needs more"),
            VerbMistake::Surplus(given) => write!(f, "“{given}” is too much here"),
            VerbMistake::Unclosed => f.write_str("this quotation mark is not closed"),
            VerbMistake::Template(why) => write!(f, "this text cannot be filled in: {why}"),
        }
    }
}

impl VerbError {
    /// The verb and, on a second line, a caret under the character where the mistake begins.
    #[must_use]
    pub fn pointed(&self) -> String {
        pointed(&self.text, self.at)
    }
}

impl fmt::Display for VerbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.pointed(), self.mistake)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected.join(", "))?;
        }
        Ok(())
    }
}
