//! `aside quarantine`: mail that came in and was turned into nothing, each with the reason, and what becomes of it.

use std::io::IsTerminal;

use serde::Serialize;

use super::failure::Failure;
use super::out::Paint;
use super::show::size;
use super::{Context, args, system};
use crate::desk::{HeldFile, HeldMail, Release};
use crate::model::{InboxId, Mailbox, SideId, TicketId, Time};
use crate::store::InboxRow;
use crate::tui::widgets::text::clean_line;

/// Without a command it lists.
#[derive(clap::Args, Debug)]
pub(super) struct Quarantine {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    List,
    Show(Show),
    Release(LetOut),
    Discard(Discard),
}

#[derive(clap::Args, Debug)]
struct Show {
    #[arg(id = "held", value_name = "ID", value_parser = args::held)]
    id: InboxId,
    #[arg(id = "source", long = "raw")]
    raw: bool,
}

#[derive(clap::Args, Debug)]
struct LetOut {
    #[arg(id = "held", value_name = "ID", value_parser = args::held)]
    id: InboxId,
    #[command(flatten)]
    place: Place,
}

/// Where it goes: one of them.
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = false)]
struct Place {
    #[arg(id = "release_to", long = "to", value_name = "TICKET", value_parser = args::ticket)]
    to: Option<TicketId>,
    #[arg(id = "release_note", long = "note", value_name = "TICKET", value_parser = args::ticket)]
    note: Option<TicketId>,
    #[arg(id = "release_side", long = "side")]
    side: bool,
    #[arg(id = "release_new", long = "new")]
    new: bool,
}

impl Place {
    fn release(&self) -> Release {
        match (self.to, self.note, self.side) {
            (Some(ticket), ..) => Release::Entry(ticket),
            (None, Some(ticket), _) => Release::Note(ticket),
            (None, None, true) => Release::Side,
            (None, None, false) => Release::NewTicket,
        }
    }
}

#[derive(clap::Args, Debug)]
struct Discard {
    #[arg(id = "held", value_name = "ID", value_parser = args::held)]
    id: InboxId,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct Held<'a> {
    id: InboxId,
    at: Time,
    from: &'a str,
    subject: &'a str,
    ticket: Option<TicketId>,
    side: Option<SideId>,
    why: &'a str,
}

impl<'a> Held<'a> {
    fn of(row: &'a InboxRow) -> Held<'a> {
        Held { id: row.id, at: row.at, from: &row.sender, subject: &row.subject, ticket: row.ticket, side: row.side, why: &row.why }
    }
}

/// One mail, key by key.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    held: Held<'a>,
    waits: bool,
    to: &'a [Mailbox],
    cc: &'a [Mailbox],
    date: Option<Time>,
    text: String,
    quoted: String,
    attachments: &'a [HeldFile],
    headers: &'a [(String, String)],
    remarks: &'a [String],
}

#[derive(Serialize)]
struct Gone {
    id: InboxId,
    result: &'static str,
}

impl Quarantine {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match &self.what {
            None | Some(What::List) => list(context),
            Some(What::Show(show)) => show.run(context),
            Some(What::Release(out)) => out.run(context),
            Some(What::Discard(discard)) => discard.run(context),
        }
    }
}

fn list(context: &mut Context) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let rows = desk.quarantine(&actor)?;
    if context.out.json {
        let held: Vec<Held<'_>> = rows.iter().map(Held::of).collect();
        return context.out.json(&held);
    }
    if rows.is_empty() {
        let none = context.words.say("cli-quarantine-empty");
        return context.out.clean(&none);
    }
    for row in &rows {
        heading(context, row)?;
        let why = reason(context, row);
        context.out.body("    ", &why)?;
    }
    Ok(())
}

/// Why it is here, in the reader's language where that is known.
fn reason(context: &Context, row: &InboxRow) -> String {
    let told = row.trace.as_ref().and_then(|t| context.words.decided(t));
    told.unwrap_or_else(|| row.why.lines().last().unwrap_or_default().to_owned())
}

/// Its number, when it came, who wrote it, which ticket it is about, and its subject.
fn heading(context: &mut Context, row: &InboxRow) -> Result<(), Failure> {
    let at = context.words.date_time(row.at);
    let about = row.ticket.map(|t| format!("  #{t}")).unwrap_or_default();
    let sender = context.out.paint(Paint::Bold, &row.sender);
    let subject = context.out.paint(Paint::Dim, &row.subject);
    context.out.line(&format!("{}  {at}  {sender}{about}  {subject}", row.id))
}

impl Show {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let mail = desk.held_mail(&actor, self.id)?;
        if self.raw {
            let (_, raw) = desk.raw(&actor, self.id)?;
            // a terminal gets nothing that it could obey; a file or a pipe gets every byte
            let shown = std::io::stdout().is_terminal();
            return if shown { context.out.body("", &String::from_utf8_lossy(&raw)) } else { context.out.raw(&raw) };
        }
        if context.out.json {
            return context.out.json(&Shown {
                held: Held::of(&mail.row),
                waits: mail.waits,
                to: &mail.to,
                cc: &mail.cc,
                date: mail.date,
                text: mail.body.new_text(),
                quoted: mail.body.folded(),
                attachments: &mail.files,
                headers: &mail.headers,
                remarks: &mail.remarks,
            });
        }
        page(context, &mail)
    }
}

/// Why it is here, its header fields, its files and its whole text.
fn page(context: &mut Context, mail: &HeldMail) -> Result<(), Failure> {
    heading(context, &mail.row)?;
    let why = if mail.waits { reason(context, &mail.row) } else { mail.row.why.clone() };
    context.out.body("    ", &why)?;
    for remark in &mail.remarks {
        let remark = context.out.paint(Paint::Dim, remark);
        context.out.line(&format!("    {remark}"))?;
    }
    context.out.line("")?;
    for (name, value) in &mail.headers {
        let name = context.out.paint(Paint::Dim, &format!("{name}:"));
        context.out.line(&format!("{name} {}", clean_line(value)))?;
    }
    for file in &mail.files {
        context.out.clean(&format!("+ {} ({}, {})", file.name, file.media_type, size(file.size as u64)))?;
    }
    context.out.line("")?;
    context.out.body("", mail.body.text())
}

impl LetOut {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let receipt = desk.release(&actor, self.id, self.place.release(), system::now())?;
        if context.out.json {
            return context.out.json(&receipt);
        }
        let number = receipt.ticket.map_or(0, |t| t.0);
        let text = match receipt.side {
            Some(side) => context.words.say_with("cli-quarantine-released-side", &[("number", number.into()), ("side", side.0.into())]),
            None => context.words.say_with("cli-quarantine-released", &[("number", number.into())]),
        };
        context.out.clean(&text)
    }
}

impl Discard {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        desk.discard(&actor, self.id, self.reason.as_deref().unwrap_or_default(), system::now())?;
        if context.out.json {
            return context.out.json(&Gone { id: self.id, result: "discarded" });
        }
        let text = context.words.say_with("cli-quarantine-discarded", &[("number", self.id.0.into())]);
        context.out.clean(&text)
    }
}
