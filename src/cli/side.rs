//! `aside side`: side conversations, which the customer never sees.

use serde::Serialize;

use super::failure::{Code, Failure};
use super::write::{Writing, confirming};
use super::{Context, args, system};
use crate::desk::{Actor, Desk, DeskError, Naming, Reminder, SideAnswer, SideRequest, SideSent};
use crate::model::outgoing::SideText;
use crate::model::side::{Participant, SideState, WaitingSide, group_waiting};
use crate::model::status::Status;
use crate::model::until;
use crate::model::{Address, EntryId, Mailbox, SideId, SideMessageId, TicketId, Time};

#[derive(clap::Subcommand, Debug)]
pub(super) enum Side {
    New(New),
    Reply(Answer),
    Done(Which),
    Reopen(Which),
    Waiting(Waiting),
    Chase(Chase),
    Due(Due),
    Quote(Quote),
    Add(Add),
    Remove(Person),
    Accept(Person),
}

#[derive(clap::Args, Debug)]
pub(super) struct New {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(id = "ask", long = "to", value_name = "ADDRESS", required = true, value_parser = args::mailbox)]
    to: Vec<Mailbox>,
    #[arg(id = "inform", long = "cc", value_name = "ADDRESS", value_parser = args::mailbox)]
    cc: Vec<Mailbox>,
    #[arg(long)]
    subject: String,
    #[arg(long, value_name = "ENTRY")]
    from: Option<i64>,
    #[command(flatten)]
    message: Message,
}

#[derive(clap::Args, Debug)]
pub(super) struct Answer {
    #[arg(value_parser = args::side)]
    side: SideId,
    #[command(flatten)]
    message: Message,
}

#[derive(clap::Args, Debug)]
pub(super) struct Which {
    #[arg(value_parser = args::side)]
    side: SideId,
}

#[derive(clap::Args, Debug)]
pub(super) struct Waiting {
    #[arg(long)]
    overdue: bool,
    #[arg(long)]
    by_organization: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct Chase {
    #[arg(id = "chased", value_name = "SIDE", value_parser = args::side, conflicts_with = "overdue")]
    sides: Vec<SideId>,
    #[arg(long)]
    overdue: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct Due {
    #[arg(value_parser = args::side)]
    side: SideId,
    #[arg(id = "due_time", value_name = "WHEN")]
    when: String,
}

#[derive(clap::Args, Debug)]
pub(super) struct Quote {
    #[arg(value_parser = args::side)]
    side: SideId,
    #[arg(long, value_name = "ID")]
    message: Option<i64>,
    #[arg(long)]
    keep_names: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct Add {
    #[arg(value_parser = args::side)]
    side: SideId,
    #[arg(id = "added", value_name = "ADDRESS", required = true, value_parser = args::mailbox)]
    people: Vec<Mailbox>,
    #[arg(long)]
    confirm: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct Person {
    #[arg(value_parser = args::side)]
    side: SideId,
    #[arg(id = "person", value_name = "ADDRESS", value_parser = args::address)]
    who: Address,
}

/// What goes to third parties, and what becomes of the ticket.
#[derive(clap::Args, Debug)]
struct Message {
    #[command(flatten)]
    writing: Writing,
    #[arg(id = "become", long = "status", value_name = "STATUS", value_parser = args::status)]
    status: Option<Status>,
    #[arg(long)]
    confirm: bool,
}

/// A side conversation that waits, key by key; spans are in seconds.
#[derive(Serialize)]
struct Waits<'a> {
    side: SideId,
    ticket: TicketId,
    subject: &'a str,
    who: &'a str,
    address: Option<&'a Address>,
    organization: Option<&'a str>,
    waiting_since: Time,
    reminded_at: Option<Time>,
    due_at: Option<Time>,
    overdue: bool,
    usual: Option<u64>,
}

#[derive(Serialize)]
struct People<'a> {
    side: SideId,
    participants: &'a [Participant],
}

#[derive(Serialize)]
struct Expected {
    side: SideId,
    due_at: Option<Time>,
}

#[derive(Serialize)]
struct Quoted<'a> {
    ticket: TicketId,
    side: SideId,
    text: &'a str,
}

#[derive(Serialize)]
struct Marked {
    side: SideId,
    state: SideState,
}

impl Side {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match self {
            Side::New(new) => new.run(context),
            Side::Reply(answer) => answer.run(context),
            Side::Done(which) => which.mark(context, SideState::Done),
            Side::Reopen(which) => which.mark(context, SideState::Open),
            Side::Waiting(waiting) => waiting.run(context),
            Side::Chase(chase) => chase.run(context),
            Side::Due(due) => due.run(context),
            Side::Quote(quote) => quote.run(context),
            Side::Add(add) => add.run(context),
            Side::Remove(person) => person.change(context, |desk, actor| desk.remove_from_side(actor, person.side, &person.who, system::now())),
            Side::Accept(person) => person.change(context, |desk, actor| desk.accept_participant(actor, person.side, &person.who, system::now())),
        }
    }
}

