//! Agents who write by mail: what they pass on becomes a customer's ticket, everything else a private note.

use crate::mail::authentication::{self, Verdict};
use crate::mail::forward;
use crate::model::entry::Event;
use crate::model::incoming::Incoming;
use crate::model::outgoing::{InternalText, OutgoingFile};
use crate::model::{AgentId, EntryId, MailboxId, TicketId};
use crate::store::Write;

use super::events::event_line;
use super::note::{self, NoteRequest};
use super::receive::{Arrival, Begun};
use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// What the servers that the mailbox trusts say about a mail's From. Several authors are nobody's mail.
    pub(super) fn verdict(&self, w: &Write<'_>, mailbox: Option<MailboxId>, mail: &Incoming) -> Result<Verdict, DeskError> {
        let [author] = mail.from.as_slice() else { return Ok(Verdict::Unknown) };
        if self.policy.trusted_authserv.is_empty() {
            return Ok(Verdict::Unknown);
        }
        let address = self.mailbox(w, mailbox)?.address;
        let trusted = self.policy.trusted_authserv.get(&address).map(Vec::as_slice).unwrap_or_default();
        Ok(authentication::verdict(&mail.authentication_results, trusted, &author.address))
    }

    /// An agent passed somebody's mail on: a ticket for that person. What the agent says about it is a private note.
    pub(super) fn open_on_behalf(&self, w: &Write<'_>, a: &Arrival<'_>, agent: AgentId) -> Result<Begun, DeskError> {
        let passed = forward::passed_on(a.mail, &self.own_addresses()?).ok_or(DeskError::NoRecipients)?;
        let begun = self.new_ticket(w, &Arrival { mail: &passed.mail, ..*a }, None)?;
        let ticket = begun.ticket;
        let actor = acting(w, agent)?;
        event_line(w, &actor, ticket, &Event::PassedOn { from: passed.mail.author().map(|m| m.shown().to_owned()).unwrap_or_default() }, a.at)?;
        if !passed.words.trim().is_empty() {
            let request = NoteRequest { ticket, text: InternalText::new(passed.words), files: Vec::new(), status: None };
            let mail = note::ByMail { inbox: a.id, automatic: false, by_agent: true };
            self.write_note(w, &actor, &request, Some(mail), a.at)?;
        }
        Ok(begun)
    }

    /// An agent answered a notification, or wrote to the public thread: a private note, never a public reply. `None` when the agent may
    /// not see the ticket.
    pub(super) fn note_by_mail(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId, agent: AgentId) -> Result<Option<EntryId>, DeskError> {
        let actor = acting(w, agent)?;
        match self.allowed(&actor, Right::Note, ticket) {
            Ok(_) => self.mail_as_note(w, a, ticket, &actor, true).map(Some),
            Err(DeskError::NoSuchTicket(_) | DeskError::NotAllowed { .. }) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Keeps a mail as a private note of the actor's. `by_agent`: they have written it themselves.
    pub(super) fn mail_as_note(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId, actor: &Actor, by_agent: bool) -> Result<EntryId, DeskError> {
        let files =
            a.mail.files.iter().map(|f| OutgoingFile { name: f.name.clone(), media_type: f.media_type.clone(), bytes: f.bytes.clone() }).collect();
        let text = match a.mail.body.new_text() {
            t if t.trim().is_empty() => a.mail.body.text().to_owned(),
            t => t,
        };
        let text = if by_agent { text } else { format!("{}:\n\n{text}", a.mail.author().map(ToString::to_string).unwrap_or_default()) };
        let request = NoteRequest { ticket, text: InternalText::new(text), files, status: None };
        let mail = Some(note::ByMail { inbox: a.id, automatic: a.automatic(), by_agent });
        match self.write_note(w, actor, &request, mail, a.at) {
            Err(DeskError::Empty) => {
                let empty = NoteRequest { text: InternalText::new("(an empty message)"), ..request };
                self.write_note(w, actor, &empty, mail, a.at)
            }
            other => other,
        }
    }
}

/// The agent as the one who acts.
fn acting(w: &Write<'_>, agent: AgentId) -> Result<Actor, DeskError> {
    let agent = w.agent(agent)?.ok_or_else(|| DeskError::NoSuchAgent(agent.to_string()))?;
    Ok(Actor::Agent { agent: Box::new(agent), really: None })
}
