//! `aside redact`: a message, or words in it, goes for good.

use serde::Serialize;

use super::failure::{Code, Failure};
use super::{Context, args, system};
use crate::desk::Redaction;
use crate::model::{EntryId, SideMessageId, TicketId};
use crate::store::Found;

#[derive(clap::Args, Debug)]
pub(super) struct Redact {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(id = "redact_entry", value_name = "ENTRY", required_unless_present = "redact_message", conflicts_with = "redact_message", value_parser = args::entry)]
    entry: Option<EntryId>,
    #[arg(id = "redact_message", long = "side-message", value_name = "MESSAGE", value_parser = args::side_message)]
    message: Option<SideMessageId>,
    #[arg(id = "redact_words", long = "words", value_name = "TEXT")]
    words: Option<String>,
    #[arg(id = "redact_yes", long = "yes")]
    yes: bool,
}

#[derive(Serialize)]
struct Redacted {
    ticket: TicketId,
    log_emptied: bool,
}

impl Redact {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        if !self.yes {
            return Err(Failure::Told(Code::Usage, context.words.say("cli-redact-yes")));
        }
        let on = match (self.entry, self.message) {
            (_, Some(message)) => Found::SideMessage(message),
            (Some(entry), None) => Found::Entry(entry),
            (None, None) => return Err(Failure::Told(Code::Usage, context.words.say("cli-usage-missing-command"))),
        };
        let (desk, actor) = context.desk()?;
        let request = Redaction { ticket: self.ticket, on, words: self.words.clone() };
        let log_emptied = desk.redact(&actor, &request, system::now())?;
        if context.out.json {
            return context.out.json(&Redacted { ticket: self.ticket, log_emptied });
        }
        let said = context.words.say(if log_emptied { "console-done-redacted" } else { "console-done-redacted-log" });
        context.out.clean(&said)
    }
}
