//! A mail comes in: stored first, then parsed, placed and applied, each step so that a crash loses nothing and repeats nothing.

use serde::Serialize;

use crate::mail::authentication::Verdict;
use crate::mail::token::{Names, Reading};
use crate::mail::{forward, parse};
use crate::model::address::bare_subject;
use crate::model::entry::{EntryKind, Event};
use crate::model::incoming::{Incoming, Origin};
use crate::model::placing::{self, Candidate, Facts, FromAgent, OnSide, OnTicket, Place, Placed, Reason};
use crate::model::side::{Direction, Participant, SideState};
use crate::model::status::Status;
use crate::model::ticket::{NotificationKind, TicketHead};
use crate::model::trace::{Answer, Look, Saw, Trace};
use crate::model::{Address, Body, ContactId, EntryId, InboxId, MailboxId, SideId, TicketId, Time};
use crate::store::{
    Act, Beginning, Change, Cursor, InboxRow, InboxState, NewEntry, NewFile, NewSideMessage, NewTicket, Settled, SideHead, Source, StoreError,
    TicketPatch, Write,
};

use super::events::{begins_with, created, event_line, happened, tell_assignee};
use super::side::reopen;
use super::spam::marked_before;
use super::triage::{change_snooze, change_status};
use super::{Actor, Desk, DeskError};

/// A message that never gets placed is set aside after so many tries. A process can be killed while it places a message that is in order: that
/// this happens so often to one message is not believed.
const MOST_ATTEMPTS: u32 = 5;

/// A message fetched from a mailbox.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Its UID.
    pub uid: u32,
    /// Its bytes.
    pub raw: Vec<u8>,
}

/// Where a mail ended, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Where.
    pub result: InboxState,
    /// The ticket that it is on, or is about.
    pub ticket: Option<TicketId>,
    /// The side conversation that it is in, or was meant for.
    pub side: Option<SideId>,
    /// The entry that it became.
    pub entry: Option<EntryId>,
    /// Why, in one sentence.
    pub why: String,
}

/// What applying a mail's place needs.
#[derive(Clone, Copy)]
pub(super) struct Arrival<'a> {
    /// The stored mail.
    pub id: InboxId,
    /// What it says.
    pub mail: &'a Incoming,
    /// Where it came in.
    pub mailbox: Option<MailboxId>,
    /// It is old mail that is brought in from elsewhere.
    pub imported: bool,
    /// It has a Message-ID that the desk made.
    pub ours: bool,
    /// A person has let it out of quarantine.
    pub by_hand: bool,
    /// What a trusted server says about its From.
    pub verdict: Verdict,
    /// When it came.
    pub at: Time,
}

/// A ticket that a mail began.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    /// The ticket.
    pub ticket: TicketId,
    /// Its first entry.
    pub entry: EntryId,
    /// Whether the mail was acknowledged.
    pub answer: Answer,
}

impl Arrival<'_> {
    /// A program wrote it: also what has a Message-ID of ours and is not from us, for it went through something that answers or repeats.
    pub fn automatic(&self) -> bool {
        self.ours || self.mail.origin != Origin::Person
    }

    pub fn author(&self) -> Option<(&str, &Address)> {
        self.mail.author().map(|m| (m.name.as_str(), &m.address))
    }

    pub fn shown_author(&self) -> String {
        self.mail.author().map(|m| m.shown().to_owned()).unwrap_or_default()
    }

    fn file_names(&self) -> String {
        self.mail.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What search finds it by: what is new in it; quotes are found where they were new.
    fn searchable(&self) -> String {
        let new = self.mail.body.new_text();
        if new.is_empty() { self.mail.body.text().to_owned() } else { new }
    }
}

impl Desk {
    /// Stores a mail and places it.
    ///
    /// # Errors
    /// When it could not be stored. A mail that is stored is safe: when placing it fails, it waits in the store for the next try.
    pub fn receive(&self, raw: &[u8], source: Source, mailbox: Option<MailboxId>, now: Time) -> Result<Receipt, DeskError> {
        let id = self.store.write(|w| w.store_mail(raw, source, mailbox, now))?;
        self.place_mail(id, Some(raw), now)
    }

