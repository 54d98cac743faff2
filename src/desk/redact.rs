//! Redaction: a message, or some words in it, goes for good, with every copy and quote that the desk has of it. That it happened is kept, not what
//! it said.

use crate::mail::{html, parse};
use crate::model::entry::{EntryKind, Event};
use crate::model::secret::Secret;
use crate::model::{Body, TicketId, Time};
use crate::store::{Change, Findable, Found, SubjectOf, TicketPatch, TicketText, Write};

use super::events::event_line;
use super::{Actor, Desk, DeskError, Right};

/// What is to be redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// On which ticket.
    pub ticket: TicketId,
    /// Which message or note.
    pub on: Found,
    /// Only these words of it, wherever on the ticket they stand; the whole, when there are none.
    pub words: Option<String>,
}

impl Desk {
    /// Takes a message, or some words of it, out of the desk for good: out of the text, what it said before, quotes of it on the ticket, drafts,
    /// subjects, search, mails that came in and went out, and files that nothing else uses; then out of what the database has free. Nothing
    /// undoes it. False when another program still holds old pages of the log: they go when it ends.
    ///
    /// # Errors
    /// When the actor may not, there is no such text or the words do not stand in it, a mail with it has not left yet, or the store cannot be
    /// written.
    pub fn redact(&self, actor: &Actor, request: &Redaction, now: Time) -> Result<bool, DeskError> {
        self.act(now, |w| {
            self.visible(actor, request.ticket)?;
            self.may(actor, Right::Redact)?;
            self.redact_within(w, actor, request, now)
        })?;
        Ok(self.store.scrub()?)
    }

    fn redact_within(&self, w: &Write<'_>, actor: &Actor, request: &Redaction, now: Time) -> Result<(), DeskError> {
        let texts = w.ticket_texts(request.ticket)?;
        let target = texts.iter().find(|t| t.on == request.on).ok_or(DeskError::NotRedactable)?;
        let secret = match &request.words {
            Some(words) => Secret::part(words),
            None => Secret::whole(target.body.text()),
        };
        let mails_gone = redact_mails(w, request, &secret, now)?;
        let changed = redact_texts(w, request, &texts, &secret, now)?;
        let subjects = if request.words.is_some() { redact_subjects(w, request.ticket, &texts, &secret)? } else { false };
        redact_drafts(w, request.ticket, &secret)?;
        if request.words.is_some() && !changed && !subjects && !mails_gone {
            return Err(DeskError::NotInText);
        }
        find_what_is_left(w, request.ticket)?;
        let who = if target.author.0.is_empty() { target.author.1.clone() } else { target.author.0.clone() };
        event_line(w, actor, request.ticket, &Event::Redacted { who, whole: request.words.is_none() }, now)?;
        w.change_ticket(request.ticket, &TicketPatch::default(), now)?;
        let entry = match request.on {
            Found::Entry(id) => Some(id),
            Found::SideMessage(_) => None,
        };
        w.record(&actor.act(now), &Change { ticket: Some(request.ticket), entry, what: "redacted", ..Change::default() })?;
        Ok(())
    }
}

/// The message itself, and what quotes it. True when words were found.
fn redact_texts(w: &Write<'_>, request: &Redaction, texts: &[TicketText], secret: &Secret, now: Time) -> Result<bool, DeskError> {
    let mut changed = false;
    for text in texts {
        if text.on == request.on && request.words.is_none() {
            w.redact_text(text.on, &Body::default(), true, now)?;
            changed = true;
            continue;
        }
        if let Some(left) = secret.out_of_body(&text.body) {
            w.redact_text(text.on, &left, false, now)?;
            changed = true;
        }
        if let (Found::Entry(id), Some(EntryKind::Note)) = (text.on, text.kind) {
            for version in w.note_versions(id)? {
                if let Some(left) = secret.out_of(&version.text) {
                    w.redact_version(id, version.until, &left)?;
                    changed = true;
                }
            }
        }
    }
    Ok(changed)
}

