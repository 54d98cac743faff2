//! The command line: everything that an agent does in the console, for scripts. One file for each command.
//!
//! [`run`] reads the arguments, runs the command and gives the exit code: 0 done, 1 failed, 2 asked in a way that cannot be understood, 75
//! try later. With `--json` answers are JSON on standard output, and failures `{"error":"…"}` on standard error.

mod agents;
mod args;
mod assign;
mod canned;
mod completions;
mod console;
mod customer;
mod demo;
mod doctor;
mod edit;
mod explain;
mod export;
mod failure;
mod generate;
mod help;
mod import;
mod ingest;
mod init;
mod list;
mod log;
mod merge;
mod new;
mod note;
mod open;
mod org;
mod out;
mod party;
mod perform;
mod progress;
mod quarantine;
mod redact;
mod reparse;
mod reply;
mod rules;
mod search;
mod show;
mod side;
mod spam;
mod split;
mod stats;
mod status;
mod sync;
mod system;
mod take;
mod worker;
mod write;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use args::{Command, Globals};
use failure::{Code, Failure};
use help::Answer;
use open::Place;
use out::Out;

use crate::config::{Config, ConfigError, Found};
use crate::desk::{Actor, Desk, DeskError};
use crate::model::TicketId;
use crate::tui::depth::Depth;
use crate::tui::widgets::text::clean_text;
use crate::words::Words;

/// Runs the program with its arguments, the program's own name first.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let early = early(&args);
    let found = find(&early);
    let language = found.as_ref().ok().and_then(|f| f.config.console.language).unwrap_or_else(system::language);
    let words = Words::new(language).in_zone(jiff::tz::TimeZone::system());
    let colours = std::io::stdout().is_terminal() && Depth::detect(system::variable) != Depth::None;
    let args = match help::read(&words, &args, colours) {
        Ok(args) => args,
        Err(answer) => return say(answer, early.json),
    };
    let json = args.globals.json;
    let mut context = Context { globals: args.globals, words, found, out: Out::new(json) };
    let result = context.dispatch(args.command).and_then(|()| context.out.finish());
    let code = match result {
        Ok(()) => Code::Done,
        Err(failure) => {
            // what was found out before stands, if it can still be written
            let _ = context.out.finish();
            if let Some(text) = failure.say(&context.words) {
                complain(&text, json);
            }
            failure.code()
        }
    };
    ExitCode::from(code as u8)
}

/// The global arguments before all is understood: they decide in which language the rest is told.
fn early(args: &[OsString]) -> Globals {
    let mut globals = Globals::default();
    let mut rest = args.iter().skip(1);
    while let Some(arg) = rest.next() {
        let text = arg.to_string_lossy();
        match text.split_once('=') {
            Some(("--config", value)) => globals.config = Some(value.into()),
            Some(("--db", value)) => globals.db = Some(value.into()),
            _ if text == "--config" => globals.config = rest.next().map(PathBuf::from),
            _ if text == "--db" => globals.db = rest.next().map(PathBuf::from),
            _ if text == "--json" => globals.json = true,
            _ if text == "--" => break,
            _ => {}
        }
    }
    globals
}

fn find(globals: &Globals) -> Result<Found, ConfigError> {
    Config::find(globals.config.as_deref(), globals.db.as_deref(), &system::homes())
}

/// Help, the version, or what is wrong with the arguments.
fn say(answer: Answer, json: bool) -> ExitCode {
    let code = answer.code();
    match answer {
        Answer::Text(text) => {
            let mut out = Out::new(json);
            let written = out.raw(text.as_bytes()).and_then(|()| out.finish());
            return ExitCode::from(written.map_or_else(|e| e.code(), |()| code) as u8);
        }
        Answer::Mistake(text) => complain(&text, json),
    }
    ExitCode::from(code as u8)
}

/// Tells on standard error what went wrong. When nobody listens there, nothing can be done about it.
fn complain(text: &str, json: bool) {
    #[derive(Serialize)]
    struct Complaint<'a> {
        error: &'a str,
    }
    let text = text.trim_end();
    let line = match out::to_json(&Complaint { error: text }) {
        Ok(line) if json => line,
        // a query stands with its caret on the line below
        _ if text.contains('\n') => clean_text(text).into_owned(),
        _ => format!("aside: {}", clean_text(text)),
    };
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// What every command has at hand.
struct Context {
    globals: Globals,
    words: Words,
    found: Result<Found, ConfigError>,
    out: Out,
}

impl Context {
    fn dispatch(&mut self, command: Option<Command>) -> Result<(), Failure> {
        let Some(command) = command else { return console::run(self) };
        if self.globals.plain && !matches!(command, Command::Demo(_)) {
            return Err(Failure::said("cli-plain-console", &[]).with(Code::Usage));
        }
        match command {
            Command::Init(c) => c.run(self),
            Command::List(c) => c.run(self),
            Command::Search(c) => c.run(self),
            Command::Show(c) => c.run(self),
            Command::Take(c) => c.run(self),
            Command::Assign(c) => c.run(self),
            Command::Status(c) => c.run(self),
            Command::Reply(c) => c.run(self),
            Command::Note(c) => c.run(self),
            Command::New(c) => c.run(self),
            Command::Merge(c) => c.run(self),
            Command::Spam(c) => c.run(self),
            Command::Split(c) => c.run(self),
            Command::Do(c) => c.run(self),
            Command::Rules(c) => c.run(self),
            Command::Side(c) => c.run(self),
            Command::Party(c) => c.run(self),
            Command::Customer(c) => c.run(self),
            Command::Org(c) => c.run(self),
            Command::Agents(c) => c.run(self),
            Command::Canned(c) => c.run(self),
            Command::Edit(c) => c.run(self),
            Command::Quarantine(c) => c.run(self),
            Command::Explain(c) => c.run(self),
            Command::Export(c) => c.run(self),
            Command::Transcript(c) => c.run(self),
            Command::Stats(c) => c.run(self),
            Command::Ingest(c) => c.run(self),
            Command::Import(c) => c.run(self),
            Command::Sync(c) => c.run(self),
            Command::Worker => worker::run(self),
            Command::Redact(c) => c.run(self),
            Command::Reparse(c) => c.run(self),
            Command::Demo(c) => c.run(self),
            Command::Doctor(c) => c.run(self),
            Command::Completions(c) => c.run(self),
            Command::Generate(c) => c.run(self),
        }
    }

    /// Where the desk is.
    fn place(&self) -> Result<Place, Failure> {
        Place::of(&self.globals, self.found.clone()?)
    }

    /// The desk, and the agent who acts on it.
    fn desk(&self) -> Result<(Desk, Actor), Failure> {
        let place = self.place()?;
        let desk = place.open()?;
        let actor = place.actor(&desk, self.globals.instead.as_deref())?;
        Ok((desk, actor))
    }

    /// Shows what a ticket is now, after a change.
    fn changed(&mut self, desk: &Desk, actor: &Actor, ticket: TicketId) -> Result<(), Failure> {
        #[derive(Serialize)]
        struct Gone {
            number: TicketId,
        }
        let head = match desk.ticket_head(actor, ticket) {
            Ok(head) => head,
            // it went where the agent may not see it
            Err(DeskError::NoSuchTicket(_)) => {
                return if self.out.json { self.out.json(&Gone { number: ticket }) } else { self.out.line(&format!("#{ticket}")) };
            }
            Err(e) => return Err(e.into()),
        };
        if self.out.json { self.out.json(&head) } else { list::rows(self, &[head]) }
    }
}