    /// Stores what was fetched from a mailbox and moves its cursor, in one transaction. What the mailbox has a receipt for is passed over.
    /// `None` when the lease went to another process meanwhile: then nothing was stored.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_fetched(
        &self,
        mailbox: MailboxId,
        cursor: Cursor,
        mails: &[Fetched],
        generation: i64,
        now: Time,
    ) -> Result<Option<Vec<InboxId>>, DeskError> {
        self.store.write(|w| {
            if !w.holds(generation, now)? {
                return Ok(None);
            }
            let mut stored = Vec::new();
            for mail in mails {
                if w.has_receipt(mailbox, cursor.uid_validity, mail.uid)? {
                    continue;
                }
                let id = w.store_mail(&mail.raw, Source::Imap, Some(mailbox), now)?;
                w.receipt(mailbox, cursor.uid_validity, mail.uid, id)?;
                stored.push(id);
            }
            w.move_cursor(mailbox, cursor, now)?;
            Ok(Some(stored))
        })
    }

    /// Sets where reading a mailbox begins, without storing anything: when it is connected for the first time, or its UIDs are new.
    /// False when the lease went to another process meanwhile.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn begin_at(&self, mailbox: MailboxId, cursor: Cursor, beginning: Beginning, generation: i64, now: Time) -> Result<bool, DeskError> {
        self.store.write(|w| {
            let holds = w.holds(generation, now)?;
            if holds {
                w.begin_mailbox(mailbox, cursor, beginning, now)?;
            }
            Ok(holds)
        })
    }

    /// Places what is stored and was not placed yet: after a crash, or an error that has passed. A message that cannot be placed waits for
    /// the next time, in the end is set aside, and stops no other.
    ///
    /// # Errors
    /// When the store cannot be read or written for now.
    pub fn place_waiting(&self, now: Time) -> Result<Vec<Receipt>, DeskError> {
        let mut out = Vec::new();
        for id in self.store.waiting_mail(1000)? {
            self.store.write(|w| w.count_attempt(id))?;
            match self.place(id, now) {
                Ok(receipt) => out.push(receipt),
                Err(DeskError::Store(e)) if e.is_passing() => {
                    self.store.write(|w| w.uncount_attempt(id))?;
                    return Err(e.into());
                }
                Err(e) => tracing::error!(message = %id, error = %e, "a stored message could not be placed"),
            }
        }
        Ok(out)
    }

    /// Places one stored mail.
    ///
    /// # Errors
    /// When the store cannot be read or written. A mail that was placed before keeps its place.
    pub fn place(&self, id: InboxId, now: Time) -> Result<Receipt, DeskError> {
        self.place_mail(id, None, now)
    }

    /// The same; `raw` are its bytes, where they are at hand.
    fn place_mail(&self, id: InboxId, raw: Option<&[u8]>, now: Time) -> Result<Receipt, DeskError> {
        let row = self.store.inbox_row(id)?.ok_or(DeskError::NoSuchFile)?;
        if row.state != InboxState::Waiting {
            return Ok(receipt_of(&row));
        }
        if row.attempts >= MOST_ATTEMPTS {
            return self.set_aside(&row);
        }
        let mail = match raw {
            Some(raw) => parse::parse(raw),
            None => parse::parse(&self.store.raw_mail(id)?.ok_or(DeskError::NoSuchFile)?),
        };
        // The mail is safe already: should the power fail before this reaches the disk, it waits in the store and is placed again.
        self.store.write_in_passing(|w| {
            let row = w.inbox_row(id)?.ok_or(DeskError::NoSuchFile)?;
            if row.state != InboxState::Waiting {
                return Ok(receipt_of(&row)); // another process was quicker
            }
            let at = if row.imported { mail.date.unwrap_or(now) } else { now };
            let arrival = self.arrival(w, &row, &mail, at)?;
            let settle = |w: &Write<'_>| self.settle_arrival(w, &arrival);
            // what is old is brought in as it was
            let settled = if row.imported { settle(w)? } else { self.with_rules(w, at, settle)? };
            w.settle_mail(id, &settled)?;
            let row = w.inbox_row(id)?.ok_or(DeskError::NoSuchFile)?;
            Ok(receipt_of(&row))
        })
    }

    /// A stored mail with what decides about it.
    pub(super) fn arrival<'a>(&self, w: &Write<'_>, row: &InboxRow, mail: &'a Incoming, at: Time) -> Result<Arrival<'a>, DeskError> {
        let ours = self.is_ours(&mail.message_id)?;
        let verdict = if row.imported { Verdict::Unknown } else { self.verdict(w, row.mailbox, mail)? };
        Ok(Arrival { id: row.id, mail, mailbox: row.mailbox, imported: row.imported, ours, by_hand: false, verdict, at })
    }

    fn set_aside(&self, row: &InboxRow) -> Result<Receipt, DeskError> {
        let why = format!("placing it was begun {} times and never ended: set aside for a person", row.attempts);
        let settled = Settled { state: Some(InboxState::Quarantine), why, ..Settled::default() };
        self.store.write(|w| {
            w.settle_mail(row.id, &settled)?;
            Ok(receipt_of(&w.inbox_row(row.id)?.ok_or(DeskError::NoSuchFile)?))
        })
    }

    fn settle_arrival(&self, w: &Write<'_>, a: &Arrival<'_>) -> Result<Settled, DeskError> {
        let mut settled = Settled {
            sender: a.mail.author().map(ToString::to_string).unwrap_or_default(),
            subject: a.mail.subject.clone(),
            message_id: a.mail.message_id.clone(),
            content_hash: a.mail.content_hash,
            ..Settled::default()
        };
        if let Some(seen) = w.seen_before(a.id, &a.mail.message_id, &a.mail.content_hash)?.into_iter().find(|s| s.same_content) {
            settled.state = Some(InboxState::Duplicate);
            settled.why = format!("the same message is in the store already, as message {}", seen.id);
            settled.trace = Some(Trace::early(a.at, Look::Copies, Saw::Copy { of: seen.id }));
            (settled.ticket, settled.side, settled.entry) = (seen.row.ticket, seen.row.side, seen.row.entry);
            return Ok(settled);
        }
        let own = self.own_addresses()?;
        if let Some(own) = a.author().and_then(|(_, from)| own.iter().find(|o| **o == from.split_detail().0)) {
            if a.ours {
                settled.state = Some(InboxState::Ignored);
                settled.why = "it is a mail that the desk itself sent".into();
                settled.trace = Some(Trace::early(a.at, Look::Sender, Saw::OwnMail));
                return Ok(settled);
            }
            settled.state = Some(InboxState::Quarantine);
            settled.trace = Some(Trace::early(a.at, Look::Sender, Saw::OwnAddress));
            settled.why = format!("it says that it is from {own}, an address of the desk, and is none of the desk's own mails");
            return Ok(settled);
        }
        if let Origin::Report(report) = &a.mail.origin
            && self.take_report(w, a, report, &mut settled)?
        {
            return Ok(settled);
        }
        let mut facts = self.facts(w, a, &own)?;
        if facts.forged_addresses + facts.forged_message_ids > 0 && self.reload_keys()? {
            facts = self.facts(w, a, &own)?; // another process has rotated the keys
        }
        let placed = placing::place(&facts);
        settled.why = steps(&facts, &placed);
        let answer = self.apply(w, a, placed, &mut settled)?;
        let kept_out = matches!(placed.place, Place::Note { .. }) && settled.state == Some(InboxState::Quarantine);
        let reason = if kept_out { Reason::AgentMayNotSee } else { placed.reason };
        settled.trace = Some(Trace { answer, ..Trace::placed(a.at, &facts, &Placed { reason, ..placed }) });
        Ok(settled)
    }

    /// Does what was decided. Says whether the mail was acknowledged, or why not.
    fn apply(&self, w: &Write<'_>, a: &Arrival<'_>, placed: Placed, settled: &mut Settled) -> Result<Answer, DeskError> {
        let mut answer = Answer::NotNew;
        let mut began = |begun: Begun, settled: &mut Settled| {
            answer = begun.answer;
            (settled.ticket, settled.entry, settled.state) = (Some(begun.ticket), Some(begun.entry), Some(InboxState::Ticket));
        };
        match placed.place {
            Place::Entry(ticket) => {
                settled.entry = Some(self.add_customer_entry(w, a, ticket)?);
                settled.ticket = Some(ticket);
                settled.state = Some(InboxState::Entry);
            }
            Place::NewTicket { linked_from } => began(self.new_ticket(w, a, linked_from)?, settled),
            Place::OnBehalf { agent } => began(self.open_on_behalf(w, a, agent)?, settled),
            Place::Side { side, newcomer } => self.answer_in_side(w, a, side, newcomer, settled)?,
            Place::Note { ticket, agent } => match self.note_by_mail(w, a, ticket, agent)? {
                Some(entry) => {
                    (settled.ticket, settled.entry) = (Some(ticket), Some(entry));
                    settled.state = Some(InboxState::Entry);
                }
                None => {
                    let why = Placed { reason: Reason::AgentMayNotSee, ..placed }.sentence();
                    settled.why = format!("{}\n{why}", settled.why);
                    hold(w, a, Some(ticket), None, &why, settled)?;
                }
            },
            // who sent spam gets nobody's attention
            Place::Quarantine { about, .. } if placed.reason == Reason::MarkedAsSpam => {
                (settled.state, settled.ticket) = (Some(InboxState::Quarantine), about);
            }
            Place::Quarantine { about, side } => hold(w, a, about, side, &placed.sentence(), settled)?,
        }
        Ok(answer)
    }

    // Facts --------------------------------------------------------------------------------------------------------------------------

    fn facts(&self, w: &Write<'_>, a: &Arrival<'_>, own: &[Address]) -> Result<Facts, DeskError> {
        let mail = a.mail;
        let from = mail.author().map(|m| &m.address);
        let mut facts = Facts { no_author: from.is_none(), automatic: a.automatic(), ..Facts::default() };
        if let Some(from) = from.filter(|_| !a.imported) {
            facts.spam = marked_before(w, from)?;
        }
        if let Some(agent) = from.map(|f| w.agent_by_email(f)).transpose()?.flatten() {
            // whoever imports an archive vouches for it: at the worst a note is wrong
            facts.from_agent = Some(FromAgent { agent: agent.id, vouched: a.imported || a.verdict == Verdict::Pass });
            facts.forwards = !a.imported && forward::passed_on(mail, own).is_some();
        }
        for address in mail.recipients() {
            match self.read_address(address) {
                Reading::Signed(names) => {
                    let candidate = self.candidate(w, names, a)?;
                    if !facts.addresses.contains(&candidate) {
                        facts.addresses.push(candidate);
                    }
                }
                Reading::Forged => facts.forged_addresses += 1,
                Reading::NotOurs => {}
            }
        }
        let newest_first: Vec<&String> = mail.in_reply_to.iter().chain(mail.references.iter().rev()).collect();
        for id in newest_first {
            match self.read_message_id(id) {
                Reading::Signed(names) => {
                    let candidate = self.candidate(w, names, a)?;
                    if !facts.message_ids.contains(&candidate) {
                        facts.message_ids.push(candidate);
                    }
                }
                Reading::Forged => facts.forged_message_ids += 1,
                Reading::NotOurs => {
                    if let Some(ticket) = w.ticket_of_message(id)?
                        && let Some(on) = on_ticket(w, ticket, from)?
                        && !facts.known.contains(&on)
                    {
                        facts.known.push(on);
                    }
                }
            }
        }
        if let Some(number) = placing::number_in_subject(&mail.subject) {
            facts.in_subject = on_ticket(w, number, from)?;
        }
        Ok(facts)
    }

    fn candidate(&self, w: &Write<'_>, names: Names, a: &Arrival<'_>) -> Result<Candidate, DeskError> {
        let from = a.mail.author().map(|m| &m.address);
        Ok(match names {
            Names::Ticket(ticket) => {
                // an answer to just the message that was split off is about that message, whatever address it goes to
                let there = w.merged_into(ticket)?;
                let answered = a.mail.in_reply_to.first().map(|id| w.split_off(there, id)).transpose()?.flatten();
                on_ticket(w, answered.unwrap_or(there), from)?.map_or(Candidate::Gone, Candidate::Ticket)
            }
            Names::Side(side) => self.on_side(w, side, from)?.map_or(Candidate::Gone, Candidate::Side),
            Names::Note(ticket, agent) => match (w.ticket_head(ticket)?, w.agent(agent)?) {
                (Some(_), Some(to)) => {
                    // who is no agent any more, or is forged as a trusted server says, does not agree
                    let same = Some(&to.email) == from && w.agent_by_email(&to.email)?.is_some_and(|found| found.id == agent);
                    Candidate::Note { ticket: w.merged_into(ticket)?, agent, agrees: same && a.verdict != Verdict::Fail }
                }
                _ => Candidate::Gone,
            },
        })
    }

    fn on_side(&self, w: &Write<'_>, side: SideId, from: Option<&Address>) -> Result<Option<OnSide>, DeskError> {
        let Some(head) = w.side_head(side)? else { return Ok(None) };
        let Some(ticket) = w.ticket_head(head.ticket)? else { return Ok(None) };
        let (mut participant, mut removed, mut customer) = (false, false, false);
        if let Some(from) = from {
            participant = w.participation(side, from)?.is_some();
            removed = !participant && w.was_participant(side, from)?;
            customer = self.all_customers(&ticket)?.iter().any(|c| c.split_detail().0 == from.split_detail().0);
        }
        Ok(Some(OnSide { side, ticket: head.ticket, status: ticket.status, participant, removed, customer }))
    }

    // What a mail does ------------------------------------------------------------------------------------------------------------------

    /// A mail of the public thread (PRODUCT 2): it opens what waited, ends a snooze, and is unread. What a program wrote is recorded and
    /// does nothing of this.
    pub(super) fn add_customer_entry(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId) -> Result<EntryId, DeskError> {
        let head = w.ticket_head(ticket)?.ok_or(DeskError::NoSuchTicket(ticket))?;
        let stranger = a.author().map(|(_, from)| Ok::<_, StoreError>((!w.is_on_ticket(ticket, from)?).then_some(from))).transpose()?.flatten();
        let origin = self.origin_of(w, a, ticket)?;
        let entry = keep_customer_mail(w, a, &head)?;
        if let Some(origin) = origin {
            w.set_origin(entry, origin)?;
        }
        if a.automatic() {
            event_line(w, &Actor::System, ticket, &Event::Automatic { from: a.shown_author() }, a.at)?;
            record_arrival(w, a, ticket, entry, "automatic")?;
            w.change_ticket(ticket, &TicketPatch::default(), a.at)?;
            return Ok(entry);
        }
        if let Some(address) = stranger {
            event_line(w, &Actor::System, ticket, &Event::NewAddress { address: address.to_string() }, a.at)?;
        }
        if let Some(subject) = other_subject(a.mail, &head) {
            event_line(w, &Actor::System, ticket, &Event::NewSubject { subject: subject.to_owned() }, a.at)?;
        }
        record_arrival(w, a, ticket, entry, "customer")?;
        customer_answered(w, a, &head)?;
        Ok(entry)
    }

    /// A new ticket of the mail's author, or of the requester whose closed ticket it goes on from: then answers go to the author only
    /// when the address is the requester's, and only the requester gives it another subject, since every answer carries it.
    pub(super) fn new_ticket(&self, w: &Write<'_>, a: &Arrival<'_>, linked_from: Option<TicketId>) -> Result<Begun, DeskError> {
        let mail = a.mail;
        let (name, author) = a.author().ok_or(DeskError::NoRecipients)?;
        let language = mail.language.as_deref();
        // who comes back to a ticket that was merged into another customer's goes on from their own
        let linked_from = match linked_from {
            Some(t) => Some(self.other_origin_of(w, a, t)?.unwrap_or(t)),
            None => None,
        };
        let old = linked_from.map(|t| w.ticket_head(t)).transpose()?.flatten();
        let (requester, address) = match old.as_ref().and_then(|o| Some((o, o.requester.contact?))) {
            Some((_, contact)) if w.addresses_of(contact)?.contains(author) => (contact, author),
            Some((old, contact)) => (contact, &old.requester.email),
            None => (w.meet(name, author, language, a.at)?, author),
        };
        let team = a
            .mailbox
            .and_then(|m| w.mailboxes().ok()?.into_iter().find(|x| x.id == m)?.team)
            .or(old.as_ref().and_then(|o| o.team.as_ref().map(|t| t.id)));
        let subject = match &old {
            Some(old) if author == address => subject_after(old, &mail.subject),
            Some(old) => old.subject.clone(),
            None if mail.subject.trim().is_empty() => first_line(&mail.body),
            None => mail.subject.clone(),
        };
        let new = NewTicket { mailbox: a.mailbox, subject: &subject, requester, address, team, language, linked_from, at: a.at };
        let ticket = w.add_ticket(&new)?;
        if let Some(old) = &old {
            link(w, old, ticket, a.at)?;
        }
        let head = w.ticket_head(ticket)?.ok_or(DeskError::NoSuchTicket(ticket))?;
        let entry = keep_customer_mail(w, a, &head)?;
        record_arrival(w, a, ticket, entry, "created")?;
        begins_with(w, ticket, "team", team.map(|t| t.to_string()), a.at)?;
        let waiting_since = (!a.automatic()).then_some(Some(a.at));
        w.change_ticket(ticket, &TicketPatch { waiting_since, customer_wrote: Some((a.at, address.clone())), ..TicketPatch::default() }, a.at)?;
        let answer = self.acknowledge(w, a, ticket)?;
        Ok(Begun { ticket, entry, answer })
    }

    /// A third party's mail (PRODUCT 2 and 6): into the side conversation, one compact line into the timeline, and nothing else.
    pub(super) fn answer_in_side(
        &self,
        w: &Write<'_>,
        a: &Arrival<'_>,
        side: SideId,
        newcomer: bool,
        settled: &mut Settled,
    ) -> Result<(), DeskError> {
        let mut head = w.side_head(side)?.ok_or(DeskError::NoSuchSide(side))?;
        let mut ticket = w.ticket_head(head.ticket)?.ok_or(DeskError::NoSuchTicket(head.ticket))?;
        if ticket.status == Status::Closed && !a.automatic() {
            ticket = self.carry_on(w, &ticket, &head, a.at)?;
            head.ticket = ticket.id;
        }
        let (name, address) = a.author().ok_or(DeskError::NoRecipients)?;
        let contact = w.meet(name, address, None, a.at)?;
        if newcomer {
            let who = Participant { name: name.to_owned(), email: address.clone(), verified: false, cc: false, is_agent: false };
            w.add_participant(side, &who, None, a.at)?;
        }
        let message = keep_side_mail(w, a, &head, contact)?;
        (settled.state, settled.ticket, settled.side, settled.side_message) = (Some(InboxState::Side), Some(ticket.id), Some(side), Some(message));
        if a.automatic() {
            event_line(w, &Actor::System, ticket.id, &Event::Automatic { from: a.shown_author() }, a.at)?;
            w.record(&contact_act(a), &Change { ticket: Some(ticket.id), side: Some(side), what: "automatic", ..Change::default() })?;
            return Ok(w.change_ticket(ticket.id, &TicketPatch::default(), a.at)?);
        }
        if head.state == SideState::Done {
            reopen(w, &Actor::System, &head, a.at)?;
        }
        let event = Event::SideAnswered { side, subject: head.subject.clone(), who: a.shown_author(), unverified: newcomer };
        let line = event_line(w, &Actor::System, ticket.id, &event, a.at)?;
        settled.entry = Some(line);
        w.record(
            &contact_act(a),
            &Change { ticket: Some(ticket.id), side: Some(side), entry: Some(line), what: "side-answered", ..Change::default() },
        )?;
        self.third_parties_joined(w, a, &head, &ticket)?;
        self.third_party_answered(w, a, &ticket)
    }

    /// What a third party's answer does to the ticket.
    fn third_party_answered(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: &TicketHead) -> Result<(), DeskError> {
        let after = ticket.status.after_side_answer(self.policy.reopen_on_hold);
        if after != ticket.status {
            change_status(w, &Actor::System, ticket, after, a.at)?;
        }
        if ticket.snoozed_until == Some(Time::NEVER) {
            change_snooze(w, &Actor::System, ticket, None, a.at)?;
        }
        w.change_ticket(ticket.id, &TicketPatch { unread: Some(true), ..TicketPatch::default() }, a.at)?;
        Ok(tell_assignee(w, &Actor::System, ticket, NotificationKind::ThirdPartyAnswered, &a.shown_author(), a.at)?)
    }

    /// Whom a third party put into To or Cc joins as unverified; the customer never does.
    fn third_parties_joined(&self, w: &Write<'_>, a: &Arrival<'_>, side: &SideHead, ticket: &TicketHead) -> Result<(), DeskError> {
        let own = self.own_addresses()?;
        let customer = self.all_customers(ticket)?;
        let known = |list: &[Address], x: &Address| list.iter().any(|k| k.split_detail().0 == x.split_detail().0);
        let mut added = Vec::new();
        for m in a.mail.to.iter().chain(&a.mail.cc) {
            if known(&own, &m.address) || known(&customer, &m.address) || w.was_participant(side.id, &m.address)? {
                continue;
            }
            let who = Participant { name: m.name.clone(), email: m.address.clone(), verified: false, cc: true, is_agent: false };
            w.add_participant(side.id, &who, None, a.at)?;
            added.push(m.shown().to_owned());
        }
        if !added.is_empty() {
            event_line(w, &Actor::System, ticket.id, &Event::SidePeople { side: side.id, added, removed: Vec::new() }, a.at)?;
        }
        Ok(())
    }

    /// A third party answers under a closed ticket: a new linked ticket carries the side conversation on.
    fn carry_on(&self, w: &Write<'_>, old: &TicketHead, side: &SideHead, at: Time) -> Result<TicketHead, DeskError> {
        let requester = old.requester.contact.ok_or(DeskError::NoSuchTicket(old.id))?;
        let language = w.ticket_language(old.id)?;
        let new = NewTicket {
            mailbox: side.mailbox,
            subject: &old.subject,
            requester,
            address: &old.requester.email,
            team: old.team.as_ref().map(|t| t.id),
            language: language.as_deref(),
            linked_from: Some(old.id),
            at,
        };
        let ticket = w.add_ticket(&new)?;
        let assignee = old.assignee.as_ref().map(|x| x.id);
        w.change_ticket(ticket, &TicketPatch { assignee: Some(assignee), status: Some(Status::Open), ..TicketPatch::default() }, at)?;
        created(w, &Actor::System, ticket, (new.team, assignee, Status::Open), at)?;
        link(w, old, ticket, at)?;
        w.move_side(side.id, old.id, ticket)?;
        w.ticket_head(ticket)?.ok_or(DeskError::NoSuchTicket(ticket))
    }
}

