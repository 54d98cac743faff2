//! Where an old mail belongs, and what it becomes there.
//!
//! Old mail has no signatures, and the archive is trusted as it is: what the desk's own address wrote is an answer of the desk. What the
//! desk wrote to somebody else than those who read the ticket, a supplier for instance, is a side conversation and never public, and so is
//! what they answered.

use std::sync::Arc;

use crate::model::entry::{EntryKind, Event};
use crate::model::incoming::{Incoming, Origin};
use crate::model::side::{Direction, Participant};
use crate::model::threads::Step;
use crate::model::{Address, EntryId, InboxId, Mailbox, SideId, TicketId};
use crate::store::{Act, Change, Found, InboxState, NewEntry, NewFile, NewSideMessage, NewTicket, Settled, Write};

use super::super::events::event_line;
use super::super::receive::first_line;
use super::reader::NewMail;
use super::stand::{Live, LiveSide, Spot, Thread, bare};
use super::{Actor, DeskError, Import};

/// What a mail becomes on its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A message of the customer's, or of whoever joined the public thread.
    Customer,
    /// An answer of the desk.
    Reply,
    /// A third party's message in one of the ticket's side conversations.
    Answered(usize),
    /// The desk's message in one.
    Asked(usize),
    /// The desk's first message in a new one.
    Opens,
    /// A person has to look, for this reason.
    Held(&'static str),
}

/// A message of a side conversation.
#[derive(Clone, Copy)]
struct Letter {
    /// Which of the ticket's.
    side: usize,
    direction: Direction,
    /// It is the first.
    opens: bool,
}

/// A mail that is being placed, with its place in the order.
#[derive(Clone, Copy)]
struct Old<'a> {
    step: &'a Step,
    new: &'a NewMail,
}

impl<'a> Old<'a> {
    fn mail(self) -> &'a Incoming {
        &self.new.mail
    }

    fn author(self) -> (&'a str, &'a str) {
        self.mail().author().map_or(("", ""), |m| (m.name.as_str(), m.address.as_str()))
    }

    fn shown_author(self) -> String {
        self.mail().author().map(|m| m.shown().to_owned()).unwrap_or_default()
    }

    fn automatic(self) -> bool {
        self.mail().origin != Origin::Person
    }

    fn act(self) -> Act<'a> {
        Act { at: self.step.at, actor: self.mail().author().map_or("unknown", |m| m.address.as_str()), agent: None, as_login: None }
    }
}

