//! How the tickets of a thread stand while its mails are written, and how they stand at its end.

use std::collections::HashMap;

use crate::model::entry::Event;
use crate::model::side::SideState;
use crate::model::status::Status;
use crate::model::threads::Step;
use crate::model::{Address, SideId, TicketId, Time};
use crate::store::{Change, Standing, Write};

use super::super::events::happened;
use super::{Actor, DeskError, Import};

/// A thread whose mails are being written.
pub(super) struct Thread {
    /// Its number in the order.
    pub number: u32,
    /// The tickets that are being written to; nearly always one.
    pub tickets: Vec<Live>,
    /// The ticket of its first mail.
    pub main: Option<TicketId>,
    /// Where each of its mails went.
    spots: HashMap<u32, Spot>,
}

/// Where a mail went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The ticket.
    pub ticket: TicketId,
    /// The side conversation.
    pub side: Option<SideId>,
}

/// A ticket of the thread.
pub(super) struct Live {
    pub id: TicketId,
    pub subject: String,
    /// This import made it.
    pub made_here: bool,
    /// This import or an earlier one made it.
    pub imported: bool,
    pub standing: Standing,
    /// The status that the history tells.
    told: Status,
    /// Who reads its public thread, as far as this import knows: without detail.
    pub public: Vec<Address>,
    pub sides: Vec<LiveSide>,
}

/// A side conversation of the ticket.
pub(super) struct LiveSide {
    pub id: SideId,
    pub subject: String,
    /// Without detail.
    pub people: Vec<Address>,
    /// Something was written to it.
    pub touched: bool,
}

impl Thread {
    pub fn new(number: u32) -> Thread {
        Thread { number, tickets: Vec::new(), main: None, spots: HashMap::new() }
    }

    /// Where the mail went that another one answers.
    pub fn above(&self, step: &Step) -> Option<Spot> {
        step.answers.and_then(|mail| self.spots.get(&mail)).copied()
    }

    /// A mail of it is on a ticket.
    pub fn went(&mut self, step: &Step, spot: Spot) {
        self.main.get_or_insert(spot.ticket);
        self.spots.insert(step.mail, spot);
    }

    /// The place of a ticket among the thread's, read from the store when it is not among them. `None` when there is no such ticket.
    pub fn enter(&mut self, w: &Write<'_>, ticket: TicketId) -> Result<Option<usize>, DeskError> {
        if let Some(at) = self.tickets.iter().position(|t| t.id == ticket) {
            return Ok(Some(at));
        }
        let ticket = w.merged_into(ticket)?;
        if let Some(at) = self.tickets.iter().position(|t| t.id == ticket) {
            return Ok(Some(at));
        }
        let Some(live) = Live::read(w, ticket)? else { return Ok(None) };
        self.tickets.push(live);
        Ok(Some(self.tickets.len() - 1))
    }
}

impl Live {
    /// A ticket that has just been made.
    pub fn new(id: TicketId, subject: &str, at: Time) -> Live {
        let standing = Standing {
            status: Status::New,
            unread: false,
            waiting_since: None,
            updated_at: at,
            customer_wrote: None,
            first_answered_at: None,
            solved_at: None,
            closed_at: None,
        };
        Live { id, subject: subject.to_owned(), made_here: true, imported: true, standing, told: Status::New, public: Vec::new(), sides: Vec::new() }
    }

    fn read(w: &Write<'_>, id: TicketId) -> Result<Option<Live>, DeskError> {
        let (Some(head), Some(standing)) = (w.ticket_head(id)?, w.standing(id)?) else { return Ok(None) };
        let mut sides = Vec::new();
        for side in w.sides_of(id)? {
            let people = side.participants.iter().map(|p| bare(&p.email)).collect();
            sides.push(LiveSide { id: side.id, subject: side.subject, people, touched: false });
        }
        let imported = w.was_imported(id)?;
        Ok(Some(Live { id, subject: head.subject, made_here: false, imported, told: standing.status, standing, public: Vec::new(), sides }))
    }