/// Keeps a mail in quarantine; on the ticket that it is about stands a line, and its assignee is told.
fn hold(w: &Write<'_>, a: &Arrival<'_>, about: Option<TicketId>, side: Option<SideId>, why: &str, settled: &mut Settled) -> Result<(), StoreError> {
    settled.state = Some(InboxState::Quarantine);
    (settled.ticket, settled.side) = (about, side);
    let Some(head) = about.map(|t| w.ticket_head(t)).transpose()?.flatten() else { return Ok(()) };
    let event = Event::Quarantined { from: settled.sender.clone(), why: why.to_owned() };
    happened(w, &Actor::System, head.id, &event, &Change { what: "quarantined", side, ..Change::default() }, a.at)?;
    tell_assignee(w, &Actor::System, &head, NotificationKind::Quarantined, &a.shown_author(), a.at)?;
    w.change_ticket(head.id, &TicketPatch::default(), a.at)
}

fn on_ticket(w: &Write<'_>, ticket: TicketId, from: Option<&Address>) -> Result<Option<OnTicket>, StoreError> {
    let ticket = w.merged_into(ticket)?;
    let Some(head) = w.ticket_head(ticket)? else { return Ok(None) };
    let mut on = OnTicket { ticket, status: head.status, requester: false, participant: false, third_party: false };
    if let Some(from) = from {
        on.requester = head.requester.email == *from
            || match head.requester.contact {
                Some(contact) => w.addresses_of(contact)?.contains(from),
                None => false,
            };
        on.participant = on.requester || w.is_on_ticket(ticket, from)? || w.other_customers(ticket)?.contains(from);
        on.third_party = w.is_third_party(ticket, from)?;
    }
    Ok(Some(on))
}

