//! One's own notes are edited and deleted. What they said before is kept, for supervisors and admins.

use crate::model::outgoing::{InternalText, as_body};
use crate::model::{EntryId, TicketId, Time};
use crate::store::{Change, Mode, NoteState, NoteVersion, TicketPatch, Write};

use super::note::tell_mentioned;
use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// Gives one's own note another text. Whom it mentions now and did not mention before is told.
    ///
    /// # Errors
    /// When the entry is no note on this ticket, another wrote it, it was deleted or redacted, there is no text, the actor may not, or the store
    /// cannot be written.
    pub fn edit_note(&self, actor: &Actor, ticket: TicketId, entry: EntryId, text: &InternalText, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            let note = self.own_note(w, actor, ticket, entry)?;
            let body = as_body(text.as_str());
            if body.is_empty() && note.files.is_empty() {
                return Err(DeskError::Empty);
            }
            if body.text() != note.text {
                w.keep_version(entry, actor.id(), now)?;
                w.edit_note(entry, &body, now)?;
                w.unindex_entry(entry)?;
                w.index_entry(ticket, entry, "", body.text(), &note.files.join(" "))?;
                tell_mentioned(w, actor, (ticket, entry), text, now)?;
                changed(w, actor, (ticket, entry), "note-edited", now)?;
            }
            Ok(w.drop_draft(actor.id(), ticket, Mode::Edit(entry))?)
        })
    }

    /// Deletes one's own note: a line in its place says so.
    ///
    /// # Errors
    /// When the entry is no note on this ticket, another wrote it, it was deleted already or redacted, the actor may not, or the store cannot be
    /// written.
    pub fn delete_note(&self, actor: &Actor, ticket: TicketId, entry: EntryId, now: Time) -> Result<(), DeskError> {
        self.act(now, |w| {
            self.own_note(w, actor, ticket, entry)?;
            w.keep_version(entry, actor.id(), now)?;
            w.delete_note(entry, now)?;
            w.unindex_entry(entry)?;
            w.drop_draft(actor.id(), ticket, Mode::Edit(entry))?;
            changed(w, actor, (ticket, entry), "note-deleted", now)
        })
    }

    /// What a note said before it was edited or deleted, the newest first.
    ///
    /// # Errors
    /// When the entry is no note on this ticket, the actor may not, or the store cannot be read.
    pub fn note_versions(&self, actor: &Actor, ticket: TicketId, entry: EntryId) -> Result<Vec<NoteVersion>, DeskError> {
        self.visible(actor, ticket)?;
        self.may(actor, Right::EarlierNotes)?;
        self.store.note_state(entry)?.filter(|n| n.ticket == ticket).ok_or(DeskError::NoSuchNote(entry))?;
        Ok(self.store.note_versions(entry)?)
    }

    fn own_note(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, entry: EntryId) -> Result<NoteState, DeskError> {
        self.allowed(actor, Right::Note, ticket)?;
        let note = w.note_state(entry)?.filter(|n| n.ticket == ticket && !n.deleted && !n.redacted).ok_or(DeskError::NoSuchNote(entry))?;
        if note.agent.is_none() || note.agent != actor.agent().map(|a| a.id) {
            return Err(DeskError::NotYours);
        }
        Ok(note)
    }
}

/// A row in the history, without a word of what the note says.
fn changed(w: &Write<'_>, actor: &Actor, (ticket, entry): (TicketId, EntryId), what: &str, now: Time) -> Result<(), DeskError> {
    w.change_ticket(ticket, &TicketPatch::default(), now)?;
    w.record(&actor.act(now), &Change { ticket: Some(ticket), entry: Some(entry), what, ..Change::default() })?;
    Ok(())
}