impl New {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let mut text = self.message.writing.text(&context.words)?;
        let (mut files, nonce, now) = (self.message.writing.files()?, system::nonce()?, system::now());
        if let Some(entry) = self.from.map(EntryId) {
            let quote = desk.quote_for_side(&actor, self.ticket, entry, now)?;
            text = format!("{text}\n\n{quote}").trim_end().to_owned();
            files.extend(desk.files_of_entry(&actor, self.ticket, entry)?);
        }
        let sent = confirming(&context.words, self.message.confirm, |confirmed| {
            let request = SideRequest {
                ticket: self.ticket,
                subject: self.subject.clone(),
                to: self.to.clone(),
                cc: self.cc.clone(),
                text: text.clone(),
                files: files.clone(),
                status: self.message.status,
                confirmed: confirmed.to_vec(),
                nonce,
            };
            desk.open_side(&actor, &request, now)
        })?;
        sent_in(context, &sent, now)
    }
}

impl Answer {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let text = SideText::of(self.side, self.message.writing.text(&context.words)?);
        let (files, nonce, now) = (self.message.writing.files()?, system::nonce()?, system::now());
        let sent = confirming(&context.words, self.message.confirm, |confirmed| {
            let request = SideAnswer {
                text: text.clone(),
                files: files.clone(),
                status: self.message.status,
                seen: None,
                confirmed: confirmed.to_vec(),
                nonce,
            };
            desk.answer_side(&actor, &request, now)
        })?;
        sent_in(context, &sent, now)
    }
}

fn sent_in(context: &mut Context, sent: &SideSent, now: Time) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(sent);
    }
    let seconds = sent.due_at.since(now).as_secs();
    let text = context.words.say_with("cli-side-sent", &[("number", sent.side.0.into()), ("seconds", seconds.into())]);
    context.out.clean(&text)
}

impl Which {
    fn mark(&self, context: &mut Context, state: SideState) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        match state {
            SideState::Done => desk.side_done(&actor, self.side, system::now())?,
            SideState::Open => desk.side_reopen(&actor, self.side, system::now())?,
        }
        if context.out.json {
            return context.out.json(&Marked { side: self.side, state });
        }
        let state = context.words.side_state(state);
        let text = context.words.say_with("cli-side-state", &[("number", self.side.0.into()), ("state", (&state).into())]);
        context.out.clean(&text)
    }
}

impl Quote {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let naming = if self.keep_names { Naming::Kept } else { Naming::LeftOut };
        let (ticket, text) = desk.quote_for_customer(&actor, self.side, self.message.map(SideMessageId), naming, system::now())?;
        if context.out.json {
            return context.out.json(&Quoted { ticket, side: self.side, text: &text });
        }
        context.out.body("", &text)
    }
}

impl Waiting {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        let mut waiting = desk.waiting_sides(&actor)?;
        waiting.retain(|s| !self.overdue || s.is_overdue(now));
        group_waiting(&mut waiting, self.by_organization);
        if context.out.json {
            let rows: Vec<Waits<'_>> = waiting.iter().map(|s| Waits::of(s, now)).collect();
            return context.out.json(&rows);
        }
        if waiting.is_empty() {
            let none = context.words.say("cli-side-waiting-none");
            return context.out.clean(&none);
        }
        for side in &waiting {
            let of = side.organization.as_ref().map(|name| format!("{name} · ")).unwrap_or_default();
            let line = format!("{} · {of}{} · #{} {}", side.id, side.who, side.ticket, side.subject);
            context.out.clean(&line)?;
            let times = times(context, side, now);
            context.out.body("    ", &times)?;
        }
        Ok(())
    }
}