impl Import<'_> {
    /// A mail that is not in the store.
    pub(super) fn place(&mut self, w: &Write<'_>, thread: &mut Thread, step: &Step, new: &NewMail) -> Result<(), DeskError> {
        let old = Old { step, new };
        if (self.others || step.id_shared || new.mail.message_id_made) && self.is_duplicate(w, thread, old)? {
            return Ok(());
        }
        if new.signed {
            return self.by_signature(w, thread, old);
        }
        let spot = self.spot(w, thread, old)?;
        let entered = spot.map(|s| thread.enter(w, s.ticket)).transpose()?.flatten();
        let (Some(spot), Some(at)) = (spot, entered) else { return self.begin(w, thread, old, None) };
        let live = &thread.tickets[at];
        let own = old.mail().author().is_some_and(|m| self.is_own(&m.address));
        let done_with = !live.made_here && !own && !old.automatic() && live.standing.status.after_customer_answer().is_none();
        let kind = if own { self.kind_of_ours(w, live, spot, old)? } else { kind_of_theirs(w, live, spot, old)? };
        match kind {
            Kind::Customer if done_with && !self.is_old(step.at) => self.begin(w, thread, old, Some(live.id)),
            Kind::Customer | Kind::Reply => self.entry(w, thread, at, old, kind == Kind::Reply, false),
            Kind::Answered(side) => self.side_message(w, thread, at, Letter { side, direction: Direction::In, opens: false }, old),
            Kind::Asked(side) => self.side_message(w, thread, at, Letter { side, direction: Direction::Out, opens: false }, old),
            Kind::Opens => self.open_side(w, thread, at, old),
            Kind::Held(why) => self.hold(w, old, Some(live.id), spot.side, why),
        }
    }

    /// The same message is in the store, by another way.
    fn is_duplicate(&mut self, w: &Write<'_>, thread: &mut Thread, old: Old<'_>) -> Result<bool, DeskError> {
        let mail = old.mail();
        let seen = w.seen_before(InboxId(i64::MAX), &mail.message_id, &mail.content_hash)?;
        let Some(seen) = seen.into_iter().find(|s| s.same_content) else { return Ok(false) };
        let settled = Settled {
            state: Some(InboxState::Duplicate),
            why: format!("the same message is in the store already, as message {}", seen.id),
            ticket: seen.row.ticket,
            side: seen.row.side,
            ..about(mail)
        };
        let id = w.add_imported(&old.new.raw, self.order.mailbox, &settled, self.order.now)?;
        w.link_imported(id, seen.row.entry, None)?;
        if let Some(ticket) = seen.row.ticket {
            thread.went(old.step, Spot { ticket, side: seen.row.side });
        }
        self.done.duplicates += 1;
        Ok(true)
    }

    /// What this desk has signed is placed as new mail is.
    fn by_signature(&mut self, w: &Write<'_>, thread: &mut Thread, old: Old<'_>) -> Result<(), DeskError> {
        self.stand(w, thread, false)?;
        let waiting = Settled { state: Some(InboxState::Waiting), ..Settled::default() };
        let id = w.add_imported(&old.new.raw, self.order.mailbox, &waiting, self.order.now)?;
        let receipt = self.desk.place(id, self.order.now)?;
        if let Some(ticket) = receipt.ticket {
            thread.went(old.step, Spot { ticket, side: receipt.side });
        }
        for live in &mut thread.tickets {
            live.read_again(w)?;
        }
        self.done.signed += 1;
        Ok(())
    }

    /// Where the thread says that a mail belongs.
    fn spot(&self, w: &Write<'_>, thread: &Thread, old: Old<'_>) -> Result<Option<Spot>, DeskError> {
        if let Some(above) = thread.above(old.step) {
            return Ok(Some(above));
        }
        if self.others {
            for id in old.mail().in_reply_to.iter().chain(old.mail().references.iter().rev()) {
                if let Some(ticket) = w.ticket_of_message(id)? {
                    return Ok(Some(Spot { ticket, side: None }));
                }
            }
        }
        Ok(thread.main.map(|ticket| Spot { ticket, side: None }))
    }

    fn kind_of_ours(&self, w: &Write<'_>, live: &Live, spot: Spot, old: Old<'_>) -> Result<Kind, DeskError> {
        let to: Vec<Address> = self.others_addressed(old.mail()).map(|m| bare(&m.address)).collect();
        if to.is_empty() {
            return Ok(Kind::Held("it is from the desk, and to nobody else that it names"));
        }
        for address in &to {
            if live.is_public(w, address)? {
                return Ok(Kind::Reply);
            }
        }
        let of_spot = spot.side.and_then(|id| live.sides.iter().position(|s| s.id == id));
        let side = of_spot.or_else(|| live.sides.iter().position(|s| to.iter().all(|address| s.people.contains(address))));
        Ok(side.map_or(Kind::Opens, Kind::Asked))
    }

    /// Whom a mail is to, without the desk itself.
    fn others_addressed<'m>(&self, mail: &'m Incoming) -> impl Iterator<Item = &'m Mailbox> {
        mail.to.iter().chain(&mail.cc).filter(|m| !self.is_own(&m.address))
    }

    /// A mail that begins a ticket: a customer asks, or the desk writes to one.
    fn begin(&mut self, w: &Write<'_>, thread: &mut Thread, old: Old<'_>, linked_from: Option<TicketId>) -> Result<(), DeskError> {
        let mail = old.mail();
        let Some(author) = mail.author() else { return self.hold(w, old, None, None, "it has no author that could be answered") };
        let own = self.is_own(&author.address);
        let requester = if own { self.others_addressed(mail).next() } else { Some(author) };
        let Some(requester) = requester else { return self.hold(w, old, None, None, "it is from the desk, and to nobody else that it names") };
        let at = old.step.at;
        let language = mail.language.as_deref();
        let contact = self.meet(w, &requester.name, &requester.address, language, at)?;
        let subject = match mail.subject.trim() {
            "" => first_line(&mail.body),
            _ => mail.subject.clone(),
        };
        let (mailbox, team) = (self.order.mailbox, self.team);
        let new = NewTicket { mailbox, subject: &subject, requester: contact, address: &requester.address, team, language, linked_from, at };
        let id = w.add_imported_ticket(&new)?;
        if let Some(from) = linked_from {
            event_line(w, &Actor::System, id, &Event::LinkedFrom { ticket: from }, at)?;
            event_line(w, &Actor::System, from, &Event::LinkedTo { ticket: id }, at)?;
            w.record(&Actor::System.act(at), &Change { ticket: Some(from), what: "linked", became: Some(&id.to_string()), ..Change::default() })?;
        }
        let mut live = Live::new(id, &subject, at);
        live.reads(&requester.address);
        thread.tickets.push(live);
        self.done.tickets += 1;
        self.entry(w, thread, thread.tickets.len() - 1, old, own, true)?;
        if let Some(team) = team {
            let became = team.to_string();
            w.record(&Actor::System.act(at), &Change { ticket: Some(id), what: "team", became: Some(&became), ..Change::default() })?;
        }
        Ok(())
    }

    /// A message of the public thread.
    fn entry(&mut self, w: &Write<'_>, thread: &mut Thread, at: usize, old: Old<'_>, reply: bool, first: bool) -> Result<(), DeskError> {
        let (mail, step) = (old.mail(), old.step);
        let live = &mut thread.tickets[at];
        let state = if first { InboxState::Ticket } else { InboxState::Entry };
        let why = match (first, reply) {
            (true, false) => "imported: nothing names a ticket: a new one",
            (true, true) => "imported: the desk wrote to somebody, and nothing names a ticket: a new one",
            (false, false) => "imported: it answers what is on the ticket",
            (false, true) => "imported: the desk answered",
        };
        let settled = Settled { state: Some(state), why: why.to_owned(), ticket: Some(live.id), ..about(mail) };
        let inbox = w.add_imported(&old.new.raw, self.order.mailbox, &settled, self.order.now)?;
        let contact = match mail.author() {
            Some(author) if !reply => Some(self.meet(w, &author.name, &author.address, mail.language.as_deref(), step.at)?),
            _ => None,
        };
        let bare_subject = crate::model::address::bare_subject;
        let changed = !mail.subject.trim().is_empty() && !bare_subject(&mail.subject).contains(bare_subject(&live.subject));
        let entry = w.add_entry(&NewEntry {
            ticket: live.id,
            kind: if reply { EntryKind::Reply } else { EntryKind::Customer },
            at: step.at,
            agent: None,
            contact,
            author: old.author(),
            subject: changed.then_some(mail.subject.as_str()),
            body: &mail.body,
            event: None,
            recipients: Some((&mail.to, &mail.cc)),
            automatic: old.automatic(),
            inbox: Some(inbox),
        })?;
        if let Some(origin) = origin_of(w, live, mail)? {
            w.set_origin(entry, origin)?;
        }
        self.keep_files(w, Found::Entry(entry), old)?;
        w.link_imported(inbox, Some(entry), None)?;
        if !mail.message_id_made {
            w.remember_message(&mail.message_id, live.id, entry, step.at)?;
        }
        self.words.push((live.id, Found::Entry(entry), Arc::clone(&old.new.words)));
        let what = match () {
            () if first => "created",
            () if reply => "reply",
            () if old.automatic() => "automatic",
            () => "customer",
        };
        let act = if reply { Actor::System.act(step.at) } else { old.act() };
        w.record(&act, &Change { ticket: Some(live.id), entry: Some(entry), what, ..Change::default() })?;
        self.read_by(live, old, reply);
        thread.went(step, Spot { ticket: thread.tickets[at].id, side: None });
        if reply {
            self.done.replies += 1;
        } else {
            self.done.customer += 1;
        }
        Ok(())
    }

    /// Who reads the public thread from now on, and how the ticket stands.
    fn read_by(&self, live: &mut Live, old: Old<'_>, reply: bool) {
        let (mail, at) = (old.mail(), old.step.at);
        let listed: Vec<&Mailbox> = if reply { mail.to.iter().chain(&mail.cc).collect() } else { mail.cc.iter().collect() };
        for person in listed.into_iter().filter(|m| !self.is_own(&m.address)) {
            live.reads(&person.address);
        }
        match mail.author() {
            _ if old.automatic() => live.happened(at),
            Some(_) if reply => live.answered(at),
            Some(author) => {
                live.reads(&author.address);
                let requester = live.public.first() == Some(&bare(&author.address));
                live.customer_wrote(&author.address, requester, at, !self.is_old(at));
            }
            None => live.happened(at),
        }
    }

    fn open_side(&mut self, w: &Write<'_>, thread: &mut Thread, at: usize, old: Old<'_>) -> Result<(), DeskError> {
        let live = &mut thread.tickets[at];
        let subject = if old.mail().subject.trim().is_empty() { live.subject.clone() } else { old.mail().subject.clone() };
        let id = w.add_side(live.id, self.order.mailbox, &subject, None, old.step.at)?;
        live.sides.push(LiveSide { id, subject, people: Vec::new(), touched: true });
        let letter = Letter { side: live.sides.len() - 1, direction: Direction::Out, opens: true };
        self.side_message(w, thread, at, letter, old)
    }

    /// A message of a side conversation, and its line in the timeline.
    fn side_message(&mut self, w: &Write<'_>, thread: &mut Thread, at: usize, letter: Letter, old: Old<'_>) -> Result<(), DeskError> {
        let (mail, step, direction) = (old.mail(), old.step, letter.direction);
        let live = &mut thread.tickets[at];
        let (ticket, id) = (live.id, live.sides[letter.side].id);
        let why = match direction {
            Direction::In => "imported: a third party answered",
            Direction::Out => "imported: the desk wrote to somebody who does not read the ticket: a side conversation",
        };
        let settled = Settled { state: Some(InboxState::Side), why: why.to_owned(), ticket: Some(ticket), side: Some(id), ..about(mail) };
        let inbox = w.add_imported(&old.new.raw, self.order.mailbox, &settled, self.order.now)?;
        let unverified = self.let_in(w, &mut live.sides[letter.side], old, direction)?;
        let contact = match mail.author() {
            Some(author) if direction == Direction::In => Some(self.meet(w, &author.name, &author.address, None, step.at)?),
            _ => None,
        };
        let message = w.add_side_message(&NewSideMessage {
            side: id,
            direction,
            at: step.at,
            agent: None,
            contact,
            author: old.author(),
            body: &mail.body,
            message_id: if mail.message_id_made { "" } else { &mail.message_id },
            automatic: old.automatic(),
            inbox: Some(inbox),
        })?;
        self.keep_files(w, Found::SideMessage(message), old)?;
        self.words.push((ticket, Found::SideMessage(message), Arc::clone(&old.new.words)));
        let line = self.side_line(w, live, letter, unverified, old)?;
        w.link_imported(inbox, Some(line), Some(message))?;
        live.sides[letter.side].touched = true;
        live.happened(step.at);
        thread.went(step, Spot { ticket, side: Some(id) });
        self.done.sides += 1;
        Ok(())
    }

    /// Whom the desk wrote to takes part; who answers and was not asked joins as unverified. True when somebody did.
    fn let_in(&self, w: &Write<'_>, side: &mut LiveSide, old: Old<'_>, direction: Direction) -> Result<bool, DeskError> {
        let mail = old.mail();
        let asked = direction == Direction::Out;
        let people: Vec<&Mailbox> = if asked { self.others_addressed(mail).collect() } else { mail.author().into_iter().collect() };
        let mut joined = false;
        for person in people.into_iter().filter(|_| asked || !old.automatic()) {
            let address = bare(&person.address);
            if side.people.contains(&address) {
                continue;
            }
            let cc = asked && !mail.to.contains(person);
            let who = Participant { name: person.name.clone(), email: person.address.clone(), verified: asked, cc, is_agent: false };
            w.add_participant(side.id, &who, None, old.step.at)?;
            side.people.push(address);
            joined = true;
        }
        Ok(joined && !asked)
    }

    /// One line in the timeline and one in the history.
    fn side_line(&self, w: &Write<'_>, live: &Live, letter: Letter, unverified: bool, old: Old<'_>) -> Result<EntryId, DeskError> {
        let LiveSide { id: side, subject, .. } = &live.sides[letter.side];
        let (side, subject) = (*side, subject.clone());
        let to = || self.others_addressed(old.mail()).map(|m| m.shown().to_owned()).collect();
        let (event, what, act) = match letter.direction {
            _ if old.automatic() => (Event::Automatic { from: old.shown_author() }, "automatic", old.act()),
            Direction::Out => (Event::SideAsked { side, subject, to: to(), opened: letter.opens }, "side-asked", Actor::System.act(old.step.at)),
            Direction::In => (Event::SideAnswered { side, subject, who: old.shown_author(), unverified }, "side-answered", old.act()),
        };
        let line = event_line(w, &Actor::System, live.id, &event, old.step.at)?;
        w.record(&act, &Change { ticket: Some(live.id), side: Some(side), entry: Some(line), what, ..Change::default() })?;
        Ok(line)
    }

    fn keep_files(&self, w: &Write<'_>, on: Found, old: Old<'_>) -> Result<(), DeskError> {
        for (file, bytes) in old.mail().files.iter().zip(&old.new.files) {
            let content_id = file.content_id.as_deref();
            let new = NewFile { name: &file.name, media_type: &file.media_type, content_id, inline: file.inline, bytes: &[] };
            w.add_imported_file(on, &new, bytes)?;
        }
        Ok(())
    }

    /// Kept for a person.
    fn hold(&mut self, w: &Write<'_>, old: Old<'_>, about_ticket: Option<TicketId>, side: Option<SideId>, why: &str) -> Result<(), DeskError> {
        let why = format!("imported: {why}");
        let settled = Settled { state: Some(InboxState::Quarantine), why, ticket: about_ticket, side, ..about(old.mail()) };
        w.add_imported(&old.new.raw, self.order.mailbox, &settled, self.order.now)?;
        self.done.quarantined += 1;
        Ok(())
    }
}

