//! What the clock does: snoozes end, solved tickets are closed, agents are told by mail what they have not seen.

use crate::model::Time;
use crate::model::status::Status;
use crate::store::TicketPatch;

use super::triage::{change_snooze, change_status};
use super::{Actor, Desk, DeskError};

/// What a tick did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ticked {
    /// Tickets whose snooze ended.
    pub woken: usize,
    /// Tickets that were closed.
    pub closed: usize,
    /// Answers of third parties that are overdue since the last time.
    pub overdue: usize,
    /// How often a rule by the clock ran.
    pub rules: usize,
    /// Notifications that were put into the outbox.
    pub mailed: usize,
}

impl Desk {
    /// Ends snoozes that are over, closes what was solved long enough ago, tells of overdue answers, runs rules by the clock and mails notifications, each in a transaction of its own.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn tick(&self, now: Time) -> Result<Ticked, DeskError> {
        let mut done = Ticked::default();
        for id in self.store.snoozes_over(now)? {
            done.woken += self.act(now, |w| {
                let Some(head) = w.ticket_head(id)?.filter(|h| h.snoozed_until.is_some_and(|t| t <= now)) else { return Ok(0) };
                change_snooze(w, &Actor::System, &head, None, now)?;
                w.change_ticket(id, &TicketPatch { unread: Some(true), ..TicketPatch::default() }, now)?;
                Ok(1)
            })?;
        }
        for id in self.store.solved_before(now.before(self.policy.close_after))? {
            done.closed += self.act(now, |w| {
                let Some(head) = w.ticket_head(id)?.filter(|h| h.status == Status::Solved) else { return Ok(0) };
                change_status(w, &Actor::System, &head, Status::Closed, now)?;
                Ok(1)
            })?;
        }
        for (side, who) in self.store.overdue_sides(now)? {
            self.store.write(|w| self.tell_overdue(w, &side, &who, now))?;
            done.overdue += 1;
        }
        done.rules = self.rules_by_clock(now)?;
        done.mailed = self.mail_notices(now)?;
        Ok(done)
    }
}