    /// What has changed in the store meanwhile.
    pub fn read_again(&mut self, w: &Write<'_>) -> Result<(), DeskError> {
        if let Some(fresh) = Live::read(w, self.id)? {
            self.told = fresh.told;
            self.standing = fresh.standing;
            for side in fresh.sides {
                if !self.sides.iter().any(|s| s.id == side.id) {
                    self.sides.push(side);
                }
            }
        }
        Ok(())
    }

    /// Whether someone reads the public thread.
    pub fn is_public(&self, w: &Write<'_>, address: &Address) -> Result<bool, DeskError> {
        Ok(self.public.contains(&bare(address)) || (!self.made_here && w.is_on_ticket(self.id, address)?))
    }

    /// From now on they read the public thread.
    pub fn reads(&mut self, address: &Address) {
        let address = bare(address);
        if !self.public.contains(&address) {
            self.public.push(address);
        }
    }

    /// Whether the ticket's state follows what is written at a time: not when more has happened since.
    fn follows(&mut self, at: Time) -> bool {
        let newest = at >= self.standing.updated_at;
        self.standing.updated_at = self.standing.updated_at.max(at);
        newest
    }

    /// Something came in that changes nothing.
    pub fn happened(&mut self, at: Time) {
        self.follows(at);
    }

    /// A person wrote. `revives`: it is so new that somebody should see it, also when the ticket was done with.
    pub fn customer_wrote(&mut self, from: &Address, requester: bool, at: Time, revives: bool) {
        if !self.follows(at) {
            return;
        }
        if self.made_here || revives {
            self.standing.status = self.standing.status.after_customer_answer().unwrap_or(self.standing.status);
            self.standing.waiting_since.get_or_insert(at);
            self.standing.unread = true;
            (self.standing.solved_at, self.standing.closed_at) = (None, None);
        }
        let address = match &self.standing.customer_wrote {
            Some((_, known)) if !requester => known.clone(),
            _ => from.clone(),
        };
        self.standing.customer_wrote = Some((at, address));
    }

    /// The desk answered.
    pub fn answered(&mut self, at: Time) {
        let first = self.standing.first_answered_at.map_or(at, |known| known.min(at));
        self.standing.first_answered_at = Some(first);
        if self.follows(at) && self.standing.status.is_active() {
            self.standing.status = Status::Pending;
            self.standing.waiting_since = None;
            self.standing.unread = false;
        }
    }
}

impl Import<'_> {
    /// Whether something happened so long ago that its ticket is solved.
    pub(super) fn is_old(&self, at: Time) -> bool {
        self.order.solved_after.is_some_and(|span| at.after(span) <= self.order.now)
    }

    /// Writes down how the thread's tickets stand. At its end what is old is solved, and closed when it has been solved for long.
    pub(super) fn stand(&self, w: &Write<'_>, thread: &mut Thread, ended: bool) -> Result<(), DeskError> {
        for live in &mut thread.tickets {
            if ended && live.standing.status.is_active() && self.is_old(live.standing.updated_at) && live.imported {
                self.grow_old(&mut live.standing);
            }
            w.stand(live.id, &live.standing)?;
            let to = live.standing.status;
            if to != live.told {
                let change = Change { what: "status", was: Some(live.told.word()), became: Some(to.word()), ..Change::default() };
                happened(w, &Actor::System, live.id, &Event::Status { from: live.told, to }, &change, live.standing.updated_at)?;
                live.told = to;
            }
            let done = !to.is_active();
            for side in live.sides.iter().filter(|s| s.touched && ended && done) {
                w.set_side_state(side.id, SideState::Done)?;
                w.read_side(side.id)?;
            }
        }
        Ok(())
    }

    /// What would have happened to the ticket on the desk.
    fn grow_old(&self, standing: &mut Standing) {
        let Some(span) = self.order.solved_after else { return };
        let solved_at = standing.updated_at.after(span);
        standing.status = Status::Solved;
        standing.solved_at = Some(solved_at);
        standing.updated_at = solved_at;
        (standing.waiting_since, standing.unread) = (None, false);
        let closed_at = solved_at.after(self.desk.policy.close_after);
        if closed_at <= self.order.now {
            standing.status = Status::Closed;
            standing.closed_at = Some(closed_at);
            standing.updated_at = closed_at;
        }
    }
}

/// The address without its detail.
pub(super) fn bare(address: &Address) -> Address {
    address.split_detail().0
}
