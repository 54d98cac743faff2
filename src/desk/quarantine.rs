//! The quarantine: what was kept back is looked at, let out to where a person says, or discarded. Nothing is ever deleted from it.

use serde::Serialize;

use crate::mail::{forward, parse};
use crate::model::entry::Event;
use crate::model::incoming::{Incoming, IncomingFile};
use crate::model::side::Participant;
use crate::model::trace::Trace;
use crate::model::{Body, InboxId, Mailbox, SideId, TicketId, Time};
use crate::store::{Change, InboxRow, InboxState, Settled, Write};

use super::error::Unreleasable;
use super::events::{event_line, happened};
use super::receive::{Arrival, Begun, Receipt, receipt_of};
use super::{Actor, Desk, DeskError, Right};

/// Where a mail is released to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// A new ticket of its author; of the person whose mail it is, when an agent has passed it on.
    NewTicket,
    /// An entry of a ticket's public thread.
    Entry(TicketId),
    /// A private note on a ticket.
    Note(TicketId),
    /// The side conversation that it was meant for, whose accepted participant its author becomes.
    Side,
}

/// A file of a mail in quarantine: what it says it is, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldFile {
    /// Its name, safe to show.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Bytes.
    pub size: usize,
}

/// A mail in quarantine, as a person looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldMail {
    /// Where it stands, and why.
    pub row: InboxRow,
    /// It still waits: nobody has discarded it.
    pub waits: bool,
    /// Who it says it is from.
    pub from: Vec<Mailbox>,
    /// Whom it was to.
    pub to: Vec<Mailbox>,
    /// Whom it was to, for information.
    pub cc: Vec<Mailbox>,
    /// When it says that it was written.
    pub date: Option<Time>,
    /// Its text.
    pub body: Body,
    /// Its files.
    pub files: Vec<HeldFile>,
    /// All its header fields in order, decoded, each on one line.
    pub headers: Vec<(String, String)>,
    /// What could not be read in it as it should be.
    pub remarks: Vec<String>,
}

/// So many are listed.
const MOST: u32 = 500;

impl Desk {
    /// What is in quarantine, newest first. What is about a ticket is seen by those who see the ticket.
    ///
    /// # Errors
    /// When the actor may not see it, or the store cannot be read.
    pub fn quarantine(&self, actor: &Actor) -> Result<Vec<InboxRow>, DeskError> {
        self.may(actor, Right::Quarantine)?;
        Ok(self.store.quarantine(&self.sight(actor)?, MOST)?)
    }

