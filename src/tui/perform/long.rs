//! Acts that may be on many tickets: between their transactions the screen is read, the progress told, and a stop heard.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use super::{Runner, is_write, now, typed};
use crate::desk::{self, Bulk, DeskError, Doing, Unmergeable};
use crate::model::TicketId;
use crate::model::until;
use crate::tui::effect::{Effect, Triage};
use crate::tui::event::{Done, Event, Failure};
use crate::tui::widgets::ago::span;
use crate::tui::{submit, trouble};

/// How often an act on many tickets shows how far it is.
const PROGRESS: Duration = Duration::from_millis(100);

/// How old a change may be that is undone without saying its age.
const RECENT: Duration = Duration::from_secs(60);

/// Asked between the transactions of a long act, with how many tickets have had their turn and how many there are: whether it goes on.
type GoOn<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

impl Runner {
    /// An act that may be on many tickets: what is asked for meanwhile is read between its transactions, and what writes waits for its end.
    pub(super) fn perform_long(&mut self, effect: Effect, jobs: &Receiver<Effect>, waiting: &mut VecDeque<Effect>) {
        let (this, mut told) = (&*self, Instant::now());
        let mut go_on = |done: usize, all: usize| this.goes_on((done, all), jobs, waiting, &mut told);
        let typed = typed(&effect);
        let result = match effect {
            Effect::Triage { tickets, change } => this.triage(&tickets, change, &mut go_on),
            Effect::Merge { tickets, into, confirmed } => this.merge(&tickets, into, confirmed, &mut go_on),
            _ => this.undo(&mut go_on),
        };
        (self.tell)(Event::Progress(None));
        self.tell_result(result.map(Some), typed);
        self.wrote();
    }

    /// Between two transactions of a long act: shows how far it is, reads what the screen wants, and says whether it goes on.
    fn goes_on(&self, at: (usize, usize), jobs: &Receiver<Effect>, waiting: &mut VecDeque<Effect>, told: &mut Instant) -> bool {
        loop {
            match jobs.try_recv() {
                Ok(Effect::Stop) | Err(TryRecvError::Disconnected) => return false,
                Ok(effect) => waiting.push_back(effect),
                Err(TryRecvError::Empty) => break,
            }
        }
        if told.elapsed() >= PROGRESS {
            *told = Instant::now();
            (self.tell)(Event::Progress(Some(at)));
            let (between, later): (VecDeque<_>, VecDeque<_>) = waiting.drain(..).partition(goes_between);
            *waiting = later;
            between.into_iter().for_each(|effect| self.answer(effect));
        }
        true
    }

    fn merge(&self, tickets: &[TicketId], into: TicketId, confirmed: bool, go_on: GoOn<'_>) -> Result<Event, DeskError> {
        let done = self.desk.merge_while(&self.actor, tickets, into, confirmed, now(), go_on)?;
        let (mut unconfirmed, mut left) = (Vec::new(), Vec::new());
        for (ticket, why) in done.left {
            match why {
                DeskError::Unmergeable(Unmergeable::OtherRequester { .. }) => unconfirmed.push((ticket, why.say(&self.words))),
                why => left.push(trouble::of(&self.words, &why)),
            }
        }
        Ok(Event::Done(Done::Merged { merged: done.done, into, unconfirmed, left }))
    }

    fn triage(&self, tickets: &[TicketId], change: Triage, go_on: GoOn<'_>) -> Result<Event, DeskError> {
        let act = match &change {
            Triage::Do(verbs, _) => {
                let doing = Doing { verbs, nonce: submit::nonce(now()) };
                let bulk = self.desk.perform(&self.actor, tickets, &doing, now(), go_on)?;
                return Ok(self.triaged(tickets, change, bulk));
            }
            Triage::Take => desk::Triage::Take,
            Triage::Assign(to, _) => desk::Triage::Assign(*to),
            Triage::Status(status) => desk::Triage::Status(*status),
            Triage::Priority(priority) => desk::Triage::Priority(*priority),
            Triage::Tags { add, remove } => desk::Triage::Tags { add: add.clone(), remove: remove.clone() },
            Triage::Spam(marked) => desk::Triage::Spam(*marked),
            Triage::Wake => desk::Triage::Snooze(None),
            Triage::Snooze(text) => match until::read(text, now(), self.words.zone()) {
                Some(time) => desk::Triage::Snooze(Some(time)),
                None => return Ok(self.no_such_time(text)),
            },
        };
        let bulk = self.desk.triage(&self.actor, tickets, &act, now(), go_on)?;
        Ok(self.triaged(tickets, change, bulk))
    }

    fn triaged(&self, tickets: &[TicketId], change: Triage, bulk: Bulk) -> Event {
        if let ([_], [(_, why)]) = (tickets, bulk.left.as_slice()) {
            return Event::Failed(Failure::Other(trouble::of(&self.words, why)));
        }
        Event::Done(Done::Triaged { tickets: bulk.done, change, left: self.reasons(&bulk.left), stopped: bulk.stopped })
    }

    fn undo(&self, go_on: GoOn<'_>) -> Result<Event, DeskError> {
        let begun = now();
        let undone = self.desk.undo_while(&self.actor, begun, go_on)?;
        let age = begun.since(undone.at);
        let age = if age < RECENT { String::new() } else { span(age) };
        Ok(Event::Done(Done::Undone { what: undone.say(&self.words, &age), left: self.reasons(&undone.left) }))
    }

    fn reasons(&self, left: &[(TicketId, DeskError)]) -> Vec<(TicketId, String)> {
        left.iter().map(|(ticket, why)| (*ticket, trouble::of(&self.words, why).what)).collect()
    }
}

/// Whether it may be on many tickets.
pub(super) fn may_be_long(effect: &Effect) -> bool {
    matches!(effect, Effect::Triage { .. } | Effect::Merge { .. } | Effect::Undo)
}

/// Whether it can be done between the transactions of a long act: what changes tickets waits for its end, and so does a report.
fn goes_between(effect: &Effect) -> bool {
    !is_write(effect) && !may_be_long(effect) && !matches!(effect, Effect::LoadReport { .. })
}
