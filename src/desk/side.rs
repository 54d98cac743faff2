//! Side conversations: open, answer, mark done, reopen; people come and go.

use serde::Serialize;

use crate::model::entry::Event;
use crate::model::outgoing::{OutgoingFile, SideText, as_body};
use crate::model::recipients::Obstacle;
use crate::model::recipients::{customers_in_side, without_own};
use crate::model::side::{Direction, Participant, SideState};
use crate::model::status::Status;
use crate::model::{Address, Body, Mailbox, OutboxId, SideId, SideMessageId, TicketId, Time};
use crate::store::{Change, Mode, NewFile, NewSideMessage, SideHead, StoreError, TicketPatch, Write};

use super::events::{event_line, happened};
use super::outgoing::{Letter, as_recipients};
use super::reply::{UndoSend, empty_variables, obstacles_of_text, stop_unless_confirmed};
use super::{Actor, Desk, DeskError, Right};

/// A side conversation to open.
#[derive(Clone, Debug)]
pub struct SideRequest {
    /// On which ticket.
    pub ticket: TicketId,
    /// Its own subject.
    pub subject: String,
    /// Whom to ask.
    pub to: Vec<Mailbox>,
    /// Whom to inform.
    pub cc: Vec<Mailbox>,
    /// What it says, in Markdown.
    pub text: String,
    /// Files.
    pub files: Vec<OutgoingFile>,
    /// The status that the ticket gets; `None` leaves it as it is.
    pub status: Option<Status>,
    /// What the agent has confirmed by hand.
    pub confirmed: Vec<Obstacle>,
    /// A random number for the Message-ID.
    pub nonce: u64,
}

/// An answer in a side conversation.
#[derive(Clone, Debug)]
pub struct SideAnswer {
    /// Where, and what it says, in Markdown.
    pub text: SideText,
    /// Files.
    pub files: Vec<OutgoingFile>,
    /// The status that the ticket gets; `None` leaves it as it is.
    pub status: Option<Status>,
    /// The last history row that the agent had seen when the text was begun; `None` when nobody looked.
    pub seen: Option<i64>,
    /// What the agent has confirmed by hand.
    pub confirmed: Vec<Obstacle>,
    /// A random number for the Message-ID.
    pub nonce: u64,
}

/// A message of a side conversation that is in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SideSent {
    /// The side conversation.
    pub side: SideId,
    /// Its row in the outbox: with this it can be taken back.
    pub outbox: OutboxId,
    /// When it leaves.
    pub due_at: Time,
}

impl Desk {
    /// Opens a side conversation: its first message goes out, the ticket's customer sees nothing of it.
    ///
    /// # Errors
    /// When the actor may not, side conversations are switched off, something stops the send ([`DeskError::Blocked`]), or the store
    /// cannot be written.
    pub fn open_side(&self, actor: &Actor, request: &SideRequest, now: Time) -> Result<SideSent, DeskError> {
        self.act(now, |w| {
            let sent = self.write_new_side(w, actor, request, now)?;
            w.drop_draft(actor.id(), request.ticket, Mode::NewSide)?;
            Ok(sent)
        })
    }

    /// The side conversation alone, within a transaction.
    pub(super) fn write_new_side(&self, w: &Write<'_>, actor: &Actor, request: &SideRequest, now: Time) -> Result<SideSent, DeskError> {
        self.may_open_sides(actor)?;
        let head = self.visible(actor, request.ticket)?;
        let own = self.own_addresses()?;
        let (to, cc) = (without_own(&request.to, &own), without_own(&request.cc, &own));
        if to.is_empty() {
            return Err(DeskError::NoRecipients);
        }
        let all: Vec<Mailbox> = to.iter().chain(&cc).cloned().collect();
        let mut obstacles = customers_in_side(&all, &self.all_customers(&head)?);
        obstacles.extend(obstacles_of_text(&request.text, request.files.is_empty()));
        obstacles.extend(empty_variables(&request.subject).into_iter().filter(|o| !obstacles.contains(o)).collect::<Vec<_>>());
        stop_unless_confirmed(obstacles, &request.confirmed)?;
        if actor.is_rule() {
            self.count_automatic_side(w, head.id, &all, now)?;
        }
        let subject = one_line(&request.subject);
        if subject.is_empty() {
            return Err(DeskError::NoSubject);
        }
        let mailbox = w.ticket_links(head.id)?.mailbox;
        let id = w.add_side(head.id, mailbox, &subject, actor.agent().map(|a| a.id), now)?;
        for (list, cc) in [(&to, false), (&cc, true)] {
            for m in list {
                let who = Participant { name: m.name.clone(), email: m.address.clone(), verified: true, cc, is_agent: false };
                w.add_participant(id, &who, actor.agent().map(|a| a.id), now)?;
                w.meet(&m.name, &m.address, None, now)?;
            }
        }
        let side = SideHead { id, ticket: head.id, mailbox, subject, state: SideState::Open, unread: false, opened_by: actor.agent().map(|a| a.id) };
        let undo = UndoSend {
            text: request.text.clone(),
            to,
            cc,
            subject: request.subject.clone(),
            chosen: request.status,
            status: request.status.filter(|s| *s != head.status).map(|s| (head.status, s)),
            opened: true,
            ..UndoSend::default()
        };
        let text = SideText::of(id, request.text.clone());
        let letter = Letter::of_actor(actor, now, &request.files, request.nonce, &undo, self.policy.undo_send);
        let sent = self.send_in_side(w, &side, &text, &letter, true)?;
        self.status_after_side(w, actor, head.id, request.status, now)?;
        if actor.is_rule() {
            // an agent's counts as opened when it can no longer be taken back
            w.record(&actor.act(now), &Change { ticket: Some(head.id), side: Some(id), what: "side-created", ..Change::default() })?;
        }
        Ok(sent)
    }

