//! `aside side`: side conversations, which the customer never sees.

use serde::Serialize;

use super::failure::Failure;
use super::write::{Writing, confirming};
use super::{Context, args, system};
use crate::desk::{SideAnswer, SideRequest, SideSent};
use crate::model::outgoing::SideText;
use crate::model::side::SideState;
use crate::model::status::Status;
use crate::model::{Mailbox, SideId, TicketId, Time};

#[derive(clap::Subcommand, Debug)]
pub(super) enum Side {
    New(New),
    Reply(Answer),
    Done(Which),
    Reopen(Which),
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
        }
    }
}

impl New {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let text = self.message.writing.text(&context.words)?;
        let (files, nonce, now) = (self.message.writing.files()?, system::nonce()?, system::now());
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