    /// How many mails in quarantine the actor sees; none where the role does not allow it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn quarantine_count(&self, actor: &Actor) -> Result<u32, DeskError> {
        if self.may(actor, Right::Quarantine).is_err() {
            return Ok(0);
        }
        Ok(self.store.quarantine_count(&self.sight(actor)?)?)
    }

    /// A mail that is in quarantine, or was discarded from it.
    ///
    /// # Errors
    /// When the actor may not see it, it is not in quarantine, or the store cannot be read.
    pub fn held_mail(&self, actor: &Actor, id: InboxId) -> Result<HeldMail, DeskError> {
        self.may(actor, Right::Quarantine)?;
        let row = self.store.inbox_row(id)?.filter(|r| r.state == InboxState::Quarantine).ok_or(Unreleasable::NotThere)?;
        if let Some(ticket) = row.ticket {
            self.visible(actor, ticket)?;
        }
        let raw = self.store.raw_mail(id)?.ok_or(Unreleasable::NotThere)?;
        let mail = parse::parse(&raw);
        let file = |f: &IncomingFile| HeldFile { name: f.name.clone(), media_type: f.media_type.clone(), size: f.bytes.len() };
        Ok(HeldMail {
            row,
            waits: self.store.is_quarantined(id)?,
            date: mail.date,
            files: mail.files.iter().map(file).collect(),
            headers: parse::headers(&raw),
            from: mail.from,
            to: mail.to,
            cc: mail.cc,
            body: mail.body,
            remarks: mail.remarks,
        })
    }

    /// Lets a mail out of quarantine. It does what it would have done if it came now; nobody is answered automatically.
    ///
    /// # Errors
    /// When the actor may not, the mail must not go there ([`Unreleasable`]), or the store cannot be written.
    pub fn release(&self, actor: &Actor, id: InboxId, to: Release, now: Time) -> Result<Receipt, DeskError> {
        self.act(now, |w| {
            let (row, mail) = self.held(w, actor, id)?;
            let arrival = Arrival { by_hand: true, ..self.arrival(w, &row, &mail, now)? };
            let mut settled = Settled {
                sender: row.sender.clone(),
                subject: row.subject.clone(),
                message_id: mail.message_id.clone(),
                content_hash: mail.content_hash,
                why: format!("{}\nreleased by {}", row.why, actor.act(now).actor),
                ..Settled::default()
            };
            self.let_out(w, actor, &row, &arrival, to, &mut settled)?;
            w.settle_mail(id, &settled)?;
            w.settle_quarantined(id, actor.agent().map(|a| a.id), now)?;
            if let Some(ticket) = settled.ticket {
                let event = Event::Released { from: row.sender.clone() };
                let became = id.to_string();
                let change = Change { what: "released", became: Some(&became), side: settled.side, ..Change::default() };
                happened(w, actor, ticket, &event, &change, now)?;
            }
            Ok(receipt_of(&w.inbox_row(id)?.ok_or(Unreleasable::NotThere)?))
        })
    }

    /// Discards a mail in quarantine, with a reason that may be empty: it is shown there no more, and stays in the store with who discarded it,
    /// when and why.
    ///
    /// # Errors
    /// When the actor may not, the mail is not in quarantine, or the store cannot be written.
    pub fn discard(&self, actor: &Actor, id: InboxId, reason: &str, now: Time) -> Result<(), DeskError> {
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        self.store.write(|w| {
            let (row, _) = self.held(w, actor, id)?;
            w.settle_quarantined(id, actor.agent().map(|a| a.id), now)?;
            let colon = if reason.is_empty() { "" } else { ": " };
            w.add_reason(id, &format!("discarded by {}{colon}{reason}", actor.act(now).actor))?;
            if let Some(ticket) = row.ticket {
                event_line(w, actor, ticket, &Event::Discarded { from: row.sender, reason: reason.clone() }, now)?;
            }
            let became = id.to_string();
            let change = Change { ticket: row.ticket, side: row.side, what: "discarded", became: Some(&became), ..Change::default() };
            w.record(&actor.act(now), &change)?;
            Ok(())
        })
    }

    /// A mail that is still in quarantine and that the actor may settle.
    fn held(&self, w: &Write<'_>, actor: &Actor, id: InboxId) -> Result<(InboxRow, Incoming), DeskError> {
        self.may(actor, Right::Quarantine)?;
        let row = w.inbox_row(id)?.ok_or(Unreleasable::NotThere)?;
        if let Some(ticket) = row.ticket {
            self.visible(actor, ticket)?;
        }
        if !w.is_quarantined(id)? {
            return Err(Unreleasable::NotThere.into());
        }
        let raw = w.raw_mail(id)?.ok_or(Unreleasable::NotThere)?;
        Ok((row, parse::parse(&raw)))
    }

    fn let_out(&self, w: &Write<'_>, actor: &Actor, row: &InboxRow, a: &Arrival<'_>, to: Release, settled: &mut Settled) -> Result<(), DeskError> {
        match to {
            Release::NewTicket => {
                self.may(actor, Right::Work)?;
                let begun = self.out_as_ticket(w, a)?;
                (settled.state, settled.ticket, settled.entry) = (Some(InboxState::Ticket), Some(begun.ticket), Some(begun.entry));
                settled.trace = row.trace.clone().map(|t| Trace { answer: begun.answer, ..t });
            }
            Release::Entry(ticket) => {
                let ticket = w.merged_into(ticket)?;
                self.allowed(actor, Right::Work, ticket)?;
                self.check_public(w, row, a, ticket)?;
                settled.entry = Some(self.add_customer_entry(w, a, ticket)?);
                (settled.state, settled.ticket) = (Some(InboxState::Entry), Some(ticket));
            }
            Release::Note(ticket) => {
                let ticket = w.merged_into(ticket)?;
                self.allowed(actor, Right::Note, ticket)?;
                settled.entry = Some(self.mail_as_note(w, a, ticket, actor, false)?);
                (settled.state, settled.ticket) = (Some(InboxState::Entry), Some(ticket));
            }
            Release::Side => {
                let side = row.side.ok_or(Unreleasable::NoSide)?;
                self.accept_into(w, actor, a, side)?;
                self.answer_in_side(w, a, side, false, settled)?;
            }
        }
        Ok(())
    }

    /// A new ticket without an acknowledgement: a person has it in hand.
    fn out_as_ticket(&self, w: &Write<'_>, a: &Arrival<'_>) -> Result<Begun, DeskError> {
        let (_, from) = a.author().ok_or(Unreleasable::NoAuthor)?;
        let own = self.own_addresses()?;
        match w.agent_by_email(from)? {
            Some(agent) if forward::passed_on(a.mail, &own).is_some() => self.open_on_behalf(w, a, agent.id),
            _ if own.contains(&from.split_detail().0) => Err(Unreleasable::NoAuthor.into()),
            _ => self.new_ticket(w, a, None),
        }
    }

    /// What must never get into a customer's thread does not get there by hand either.
    fn check_public(&self, w: &Write<'_>, row: &InboxRow, a: &Arrival<'_>, ticket: TicketId) -> Result<(), DeskError> {
        let (_, from) = a.author().ok_or(Unreleasable::NoAuthor)?;
        let head = w.ticket_head(ticket)?.ok_or(DeskError::NoSuchTicket(ticket))?;
        if self.all_customers(&head)?.contains(from) {
            return Ok(());
        }
        if row.side.is_some() || w.is_third_party(ticket, from)? {
            return Err(Unreleasable::FromThirdParty.into());
        }
        if w.agent_by_email(from)?.is_some() || self.own_addresses()?.contains(&from.split_detail().0) {
            return Err(Unreleasable::FromAgent.into());
        }
        Ok(())
    }

    fn accept_into(&self, w: &Write<'_>, actor: &Actor, a: &Arrival<'_>, side: SideId) -> Result<(), DeskError> {
        self.may(actor, Right::Work)?;
        let head = self.visible_side(actor, side)?;
        let (name, from) = a.author().ok_or(Unreleasable::NoAuthor)?;
        let ticket = w.ticket_head(head.ticket)?.ok_or(DeskError::NoSuchTicket(head.ticket))?;
        if self.all_customers(&ticket)?.iter().any(|c| c.split_detail().0 == from.split_detail().0) {
            return Err(Unreleasable::FromCustomer.into());
        }
        if w.participation(side, from)? != Some(true) {
            let who = Participant { name: name.to_owned(), email: from.clone(), verified: true, cc: false, is_agent: false };
            w.add_participant(side, &who, actor.agent().map(|x| x.id), a.at)?;
            let event = Event::SidePeople { side, added: vec![who.shown().to_owned()], removed: Vec::new() };
            happened(w, actor, head.ticket, &event, &Change { what: "side-people", ..Change::default() }, a.at)?;
        }
        Ok(())
    }
}
