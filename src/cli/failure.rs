//! Why a command did not do what it was asked, in the reader's words, and the exit code that goes with it.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::ConfigError;
use crate::desk::DeskError;
use crate::store::StoreError;
use crate::words::{Arg, Words};

/// How a command ends. The numbers are those of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// It is done.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// It was asked in a way that cannot be understood.
    Usage = 2,
    /// It may well succeed a little later (`EX_TEMPFAIL` of sysexits.h).
    Later = 75,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The desk or its store says so.
    Desk(DeskError),
    /// The configuration has a mistake.
    Config(ConfigError),
    /// A file cannot be read or written.
    File { path: PathBuf, error: io::Error },
    /// The answer cannot be written.
    Output(io::Error),
    /// A sentence of the catalogue with its values.
    Said { code: Code, key: &'static str, values: Vec<(&'static str, String)> },
    /// A sentence that is in the reader's words already, or a server's.
    Told(Code, String),
    /// Everything is said; only the code is left.
    Silent(Code),
    /// Something else, for which there is a code of its own.
    With(Code, Box<Failure>),
}

impl Failure {
    /// A failure in the catalogue's words.
    pub(super) fn said(key: &'static str, values: &[(&'static str, &str)]) -> Failure {
        Failure::Said { code: Code::Failed, key, values: values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }

    /// The same failure, with another exit code.
    pub(super) fn with(self, code: Code) -> Failure {
        Failure::With(code, Box::new(self))
    }

    /// A file that cannot be read or written.
    pub(super) fn file(path: &Path, error: io::Error) -> Failure {
        Failure::File { path: path.to_owned(), error }
    }

    /// The exit code.
    pub(super) fn code(&self) -> Code {
        match self {
            Failure::Desk(DeskError::Store(e)) if e.is_passing() => Code::Later,
            Failure::Desk(DeskError::Query(_) | DeskError::Verb(_)) => Code::Usage,
            // whoever reads has had enough: no error
            Failure::Output(e) if e.kind() == io::ErrorKind::BrokenPipe => Code::Done,
            Failure::Said { code, .. } | Failure::Told(code, _) | Failure::Silent(code) | Failure::With(code, _) => *code,
            Failure::Desk(_) | Failure::Config(_) | Failure::File { .. } | Failure::Output(_) => Code::Failed,
        }
    }

    /// What happened, where, and what to do, in the reader's words; `None` when there is nothing to say.
    pub(super) fn say(&self, words: &Words) -> Option<String> {
        Some(match self {
            Failure::Desk(e) => e.say(words),
            Failure::Config(e) => e.say(words),
            Failure::File { path, error } => {
                words.say_with("error-file", &[("path", (&path.display().to_string()).into()), ("why", (&error.to_string()).into())])
            }
            Failure::Output(e) if e.kind() == io::ErrorKind::BrokenPipe => return None,
            Failure::Output(e) => words.say_with("cli-output", &[("why", (&e.to_string()).into())]),
            Failure::Said { key, values, .. } => {
                let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, value.into())).collect();
                words.say_with(key, &values)
            }
            Failure::Told(_, text) => text.clone(),
            Failure::Silent(_) => return None,
            Failure::With(_, inner) => return inner.say(words),
        })
    }
}

impl From<DeskError> for Failure {
    fn from(e: DeskError) -> Failure {
        Failure::Desk(e)
    }
}

impl From<StoreError> for Failure {
    fn from(e: StoreError) -> Failure {
        Failure::Desk(DeskError::Store(e))
    }
}

impl From<ConfigError> for Failure {
    fn from(e: ConfigError) -> Failure {
        Failure::Config(e)
    }
}

impl From<anyhow::Error> for Failure {
    /// The worker's errors: what the desk or the store says is told in the reader's words.
    fn from(e: anyhow::Error) -> Failure {
        match e.downcast::<DeskError>() {
            Ok(desk) => Failure::Desk(desk),
            Err(e) => match e.downcast::<StoreError>() {
                Ok(store) => store.into(),
                Err(e) => Failure::Told(Code::Failed, format!("{e:#}")),
            },
        }
    }
}
