//! What is wrong in a configuration, and where.

use std::fmt;

use crate::words::{Arg, Words};

use super::raw::Wrong;

/// A mistake in a configuration. It prints in English; [`ConfigError::say`] tells it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when the file could not be read at all.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The key, or the heading of the section.
    pub key: String,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What can be wrong in a configuration.
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
}

impl ConfigError {
    pub(super) fn at(text: &str, file: &str, wrong: Wrong) -> ConfigError {
        let at = text.floor_char_boundary(wrong.at.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let key = wrong.key.unwrap_or_else(|| line.split('=').next().unwrap_or_default().trim().to_owned());
        ConfigError { file: file.to_owned(), line: line_of(text, at), column: text[start..at].chars().count() + 1, key, mistake: wrong.mistake }
    }

    pub(super) fn unreadable(file: &str, error: &std::io::Error) -> ConfigError {
        ConfigError { file: file.to_owned(), line: 0, column: 0, key: String::new(), mistake: Mistake::Unreadable(error.to_string()) }
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
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(&Words::default()))
    }
}

/// The line that a byte is in, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
