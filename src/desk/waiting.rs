//! What we wait for from third parties: the list across tickets, reminders, and times by which an answer is expected.

use std::collections::HashMap;
use std::time::Duration;

use crate::mail::language;
use crate::model::entry::Event;
use crate::model::outgoing::SideText;
use crate::model::side::{Direction, WaitingSide, group_waiting};
use crate::model::ticket::NotificationKind;
use crate::model::{Address, SideId, TicketId, Time};
use crate::store::{Change, SideHead, TicketPatch, Write};

use super::events::{happened, tell_assignee};
use super::{Actor, Desk, DeskError, SideAnswer, SideSent};

/// Most side conversations in the list.
const MOST_WAITING: u32 = 500;

/// A reminder to the third parties of a side conversation.
#[derive(Clone, Copy, Debug)]
pub struct Reminder {
    /// Which.
    pub side: SideId,
    /// When something was last written in it, as far as the agent saw; `None` when nobody looked.
    pub last_at: Option<Time>,
    /// A random number for the Message-ID.
    pub nonce: u64,
}

impl Desk {
    /// Open side conversations that wait for an answer, longest first; those of one third party stand together.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waiting_sides(&self, actor: &Actor) -> Result<Vec<WaitingSide>, DeskError> {
        let mut waiting = self.store.waiting_sides(&self.sight(actor)?, MOST_WAITING)?;
        let mut usual: HashMap<Address, Option<Duration>> = HashMap::new();
        for side in &mut waiting {
            let Some(address) = &side.address else { continue };
            side.usual = match usual.get(address) {
                Some(known) => *known,
                None => *usual.entry(address.clone()).or_insert(self.store.usual_answer(address)?),
            };
        }
        group_waiting(&mut waiting, false);
        Ok(waiting)
    }

    /// Asks the third parties of a side conversation once more, in the words of the catalogue and the language of the question.
    ///
    /// # Errors
    /// [`DeskError::NotWaiting`] when no answer is waited for, [`DeskError::ChangedSince`] when somebody has written in it since the agent
    /// looked, and what [`Desk::answer_side`] says.
    pub fn remind(&self, actor: &Actor, reminder: &Reminder, now: Time) -> Result<SideSent, DeskError> {
        self.act(now, |w| {
            let side = self.answerable_side(actor, reminder.side)?;
            let (since, last_at) = w.side_waits(side.id)?.ok_or(DeskError::NotWaiting(side.id))?;
            if reminder.last_at.is_some_and(|seen| seen < last_at) {
                let by = w.last_side_message(side.id)?.map(|m| m.author.name).unwrap_or_default();
                return Err(DeskError::ChangedSince(by));
            }
            let text = self.words_of_reminder(w, &side, since)?;
            let answer =
                SideAnswer { text: SideText::of(side.id, text), files: vec![], status: None, seen: None, confirmed: vec![], nonce: reminder.nonce };
            let sent = self.write_in_side(w, actor, &side, &answer, now)?;
            w.change_ticket(side.ticket, &TicketPatch::default(), now)?;
            Ok(sent)
        })
    }

    fn words_of_reminder(&self, w: &Write<'_>, side: &SideHead, since: Time) -> Result<String, DeskError> {
        let from = self.mailbox(w, side.mailbox)?;
        let asked = w.last_side_message(side.id)?.filter(|m| m.direction == Direction::Out);
        let words = self.words_in(asked.and_then(|m| language::guess(m.body.text())), &from);
        let date = words.date(since);
        Ok(words.say_with("mail-chase-body", &[("date", (&date).into()), ("subject", (&side.subject).into())]))
    }

    /// Sets the time by which an answer is expected; `None` for none. The assignee is told when it passes without one.
    ///
    /// # Errors
    /// [`DeskError::NotWaiting`] when no answer is waited for, when the actor may not, or the store cannot be written.
    pub fn side_due(&self, actor: &Actor, side: SideId, due: Option<Time>, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            w.side_waits(side)?.ok_or(DeskError::NotWaiting(side))?;
            w.set_side_due(side, due)?;
            let became = due.map(|t| t.to_string());
            let event = Event::SideDue { side, subject: head.subject, due };
            let change = Change { what: "side-due", side: Some(side), became: became.as_deref(), ..Change::default() };
            happened(w, actor, head.ticket, &event, &change, now)?;
            touched(w, head.ticket, now)
        })
    }

    /// Tells the assignee, and everybody who looks, that no answer came in time.
    pub(super) fn tell_overdue(&self, w: &Write<'_>, side: &SideHead, who: &str, now: Time) -> Result<(), DeskError> {
        w.told_overdue(side.id, now)?;
        let event = Event::SideOverdue { side: side.id, subject: side.subject.clone(), who: who.to_owned() };
        happened(w, &Actor::System, side.ticket, &event, &Change { what: "side-overdue", side: Some(side.id), ..Change::default() }, now)?;
        if let Some(head) = w.ticket_head(side.ticket)? {
            tell_assignee(w, &Actor::System, &head, NotificationKind::ThirdPartyOverdue, who, now)?;
        }
        touched(w, side.ticket, now)
    }
}

fn touched(w: &Write<'_>, ticket: TicketId, now: Time) -> Result<(), DeskError> {
    Ok(w.change_ticket(ticket, &TicketPatch::default(), now)?)
}
