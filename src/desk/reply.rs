//! Public replies, and taking a send back.

use serde::{Deserialize, Serialize};

use crate::model::entry::{EntryKind, Event};
use crate::model::outgoing::{CustomerText, OutgoingFile, as_body};
use crate::model::recipients::{Obstacle, copies, other_customers_in_reply, promises_attachment, third_parties_in_reply, without_own, written};
use crate::model::status::Status;
use crate::model::ticket::TicketHead;
use crate::model::{Address, EntryId, Mailbox, OutboxId, TicketId, Time, canned};
use crate::store::{Change, DraftRow, HistoryRow, MailboxRow, Mode, NewEntry, NewFile, OutboxRow, TicketPatch, Write};

use super::events::event_line;
use super::outgoing::Letter;
use super::{Actor, Desk, DeskError, Right};

/// So many public messages of a ticket tell who is in the conversation.
const LOOKED_AT: usize = 50;

/// A public reply to send.
#[derive(Clone, Debug)]
pub struct ReplyRequest {
    /// On which ticket.
    pub ticket: TicketId,
    /// What it says, in Markdown.
    pub text: CustomerText,
    /// To; empty for whoever [`Desk::reply_recipients`] names.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// Bcc: gets the mail, is named in no header.
    pub bcc: Vec<Mailbox>,
    /// Files.
    pub files: Vec<OutgoingFile>,
    /// The status that it leaves; `None` leaves it as it is.
    pub status: Option<Status>,
    /// The last history row that the agent had seen when the text was begun; `None` when nobody looked.
    pub seen: Option<i64>,
    /// What the agent has confirmed by hand.
    pub confirmed: Vec<Obstacle>,
    /// A random number for the Message-ID.
    pub nonce: u64,
}

/// A mail that is in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// Its entry.
    pub entry: EntryId,
    /// Its row in the outbox: with this it can be taken back.
    pub outbox: OutboxId,
    /// When it leaves.
    pub due_at: Time,
}

/// What to put back when a send is taken back.
#[derive(Serialize, Deserialize, Default)]
pub(super) struct UndoSend {
    pub text: String,
    #[serde(default)]
    pub to: Vec<Mailbox>,
    #[serde(default)]
    pub cc: Vec<Mailbox>,
    #[serde(default)]
    pub subject: String,
    pub seen: i64,
    /// The status that was chosen with it.
    #[serde(default)]
    pub chosen: Option<Status>,
    /// The status before, and the one that the send left.
    pub status: Option<(Status, Status)>,
    pub waiting_since: Option<Time>,
    /// The side conversation was opened with it.
    #[serde(default)]
    pub opened: bool,
}

impl UndoSend {
    /// As the outbox keeps it.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Desk {
    /// Whom a reply goes to when nobody says otherwise: the requester, and for information whoever else is in the conversation
    /// ([`copies`]).
    ///
    /// # Errors
    /// When the actor may not see the ticket, or the store cannot be read.
    pub fn reply_recipients(&self, actor: &Actor, ticket: TicketId) -> Result<(Vec<Mailbox>, Vec<Mailbox>), DeskError> {
        let head = self.visible(actor, ticket)?;
        let to = vec![Mailbox::new(head.requester.name.clone(), head.requester.email.clone())];
        let mut kept_out = self.own_addresses()?;
        kept_out.extend(self.store.other_customers(ticket)?);
        kept_out.extend(self.store.third_parties(ticket)?);
        let public = self.store.public_messages(ticket, LOOKED_AT)?;
        Ok((to, copies(&public.iter().collect::<Vec<_>>(), &head.requester.email, &kept_out)))
    }

    /// Answers the customer: entry, mail, status and history in one transaction. The mail leaves after the time to take it back.
    ///
    /// # Errors
    /// When the actor may not, something stops the send ([`DeskError::Blocked`]), or the store cannot be written.
    pub fn reply(&self, actor: &Actor, request: &ReplyRequest, now: Time) -> Result<Sent, DeskError> {
        self.act(now, |w| {
            let sent = self.write_reply(w, actor, request, now)?;
            w.drop_draft(actor.id(), request.ticket, Mode::Reply)?;
            Ok(sent)
        })
    }

