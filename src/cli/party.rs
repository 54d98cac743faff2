//! `aside party`: what the desk knows of a third party, and what agents note about them.

use serde::Serialize;

use super::failure::{Code, Failure};
use super::out::Paint;
use super::write::Writing;
use super::{Context, args, system};
use crate::desk::{ContactCard, NoteChange, PartyOrganization};
use crate::model::Address;
use crate::model::party::{AnswerTimes, KnownPerson, PartySide};
use crate::tui::widgets::ago::{ago, span};

/// Without a command it shows one.
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Party {
    #[arg(id = "party", value_name = "ADDRESS|NAME", required = true)]
    who: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Note(Note),
}

#[derive(clap::Args, Debug)]
pub(super) struct Note {
    #[arg(id = "person", value_name = "ADDRESS", value_parser = args::address)]
    who: Address,
    #[arg(id = "note_add", long = "add")]
    add: bool,
    #[command(flatten)]
    text: Writing,
}

#[derive(Serialize)]
struct Noted<'a> {
    address: &'a Address,
    note: Option<String>,
}

impl Party {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match (&self.what, &self.who) {
            (Some(What::Note(note)), _) => note.run(context),
            (None, Some(who)) => show(context, who),
            (None, None) => Err(Failure::Told(Code::Usage, context.words.say("cli-usage-missing-command"))),
        }
    }
}

impl Note {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let text = self.text.text(&context.words)?;
        let change = if self.add { NoteChange::Add(text) } else { NoteChange::Write(text) };
        let note = desk.note_contact(&actor, &self.who, &change, system::now())?;
        if context.out.json {
            return context.out.json(&Noted { address: &self.who, note });
        }
        let said = context.words.say_with("cli-party-noted", &[("who", self.who.as_str().into())]);
        context.out.clean(&said)
    }
}

fn show(context: &mut Context, who: &str) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let card = desk.party(&actor, &desk.find_party(who)?)?;
    if context.out.json {
        return context.out.json(&card);
    }
    let name = context.out.paint(Paint::Bold, card.contact.shown());
    context.out.line(&name)?;
    let mut lines = vec![addresses(context, &card.contact, &card.names)];
    if let Some(of) = &card.contact.organization {
        lines.push(named(context, of));
        lines.push(with_people(context, of));
    }
    lines.push(times(context, &card.times));
    if let Some((count, since)) = card.owed() {
        let age = ago(system::now(), since);
        lines.push(context.words.say_with("console-party-owes", &[("count", count.into()), ("age", (&age).into())]));
    }
    lines.extend(failures(context, &card.contact));
    for line in lines.iter().filter(|l| !l.is_empty()) {
        context.out.body("  ", line)?;
    }
    for side in &card.sides {
        let line = side_line(context, side);
        context.out.body("  ", &line)?;
    }
    notes(context, &card.contact)
}

/// Which of their addresses mails could not be delivered to.
pub(super) fn failures(context: &Context, card: &ContactCard) -> Vec<String> {
    card.failures.iter().map(|f| format!("✗ {} · {} · {}", f.address, f.words, context.words.date_time(f.at))).collect()
}

/// What is noted about them, and what was noted before.
pub(super) fn notes(context: &mut Context, card: &ContactCard) -> Result<(), Failure> {
    for (n, note) in card.notes.iter().enumerate() {
        if n == 1 {
            let before = context.words.say("cli-party-note-history");
            context.out.body("  ", &before)?;
        }
        let text = if note.text.is_empty() { context.words.say("console-party-note-gone") } else { note.text.clone() };
        let by = format!("{}, {}:", note.by, context.words.date_time(note.at));
        context.out.body("  ", &by)?;
        context.out.body("    ", &text)?;
    }
    Ok(())
}

/// Their addresses, and other names that they have.
pub(super) fn addresses(context: &Context, card: &ContactCard, names: &[String]) -> String {
    let mut parts: Vec<String> = card.addresses.iter().map(ToString::to_string).collect();
    if card.colleague {
        parts.push(context.words.say("badge-agent"));
    }
    if !names.is_empty() {
        parts.push(context.words.say_with("console-party-names", &[("names", (&names.join(", ")).into())]));
    }
    parts.join(" · ")
}

/// An organization's name, domains and mark.
pub(super) fn named(context: &Context, of: &PartyOrganization) -> String {
    let mut parts = vec![of.name.clone()];
    if of.supplier {
        parts.push(context.words.say("console-supplier"));
    }
    parts.extend(of.domains.iter().cloned());
    parts.join(" · ")
}

/// Its people, and how fast they are together.
pub(super) fn with_people(context: &Context, of: &PartyOrganization) -> String {
    if of.people.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = of.people.iter().map(KnownPerson::shown).collect();
    let with = context.words.say_with("console-party-with", &[("names", (&names.join(", ")).into())]);
    let together = times(context, &of.times);
    format!("{with}\n{}", context.words.say_with("console-party-together", &[("times", (&together).into())]))
}

fn times(context: &Context, times: &AnswerTimes) -> String {
    let (Some(median), Some(p90), Some(last)) = (times.median, times.p90, times.last_at) else {
        return context.words.say("console-party-no-answers");
    };
    let (median, p90, last) = (span(median), span(p90), ago(system::now(), last));
    let args = [("count", times.answers.into()), ("median", (&median).into()), ("most", (&p90).into()), ("last", (&last).into())];
    context.words.say_with("console-party-times", &args)
}

fn side_line(context: &Context, side: &PartySide) -> String {
    let now = system::now();
    let state = match (side.unread, side.rank().0, side.waiting_since) {
        (true, ..) => context.words.say("console-side-unread"),
        (false, 0, Some(since)) => context.words.say_with("console-side-waits", &[("age", (&ago(now, since)).into())]),
        _ => context.words.side_state(side.state),
    };
    format!("{} · #{} {} · {state} · {}", side.side, side.ticket, side.subject, ago(now, side.last_at))
}
