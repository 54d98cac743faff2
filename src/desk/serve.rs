//! Serve next: the ticket that has waited longest, without choosing.

use std::collections::HashSet;

use crate::model::{TicketId, Time};

use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// The actor takes the ticket whose customer has waited longest among those that nobody has and that they may take; what somebody else
    /// has open is left to them. `None` when there is none. It is one transaction: two agents never get the same ticket.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn serve_next(&self, actor: &Actor, now: Time) -> Result<Option<TicketId>, DeskError> {
        self.may(actor, Right::Work)?;
        self.act(now, |w| {
            let others = self.presence("", now)?.into_iter().filter(|(_, p)| p.agent.id != actor.id());
            let open: HashSet<TicketId> = others.map(|(ticket, _)| ticket).collect();
            let Some(next) = w.longest_waiting(&self.sight(actor)?, &open)? else { return Ok(None) };
            self.take(actor, next, now)?;
            Ok(Some(next))
        })
    }
}