    /// The reply alone, within a transaction. What a rule answers is automatic: it goes to the requester if they may be answered so, and the customer
    /// still waits for a person.
    pub(super) fn write_reply(&self, w: &Write<'_>, actor: &Actor, request: &ReplyRequest, now: Time) -> Result<Sent, DeskError> {
        let head = self.allowed(actor, Right::Work, request.ticket)?;
        if head.status == Status::Closed {
            return Err(DeskError::Closed(head.id));
        }
        let automatic = actor.is_rule();
        let (to, cc) = self.recipients_of_reply(actor, request)?;
        let cc = if automatic { vec![] } else { cc };
        self.check_reply(actor, &head, request, &to, &cc)?;
        if automatic {
            self.count_automatic_answer(w, &head, now)?;
        }
        let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
        let entry = self.keep_reply(w, actor, &head, request, (&to, &cc), &from, now)?;
        let undo = UndoSend {
            text: request.text.as_str().to_owned(),
            to,
            cc,
            seen: request.seen.unwrap_or(0),
            chosen: request.status,
            status: request.status.filter(|s| *s != head.status).map(|s| (head.status, s)),
            waiting_since: head.waiting_since,
            ..UndoSend::default()
        };
        let letter = Letter::of_actor(actor, now, &request.files, request.nonce, &undo, self.policy.undo_send);
        let letter = Letter { bcc: &request.bcc, ..letter };
        let (outbox, due_at) = self.queue_reply(w, &head, entry, request.text.clone(), &letter)?;
        w.record(&actor.act(now), &Change { ticket: Some(head.id), entry: Some(entry), what: "reply", ..Change::default() })?;
        self.take_if_free(w, actor, &head, now)?;
        if let Some(status) = request.status {
            self.status_by(w, actor, &self.visible(actor, head.id)?, status, now)?;
        }
        let answered =
            if automatic { TicketPatch::default() } else { TicketPatch { waiting_since: Some(None), unread: Some(false), ..TicketPatch::default() } };
        w.change_ticket(head.id, &answered, now)?;
        Ok(Sent { entry, outbox, due_at })
    }

    /// Writes the reply into the timeline.
    #[expect(clippy::too_many_arguments, reason = "each is what the entry is made of")]
    fn keep_reply(
        &self,
        w: &Write<'_>,
        actor: &Actor,
        head: &TicketHead,
        request: &ReplyRequest,
        recipients: (&[Mailbox], &[Mailbox]),
        from: &MailboxRow,
        now: Time,
    ) -> Result<EntryId, DeskError> {
        let body = as_body(request.text.as_str());
        let entry = w.add_entry(&NewEntry {
            ticket: head.id,
            kind: EntryKind::Reply,
            at: now,
            agent: actor.agent().map(|a| a.id),
            contact: None,
            author: (&self.signs(actor, from), from.address.as_str()),
            subject: None,
            body: &body,
            event: None,
            recipients: Some(recipients),
            automatic: actor.is_rule(),
            inbox: None,
        })?;
        for f in &request.files {
            w.add_entry_file(entry, &NewFile { name: &f.name, media_type: &f.media_type, content_id: None, inline: false, bytes: &f.bytes })?;
        }
        let names: Vec<&str> = request.files.iter().map(|f| f.name.as_str()).collect();
        w.index_entry(head.id, entry, &head.subject, body.text(), &names.join(" "))?;
        Ok(entry)
    }

    fn recipients_of_reply(&self, actor: &Actor, request: &ReplyRequest) -> Result<(Vec<Mailbox>, Vec<Mailbox>), DeskError> {
        let own = self.own_addresses()?;
        let (to, cc) = if request.to.is_empty() { self.reply_recipients(actor, request.ticket)? } else { (request.to.clone(), request.cc.clone()) };
        let to = without_own(&to, &own);
        if to.is_empty() {
            return Err(DeskError::NoRecipients);
        }
        Ok((to, without_own(&cc, &own)))
    }