/// What somebody wrote who is not the desk.
fn kind_of_theirs(w: &Write<'_>, live: &Live, spot: Spot, old: Old<'_>) -> Result<Kind, DeskError> {
    let of_spot = spot.side.and_then(|id| live.sides.iter().position(|s| s.id == id));
    let Some(author) = old.mail().author() else { return Ok(of_spot.map_or(Kind::Customer, Kind::Answered)) };
    if old.automatic() {
        return Ok(of_spot.map_or(Kind::Customer, Kind::Answered)); // from a mail server, or from an address that answers for another
    }
    if live.is_public(w, &author.address)? {
        return Ok(Kind::Customer);
    }
    let address = bare(&author.address);
    let takes_part = |side: &usize| live.sides[*side].people.contains(&address);
    let joined = of_spot.filter(takes_part).or_else(|| (0..live.sides.len()).find(takes_part));
    match (joined, of_spot) {
        (Some(side), _) | (None, Some(side)) if live.imported => Ok(Kind::Answered(side)),
        (Some(_), _) | (None, Some(_)) => Ok(Kind::Held("its author has to do with a side conversation of the ticket, and nothing in it is signed")),
        (None, None) => Ok(Kind::Customer),
    }
}

/// What is kept of every mail, wherever it ends.
fn about(mail: &Incoming) -> Settled {
    Settled {
        sender: mail.author().map(ToString::to_string).unwrap_or_default(),
        subject: mail.subject.clone(),
        message_id: mail.message_id.clone(),
        content_hash: mail.content_hash,
        ..Settled::default()
    }
}

/// The ticket whose thread an old mail goes on with, where that was merged into the one that it is put on.
fn origin_of(w: &Write<'_>, live: &Live, mail: &Incoming) -> Result<Option<TicketId>, DeskError> {
    if live.made_here {
        return Ok(None);
    }
    let merged = w.merged_here(live.id)?;
    for id in mail.in_reply_to.iter().chain(mail.references.iter().rev()).filter(|_| !merged.is_empty()) {
        if let Some(thread) = w.thread_of_message(id)? {
            return Ok(Some(thread).filter(|t| merged.iter().any(|m| m.ticket == *t)));
        }
    }
    Ok(None)
}
