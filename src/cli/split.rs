//! `aside split`: a customer's message becomes a ticket of its own.

use super::failure::Failure;
use super::{Context, args, explain, system};
use crate::desk::{Asked, SplitRequest};
use crate::model::{SideId, TicketId};

#[derive(clap::Args, Debug)]
pub(super) struct Split {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(id = "split_off", value_name = "MESSAGE-ID|ENTRY", value_parser = explain::asked)]
    message: Asked,
    #[arg(id = "along", long = "side", value_name = "SIDE", value_parser = args::side)]
    sides: Vec<SideId>,
}

impl Split {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let message = desk.message_asked(&actor, self.ticket, &self.message)?;
        let new = desk.split(&actor, &SplitRequest { ticket: self.ticket, message, sides: self.sides.clone() }, system::now())?;
        context.changed(&desk, &actor, new)
    }
}
