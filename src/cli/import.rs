//! `aside import`: old mail from Maildirs and mbox files.
//!
//! All headers are read first, so that the mails can be put in order; then each mail is read once more, by as many threads as there are
//! processors, and written in its turn. An import that was stopped goes on when it is begun again.

mod pool;
mod sources;

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::failure::{Code, Failure};
use super::{Context, args, ingest, progress, system};
use crate::desk::{ImportOrder, Imported};
use crate::mail::mbox::Quoting;
use crate::model::Address;
use crate::words::Words;

use sources::Sources;

#[derive(clap::Subcommand, Debug)]
pub(super) enum Import {
    Maildir(Maildir),
    Mbox(Mbox),
}

#[derive(clap::Args, Debug)]
pub(super) struct Maildir {
    #[command(flatten)]
    how: How,
}

#[derive(clap::Args, Debug)]
pub(super) struct Mbox {
    #[command(flatten)]
    how: How,
    #[arg(long, value_name = "KIND", value_parser = quoting)]
    quoting: Option<Quoting>,
}

#[derive(clap::Args, Debug)]
struct How {
    #[arg(id = "old_mail", value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "ADDRESS", value_parser = args::address)]
    mailbox: Option<Address>,
    #[arg(long, value_name = "DAYS", value_parser = age)]
    solved_after: Option<Age>,
}

/// When a ticket in which nothing happens is solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Days(u32),
    Never,
}

impl Age {
    /// When nothing is said.
    const USUAL: Age = Age::Days(14);

    fn span(self) -> Option<Duration> {
        match self {
            Age::Days(days) => Some(Duration::from_hours(24 * u64::from(days))),
            Age::Never => None,
        }
    }
}

fn age(text: &str) -> Result<Age, args::Expected> {
    if text.eq_ignore_ascii_case("never") {
        return Ok(Age::Never);
    }
    text.parse().map(Age::Days).map_err(|_| args::Expected::OneOf("never, 0, 1, 2, …"))
}

fn quoting(text: &str) -> Result<Quoting, args::Expected> {
    match text {
        "mboxrd" => Ok(Quoting::Rd),
        "mboxo" => Ok(Quoting::O),
        _ => Err(args::Expected::OneOf("mboxrd, mboxo")),
    }
}

/// What is told at the end.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    imported: Imported,
    /// Drafts and what was thrown away.
    left_out: u64,
    /// Files and mails that could not be read.
    unreadable: u64,
}

impl Import {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let how = match self {
            Import::Maildir(m) => &m.how,
            Import::Mbox(m) => &m.how,
        };
        let mailbox = match &how.mailbox {
            Some(address) => Some(ingest::mailbox(&desk, address)?),
            None => match desk.store().mailboxes()?.as_slice() {
                [] => None,
                [only] => Some(only.id),
                several => {
                    let known: Vec<&str> = several.iter().map(|m| m.address.as_str()).collect();
                    return Err(Failure::said("cli-import-which-mailbox", &[("known", &known.join(", "))]).with(Code::Usage));
                }
            },
        };
        let order = ImportOrder { mailbox, solved_after: how.solved_after.unwrap_or(Age::USUAL).span(), now: system::now() };
        let mut import = desk.import(&actor, order)?;
        let mut progress = Progress::new(context.words.clone(), context.out.json);
        let mut sources = Sources::default();
        for path in &how.paths {
            match self {
                Import::Maildir(_) => sources.maildir(path, &order, &mut progress)?,
                Import::Mbox(m) => sources.mbox(path, m.quoting.unwrap_or_default(), &order, &mut progress)?,
            }
        }
        let steps = sources.order();
        let worked = pool::work(&mut import, &sources, &steps, &mut progress);
        progress.end();
        worked?;
        let told = Told { imported: import.finish()?, left_out: sources.left_out, unreadable: progress.unreadable };
        show(context, &told)?;
        if told.unreadable > 0 { Err(Failure::Silent(Code::Failed)) } else { Ok(()) }
    }
}

fn show(context: &mut Context, told: &Told) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(told);
    }
    let i = &told.imported;
    let counts = [
        ("mails", i.mails),
        ("known", i.known),
        ("tickets", i.tickets),
        ("customer", i.customer),
        ("replies", i.replies),
        ("sides", i.sides),
        ("duplicates", i.duplicates),
        ("quarantined", i.quarantined),
        ("signed", i.signed),
        ("left-out", told.left_out),
        ("unreadable", told.unreadable),
    ];
    for (name, count) in counts.into_iter().filter(|(name, count)| *count > 0 || *name == "mails") {
        let line = context.words.say_with(&format!("cli-import-{name}"), &[("count", count.into())]);
        context.out.clean(&line)?;
    }
    Ok(())
}

/// How far it is; and what could not be read.
struct Progress {
    line: progress::Progress,
    words: Words,
    json: bool,
    unreadable: u64,
}

impl Progress {
    fn new(words: Words, json: bool) -> Progress {
        Progress { line: progress::Progress::new(words.clone()), words, json, unreadable: 0 }
    }

    /// So many mails were found.
    fn found(&mut self, count: usize) {
        self.line.line("cli-import-finding", &[("count", count.into())]);
    }

    /// So many of all are done.
    fn done(&mut self, count: u64, all: usize) {
        self.line.line("cli-import-doing", &[("count", count.into()), ("all", all.into())]);
    }

    /// The line of progress goes.
    fn end(&mut self) {
        self.line.end();
    }

    /// Something cannot be read; the rest goes on.
    fn trouble(&mut self, what: &std::path::Path, why: &str) {
        self.end();
        self.unreadable += 1;
        let path = what.display().to_string();
        super::complain(&self.words.say_with("error-file", &[("path", (&path).into()), ("why", why.into())]), self.json);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_quotings_are_read() {
        assert_eq!((age("30"), age("never"), age("-1").is_err()), (Ok(Age::Days(30)), Ok(Age::Never), true));
        assert_eq!((quoting("mboxo"), quoting("mboxcl").is_err()), (Ok(Quoting::O), true));
    }
}
