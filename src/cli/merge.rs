//! `aside merge`: tickets go on in another one.

use serde::Serialize;

use super::failure::{Code, Failure};
use super::out::Left;
use super::{Context, args, list, system};
use crate::desk::{DeskError, Unmergeable};
use crate::model::TicketId;
use crate::model::ticket::TicketHead;

#[derive(clap::Args, Debug)]
pub(super) struct Merge {
    #[arg(id = "merged", value_name = "N", required = true, value_parser = args::ticket)]
    tickets: Vec<TicketId>,
    #[arg(long, value_name = "N", value_parser = args::ticket)]
    into: TicketId,
    #[arg(long)]
    yes_different_requesters: bool,
}

#[derive(Serialize)]
struct Merged {
    into: TicketHead,
    merged: Vec<TicketId>,
    left: Vec<Left>,
}

impl Merge {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let done = desk.merge_all(&actor, &self.tickets, self.into, self.yes_different_requesters, system::now())?;
        let unconfirmed = done.left.iter().any(|(_, why)| matches!(why, DeskError::Unmergeable(Unmergeable::OtherRequester { .. })));
        let left = Left::of(&done, &context.words);
        let mut said: Vec<String> = left.iter().map(|l| l.error.clone()).collect();
        if unconfirmed {
            said.push(context.words.say("cli-merge-confirm"));
        }
        if !done.done.is_empty() {
            let into = desk.ticket_head(&actor, self.into)?;
            if context.out.json {
                context.out.json(&Merged { into, merged: done.done, left })?;
            } else {
                list::rows(context, &[into])?;
            }
        }
        if said.is_empty() { Ok(()) } else { Err(Failure::Told(Code::Failed, said.join(" "))) }
    }
}
