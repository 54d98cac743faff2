//! `aside take`: a ticket becomes one's own; with `--next`, the one that has waited longest.

use super::failure::Failure;
use super::{Context, args, system};
use crate::model::TicketId;

#[derive(clap::Args, Debug)]
pub(super) struct Take {
    #[arg(value_name = "N", value_parser = args::ticket, required_unless_present = "next", conflicts_with = "next")]
    ticket: Option<TicketId>,
    #[arg(long)]
    next: bool,
}

impl Take {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let taken = match self.ticket {
            Some(ticket) => desk.take(&actor, ticket, system::now()).map(|()| ticket)?,
            None => match desk.serve_next(&actor, system::now())? {
                Some(ticket) => ticket,
                None => return Err(Failure::said("cli-take-none", &[])),
            },
        };
        context.changed(&desk, &actor, taken)
    }
}
