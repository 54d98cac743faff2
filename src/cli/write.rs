//! What an agent writes on the command line: a text and files.

use std::io::{IsTerminal, Read};
use std::path::PathBuf;

use super::failure::{Code, Failure};
use crate::desk::DeskError;
use crate::model::outgoing::OutgoingFile;
use crate::model::recipients::Obstacle;
use crate::tui::files;
use crate::tui::widgets::text::without_controls;
use crate::words::Words;

/// A text and files.
#[derive(clap::Args, Debug)]
pub(super) struct Writing {
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

impl Writing {
    /// A text without files; standard input when it is not given.
    pub(super) fn of(text: Option<String>) -> Writing {
        Writing { text, attach: Vec::new() }
    }

    /// The text: what `--text` says, or else standard input to its end.
    pub(super) fn text(&self, words: &Words) -> Result<String, Failure> {
        let text = match &self.text {
            Some(text) => text.clone(),
            None => standard_input(words)?,
        };
        Ok(without_controls(&text).trim_end().to_owned())
    }

    /// The files.
    pub(super) fn files(&self) -> Result<Vec<OutgoingFile>, Failure> {
        self.attach.iter().map(|path| files::read(path).map_err(|e| Failure::file(path, e))).collect()
    }
}

fn standard_input(words: &Words) -> Result<String, Failure> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("{}", words.say("cli-type-text"));
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
    String::from_utf8(bytes).map_err(|_| Failure::said("cli-not-utf8", &[]))
}

/// Sends; with `confirm` once more when all that stands in the way can be confirmed. Without it the reader is told of `--confirm`.
pub(super) fn confirming<T>(words: &Words, confirm: bool, send: impl Fn(&[Obstacle]) -> Result<T, DeskError>) -> Result<T, Failure> {
    match send(&[]) {
        Err(DeskError::Blocked(obstacles)) if obstacles.iter().all(Obstacle::can_be_confirmed) => {
            if confirm {
                return Ok(send(&obstacles)?);
            }
            let why = DeskError::Blocked(obstacles).say(words);
            Err(Failure::Told(Code::Failed, format!("{why} {}", words.say("cli-confirm"))))
        }
        other => Ok(other?),
    }
}
