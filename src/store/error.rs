//! What can go wrong in the store, with what was being done.

use std::path::{Path, PathBuf};

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {message}")]
pub struct StoreError {
    /// What was being done.
    pub doing: &'static str,
    /// Which file.
    pub path: Option<PathBuf>,
    /// What kind of problem it is.
    pub problem: Problem,
    /// The engine's words.
    pub message: String,
}

/// Kinds of problems that are told apart because a person does something different about each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such file.
    Missing,
    /// The file exists already.
    Exists,
    /// The operating system does not let us.
    Denied,
    /// Other processes held the file for too long.
    Busy,
    /// No room on the disk.
    Full,
    /// The file is not a desk's, or is damaged.
    Damaged,
    /// Made by a newer program: its schema and ours.
    Newer {
        /// The file's schema.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// On a network file system of this kind.
    Network(String),
    /// The reading was interrupted because nobody wants it any more.
    Interrupted,
    /// Something is kept that should not be there: a bug, or a row that someone wrote by hand.
    Other,
}

impl StoreError {
    pub(super) fn io(doing: &'static str, path: &Path, e: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let problem = match e.kind() {
            ErrorKind::NotFound => Problem::Missing,
            ErrorKind::AlreadyExists => Problem::Exists,
            ErrorKind::PermissionDenied => Problem::Denied,
            ErrorKind::StorageFull => Problem::Full,
            _ => Problem::Other,
        };
        StoreError { doing, path: Some(path.to_owned()), problem, message: e.to_string() }
    }

    pub(super) fn network(path: &Path, kind: &str) -> StoreError {
        StoreError {
            doing: "opening the database",
            path: Some(path.to_owned()),
            problem: Problem::Network(kind.to_owned()),
            message: format!("{kind} is a network file system"),
        }
    }

    pub(super) fn newer(found: i64, known: i64) -> StoreError {
        StoreError {
            doing: "opening the database",
            path: None,
            problem: Problem::Newer { found, known },
            message: format!("its schema is {found}, this program knows {known}"),
        }
    }

    pub(super) fn broken(doing: &'static str, message: impl Into<String>) -> StoreError {
        StoreError { doing, path: None, problem: Problem::Other, message: message.into() }
    }

    pub(super) fn at(mut self, path: &Path) -> StoreError {
        self.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// Whether the same call may well succeed a little later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self.problem, Problem::Busy | Problem::Full | Problem::Interrupted)
    }
}

/// Says what was being done when the engine failed.
pub(super) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|e| StoreError { doing, path: None, problem: problem(&e), message: e.to_string() })
    }
}

fn problem(e: &rusqlite::Error) -> Problem {
    use rusqlite::ErrorCode;
    match e.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Problem::Busy,
        Some(ErrorCode::DiskFull) => Problem::Full,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Problem::Damaged,
        Some(ErrorCode::CannotOpen) => Problem::Missing,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => Problem::Denied,
        Some(ErrorCode::OperationInterrupted) => Problem::Interrupted,
        _ => Problem::Other,
    }
}
