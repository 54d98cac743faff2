//! `aside reply`: an answer to the customer.

use serde::Serialize;

use super::args::{self, Leave};
use super::failure::Failure;
use super::write::{Writing, confirming};
use super::{Context, system};
use crate::desk::{ReplyRequest, Sent};
use crate::model::outgoing::CustomerText;
use crate::model::{Mailbox, TicketId};

#[derive(clap::Args, Debug)]
pub(super) struct Reply {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(long, value_name = "ADDRESS", value_parser = args::mailbox)]
    to: Vec<Mailbox>,
    #[arg(long, value_name = "ADDRESS", value_parser = args::mailbox)]
    cc: Vec<Mailbox>,
    #[command(flatten)]
    writing: Writing,
    #[arg(id = "leave", long = "status", value_name = "STATUS", default_value = "pending", value_parser = args::leave)]
    leave: Leave,
    #[arg(long)]
    confirm: bool,
}

#[derive(Serialize)]
struct Answered {
    ticket: TicketId,
    #[serde(flatten)]
    sent: Sent,
}

impl Reply {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let (mut to, mut cc) = (self.to.clone(), self.cc.clone());
        if to.is_empty() && !cc.is_empty() {
            // the usual recipients, and these
            let (usual_to, usual_cc) = desk.reply_recipients(&actor, self.ticket)?;
            to = usual_to;
            cc.extend(usual_cc);
        }
        let text = CustomerText::public(self.writing.text(&context.words)?);
        let (files, nonce, now) = (self.writing.files()?, system::nonce()?, system::now());
        let sent = confirming(&context.words, self.confirm, |confirmed| {
            let request = ReplyRequest {
                ticket: self.ticket,
                text: text.clone(),
                to: to.clone(),
                cc: cc.clone(),
                bcc: Vec::new(),
                files: files.clone(),
                status: self.leave.status(),
                seen: None,
                confirmed: confirmed.to_vec(),
                nonce,
            };
            desk.reply(&actor, &request, now)
        })?;
        if context.out.json {
            return context.out.json(&Answered { ticket: self.ticket, sent });
        }
        let seconds = sent.due_at.since(now).as_secs();
        let text = context.words.say_with("cli-reply-done", &[("number", self.ticket.0.into()), ("seconds", seconds.into())]);
        context.out.clean(&text)
    }
}
