//! What a composer holds becomes a reply, a note or a message of a side conversation. The mode alone decides which.

use std::hash::{BuildHasher, RandomState};

use super::effect::{Attachment, Draft, DraftKey, Mode, Submission};
use super::event::{Done, Event, Failure, News, Trouble};
use super::{files, trouble};
use crate::desk::{Actor, Desk, DeskError, NoteRequest, ReplyRequest, SideAnswer, SideRequest, SideSent};
use crate::model::entry::{Entry, EntryKind};
use crate::model::outgoing::{CustomerText, InternalText, OutgoingFile, SideText};
use crate::model::recipients::Obstacle;
use crate::model::ticket::Ticket;
use crate::model::{Mailbox, OutboxId, SideId, Time};
use crate::store::{self, DraftFile, DraftRow};
use crate::words::Words;

/// The mail that leaves, when one does, and the side that it is of.
type Written = (Option<(OutboxId, Time)>, Option<SideId>);

/// Writes a submission, and says what came of it.
#[must_use]
pub fn submit(desk: &Desk, actor: &Actor, words: &Words, submission: Submission, now: Time) -> Event {
    let key = DraftKey { ticket: submission.ticket, mode: submission.mode };
    let outgoing = match read_files(desk, actor, words, &submission.files) {
        Ok(files) => files,
        Err(message) => return Event::Failed(Failure::Refused { key, message }),
    };
    let seen = submission.seen_history;
    match write(desk, actor, submission, outgoing, now) {
        Ok((leaves, side)) => {
            // The text is written; a draft that cannot be dropped is one too many, and no reason to say that nothing was sent.
            let _ = desk.drop_draft(actor, key.ticket, mode_of(key.mode));
            match desk.ticket_head(actor, key.ticket) {
                Ok(head) => Event::Done(Done::Submitted { key, leaves, status: head.status, side }),
                Err(error) => Event::Failed(Failure::Other(trouble::of(words, &error))),
            }
        }
        Err(DeskError::Blocked(obstacles)) => {
            let moved = obstacles.iter().any(|o| matches!(o, Obstacle::ThreadMoved { .. }));
            let news = if moved { desk.ticket(actor, key.ticket).map(|t| news(desk, &t, seen)).unwrap_or_default() } else { Vec::new() };
            Event::Failed(Failure::Blocked { key, obstacles, news })
        }
        Err(error) => Event::Failed(Failure::Refused { key, message: trouble::of(words, &error) }),
    }
}

/// A random number for a Message-ID.
pub(super) fn nonce(now: Time) -> u64 {
    RandomState::new().hash_one(now.0)
}

fn write(desk: &Desk, actor: &Actor, s: Submission, files: Vec<OutgoingFile>, now: Time) -> Result<Written, DeskError> {
    let nonce = nonce(now);
    let seen = (s.seen_history > 0).then_some(s.seen_history);
    let of_side = |sent: SideSent| (Some((sent.outbox, sent.due_at)), Some(sent.side));
    match s.mode {
        Mode::Reply => {
            let (text, confirmed) = (CustomerText::public(s.text), s.confirmed);
            let request =
                ReplyRequest { ticket: s.ticket, text, to: s.to, cc: s.cc, bcc: Vec::new(), files, status: s.status, seen, confirmed, nonce };
            desk.reply(actor, &request, now).map(|sent| (Some((sent.outbox, sent.due_at)), None))
        }
        Mode::Note => {
            let request = NoteRequest { ticket: s.ticket, text: InternalText::new(s.text), files, status: s.status };
            desk.note(actor, &request, now).map(|_| (None, None))
        }
        Mode::Edit(entry) => desk.edit_note(actor, s.ticket, entry, &InternalText::new(s.text), now).map(|()| (None, None)),
        Mode::SideNew => {
            let (subject, confirmed) = (s.subject, s.confirmed);
            let request = SideRequest { ticket: s.ticket, subject, to: s.to, cc: s.cc, text: s.text, files, status: s.status, confirmed, nonce };
            desk.open_side(actor, &request, now).map(of_side)
        }
        Mode::Side(side) => {
            bring_people(desk, actor, side, &s, now)?;
            let request = SideAnswer { text: SideText::of(side, s.text), files, status: s.status, seen, confirmed: s.confirmed, nonce };
            desk.answer_side(actor, &request, now).map(of_side)
        }
    }
}

/// Who was put into the recipients of an answer joins the side; who was taken out leaves it. Newcomers who wait to be accepted stay.
fn bring_people(desk: &Desk, actor: &Actor, side: SideId, s: &Submission, now: Time) -> Result<(), DeskError> {
    let ticket = desk.ticket(actor, s.ticket)?;
    let known = ticket.sides.into_iter().find(|x| x.id == side).ok_or(DeskError::NoSuchSide(side))?.participants;
    let wanted: Vec<&Mailbox> = s.to.iter().chain(&s.cc).collect();
    let new: Vec<Mailbox> = wanted.iter().filter(|m| !known.iter().any(|p| p.email == m.address)).map(|m| (*m).clone()).collect();
    if !new.is_empty() {
        desk.add_to_side(actor, side, &new, &s.confirmed, now)?;
    }
    for person in known.iter().filter(|p| p.verified && !wanted.iter().any(|m| m.address == p.email)) {
        desk.remove_from_side(actor, side, &person.email, now)?;
    }
    Ok(())
}

