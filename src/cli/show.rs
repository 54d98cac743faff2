//! `aside show`: a ticket with its timeline and side conversations.

use super::failure::Failure;
use super::out::Paint;
use super::{Context, args, system};
use crate::model::entry::{Author, Entry, EntryKind, FileRef};
use crate::model::side::{Direction, Participant, Side, SideMessage};
use crate::model::ticket::{Ticket, TicketHead};
use crate::model::{Body, Part, TicketId, Time};
use crate::tui::widgets::ago::ago;
use crate::words::event_line;

#[derive(clap::Args, Debug)]
pub(super) struct Show {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(long)]
    quoted: bool,
}

impl Show {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let ticket = desk.ticket(&actor, self.ticket)?;
        if context.out.json {
            return context.out.json(&ticket);
        }
        self.page(context, &ticket)
    }

    fn page(&self, context: &mut Context, ticket: &Ticket) -> Result<(), Failure> {
        heading(context, &ticket.head)?;
        for entry in &ticket.entries {
            self.entry(context, entry)?;
        }
        for side in &ticket.sides {
            self.side(context, side)?;
        }
        Ok(())
    }

    fn entry(&self, context: &mut Context, entry: &Entry) -> Result<(), Failure> {
        let at = context.words.date_time(entry.at);
        if let Some(event) = &entry.event {
            let line = format!("{at}  {}{} · {}", origin(entry), author(context, &entry.author), event_line(&context.words, event));
            let line = context.out.paint(Paint::Dim, &line);
            return context.out.line(&line);
        }
        let paint = match entry.kind {
            EntryKind::Note => Paint::Yellow,
            EntryKind::Reply => Paint::Cyan,
            EntryKind::Customer | EntryKind::Event => Paint::Green,
        };
        let kind = context.words.entry_kind(entry.kind);
        let mut line = format!("{at}  {}{} · {kind}", origin(entry), author(context, &entry.author));
        if entry.kind == EntryKind::Note {
            line.push_str(&format!(" {}", entry.id));
        }
        if entry.edited.is_some() {
            line.push_str(&format!(" · {}", context.words.say("console-edited")));
        }
        if let Some(delivery) = &entry.delivery {
            line.push_str(&format!(" · {}", context.words.delivery(delivery.state)));
        }
        let line = context.out.paint(paint, &line);
        context.out.line("")?;
        context.out.line(&line)?;
        if let Some(at) = entry.redacted {
            let date = context.words.date_time(at);
            let redacted = context.words.say_with("console-redacted", &[("date", (&date).into())]);
            context.out.clean(&format!("    {redacted}"))?;
        }
        self.content(context, "    ", &entry.body, &entry.files)
    }

    /// A text, with what is folded in it as one line, and the files.
    fn content(&self, context: &mut Context, indent: &str, body: &Body, files: &[FileRef]) -> Result<(), Failure> {
        let mut folded = 0;
        for run in body.runs() {
            if run.part == Part::Text || self.quoted {
                fold(context, indent, std::mem::take(&mut folded))?;
                context.out.body(indent, run.text)?;
            } else {
                folded += run.text.lines().count();
            }
        }
        fold(context, indent, folded)?;
        for file in files {
            context.out.clean(&format!("{indent}+ {} ({}, {})", file.name, file.media_type, size(file.size)))?;
        }
        Ok(())
    }

    fn side(&self, context: &mut Context, side: &Side) -> Result<(), Failure> {
        let people: Vec<String> = side.participants.iter().map(|p| participant(context, p)).collect();
        let name = context.words.say_with("cli-show-side", &[("number", side.id.0.into()), ("subject", (&side.subject).into())]);
        let mut line = format!("{name} · {}", context.words.side_state(side.state));
        if side.unread {
            line.push_str(&format!(" · {}", context.words.say("cli-show-unread")));
        }
        let line = context.out.paint(Paint::Magenta, &line);
        context.out.line("")?;
        context.out.line(&line)?;
        context.out.clean(&format!("  {}", people.join(", ")))?;
        for message in &side.messages {
            self.message(context, message)?;
        }
        Ok(())
    }

    fn message(&self, context: &mut Context, message: &SideMessage) -> Result<(), Failure> {
        let arrow = match message.direction {
            Direction::Out => "→",
            Direction::In => "←",
        };
        let mut line = format!("{arrow} {}  {}", context.words.date_time(message.at), author(context, &message.author));
        if let Some(delivery) = &message.delivery {
            line.push_str(&format!(" · {}", context.words.delivery(delivery.state)));
        }
        let line = context.out.paint(Paint::Bold, &line);
        context.out.line(&format!("  {line}"))?;
        self.content(context, "      ", &message.body, &message.files)
    }
}