fn keep_customer_mail(w: &Write<'_>, a: &Arrival<'_>, head: &TicketHead) -> Result<EntryId, StoreError> {
    let mail = a.mail;
    let (name, address) = a.author().map_or(("", None), |(n, x)| (n, Some(x)));
    let contact = address.map(|x| w.meet(name, x, mail.language.as_deref(), a.at)).transpose()?;
    let entry = w.add_entry(&NewEntry {
        ticket: head.id,
        kind: EntryKind::Customer,
        at: a.at,
        agent: None,
        contact,
        author: (name, address.map_or("", Address::as_str)),
        subject: other_subject(mail, head),
        body: &mail.body,
        event: None,
        recipients: Some((&mail.to, &mail.cc)),
        automatic: a.automatic(),
        inbox: Some(a.id),
    })?;
    for f in &mail.files {
        w.add_entry_file(
            entry,
            &NewFile { name: &f.name, media_type: &f.media_type, content_id: f.content_id.as_deref(), inline: f.inline, bytes: &f.bytes },
        )?;
    }
    w.index_entry(head.id, entry, &mail.subject, &a.searchable(), &format!("{} {name} {}", a.file_names(), address.map_or("", Address::as_str)))?;
    if !mail.message_id_made {
        w.remember_message(&mail.message_id, head.id, entry, a.at)?;
    }
    Ok(entry)
}

