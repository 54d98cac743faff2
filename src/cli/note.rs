//! `aside note`: a private note, which no customer and no third party ever sees. `aside note edit`, `delete` and `versions` are for one that is
//! written.

use serde::Serialize;

use super::failure::{Code, Failure};
use super::write::Writing;
use super::{Context, args, system};
use crate::desk::NoteRequest;
use crate::model::outgoing::InternalText;
use crate::model::status::Status;
use crate::model::{EntryId, TicketId, Time};

/// Without a command it writes one.
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Note {
    #[arg(id = "note_on", value_name = "N", required = true, value_parser = args::ticket)]
    ticket: Option<TicketId>,
    #[command(flatten)]
    writing: Writing,
    #[arg(id = "become", long = "status", value_name = "STATUS", value_parser = args::status)]
    status: Option<Status>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Edit(Edit),
    Delete(Which),
    Versions(Which),
}

#[derive(clap::Args, Debug)]
struct Which {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(value_name = "ENTRY", value_parser = args::entry)]
    entry: EntryId,
}

#[derive(clap::Args, Debug)]
struct Edit {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

#[derive(Serialize)]
struct Noted {
    ticket: TicketId,
    entry: EntryId,
}

#[derive(Serialize)]
struct Version<'a> {
    until: Time,
    by: &'a str,
    text: &'a str,
}

impl Note {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match (&self.what, self.ticket) {
            (Some(What::Edit(edit)), _) => edit.run(context),
            (Some(What::Delete(which)), _) => which.delete(context),
            (Some(What::Versions(which)), _) => which.versions(context),
            (None, Some(ticket)) => self.write(context, ticket),
            (None, None) => Err(Failure::Told(Code::Usage, context.words.say("cli-usage-missing-command"))),
        }
    }

    fn write(&self, context: &mut Context, ticket: TicketId) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let text = InternalText::new(self.writing.text(&context.words)?);
        let request = NoteRequest { ticket, text, files: self.writing.files()?, status: self.status };
        let entry = desk.note(&actor, &request, system::now())?;
        say(context, "cli-note-done", &Noted { ticket, entry })
    }
}

impl Edit {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let Which { ticket, entry } = self.which;
        let text = Writing::of(self.text.clone()).text(&context.words)?;
        desk.edit_note(&actor, ticket, entry, &InternalText::new(text), system::now())?;
        say(context, "cli-note-edited", &Noted { ticket, entry })
    }
}

impl Which {
    fn delete(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        desk.delete_note(&actor, self.ticket, self.entry, system::now())?;
        say(context, "cli-note-deleted", &Noted { ticket: self.ticket, entry: self.entry })
    }

    fn versions(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let found = desk.note_versions(&actor, self.ticket, self.entry)?;
        if context.out.json {
            let versions: Vec<Version<'_>> = found.iter().map(|v| Version { until: v.until, by: &v.by, text: &v.text }).collect();
            return context.out.json(&versions);
        }
        for version in &found {
            let date = context.words.date_time(version.until);
            let head = context.words.say_with("console-version-until", &[("date", (&date).into()), ("who", (&version.by).into())]);
            context.out.clean(&head)?;
            context.out.body("    ", &version.text)?;
        }
        Ok(())
    }
}

fn say(context: &mut Context, key: &str, noted: &Noted) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(noted);
    }
    let text = context.words.say_with(key, &[("number", noted.ticket.0.into()), ("entry", noted.entry.0.into())]);
    context.out.clean(&text)
}