/// Every mail that is the message or holds it. True when there was one.
fn redact_mails(w: &Write<'_>, request: &Redaction, secret: &Secret, now: Time) -> Result<bool, DeskError> {
    let copies = w.copies_of_mail(request.on)?;
    let mut gone = copies.clone();
    for id in w.mails_of_ticket(request.ticket)? {
        if !gone.contains(&id) && holds(&w.raw_mail(id)?.unwrap_or_default(), secret) {
            gone.push(id);
        }
    }
    let mut sent = Vec::new();
    for mail in w.outbox_of_ticket(request.ticket)? {
        if mail.on == Some(request.on) || holds(&w.outbox_raw(mail.id)?.unwrap_or_default(), secret) {
            if mail.leaving && !mail.notification {
                return Err(DeskError::StillLeaving);
            }
            sent.push(mail.id);
        }
    }
    for id in &gone {
        w.redact_mail(*id, now)?;
    }
    for id in &sent {
        w.redact_sent(*id, now)?;
    }
    Ok(gone.len() > copies.len() || !sent.is_empty())
}

/// Whether a mail holds it in its subject, its text or its HTML.
fn holds(raw: &[u8], secret: &Secret) -> bool {
    let mail = parse::parse(raw);
    secret.is_in(&mail.subject) || secret.is_in(mail.body.text()) || mail.html.is_some_and(|h| secret.is_in(&html::to_text(&h)))
}

/// Words in subjects, and in what event lines say. True when there were some.
fn redact_subjects(w: &Write<'_>, ticket: TicketId, texts: &[TicketText], secret: &Secret) -> Result<bool, DeskError> {
    let mut all = vec![(SubjectOf::Ticket(ticket), w.ticket_head(ticket)?.map(|h| h.subject).unwrap_or_default())];
    all.extend(w.side_subjects(ticket)?.into_iter().map(|(side, subject)| (SubjectOf::Side(side), subject)));
    all.extend(texts.iter().filter_map(|t| match (t.on, &t.subject) {
        (Found::Entry(id), Some(subject)) => Some((SubjectOf::Entry(id), subject.clone())),
        _ => None,
    }));
    let mut changed = false;
    for (of, subject) in all {
        if let Some(left) = secret.out_of(&subject) {
            w.redact_subject(of, &left)?;
            changed = true;
        }
    }
    for (id, event) in w.ticket_events(ticket)? {
        let Ok(mut value) = serde_json::from_str(&event) else { continue };
        if out_of_json(&mut value, secret) {
            w.redact_event(id, &value.to_string())?;
            changed = true;
        }
    }
    Ok(changed)
}

fn out_of_json(value: &mut serde_json::Value, secret: &Secret) -> bool {
    match value {
        serde_json::Value::String(text) => secret.out_of(text).map(|left| *text = left).is_some(),
        serde_json::Value::Array(list) => list.iter_mut().fold(false, |changed, v| out_of_json(v, secret) | changed),
        // the kind of the event is no text of anybody's
        serde_json::Value::Object(map) => {
            map.iter_mut().filter(|(key, _)| *key != "what").fold(false, |changed, (_, v)| out_of_json(v, secret) | changed)
        }
        _ => false,
    }
}

fn redact_drafts(w: &Write<'_>, ticket: TicketId, secret: &Secret) -> Result<(), DeskError> {
    for mut draft in w.all_drafts(ticket)? {
        let mut changed = false;
        for text in [&mut draft.subject, &mut draft.text].into_iter().chain(draft.original.as_mut()) {
            if let Some(new) = secret.out_of(text) {
                (*text, changed) = (new, true);
            }
        }
        if changed {
            w.redact_draft(&draft)?;
        }
    }
    Ok(w.forget_files_in_drafts(ticket)?)
}

/// The index gets every text of the ticket anew.
fn find_what_is_left(w: &Write<'_>, ticket: TicketId) -> Result<(), DeskError> {
    let subject = w.ticket_head(ticket)?.map(|h| h.subject).unwrap_or_default();
    for text in w.ticket_texts(ticket)? {
        let new = text.body.new_text();
        let searched = if new.is_empty() { text.body.text() } else { &new };
        let author = [text.author.0.as_str(), text.author.1.as_str()].into_iter().filter(|_| matches!(text.kind, Some(EntryKind::Customer) | None));
        let names: Vec<&str> = text.files.iter().map(String::as_str).chain(author).collect();
        let subject = match text.kind {
            Some(EntryKind::Customer | EntryKind::Reply) => text.subject.as_deref().unwrap_or(&subject),
            _ => "",
        };
        let words = (!text.hidden && !text.body.is_empty()).then(|| Findable::new(subject, searched, &names.join(" ")));
        w.index_anew(ticket, text.on, words.as_ref())?;
    }
    Ok(())
}