/// The subject, when it is another than the ticket's: neither says the ticket's nor has its number.
fn other_subject<'a>(mail: &'a Incoming, head: &TicketHead) -> Option<&'a str> {
    let (theirs, ours) = (bare_subject(&mail.subject), bare_subject(&head.subject));
    let same = theirs.trim().is_empty() || theirs.contains(ours) || theirs.contains(&format!("[#{}]", head.id));
    (!same).then_some(mail.subject.as_str())
}

fn keep_side_mail(w: &Write<'_>, a: &Arrival<'_>, head: &SideHead, contact: ContactId) -> Result<crate::model::SideMessageId, StoreError> {
    let mail = a.mail;
    let (name, address) = a.author().map_or(("", ""), |(n, x)| (n, x.as_str()));
    let message = w.add_side_message(&NewSideMessage {
        side: head.id,
        direction: Direction::In,
        at: a.at,
        agent: None,
        contact: Some(contact),
        author: (name, address),
        body: &mail.body,
        message_id: if mail.message_id_made { "" } else { &mail.message_id },
        automatic: a.automatic(),
        inbox: Some(a.id),
    })?;
    for f in &mail.files {
        w.add_side_file(
            message,
            &NewFile { name: &f.name, media_type: &f.media_type, content_id: f.content_id.as_deref(), inline: f.inline, bytes: &f.bytes },
        )?;
    }
    w.index_side_message(head.ticket, message, &mail.subject, &a.searchable(), &format!("{} {name} {address}", a.file_names()))?;
    Ok(message)
}

