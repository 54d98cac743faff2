//! `aside status`: where a ticket stands.

use super::failure::Failure;
use super::{Context, args, system};
use crate::model::TicketId;
use crate::model::status::Status;

#[derive(clap::Args, Debug)]
pub(super) struct SetStatus {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(value_parser = args::status)]
    status: Status,
}

impl SetStatus {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        desk.set_status(&actor, self.ticket, self.status, system::now())?;
        context.changed(&desk, &actor, self.ticket)
    }
}
