//! Splitting: a customer's message that is about another matter becomes a ticket of its own.

use crate::mail::language;
use crate::model::address::bare_subject;
use crate::model::entry::{Entry, EntryKind, Event};
use crate::model::status::Status;
use crate::model::ticket::TicketHead;
use crate::model::{Address, ContactId, EntryId, SideId, TicketId, Time};
use crate::store::{Before, Change, InboxRow, Move, MoveKind, NewTicket, Stood, StoreError, TicketPatch, Write};

use super::error::Unsplittable;
use super::events::{created, event_line, happened};
use super::merge::{close_merged, put_target_back};
use super::outgoing::without_number;
use super::receive::first_line;
use super::{Actor, Asked, Desk, DeskError, Right};

/// A message to split off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitRequest {
    /// From which ticket.
    pub ticket: TicketId,
    /// Which message of a customer.
    pub message: EntryId,
    /// The side conversations that go along.
    pub sides: Vec<SideId>,
}

impl Desk {
    /// Makes a ticket of a customer's message: its author is the requester, and answers to just that message go there from now on. The new ticket.
    ///
    /// # Errors
    /// When the actor may not, the message cannot be split off ([`Unsplittable`]), or the store cannot be written.
    pub fn split(&self, actor: &Actor, request: &SplitRequest, now: Time) -> Result<TicketId, DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, request.ticket)?;
            let (entry, address) = self.splittable(w, request)?;
            let requester = w.meet(&entry.author.name, &address, None, now)?;
            self.keep_out_of_sides(w, requester, &address, &request.sides)?;
            let subject = subject_of(w, &head, &entry)?;
            let new = self.new_from(w, actor, &head, &entry, (requester, &address), &subject, now)?;
            let left = Stood { waiting_since: None, ..Stood::from(&head) };
            let stood = Before { source: Stood::from(&head), target: Stood::from(&head), left };
            let became = new.to_string();
            let change = Change { ticket: Some(head.id), entry: Some(entry.id), what: "split", became: Some(&became), ..Change::default() };
            let last = w.last_history()?;
            let seq = w.record(&actor.act(now), &change)?;
            let waited = head.waiting_since.is_some();
            let of = Move { seq, kind: MoveKind::Split, source: head.id, target: new, stood };
            w.move_some(&of, entry.id, &request.sides)?;
            event_line(w, actor, new, &Event::SplitFrom { ticket: head.id }, now)?;
            let who = entry.author.name.clone();
            let line = Event::SplitOff { ticket: new, who: if who.is_empty() { address.to_string() } else { who } };
            event_line(w, actor, head.id, &line, now)?;
            let waiting_since = if waited { Some(w.unanswered_since(head.id)?) } else { None };
            w.change_ticket(head.id, &TicketPatch { waiting_since, ..TicketPatch::default() }, now)?;
            w.mark_as_batch(last, None)?;
            Ok(new)
        })
    }

    /// The entry that a person names by a Message-ID or a number, on a ticket that they see.
    ///
    /// # Errors
    /// When there is no such mail there, or the store cannot be read.
    pub fn message_asked(&self, actor: &Actor, ticket: TicketId, asked: &Asked) -> Result<EntryId, DeskError> {
        self.visible(actor, ticket)?;
        let of_mail = |row: Option<InboxRow>| row.filter(|r| r.ticket == Some(ticket)).and_then(|r| r.entry);
        let found = match asked {
            Asked::Entry(id) => Some(*id),
            Asked::Mail(id) => of_mail(self.store.inbox_row(*id)?),
            Asked::MessageId(id) => {
                let id = id.trim().trim_start_matches('<').trim_end_matches('>');
                self.store.mails_with_id(id)?.into_iter().find_map(|row| of_mail(Some(row)))
            }
            Asked::SideMessage(_) => None,
        };
        found.ok_or_else(|| DeskError::NoSuchMail(asked.to_string()))
    }

    /// The message and its author's address, when it can be a ticket of its own.
    fn splittable(&self, w: &Write<'_>, request: &SplitRequest) -> Result<(Entry, Address), DeskError> {
        let found = w.entry(request.message)?.filter(|(ticket, entry)| *ticket == request.ticket && entry.kind == EntryKind::Customer);
        let (_, entry) = found.ok_or(Unsplittable::NotAMessage)?;
        let address = Address::parse(&entry.author.email).ok_or(Unsplittable::NotAMessage)?;
        if w.count_public(request.ticket)? < 2 {
            return Err(Unsplittable::OnlyMessage(request.ticket).into());
        }
        for side in &request.sides {
            if w.side_head(*side)?.is_none_or(|s| s.ticket != request.ticket) {
                return Err(DeskError::NoSuchSide(*side));
            }
        }
        Ok((entry, address))
    }

    /// The author must not be a third party of a side conversation that goes along.
    fn keep_out_of_sides(&self, w: &Write<'_>, requester: ContactId, address: &Address, sides: &[SideId]) -> Result<(), DeskError> {
        let mut all = w.addresses_of(requester)?;
        all.push(address.clone());
        for side in sides {
            for address in &all {
                if w.participation(*side, address)?.is_some() {
                    return Err(Unsplittable::AuthorIsThirdParty(address.clone()).into());
                }
            }
        }
        Ok(())
    }

    /// A ticket beside the old one: same team, same assignee, and its author waits for an answer.
    #[allow(clippy::too_many_arguments)]
    fn new_from(
        &self,
        w: &Write<'_>,
        actor: &Actor,
        head: &TicketHead,
        entry: &Entry,
        requester: (ContactId, &Address),
        subject: &str,
        now: Time,
    ) -> Result<TicketId, DeskError> {
        let team = head.team.as_ref().map(|t| t.id);
        let new = NewTicket {
            mailbox: w.ticket_links(head.id)?.mailbox,
            subject,
            requester: requester.0,
            address: requester.1,
            team,
            language: language::guess(entry.body.text()),
            linked_from: Some(head.id),
            at: now,
        };
        let id = w.add_ticket(&new)?;
        let assignee = head.assignee.as_ref().map(|a| a.id);
        let status = if assignee.is_some() { Status::Open } else { Status::New };
        let patch = TicketPatch {
            assignee: Some(assignee),
            status: Some(status),
            waiting_since: (!entry.automatic).then_some(Some(entry.at)),
            customer_wrote: Some((entry.at, requester.1.clone())),
            ..TicketPatch::default()
        };
        w.change_ticket(id, &patch, now)?;
        created(w, actor, id, (team, assignee, status), now)?;
        Ok(id)
    }

    /// Takes a split back: the message is where it was, and the ticket that it had become is merged into the old one.
    pub(super) fn unsplit(&self, w: &Write<'_>, actor: &Actor, of: &Move, now: Time) -> Result<(), DeskError> {
        let old = self.visible(actor, of.source)?;
        let new = self.visible(actor, of.target)?;
        self.may(actor, Right::Work)?;
        for head in [&old, &new] {
            if let Some(into) = head.merged_into {
                return Err(DeskError::MergedAway { ticket: head.id, into });
            }
        }
        if !w.all_still_there(of)? {
            return Err(DeskError::WentOn { from: of.source, to: of.target });
        }
        if let Some(who) = w.written_since_split(of)? {
            return Err(DeskError::ChangedSince(who));
        }
        let mut before = of.stood.clone();
        before.left.waiting_since = w.unanswered_since(old.id)?.filter(|_| before.source.waiting_since.is_some());
        w.move_back(of, now)?;
        close_merged(w, actor, &new, old.id, now)?;
        event_line(w, actor, new.id, &Event::MergedInto { ticket: old.id }, now)?;
        put_target_back(w, actor, &old, &before, now)?;
        let became = new.id.to_string();
        happened(
            w,
            actor,
            old.id,
            &Event::SplitBack { ticket: new.id },
            &Change { what: "unsplit", became: Some(&became), ..Change::default() },
            now,
        )?;
        Ok(())
    }
}

/// The subject that the message itself had; never the ticket's, which may be somebody else's.
fn subject_of(w: &Write<'_>, head: &TicketHead, entry: &Entry) -> Result<String, StoreError> {
    let of_mail = entry.inbox.map(|i| w.inbox_row(i)).transpose()?.flatten().map(|row| row.subject).unwrap_or_default();
    let own = entry.subject.clone().unwrap_or(of_mail);
    let bare = without_number(bare_subject(&own), head.id);
    Ok(if bare.is_empty() { first_line(&entry.body) } else { bare })
}