/// What a customer's answer does to the ticket (PRODUCT 2).
fn customer_answered(w: &Write<'_>, a: &Arrival<'_>, head: &TicketHead) -> Result<(), DeskError> {
    if let Some(after) = head.status.after_customer_answer().filter(|s| *s != head.status) {
        change_status(w, &Actor::System, head, after, a.at)?;
    }
    if head.snoozed_until.is_some() {
        change_snooze(w, &Actor::System, head, None, a.at)?;
    }
    let from_requester = a.author().filter(|(_, x)| Some(head.requester.contact) == w.contact_by_address(x).ok().flatten().map(|p| p.contact));
    let patch = TicketPatch {
        unread: Some(true),
        waiting_since: Some(Some(head.waiting_since.unwrap_or(a.at))),
        customer_wrote: Some((a.at, from_requester.map_or_else(|| head.requester.email.clone(), |(_, x)| x.clone()))),
        ..TicketPatch::default()
    };
    w.change_ticket(head.id, &patch, a.at)?;
    let muted = head.requester.contact.map(|c| w.is_muted(c)).transpose()?.unwrap_or(false);
    if !a.imported && !head.spam && !muted {
        tell_assignee(w, &Actor::System, head, NotificationKind::CustomerAnswered, &a.shown_author(), a.at)?;
    }
    Ok(())
}