fn read_files(desk: &Desk, actor: &Actor, words: &Words, attached: &[Attachment]) -> Result<Vec<OutgoingFile>, Trouble> {
    let read = |file: &Attachment| match file {
        Attachment::Path { path, .. } => files::read(path).map_err(|e| format!("{}: {e}", path.display())),
        Attachment::Gone(was) => Err(words.say_with("console-file-gone", &[("names", (&was.name()).into())])),
        Attachment::Stored { id, name, .. } => {
            let stored = desk.file(actor, *id).map_err(|e| format!("{name}: {e}"))?;
            Ok(OutgoingFile { name: stored.0, media_type: stored.1, bytes: stored.2 })
        }
    };
    attached.iter().map(read).collect::<Result<_, String>>().map_err(|what| Trouble { what, next: String::new() })
}

/// What came to a ticket after a row of the history.
fn news(desk: &Desk, ticket: &Ticket, seen: i64) -> Vec<News> {
    let rows = desk.store().ticket_history(ticket.head.id, seen).unwrap_or_default();
    let brought = |e: &Entry| e.origin.is_some_and(|o| rows.iter().any(|r| r.what == "merged-here" && r.became == Some(o.ticket.to_string())));
    let entries = ticket.entries.iter().filter(|e| e.kind != EntryKind::Event && (brought(e) || rows.iter().any(|r| r.entry == Some(e.id))));
    let entries = entries.map(|e| News { who: e.author.name.clone(), at: e.at, text: e.body.new_text() });
    let since = rows.first().map(|r| r.at);
    let asked = ticket.sides.iter().filter(|s| rows.iter().any(|r| r.side == Some(s.id))).flat_map(|s| &s.messages);
    let asked = asked.filter(|m| since.is_some_and(|t| m.at >= t)).map(|m| News { who: m.author.name.clone(), at: m.at, text: m.body.new_text() });
    let mut all: Vec<News> = entries.chain(asked).collect();
    all.sort_by_key(|n| n.at);
    all
}

/// A mode as the store keeps it.
#[must_use]
pub fn mode_of(mode: Mode) -> store::Mode {
    match mode {
        Mode::Reply => store::Mode::Reply,
        Mode::Note => store::Mode::Note,
        Mode::SideNew => store::Mode::NewSide,
        Mode::Side(side) => store::Mode::Side(side),
        Mode::Edit(entry) => store::Mode::Edit(entry),
    }
}

/// A draft as the store keeps it.
#[must_use]
pub fn row_of(draft: &Draft, now: Time) -> DraftRow {
    DraftRow {
        to: draft.to.clone(),
        cc: draft.cc.clone(),
        subject: draft.subject.clone(),
        original: draft.original.clone(),
        files: draft.files.iter().map(file_row).collect(),
        status: draft.status,
        seen: draft.seen_history,
        ..DraftRow::new(draft.key.ticket, mode_of(draft.key.mode), draft.text.clone(), now)
    }
}

fn file_row(file: &Attachment) -> DraftFile {
    match file {
        Attachment::Path { path, size } => DraftFile::Path { path: path.to_string_lossy().into_owned(), size: *size },
        Attachment::Stored { id, name, size } => DraftFile::Stored { id: *id, name: name.clone(), size: *size, gone: false },
        Attachment::Gone(was) => file_row(was),
    }
}

fn file_of(row: DraftFile) -> Attachment {
    match row {
        DraftFile::Path { path, size } => Attachment::Path { path: path.into(), size },
        DraftFile::Stored { id, name, size, gone: false } => Attachment::Stored { id, name, size },
        DraftFile::Stored { id, name, size, gone: true } => Attachment::Gone(Box::new(Attachment::Stored { id, name, size })),
    }
}

/// A draft as the composer takes it.
#[must_use]
pub fn draft_of(row: DraftRow) -> Draft {
    let mode = match row.mode {
        store::Mode::Reply => Mode::Reply,
        store::Mode::Note => Mode::Note,
        store::Mode::NewSide => Mode::SideNew,
        store::Mode::Side(side) => Mode::Side(side),
        store::Mode::Edit(entry) => Mode::Edit(entry),
    };
    Draft {
        key: DraftKey { ticket: row.ticket, mode },
        to: row.to,
        cc: row.cc,
        text: row.text,
        subject: row.subject,
        original: row.original,
        files: row.files.into_iter().map(file_of).collect(),
        status: row.status,
        seen_history: row.seen,
    }
}
