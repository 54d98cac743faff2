//! What went wrong in the store, in the reader's language: what happened, where, and what to do next.

use std::path::Path;

use super::{Problem, StoreError};
use crate::words::Words;

impl StoreError {
    /// The problem in the reader's language: what happened, where, and what to do.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let path = self.path.as_deref().map(Path::display).map(|p| p.to_string()).unwrap_or_default();
        let why = &self.message;
        match &self.problem {
            Problem::Missing => words.say_with("error-no-database", &[("path", (&path).into())]),
            Problem::Exists => words.say_with("error-database-exists", &[("path", (&path).into())]),
            Problem::Denied => words.say_with("error-database-denied", &[("path", (&path).into()), ("why", why.into())]),
            Problem::Busy => words.say("error-database-busy"),
            Problem::Full => words.say_with("error-database-full", &[("path", (&path).into())]),
            Problem::Damaged => words.say_with("error-database-damaged", &[("why", why.into())]),
            Problem::Newer { found, known } => words.say_with("error-database-newer", &[("found", (*found).into()), ("known", (*known).into())]),
            Problem::Network(kind) => words.say_with("error-database-remote", &[("kind", kind.into())]),
            Problem::Interrupted => words.say("error-database-interrupted"),
            Problem::Other => words.say_with("error-database-other", &[("doing", self.doing.into()), ("why", why.into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problem_says_what_to_do() {
        let words = Words::default();
        let network = StoreError::network(Path::new("/home/ana/desk.db"), "NFS").say(&words);
        assert!(network.contains("NFS") && network.contains("local disk"), "{network}");
        let newer = StoreError::newer(9, 1).say(&words);
        assert!(newer.contains('9') && newer.contains("newer version"), "{newer}");
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let denied = StoreError::io("opening the database", Path::new("/srv/desk.db"), &denied).say(&words);
        assert!(denied.contains("/srv/desk.db") && denied.contains("group"), "{denied}");
    }
}