/// Links a new ticket to the closed one that it goes on from: same tags, and a line on both.
fn link(w: &Write<'_>, old: &TicketHead, new: TicketId, at: Time) -> Result<(), StoreError> {
    for tag in &old.tags {
        w.add_tag(new, tag)?;
    }
    event_line(w, &Actor::System, new, &Event::LinkedFrom { ticket: old.id }, at)?;
    event_line(w, &Actor::System, old.id, &Event::LinkedTo { ticket: new }, at)?;
    w.record(&Actor::System.act(at), &Change { ticket: Some(old.id), what: "linked", became: Some(&new.to_string()), ..Change::default() })?;
    Ok(())
}

fn contact_act<'a>(a: &'a Arrival<'_>) -> Act<'a> {
    Act { at: a.at, actor: a.author().map_or("unknown", |(_, x)| x.as_str()), agent: None, as_login: None }
}

fn record_arrival(w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId, entry: EntryId, what: &str) -> Result<(), StoreError> {
    w.record(&contact_act(a), &Change { ticket: Some(ticket), entry: Some(entry), what, ..Change::default() })?;
    Ok(())
}

/// The subject of a ticket that goes on from a closed one: a new one when the customer gave it one, else the old, without `Re:` and number.
fn subject_after(old: &TicketHead, subject: &str) -> String {
    let bare = bare_subject(subject).replace(&format!("[#{}]", old.id), "");
    let bare = bare.trim();
    if bare.is_empty() { old.subject.clone() } else { bare.to_owned() }
}

