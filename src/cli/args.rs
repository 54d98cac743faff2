//! What can be typed. The words of `--help` come from the catalogue, by the names that stand here (see [`super::help`]).

use std::fmt;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use crate::desk::{Audience, Format};
use crate::model::settings::Kind;
use crate::model::status::{Priority, Status};
use crate::model::{Address, EntryId, InboxId, Mailbox, SideId, SideMessageId, TicketId};

#[derive(Parser, Debug)]
#[command(name = "aside", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(id = "version", short = 'V', long, action = ArgAction::Version)]
    _version: Option<bool>,
}

/// What goes with every command.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct Globals {
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub instead: Option<String>,
    #[arg(long)]
    pub plain: bool,
    #[arg(id = "help", short = 'h', long, global = true, action = ArgAction::Help)]
    _help: Option<bool>,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    Init(super::init::Init),
    List(super::list::List),
    Search(super::search::Search),
    Show(super::show::Show),
    Take(super::take::Take),
    Assign(super::assign::Assign),
    Status(super::status::SetStatus),
    Reply(super::reply::Reply),
    Note(super::note::Note),
    New(super::new::New),
    Merge(super::merge::Merge),
    Spam(super::spam::Spam),
    Split(super::split::Split),
    Do(super::perform::Perform),
    #[command(subcommand)]
    Rules(super::rules::Rules),
    #[command(subcommand)]
    Side(super::side::Side),
    Party(super::party::Party),
    Customer(super::customer::Customer),
    #[command(subcommand)]
    Org(super::org::Org),
    Agents(super::agents::Agents),
    Edit(super::edit::Edit),
    #[command(subcommand)]
    Canned(super::canned::Canned),
    Quarantine(super::quarantine::Quarantine),
    Explain(super::explain::Explain),
    Export(super::export::Export),
    Transcript(super::export::Transcript),
    Stats(super::stats::Stats),
    Ingest(super::ingest::Ingest),
    #[command(subcommand)]
    Import(super::import::Import),
    Sync(super::sync::Sync),
    Worker,
    Redact(super::redact::Redact),
    Reparse(super::reparse::Reparse),
    Demo(super::demo::Demo),
    Doctor(super::doctor::Doctor),
    Completions(super::completions::Completions),
    #[command(hide = true)]
    Generate(super::generate::Generate),
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Number,
    Address,
    Mail,
    Date,
    OneOf(&'static str),
    Kind,
}

/// The kinds of settings.
pub(super) fn kinds() -> String {
    Kind::ALL.map(Kind::word).join(", ")
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expected::Number => f.write_str("a number such as 42 or #42 was expected"),
            Expected::Address => f.write_str("an address such as ana@example.com was expected"),
            Expected::Mail => f.write_str("a Message-ID, the number of an entry, or mail:12 was expected"),
            Expected::Date => f.write_str("a date such as 2026-11-17 was expected"),
            Expected::Kind => write!(f, "one of {} was expected", kinds()),
            Expected::OneOf(words) => write!(f, "one of {words} was expected"),
        }
    }
}

impl std::error::Error for Expected {}

/// `42` or `#42`.
fn number(text: &str) -> Result<i64, Expected> {
    text.strip_prefix('#').unwrap_or(text).parse().ok().filter(|n| *n > 0).ok_or(Expected::Number)
}

pub(super) fn ticket(text: &str) -> Result<TicketId, Expected> {
    number(text).map(TicketId)
}

pub(super) fn format(text: &str) -> Result<Format, Expected> {
    Format::ALL.into_iter().find(|f| f.word() == text || f.ending() == text).ok_or(Expected::OneOf("markdown, html, json, mbox"))
}

pub(super) fn audience(text: &str) -> Result<Audience, Expected> {
    match text {
        "customer" => Ok(Audience::Customer),
        "agents" => Ok(Audience::Agents),
        _ => Err(Expected::OneOf("customer, agents")),
    }
}

/// The number of an entry, as `show --json` prints it.
pub(super) fn entry(text: &str) -> Result<EntryId, Expected> {
    number(text).map(EntryId)
}

pub(super) fn side_message(text: &str) -> Result<SideMessageId, Expected> {
    number(text).map(SideMessageId)
}

pub(super) fn side(text: &str) -> Result<SideId, Expected> {
    number(text).map(SideId)
}

/// The number of a mail in the store, as `quarantine` prints it.
pub(super) fn held(text: &str) -> Result<InboxId, Expected> {
    number(text).map(InboxId)
}

/// `ana@example.com` or `Ana <ana@example.com>`.
pub(super) fn mailbox(text: &str) -> Result<Mailbox, Expected> {
    Mailbox::parse(text).ok_or(Expected::Address)
}

pub(super) fn address(text: &str) -> Result<Address, Expected> {
    Address::parse(text).ok_or(Expected::Address)
}

pub(super) fn status(text: &str) -> Result<Status, Expected> {
    text.parse().map_err(|_| Expected::OneOf("new, open, pending, on-hold, solved, closed"))
}

/// The status that a message leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// As it is.
    Keep,
    /// This one.
    As(Status),
}

impl Leave {
    pub(super) fn status(self) -> Option<Status> {
        match self {
            Leave::Keep => None,
            Leave::As(status) => Some(status),
        }
    }
}

pub(super) fn leave(text: &str) -> Result<Leave, Expected> {
    if text.eq_ignore_ascii_case("keep") {
        return Ok(Leave::Keep);
    }
    text.parse().map(Leave::As).map_err(|_| Expected::OneOf("keep, new, open, pending, on-hold, solved, closed"))
}

/// The mark of a priority in lists: nothing for the usual one.
pub(super) fn mark(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "↓",
        Priority::Normal => "",
        Priority::High => "!",
        Priority::Urgent => "!!",
    }
}