    fn check_reply(&self, actor: &Actor, head: &TicketHead, request: &ReplyRequest, to: &[Mailbox], cc: &[Mailbox]) -> Result<(), DeskError> {
        let text = request.text.as_str();
        if text.trim().is_empty() && request.files.is_empty() {
            return Err(DeskError::Empty);
        }
        let customer = self.customer_addresses(head)?;
        let all: Vec<Mailbox> = to.iter().chain(cc).chain(&request.bcc).cloned().collect();
        let mut obstacles = other_customers_in_reply(&all, &self.store.other_customers(head.id)?, &customer);
        obstacles.extend(third_parties_in_reply(&all, &self.store.third_parties(head.id)?, &customer));
        obstacles.extend(obstacles_of_text(text, request.files.is_empty()));
        obstacles.extend(self.thread_moved(actor, head.id, request.seen)?);
        stop_unless_confirmed(obstacles, &request.confirmed)
    }

    /// The requester's addresses.
    pub(super) fn customer_addresses(&self, head: &TicketHead) -> Result<Vec<Address>, DeskError> {
        let mut all = match head.requester.contact {
            Some(contact) => self.store.addresses_of(contact)?,
            None => Vec::new(),
        };
        all.push(head.requester.email.clone());
        Ok(all)
    }

    /// Whether anything arrived or anyone answered after what the agent had seen, other than by themselves.
    pub(super) fn thread_moved(&self, actor: &Actor, ticket: TicketId, seen: Option<i64>) -> Result<Option<Obstacle>, DeskError> {
        let Some(seen) = seen else { return Ok(None) };
        const MOVES: [&str; 9] = ["customer", "reply", "note", "side-answered", "side-asked", "undo-send", "merged-here", "unmerged", "split"];
        let rows = self.store.ticket_history(ticket, seen)?;
        let moved = rows.iter().filter(|r| MOVES.contains(&r.what.as_str()) && (r.agent.is_none() || r.agent != actor.agent().map(|a| a.id))).count();
        Ok((moved > 0).then(|| Obstacle::ThreadMoved { events: u32::try_from(moved).unwrap_or(u32::MAX) }))
    }

    /// Takes a mail back that has not left: the draft is there again with its files, and so is the status unless somebody has changed it since.
    ///
    /// # Errors
    /// When it is too late, the mail is not the actor's, or the store cannot be written.
    pub fn undo_send(&self, actor: &Actor, outbox: OutboxId, now: Time) -> Result<DraftRow, DeskError> {
        self.store.write(|w| {
            let files = w.take_files_off(outbox)?;
            let (ticket, mode, undo) = self.take_mail_back(w, actor, outbox, now)?;
            let draft = DraftRow {
                to: written(&undo.to),
                cc: written(&undo.cc),
                subject: undo.subject,
                files,
                status: undo.chosen,
                seen: w.last_history()?,
                ..DraftRow::new(ticket, mode, undo.text, now)
            };
            let id = w.put_draft(actor.id(), &draft)?;
            w.hang_on_draft(id, &draft.files)?;
            Ok(DraftRow { id, ..draft })
        })
    }

    /// Takes a mail back that has not left; its text is in what is returned, and nowhere else.
    pub(super) fn take_mail_back(&self, w: &Write<'_>, actor: &Actor, outbox: OutboxId, now: Time) -> Result<(TicketId, Mode, UndoSend), DeskError> {
        let row = w.outbox_row(outbox)?.filter(|r| r.agent.is_some() && r.agent == actor.agent().map(|a| a.id)).ok_or(DeskError::TooLate)?;
        let ticket = row.ticket.ok_or(DeskError::TooLate)?;
        if !w.cancel_mail(outbox, now)? {
            return Err(DeskError::TooLate);
        }
        let undo: UndoSend = row.undo.as_deref().and_then(|u| serde_json::from_str(u).ok()).unwrap_or_default();
        let mode = self.take_text_back(w, &row, &undo, now)?;
        self.put_status_back(w, actor, ticket, &undo, &row, now)?;
        event_line(w, actor, ticket, &Event::SendUndone, now)?;
        w.record(&actor.act(now), &Change { ticket: Some(ticket), side: row.side, entry: row.entry, what: "undo-send", ..Change::default() })?;
        Ok((ticket, mode, undo))
    }

