//! Private notes.

use crate::model::entry::EntryKind;
use crate::model::mention;
use crate::model::outgoing::{InternalText, OutgoingFile, as_body};
use crate::model::status::Status;
use crate::model::ticket::NotificationKind;
use crate::model::{EntryId, InboxId, TicketId, Time};
use crate::store::{Change, Mode, NewEntry, NewFile, TicketPatch, Write};

use super::events::{mentioned, tell};
use super::{Actor, Desk, DeskError, Right};

/// Where a note comes from that was written by mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct ByMail {
    /// The mail.
    pub inbox: InboxId,
    /// A program wrote it.
    pub automatic: bool,
    /// An agent wrote it: whom it mentions is told.
    pub by_agent: bool,
}

/// A note to write.
#[derive(Clone, Debug)]
pub struct NoteRequest {
    /// On which ticket.
    pub ticket: TicketId,
    /// What it says.
    pub text: InternalText,
    /// Files.
    pub files: Vec<OutgoingFile>,
    /// The status that it leaves; `None` leaves it as it is.
    pub status: Option<Status>,
}

impl Desk {
    /// Writes a private note. Whom it mentions is told, sees the ticket among their mentions, and may read it.
    ///
    /// # Errors
    /// When the actor may not, there is no text, or the store cannot be written.
    pub fn note(&self, actor: &Actor, request: &NoteRequest, now: Time) -> Result<EntryId, DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Note, request.ticket)?;
            let entry = self.write_note(w, actor, request, None, now)?;
            if let Some(status) = request.status
                && status != head.status
            {
                self.may(actor, Right::Work)?;
                self.status_by(w, actor, &head, status, now)?;
            }
            w.drop_draft(actor.id(), request.ticket, Mode::Note)?;
            Ok(entry)
        })
    }

    /// The note alone, within a transaction.
    pub(super) fn write_note(
        &self,
        w: &Write<'_>,
        actor: &Actor,
        request: &NoteRequest,
        mail: Option<ByMail>,
        now: Time,
    ) -> Result<EntryId, DeskError> {
        let automatic = mail.is_some_and(|m| m.automatic);
        let body = as_body(request.text.as_str());
        if body.is_empty() && request.files.is_empty() {
            return Err(DeskError::Empty);
        }
        let entry = w.add_entry(&NewEntry {
            ticket: request.ticket,
            kind: EntryKind::Note,
            at: now,
            agent: actor.agent().map(|a| a.id),
            contact: None,
            author: (actor.name(), ""),
            subject: None,
            body: &body,
            event: None,
            recipients: None,
            automatic,
            inbox: mail.map(|m| m.inbox),
        })?;
        for f in &request.files {
            w.add_entry_file(entry, &NewFile { name: &f.name, media_type: &f.media_type, content_id: None, inline: false, bytes: &f.bytes })?;
        }
        let names: Vec<&str> = request.files.iter().map(|f| f.name.as_str()).collect();
        w.index_entry(request.ticket, entry, "", body.text(), &names.join(" "))?;
        if !automatic && mail.is_none_or(|m| m.by_agent) {
            tell_mentioned(w, actor, (request.ticket, entry), &request.text, now)?;
        }
        w.change_ticket(request.ticket, &TicketPatch::default(), now)?;
        let what = if automatic { "automatic" } else { "note" };
        w.record(&actor.act(now), &Change { ticket: Some(request.ticket), entry: Some(entry), what, ..Change::default() })?;
        Ok(entry)
    }
}

/// Tells whom a note mentions and did not mention before.
pub(super) fn tell_mentioned(
    w: &Write<'_>,
    actor: &Actor,
    (ticket, entry): (TicketId, EntryId),
    text: &InternalText,
    now: Time,
) -> Result<(), DeskError> {
    let known = w.mentioned_in(entry)?;
    let agents = w.agents()?;
    for agent in mentioned(&mention::mentions(text.as_str()), &agents, &w.teams()?).into_iter().filter(|a| !known.contains(&a.id)) {
        w.mention(agent.id, ticket, entry, now)?;
        tell(w, actor, agent.id, NotificationKind::Mentioned, ticket, actor.name(), now)?;
    }
    Ok(())
}
