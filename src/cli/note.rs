//! `aside note`: a private note, which no customer and no third party ever sees.

use serde::Serialize;

use super::failure::Failure;
use super::write::Writing;
use super::{Context, args, system};
use crate::desk::NoteRequest;
use crate::model::outgoing::InternalText;
use crate::model::status::Status;
use crate::model::{EntryId, TicketId};

#[derive(clap::Args, Debug)]
pub(super) struct Note {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[command(flatten)]
    writing: Writing,
    #[arg(id = "become", long = "status", value_name = "STATUS", value_parser = args::status)]
    status: Option<Status>,
}

#[derive(Serialize)]
struct Noted {
    ticket: TicketId,
    entry: EntryId,
}

impl Note {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let text = InternalText::new(self.writing.text(&context.words)?);
        let request = NoteRequest { ticket: self.ticket, text, files: self.writing.files()?, status: self.status };
        let entry = desk.note(&actor, &request, system::now())?;
        if context.out.json {
            return context.out.json(&Noted { ticket: self.ticket, entry });
        }
        let text = context.words.say_with("cli-note-done", &[("number", self.ticket.0.into())]);
        context.out.clean(&text)
    }
}