impl<'a> Waits<'a> {
    fn of(side: &'a WaitingSide, now: Time) -> Waits<'a> {
        Waits {
            side: side.id,
            ticket: side.ticket,
            subject: &side.subject,
            who: &side.who,
            address: side.address.as_ref(),
            organization: side.organization.as_deref(),
            waiting_since: side.since,
            reminded_at: side.reminded_at(),
            due_at: side.due_at,
            overdue: side.is_overdue(now),
            usual: side.usual.map(|u| u.as_secs()),
        }
    }
}

fn times(context: &Context, side: &WaitingSide, now: Time) -> String {
    let words = &context.words;
    let at = |key: &str, time: Time| words.say_with(key, &[("date", (&words.date_time(time)).into())]);
    let mut parts = vec![at("cli-side-waiting-since", side.since)];
    parts.extend(side.reminded_at().map(|t| at("cli-side-waiting-reminded", t)));
    let due = if side.is_overdue(now) { "cli-side-waiting-overdue" } else { "cli-side-waiting-due" };
    parts.extend(side.due_at.map(|t| at(due, t)));
    parts.join(", ")
}

impl Chase {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        let mut sides = self.sides.clone();
        if self.overdue {
            sides = desk.waiting_sides(&actor)?.into_iter().filter(|s| s.is_overdue(now)).map(|s| s.id).collect();
        } else if sides.is_empty() {
            return Err(Failure::Told(Code::Usage, context.words.say("cli-side-chase-nobody")));
        }
        let mut sent = Vec::new();
        for side in sides {
            sent.push(desk.remind(&actor, &Reminder { side, last_at: None, nonce: system::nonce()? }, now)?);
        }
        if context.out.json {
            return context.out.json(&sent);
        }
        if sent.is_empty() {
            let none = context.words.say("cli-side-chase-none");
            return context.out.clean(&none);
        }
        sent.iter().try_for_each(|mail| sent_in(context, mail, now))
    }
}

impl Add {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        confirming(&context.words, self.confirm, |confirmed| desk.add_to_side(&actor, self.side, &self.people, confirmed, now))?;
        who_is_in(context, &desk, self.side)
    }
}

impl Person {
    fn change(&self, context: &mut Context, change: impl Fn(&Desk, &Actor) -> Result<(), DeskError>) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        change(&desk, &actor)?;
        who_is_in(context, &desk, self.side)
    }
}

/// Who is in a side conversation that the actor has just changed.
fn who_is_in(context: &mut Context, desk: &Desk, side: SideId) -> Result<(), Failure> {
    let participants = desk.store().participants(side)?;
    if context.out.json {
        return context.out.json(&People { side, participants: &participants });
    }
    let people = participants.iter().map(Participant::shown).collect::<Vec<_>>().join(", ");
    let text = context.words.say_with("cli-side-people", &[("number", side.0.into()), ("people", (&people).into())]);
    context.out.clean(&text)
}

impl Due {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        let due = match self.when.as_str() {
            "none" => None,
            text => match until::read(text, now, context.words.zone()).filter(|t| *t != Time::NEVER) {
                Some(time) => Some(time),
                None => return Err(Failure::Told(Code::Usage, context.words.say_with("cli-side-due-time", &[("text", text.into())]))),
            },
        };
        desk.side_due(&actor, self.side, due, now)?;
        if context.out.json {
            return context.out.json(&Expected { side: self.side, due_at: due });
        }
        let text = match due {
            Some(due) => context.words.say_with("cli-side-due", &[("number", self.side.0.into()), ("date", (&context.words.date_time(due)).into())]),
            None => context.words.say_with("cli-side-not-due", &[("number", self.side.0.into())]),
        };
        context.out.clean(&text)
    }
}
