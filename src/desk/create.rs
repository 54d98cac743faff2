//! A ticket that an agent opens for a customer: after a call, or to write to them first.

use crate::model::entry::Event;
use crate::model::outgoing::{CustomerText, InternalText, OutgoingFile};
use crate::model::recipients::{Obstacle, without_own};
use crate::model::status::Status;
use crate::model::{Mailbox, MailboxId, TeamId, TicketId, Time};
use crate::store::{NewTicket, TicketPatch};

use super::events::{created, event_line};
use super::note::NoteRequest;
use super::reply::{ReplyRequest, Sent};
use super::{Actor, Desk, DeskError, Right};

/// What a ticket that an agent opens begins with.
#[derive(Clone, Debug)]
pub enum Beginning {
    /// Nothing yet: the agent goes on writing on the ticket.
    Nothing,
    /// What the customer asked, as a private note: the ticket is open, and they wait for us.
    Note(InternalText),
    /// A mail to the customer.
    Mail {
        /// What it says, in Markdown.
        text: CustomerText,
        /// The status that it leaves.
        status: Option<Status>,
        /// What the agent has confirmed by hand.
        confirmed: Vec<Obstacle>,
        /// A random number for the Message-ID.
        nonce: u64,
    },
}

/// A ticket to open for a customer.
#[derive(Clone, Debug)]
pub struct CreateRequest {
    /// The customer.
    pub requester: Mailbox,
    /// What it is about.
    pub subject: String,
    /// The team that it waits in; `None` makes it the actor's own, in the team of its mailbox.
    pub team: Option<TeamId>,
    /// The mailbox that it is led from; `None` for the desk's first.
    pub mailbox: Option<MailboxId>,
    /// What it begins with.
    pub beginning: Beginning,
    /// Files of the note or mail.
    pub files: Vec<OutgoingFile>,
}

/// A ticket that was opened for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Created {
    /// The ticket.
    pub ticket: TicketId,
    /// The mail to the customer, when it begins with one.
    pub sent: Option<Sent>,
}

impl Desk {
    /// Opens a ticket for a customer, who need not have written. Nothing is acknowledged; only a [`Beginning::Mail`] is sent.
    ///
    /// # Errors
    /// When the actor may not, the address is the desk's own, there is no subject, something stops the mail ([`DeskError::Blocked`]), or the store
    /// cannot be written.
    pub fn create(&self, actor: &Actor, request: &CreateRequest, now: Time) -> Result<Created, DeskError> {
        self.may(actor, Right::Work)?;
        let subject = request.subject.split_whitespace().collect::<Vec<_>>().join(" ");
        if subject.is_empty() {
            return Err(DeskError::NoTicketSubject);
        }
        if without_own(std::slice::from_ref(&request.requester), &self.own_addresses()?).is_empty() {
            return Err(DeskError::OwnAddress(request.requester.address.clone()));
        }
        self.act(now, |w| {
            if let Some(team) = request.team
                && !w.teams()?.iter().any(|t| t.id == team)
            {
                return Err(DeskError::NoSuchTeam(team.to_string()));
            }
            let mailbox = self.mailbox(w, request.mailbox)?;
            let team = request.team.or(mailbox.team);
            let assignee = actor.agent().map(|a| a.id).filter(|_| request.team.is_none());
            let requester = w.meet(&request.requester.name, &request.requester.address, None, now)?;
            let address = &request.requester.address;
            let new =
                NewTicket { mailbox: Some(mailbox.id), subject: &subject, requester, address, team, language: None, linked_from: None, at: now };
            let ticket = w.add_ticket(&new)?;
            let status = if assignee.is_some() { Status::Open } else { Status::New };
            let asked = matches!(request.beginning, Beginning::Note(_));
            let patch = TicketPatch {
                assignee: Some(assignee),
                status: Some(status),
                unread: Some(assignee.is_none()),
                waiting_since: asked.then_some(Some(now)),
                ..TicketPatch::default()
            };
            w.change_ticket(ticket, &patch, now)?;
            created(w, actor, ticket, (team, assignee, status), now)?;
            if let Some(agent) = actor.agent() {
                w.follow(ticket, agent.id)?; // whoever opens it for a team sees what becomes of it
            }
            event_line(w, actor, ticket, &Event::OpenedFor { who: request.requester.shown().to_owned() }, now)?;
            let sent = self.begin(actor, request, ticket, now)?;
            Ok(Created { ticket, sent })
        })
    }

    fn begin(&self, actor: &Actor, request: &CreateRequest, ticket: TicketId, now: Time) -> Result<Option<Sent>, DeskError> {
        match &request.beginning {
            Beginning::Nothing => Ok(None),
            Beginning::Note(text) => {
                let note = NoteRequest { ticket, text: text.clone(), files: request.files.clone(), status: None };
                self.store.write(|w| self.write_note(w, actor, &note, None, now))?;
                Ok(None)
            }
            Beginning::Mail { text, status, confirmed, nonce } => {
                let mail = ReplyRequest {
                    ticket,
                    text: text.clone(),
                    to: vec![request.requester.clone()],
                    cc: Vec::new(),
                    bcc: Vec::new(),
                    files: request.files.clone(),
                    status: *status,
                    seen: None,
                    confirmed: confirmed.clone(),
                    nonce: *nonce,
                };
                self.reply(actor, &mail, now).map(Some)
            }
        }
    }
}