pub(super) fn first_line(body: &Body) -> String {
    let text = body.new_text();
    let line = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or("(no subject)");
    line.chars().take(80).collect()
}

/// The steps of placing, one a line, the deciding one last.
fn steps(facts: &Facts, placed: &Placed) -> String {
    let mut lines = Vec::new();
    if facts.forged_addresses > 0 {
        lines.push(format!("{} of its addresses look signed, but the signature is wrong", facts.forged_addresses));
    }
    if facts.forged_message_ids > 0 {
        lines.push(format!("{} of the Message-IDs it answers look signed, but the signature is wrong", facts.forged_message_ids));
    }
    if facts.addresses.contains(&Candidate::Gone) || facts.message_ids.contains(&Candidate::Gone) {
        lines.push("what one of its signs names is not there any more".into());
    }
    if facts.in_subject.is_some_and(|on| !on.participant) {
        lines.push("the number in its subject does not count: the author is not on that ticket".into());
    }
    lines.push(match (placed.reason, &facts.spam) {
        (Reason::MarkedAsSpam, Some(spam)) => format!("marked as spam by {} on #{}", spam.by, spam.ticket),
        _ => placed.sentence(),
    });
    lines.join("\n")
}

pub(super) fn receipt_of(row: &InboxRow) -> Receipt {
    Receipt { result: row.state, ticket: row.ticket, side: row.side, entry: row.entry, why: row.why.lines().last().unwrap_or_default().to_owned() }
}
