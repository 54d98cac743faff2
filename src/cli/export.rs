//! `aside export`: one ticket as a file. `aside transcript`: the same by mail.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::Failure;
use super::write::confirming;
use super::{Context, args, system};
use crate::desk::{Audience, ExportRequest, Format, TranscriptRequest};
use crate::model::{Address, TicketId};

#[derive(clap::Args, Debug)]
pub(super) struct Export {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(id = "export_format", long = "format", value_name = "FORMAT", default_value = "markdown", value_parser = args::format)]
    format: Format,
    #[arg(id = "export_for", long = "for", value_name = "WHOM", default_value = "customer", value_parser = args::audience)]
    audience: Audience,
    #[arg(long)]
    session: bool,
    #[arg(id = "export_output", short = 'o', long = "output", value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

#[derive(clap::Args, Debug)]
pub(super) struct Transcript {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(id = "transcript_to", long = "to", value_name = "ADDRESS", value_parser = args::address)]
    to: Option<Address>,
    #[arg(long)]
    session: bool,
    #[arg(long)]
    confirm: bool,
}

#[derive(Serialize)]
struct Written<'a> {
    ticket: TicketId,
    file: &'a Path,
}

#[derive(Serialize)]
struct Sent {
    ticket: TicketId,
    to: Address,
}

impl Export {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let request = ExportRequest { ticket: self.ticket, audience: self.audience, session: self.session };
        let bytes = desk.export(&actor, &request, self.format, &context.words, system::now())?;
        if self.output == Path::new("-") {
            return context.out.raw(&bytes);
        }
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.output).and_then(|mut file| file.write_all(&bytes));
        made.map_err(|e| Failure::file(&self.output, e))?;
        if context.out.json { context.out.json(&Written { ticket: self.ticket, file: &self.output }) } else { Ok(()) }
    }
}

impl Transcript {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let nonce = system::nonce()?;
        let (_, to) = confirming(&context.words, self.confirm, |confirmed| {
            let request = TranscriptRequest { ticket: self.ticket, to: self.to.clone(), session: self.session, confirmed: confirmed.to_vec(), nonce };
            desk.send_transcript(&actor, &request, system::now())
        })?;
        if context.out.json {
            return context.out.json(&Sent { ticket: self.ticket, to: to.address });
        }
        let said = context.words.say_with("cli-transcript-sent", &[("number", self.ticket.0.into()), ("who", to.shown().into())]);
        context.out.clean(&said)
    }
}