    /// Answers in a side conversation: to its accepted participants.
    ///
    /// # Errors
    /// When the actor may not, something stops the send ([`DeskError::Blocked`]), or the store cannot be written.
    pub fn answer_side(&self, actor: &Actor, request: &SideAnswer, now: Time) -> Result<SideSent, DeskError> {
        self.act(now, |w| {
            let side = self.answerable_side(actor, request.text.side())?;
            let sent = self.write_in_side(w, actor, &side, request, now)?;
            w.read_side(side.id)?;
            self.status_after_side(w, actor, side.ticket, request.status, now)?;
            w.drop_draft(actor.id(), side.ticket, Mode::Side(side.id))?;
            Ok(sent)
        })
    }

    /// Sends a text to the accepted participants of a side conversation, which is open then.
    pub(super) fn write_in_side(
        &self,
        w: &Write<'_>,
        actor: &Actor,
        side: &SideHead,
        request: &SideAnswer,
        now: Time,
    ) -> Result<SideSent, DeskError> {
        let head = self.visible(actor, side.ticket)?;
        let mut own = self.own_addresses()?;
        own.extend(actor.agent().map(|a| a.email.clone())); // a colleague who takes part does not write to themselves
        let (to, cc) = as_recipients(&w.participants(side.id)?);
        let (to, cc) = (without_own(&to, &own), without_own(&cc, &own));
        let (to, cc) = if to.is_empty() { (cc, Vec::new()) } else { (to, cc) };
        if to.is_empty() {
            return Err(DeskError::NoRecipients);
        }
        let all: Vec<Mailbox> = to.iter().chain(&cc).cloned().collect();
        let mut obstacles = customers_in_side(&all, &self.all_customers(&head)?);
        obstacles.extend(obstacles_of_text(request.text.as_str(), request.files.is_empty()));
        obstacles.extend(self.thread_moved(actor, head.id, request.seen)?);
        stop_unless_confirmed(obstacles, &request.confirmed)?;
        if side.state == SideState::Done {
            reopen(w, actor, side, now)?;
        }
        let undo = UndoSend {
            text: request.text.as_str().to_owned(),
            to,
            cc,
            seen: request.seen.unwrap_or(0),
            chosen: request.status,
            status: request.status.filter(|s| *s != head.status).map(|s| (head.status, s)),
            ..UndoSend::default()
        };
        let letter = Letter::of_actor(actor, now, &request.files, request.nonce, &undo, self.policy.undo_send);
        self.send_in_side(w, side, &request.text, &letter, false)
    }

    fn status_after_side(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, status: Option<Status>, now: Time) -> Result<(), DeskError> {
        if let Some(status) = status {
            self.may(actor, Right::Work)?;
            let head = self.visible(actor, ticket)?;
            self.status_by(w, actor, &head, status, now)?;
        }
        Ok(w.change_ticket(ticket, &TicketPatch::default(), now)?)
    }

    fn send_in_side(&self, w: &Write<'_>, side: &SideHead, text: &SideText, letter: &Letter<'_>, opened: bool) -> Result<SideSent, DeskError> {
        let body = as_body(text.as_str());
        if body.is_empty() && letter.files.is_empty() {
            return Err(DeskError::Empty);
        }
        let from = self.mailbox(w, side.mailbox)?;
        let author = (self.signs(letter.actor, &from), from.address.as_str());
        let (outbox, due_at) =
            self.queue_side(w, side, text.clone(), letter, |message_id| keep_message(w, side, &body, (&author.0, author.1), message_id, letter))?;
        let people = letter.to.iter().chain(letter.cc).map(|m| m.shown().to_owned()).collect();
        let event = Event::SideAsked { side: side.id, subject: side.subject.clone(), to: people, opened };
        happened(w, letter.actor, side.ticket, &event, &Change { what: "side-asked", side: Some(side.id), ..Change::default() }, letter.at)?;
        Ok(SideSent { side: side.id, outbox, due_at })
    }

