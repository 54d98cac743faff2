//! `aside spam`: tickets are spam, or are none.

use super::failure::{Code, Failure};
use super::{Context, args, list, system};
use crate::desk::Triage;
use crate::model::TicketId;

#[derive(clap::Args, Debug)]
pub(super) struct Spam {
    #[arg(id = "spam_tickets", value_name = "N", required = true, value_parser = args::ticket)]
    tickets: Vec<TicketId>,
    #[arg(id = "spam_not", long = "not")]
    not: bool,
}

impl Spam {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let done = desk.triage(&actor, &self.tickets, &Triage::Spam(!self.not), system::now(), &mut |_, _| true)?;
        let heads = done.done.iter().map(|id| desk.ticket_head(&actor, *id)).collect::<Result<Vec<_>, _>>()?;
        if context.out.json {
            context.out.json(&heads)?;
        } else if !heads.is_empty() {
            list::rows(context, &heads)?;
        }
        let left: Vec<String> = done.left.iter().map(|(_, why)| why.say(&context.words)).collect();
        if left.is_empty() { Ok(()) } else { Err(Failure::Told(Code::Failed, left.join(" "))) }
    }
}
