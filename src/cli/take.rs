//! `aside take`: a ticket becomes one's own.

use super::failure::Failure;
use super::{Context, args, system};
use crate::model::TicketId;

#[derive(clap::Args, Debug)]
pub(super) struct Take {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
}

impl Take {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        desk.take(&actor, self.ticket, system::now())?;
        context.changed(&desk, &actor, self.ticket)
    }
}