/// The merged ticket that an entry comes from.
fn origin(entry: &Entry) -> String {
    entry.origin.map(|o| format!("#{} ", o.ticket)).unwrap_or_default()
}

/// One line for so many that are not shown.
fn fold(context: &mut Context, indent: &str, lines: usize) -> Result<(), Failure> {
    if lines == 0 {
        return Ok(());
    }
    let folded = context.words.say_with("cli-show-folded", &[("count", lines.into())]);
    let folded = context.out.paint(Paint::Dim, &folded);
    context.out.line(&format!("{indent}{folded}"))
}

fn heading(context: &mut Context, head: &TicketHead) -> Result<(), Failure> {
    let title = context.out.paint(Paint::Bold, &format!("#{} {}", head.id, head.subject));
    context.out.line(&title)?;
    let mut facts = vec![context.words.status(head.status), context.words.priority(head.priority)];
    facts.push(match &head.assignee {
        Some(agent) => agent.name.clone(),
        None => context.words.say("cli-show-nobody"),
    });
    facts.extend(head.team.as_ref().map(|t| t.name.clone()));
    facts.extend(head.tags.iter().map(|t| format!("+{t}")));
    facts.extend(head.fields.iter().map(|f| format!("{}: {}", f.label, f.value)));
    facts.extend(head.merged_into.map(|into| context.words.say_with("event-merged-into", &[("ticket", into.0.into())])));
    facts.extend(head.snoozed_until.map(|until| snooze(context, until)));
    let waits = |since| context.words.say_with("console-waits", &[("age", (&ago(system::now(), since)).into())]);
    facts.extend(head.waiting_since.map(waits));
    context.out.clean(&facts.join(" · "))?;
    let requester = &head.requester;
    let who = if requester.name.is_empty() { requester.email.to_string() } else { format!("{} <{}>", requester.name, requester.email) };
    let since = context.words.date_time(head.created_at);
    context.out.clean(&format!("{who} · {since}"))
}

fn snooze(context: &Context, until: Time) -> String {
    if until == Time::NEVER {
        return context.words.say("event-snoozed");
    }
    context.words.say_with("event-snoozed-until", &[("until", (&context.words.date_time(until)).into())])
}

fn author(context: &Context, author: &Author) -> String {
    if let Some(rule) = author.rule() {
        return context.words.say_with("event-by-rule", &[("rule", rule.into())]);
    }
    match (author.name.as_str(), author.email.as_str()) {
        ("", "") => context.words.say("cli-show-system"),
        ("", email) => email.to_owned(),
        (name, _) => name.to_owned(),
    }
}

fn participant(context: &Context, who: &Participant) -> String {
    let mut text = if who.name.is_empty() { who.email.to_string() } else { format!("{} <{}>", who.name, who.email) };
    if !who.verified {
        text.push_str(&format!(" ({})", context.words.say("cli-show-unverified")));
    }
    text
}

/// A size in the unit that people use for it.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{} {name}", bytes.div_ceil(*unit)),
        None => format!("{bytes} B"),
    }
}