    /// Marks a side conversation as done.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn side_done(&self, actor: &Actor, side: SideId, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            if head.state == SideState::Done {
                return Ok(());
            }
            w.set_side_state(side, SideState::Done)?;
            w.read_side(side)?;
            let event = Event::SideDone { side, subject: head.subject };
            happened(w, actor, head.ticket, &event, &Change { what: "side-done", ..Change::default() }, now)?;
            Ok(w.change_ticket(head.ticket, &TicketPatch::default(), now)?)
        })
    }

    /// Opens a side conversation again.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn side_reopen(&self, actor: &Actor, side: SideId, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            if head.state == SideState::Open {
                return Ok(());
            }
            reopen(w, actor, &head, now)?;
            Ok(w.change_ticket(head.ticket, &TicketPatch::default(), now)?)
        })
    }

    /// Adds people to a side conversation; they get its next message.
    ///
    /// # Errors
    /// When the actor may not, one is the ticket's customer and nobody confirmed that, or the store cannot be written.
    pub fn add_to_side(&self, actor: &Actor, side: SideId, people: &[Mailbox], confirmed: &[Obstacle], now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            let ticket = self.visible(actor, head.ticket)?;
            let people = without_own(people, &self.own_addresses()?);
            stop_unless_confirmed(customers_in_side(&people, &self.all_customers(&ticket)?), confirmed)?;
            for m in &people {
                let who = Participant { name: m.name.clone(), email: m.address.clone(), verified: true, cc: false, is_agent: false };
                w.add_participant(side, &who, actor.agent().map(|a| a.id), now)?;
                w.meet(&m.name, &m.address, None, now)?;
            }
            let added = people.iter().map(|m| m.shown().to_owned()).collect();
            self.people_changed(w, actor, &head, added, Vec::new(), now)
        })
    }

    /// Accepts a newcomer.
    ///
    /// # Errors
    /// When the actor may not, there is no such newcomer, or the store cannot be written.
    pub fn accept_participant(&self, actor: &Actor, side: SideId, who: &Address, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            if !w.verify_participant(side, who, actor.id())? {
                return Err(DeskError::NoSuchAgent(who.to_string()));
            }
            self.people_changed(w, actor, &head, vec![who.to_string()], Vec::new(), now)
        })
    }

    /// Takes someone out of a side conversation.
    ///
    /// # Errors
    /// When the actor may not, they are not in it, or the store cannot be written.
    pub fn remove_from_side(&self, actor: &Actor, side: SideId, who: &Address, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let head = self.led_side(actor, side)?;
            if !w.remove_participant(side, who, now)? {
                return Err(DeskError::NoSuchAgent(who.to_string()));
            }
            self.people_changed(w, actor, &head, Vec::new(), vec![who.to_string()], now)
        })
    }

    fn people_changed(
        &self,
        w: &Write<'_>,
        actor: &Actor,
        side: &SideHead,
        added: Vec<String>,
        removed: Vec<String>,
        now: Time,
    ) -> Result<(), DeskError> {
        let event = Event::SidePeople { side: side.id, added, removed };
        happened(w, actor, side.ticket, &event, &Change { what: "side-people", ..Change::default() }, now)?;
        Ok(w.change_ticket(side.ticket, &TicketPatch::default(), now)?)
    }

    /// The actor has read a side conversation's answers. True when one was unread.
    ///
    /// # Errors
    /// When the actor may not see it, or the store cannot be written.
    pub fn side_seen(&self, actor: &Actor, side: SideId, now: Time) -> Result<bool, DeskError> {
        let head = self.visible_side(actor, side)?;
        if !head.unread {
            return Ok(false);
        }
        self.act(now, |w| {
            let read = w.read_side(side)?;
            if read {
                w.record(&actor.act(now), &Change { ticket: Some(head.ticket), side: Some(side), what: "read", ..Change::default() })?;
            }
            Ok(read)
        })
    }
}

/// Writes our message into the side conversation.
fn keep_message(
    w: &Write<'_>,
    side: &SideHead,
    body: &Body,
    author: (&str, &str),
    message_id: &str,
    letter: &Letter<'_>,
) -> Result<SideMessageId, StoreError> {
    let (actor, files) = (letter.actor, letter.files);
    let message = w.add_side_message(&NewSideMessage {
        side: side.id,
        direction: Direction::Out,
        at: letter.at,
        agent: actor.agent().map(|a| a.id),
        contact: None,
        author,
        body,
        message_id,
        automatic: actor.is_rule(),
        inbox: None,
    })?;
    for f in files {
        w.add_side_file(message, &NewFile { name: &f.name, media_type: &f.media_type, content_id: None, inline: false, bytes: &f.bytes })?;
    }
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    w.index_side_message(side.ticket, message, &side.subject, body.text(), &names.join(" "))?;
    Ok(message)
}

/// Opens a side conversation again, with its event line.
pub(super) fn reopen(w: &Write<'_>, actor: &Actor, side: &SideHead, now: Time) -> Result<(), StoreError> {
    w.set_side_state(side.id, SideState::Open)?;
    event_line(w, actor, side.ticket, &Event::SideReopened { side: side.id, subject: side.subject.clone() }, now)?;
    w.record(&actor.act(now), &Change { ticket: Some(side.ticket), side: Some(side.id), what: "side-reopened", ..Change::default() })?;
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
