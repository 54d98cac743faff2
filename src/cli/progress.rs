//! How far a long command is: one line on standard error, when that is a terminal.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::words::{Arg, Words};

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(200);

/// A line that changes.
pub(super) struct Progress {
    words: Words,
    shown: bool,
    last: Option<Instant>,
}

impl Progress {
    /// Nothing is shown yet.
    pub(super) fn new(words: Words) -> Progress {
        Progress { words, shown: std::io::stderr().is_terminal(), last: None }
    }

    /// Shows a text of the catalogue in place of the last one, unless that was a moment ago.
    pub(super) fn line(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        let due = self.last.is_none_or(|last| last.elapsed() > EVERY);
        if self.shown && due {
            self.last = Some(Instant::now());
            let text = self.words.say_with(key, args);
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
        }
    }

    /// The line goes.
    pub(super) fn end(&mut self) {
        if self.shown && self.last.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