    fn take_text_back(&self, w: &Write<'_>, row: &OutboxRow, undo: &UndoSend, now: Time) -> Result<Mode, DeskError> {
        if let Some(entry) = row.entry {
            w.hide_entry(entry, now)?;
            w.unindex_entry(entry)?;
            return Ok(Mode::Reply);
        }
        let (Some(side), Some(message), Some(ticket)) = (row.side, row.side_message, row.ticket) else { return Ok(Mode::Reply) };
        w.drop_side_message(message)?;
        w.hide_side_event(ticket, side, now)?;
        if undo.opened {
            w.withdraw_side(side, ticket, now)?;
            return Ok(Mode::NewSide);
        }
        Ok(Mode::Side(side))
    }

    /// The status as it was before the send, unless somebody has changed it since.
    fn put_status_back(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, undo: &UndoSend, row: &OutboxRow, now: Time) -> Result<(), DeskError> {
        let Some(head) = w.ticket_head(ticket)? else { return Ok(()) };
        if let Some((before, left)) = undo.status
            && head.status == left
            && status_changes_since(w, ticket, row)?.is_some_and(|n| n <= 1)
        {
            super::triage::change_status(w, actor, &head, before, now)?;
        }
        if row.entry.is_some() && head.waiting_since.is_none() && undo.waiting_since.is_some() {
            w.change_ticket(ticket, &TicketPatch { waiting_since: Some(undo.waiting_since), ..TicketPatch::default() }, now)?;
        }
        Ok(())
    }

    /// Sends a mail again that failed or whose fate is unknown, because a person says so.
    ///
    /// # Errors
    /// When there is nothing to send again, the actor may not, or the store cannot be written.
    pub fn send_again(&self, actor: &Actor, outbox: OutboxId, now: Time) -> Result<(), DeskError> {
        self.store.write(|w| {
            let row = w.outbox_row(outbox)?.ok_or(DeskError::NoSuchFile)?;
            let ticket = row.ticket.ok_or(DeskError::NoSuchFile)?;
            self.allowed(actor, Right::Work, ticket)?;
            if w.send_again(outbox, now)? == 0 {
                return Err(DeskError::TooLate);
            }
            w.record(&actor.act(now), &Change { ticket: Some(ticket), side: row.side, entry: row.entry, what: "send-again", ..Change::default() })?;
            Ok(())
        })
    }
}

/// How often the status was changed since a send, the send's own change included; `None` when it was sent on another ticket, which was merged into
/// this one.
fn status_changes_since(w: &Write<'_>, ticket: TicketId, row: &OutboxRow) -> Result<Option<usize>, DeskError> {
    let history = w.ticket_history(ticket, 0)?;
    let of_send = |r: &HistoryRow| match row.entry {
        Some(entry) => r.what == "reply" && r.entry == Some(entry),
        None => r.what == "side-asked" && r.side == row.side,
    };
    let sent_at = history.iter().rposition(of_send);
    Ok(sent_at.map(|at| history[at..].iter().filter(|r| r.what == "status").count()))
}

/// The variables in a text that have no value, or that nobody filled in.
pub(super) fn empty_variables(text: &str) -> Vec<Obstacle> {
    canned::markers_left(text).into_iter().chain(canned::braces_left(text)).map(|name| Obstacle::VariableEmpty { name }).collect()
}

/// What stands in the way in a text itself.
pub(super) fn obstacles_of_text(text: &str, no_files: bool) -> Vec<Obstacle> {
    let mut out = empty_variables(text);
    if no_files && let Some(word) = promises_attachment(text) {
        out.push(Obstacle::AttachmentMissing { word: word.to_owned() });
    }
    out
}

/// Stops the send for what nobody has confirmed. That the thread moved is confirmed for as much as was seen.
pub(super) fn stop_unless_confirmed(obstacles: Vec<Obstacle>, confirmed: &[Obstacle]) -> Result<(), DeskError> {
    let left: Vec<Obstacle> = obstacles.into_iter().filter(|o| !(o.can_be_confirmed() && confirmed.contains(o))).collect();
    if left.is_empty() { Ok(()) } else { Err(DeskError::Blocked(left)) }
}
