//! Writes the planned moments down, each with the rows that the desk's own verbs leave.

use std::rc::Rc;

use aside::desk::{Actor, DeskError};
use aside::model::delivery::Attempt;
use aside::model::entry::{EntryKind, Event};
use aside::model::side::{Direction, Participant, SideState};
use aside::model::status::{Priority, Status};
use aside::model::ticket::NotificationKind;
use aside::model::{Address, Body, EntryId, InboxId, Mailbox, SideId, SideMessageId, TicketId, Time};
use aside::store::{
    Act, Change, InboxState, NewEntry, NewFile, NewMail, NewSideMessage, NewTicket, OutboxKind, Settled, Source, Store, StoreError, TicketPatch,
    Write,
};

use super::cast::{Cast, Colleague, Someone};
use super::lives::{Moment, Step};
use super::random::Dice;
use super::{Made, RARE_WORD, Shape};

const TAGS: [&str; 20] = [
    "billing", "bug", "delivery", "vip", "refund", "hardware", "login", "returns", "warranty", "urgent", "invoice", "contract", "printer", "parts",
    "account", "b2b", "training", "feature", "press", "legal",
];

/// How a ticket stands at the moment that is being written.
struct Live {
    id: TicketId,
    subject: String,
    status: Status,
    assignee: Option<usize>,
    team: Option<usize>,
    customer: usize,
    waiting: Option<Time>,
    side: Option<(SideId, String, usize)>,
}

/// Writes the plan down.
pub struct Writer {
    cast: Rc<Cast>,
    dice: Dice,
    lives: Vec<Option<Live>>,
    mails: u64,
    /// What has been written so far.
    pub made: Made,
}

/// A mail that came in and is not settled yet.
struct Came {
    inbox: InboxId,
    message_id: String,
    hash: [u8; 32],
}

impl Writer {
    /// Founds the desk; nothing has happened yet.
    pub fn found(store: &Store, shape: &Shape, mut dice: Dice, now: Time) -> Result<Writer, DeskError> {
        let cast = Rc::new(Cast::found(store, shape, &mut dice, now)?);
        Ok(Writer { cast, dice, lives: (0..shape.tickets).map(|_| None).collect(), mails: 0, made: Made::default() })
    }

    /// Writes one moment.
    pub fn moment(&mut self, w: &Write<'_>, m: &Moment) -> Result<(), DeskError> {
        let at = Time(m.at);
        self.made.messages += usize::from(m.step.is_message());
        if m.step == Step::Open {
            self.made.tickets += 1;
            self.lives[m.ticket] = Some(self.open(w, at)?);
            return Ok(());
        }
        let Some(mut live) = self.lives[m.ticket].take() else { return Ok(()) };
        match m.step {
            Step::Open => {}
            Step::Take => self.take(w, &mut live, at)?,
            Step::Customer => self.customer(w, &mut live, at)?,
            Step::Reply => self.reply(w, &mut live, at)?,
            Step::Note(mentions) => self.note(w, &live, mentions, at)?,
            Step::Ask => self.ask(w, &mut live, at)?,
            Step::Answer => self.answer(w, &live, at)?,
            Step::SideDone => self.side_done(w, &live, at)?,
            Step::Status(status) => self.status(w, &mut live, status, at)?,
            Step::Priority(to) => self.priority(w, &live, to, at)?,
            Step::Tag => self.tag(w, &live, at)?,
            Step::Snooze => self.snooze(w, &live, at)?,
        }
        self.lives[m.ticket] = Some(live);
        Ok(())
    }

    // The customer ---------------------------------------------------------------------------------------------------------------------

    fn open(&mut self, w: &Write<'_>, at: Time) -> Result<Live, DeskError> {
        let cast = Rc::clone(&self.cast);
        let share = self.dice.share();
        let customer = (share * share * cast.customers.len() as f64) as usize; // some write often, most once
        let team = (!self.dice.percent(12.0)).then(|| cast.team_of.rank(&mut self.dice));
        let who = &cast.customers[customer];
        let tongue = &cast.tongues[who.tongue].0;
        let subject = tongue.subject(&mut self.dice);
        let requester = w.meet(&who.name, &who.address, Some(tongue.code), at)?;
        let new = NewTicket {
            mailbox: Some(cast.mailbox),
            subject: &subject,
            requester,
            address: &who.address,
            team: team.map(|t| cast.teams[t]),
            language: Some(tongue.code),
            linked_from: None,
            at,
        };
        let id = w.add_ticket(&new)?;
        let live = Live { id, subject, status: Status::New, assignee: None, team, customer, waiting: Some(at), side: None };
        self.customer_mail(w, &live, "created", at)?;
        if let Some(team) = team {
            let became = cast.teams[team].to_string();
            w.record(&Actor::System.act(at), &Change { ticket: Some(id), what: "team", became: Some(&became), ..Change::default() })?;
        }
        Ok(live)
    }

    fn customer(&mut self, w: &Write<'_>, live: &mut Live, at: Time) -> Result<(), DeskError> {
        self.customer_mail(w, live, "customer", at)?;
        if let Some(after) = live.status.after_customer_answer() {
            self.status(w, live, after, at)?;
        }
        live.waiting = live.waiting.or(Some(at));
        waits(w, live, at)?;
        if let Some(a) = live.assignee {
            let name = &self.cast.customers[live.customer].name;
            w.notify(self.cast.agents[a].id, NotificationKind::CustomerAnswered, live.id, name, at)?;
        }
        Ok(())
    }

    /// The raw mail, its entry, its words, its place in the thread.
    fn customer_mail(&mut self, w: &Write<'_>, live: &Live, what: &str, at: Time) -> Result<(), DeskError> {
        let cast = Rc::clone(&self.cast);
        let who = &cast.customers[live.customer];
        let text = self.letter(who.tongue, &who.name);
        let came = self.comes_in(w, who, &live.subject, &text, at)?;
        let to = [Mailbox::new("Desk", cast.own.clone())];
        let body = Body::plain(text);
        let blank = entry(live.id, EntryKind::Customer, at);
        let new = NewEntry { author: (&who.name, who.address.as_str()), body: &body, recipients: Some((&to, &[])), inbox: Some(came.inbox), ..blank };
        let entry = w.add_entry(&new)?;
        let file = self.file(w, entry)?;
        w.index_entry(live.id, entry, &live.subject, body.text(), &format!("{file} {} {}", who.name, who.address))?;
        w.remember_message(&came.message_id, live.id, entry, at)?;
        w.record(&outside(who, at), &Change { ticket: Some(live.id), entry: Some(entry), what, ..Change::default() })?;
        let since = live.waiting.or(Some(at));
        let patch = TicketPatch { customer_wrote: Some((at, who.address.clone())), waiting_since: Some(since), ..TicketPatch::default() };
        w.change_ticket(live.id, &patch, at)?;
        let state = if what == "created" { InboxState::Ticket } else { InboxState::Entry };
        settle(
            w,
            &came,
            &Settled { state: Some(state), subject: live.subject.clone(), ticket: Some(live.id), entry: Some(entry), ..Settled::default() },
        )
    }

    fn comes_in(&mut self, w: &Write<'_>, who: &Someone, subject: &str, text: &str, at: Time) -> Result<Came, DeskError> {
        let message_id = self.message_id(who.address.domain());
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&self.mails.to_le_bytes());
        let raw = raw(&who.in_header(), self.cast.own.as_str(), subject, &message_id, text);
        Ok(Came { inbox: w.store_mail(raw.as_bytes(), Source::Imap, Some(self.cast.mailbox), at)?, message_id, hash })
    }

    /// Some mails have a file; some of the files come again and again.
    fn file(&mut self, w: &Write<'_>, entry: EntryId) -> Result<String, DeskError> {
        if !self.dice.percent(9.0) {
            return Ok(String::new());
        }
        let name = format!("photo-{}.jpg", self.dice.below(4000));
        let bytes = name.repeat(60).into_bytes();
        w.add_entry_file(entry, &NewFile { name: &name, media_type: "image/jpeg", content_id: None, inline: false, bytes: &bytes })?;
        Ok(name)
    }

    // The agents -----------------------------------------------------------------------------------------------------------------------

    fn take(&mut self, w: &Write<'_>, live: &mut Live, at: Time) -> Result<(), DeskError> {
        let a = *self.dice.pick(&self.cast.of_team(live.team));
        live.assignee = Some(a);
        let cast = Rc::clone(&self.cast);
        let agent = &cast.agents[a];
        w.change_ticket(live.id, &TicketPatch { assignee: Some(Some(agent.id)), ..TicketPatch::default() }, at)?;
        let became = agent.id.to_string();
        let change = Change { what: "assignee", became: Some(&became), ..Change::default() };
        self.happened(w, live, &Event::Assigned { to: Some(agent.name.clone()) }, &change, at)?;
        self.status(w, live, Status::Open, at)
    }

    fn status(&mut self, w: &Write<'_>, live: &mut Live, to: Status, at: Time) -> Result<(), DeskError> {
        if live.status == to {
            return Ok(());
        }
        if matches!(to, Status::Pending | Status::Solved | Status::Closed) {
            live.waiting = None;
        }
        w.change_ticket(live.id, &TicketPatch { status: Some(to), waiting_since: Some(live.waiting), ..TicketPatch::default() }, at)?;
        let change = Change { what: "status", was: Some(live.status.word()), became: Some(to.word()), ..Change::default() };
        self.happened(w, live, &Event::Status { from: live.status, to }, &change, at)?;
        live.status = to;
        Ok(())
    }

    fn priority(&self, w: &Write<'_>, live: &Live, to: Priority, at: Time) -> Result<(), DeskError> {
        w.change_ticket(live.id, &TicketPatch { priority: Some(to), ..TicketPatch::default() }, at)?;
        let change = Change { what: "priority", was: Some(Priority::Normal.word()), became: Some(to.word()), ..Change::default() };
        self.happened(w, live, &Event::Priority { from: Priority::Normal, to }, &change, at)
    }

    fn snooze(&self, w: &Write<'_>, live: &Live, at: Time) -> Result<(), DeskError> {
        w.change_ticket(live.id, &TicketPatch { snoozed_until: Some(Some(Time::NEVER)), ..TicketPatch::default() }, at)?;
        let became = Time::NEVER.0.to_string();
        let change = Change { what: "snooze", became: Some(&became), ..Change::default() };
        self.happened(w, live, &Event::Snoozed { until: None }, &change, at)
    }

    fn tag(&mut self, w: &Write<'_>, live: &Live, at: Time) -> Result<(), DeskError> {
        let tag = TAGS[(self.dice.share() * self.dice.share() * TAGS.len() as f64) as usize];
        if !w.add_tag(live.id, tag)? {
            return Ok(());
        }
        let change = Change { what: "tag", became: Some(tag), ..Change::default() };
        self.happened(w, live, &Event::Tags { added: vec![tag.to_owned()], removed: vec![] }, &change, at)
    }

    fn reply(&mut self, w: &Write<'_>, live: &mut Live, at: Time) -> Result<(), DeskError> {
        let cast = Rc::clone(&self.cast);
        let (agent, customer) = (&cast.agents[live.assignee.unwrap_or(0)], &cast.customers[live.customer]);
        let body = Body::plain(self.letter(customer.tongue, &agent.name));
        let to = [Mailbox::new(customer.name.clone(), customer.address.clone())];
        let blank = entry(live.id, EntryKind::Reply, at);
        let new = NewEntry { agent: Some(agent.id), author: (&agent.name, cast.own.as_str()), body: &body, recipients: Some((&to, &[])), ..blank };
        let entry = w.add_entry(&new)?;
        w.index_entry(live.id, entry, &live.subject, body.text(), "")?;
        let message_id = self.message_id("desk.example");
        let raw = raw(cast.own.as_str(), &customer.in_header(), &live.subject, &message_id, body.text());
        self.send(w, live, agent, &customer.address, (OutboxKind::Reply, Some(entry), None), (&message_id, &raw), at)?;
        w.remember_message(&message_id, live.id, entry, at)?;
        w.record(&inside(agent, at), &Change { ticket: Some(live.id), entry: Some(entry), what: "reply", ..Change::default() })?;
        w.change_ticket(live.id, &TicketPatch { first_answered_at: Some(at), unread: Some(false), ..TicketPatch::default() }, at)?;
        w.see_notifications(agent.id, Some(live.id), at)?;
        live.waiting = None;
        waits(w, live, at)?;
        self.status(w, live, Status::Pending, at)
    }

    fn note(&mut self, w: &Write<'_>, live: &Live, mentions: bool, at: Time) -> Result<(), DeskError> {
        let cast = Rc::clone(&self.cast);
        let (agent, colleague) = (&cast.agents[live.assignee.unwrap_or(0)], self.dice.pick(&cast.agents));
        let text = self.letter(0, &agent.name);
        let body = Body::plain(if mentions { format!("@{} {text}", colleague.login) } else { text });
        let new = NewEntry { agent: Some(agent.id), author: (&agent.name, ""), body: &body, ..entry(live.id, EntryKind::Note, at) };
        let entry = w.add_entry(&new)?;
        w.index_entry(live.id, entry, "", body.text(), "")?;
        w.record(&inside(agent, at), &Change { ticket: Some(live.id), entry: Some(entry), what: "note", ..Change::default() })?;
        if mentions {
            w.mention(colleague.id, live.id, entry, at)?;
            w.notify(colleague.id, NotificationKind::Mentioned, live.id, &agent.name, at)?;
            if self.dice.percent(97.0) {
                w.see_mentions(colleague.id, live.id, at)?;
                w.see_notifications(colleague.id, Some(live.id), at)?;
            }
        }
        Ok(())
    }

    // Side conversations ---------------------------------------------------------------------------------------------------------------

    fn ask(&mut self, w: &Write<'_>, live: &mut Live, at: Time) -> Result<(), DeskError> {
        let cast = Rc::clone(&self.cast);
        let third = self.dice.below(cast.thirds.len());
        let (agent, who) = (&cast.agents[live.assignee.unwrap_or(0)], &cast.thirds[third]);
        let subject = cast.tongues[who.tongue].0.subject(&mut self.dice);
        let side = w.add_side(live.id, Some(cast.mailbox), &subject, Some(agent.id), at)?;
        w.meet(&who.name, &who.address, None, at)?;
        let participant = Participant { name: who.name.clone(), email: who.address.clone(), verified: true, cc: false, is_agent: false };
        w.add_participant(side, &participant, Some(agent.id), at)?;
        let body = Body::plain(self.letter(who.tongue, &agent.name));
        let message_id = self.message_id("desk.example");
        let blank = side_message(side, Direction::Out, &message_id, &body, at);
        let message = w.add_side_message(&NewSideMessage { agent: Some(agent.id), author: (&agent.name, cast.own.as_str()), ..blank })?;
        w.index_side_message(live.id, message, &subject, body.text(), "")?;
        let raw = raw(cast.own.as_str(), &who.in_header(), &subject, &message_id, body.text());
        self.send(w, live, agent, &who.address, (OutboxKind::Side, None, Some((side, message))), (&message_id, &raw), at)?;
        let event = Event::SideAsked { side, subject: subject.clone(), to: vec![who.name.clone()], opened: true };
        self.happened(w, live, &event, &Change { what: "side-asked", side: Some(side), ..Change::default() }, at)?;
        live.side = Some((side, subject, third));
        Ok(())
    }

    fn answer(&mut self, w: &Write<'_>, live: &Live, at: Time) -> Result<(), DeskError> {
        let Some((side, subject, third)) = &live.side else { return Ok(()) };
        let cast = Rc::clone(&self.cast);
        let who = &cast.thirds[*third];
        let body = Body::plain(self.letter(who.tongue, &who.name));
        let came = self.comes_in(w, who, subject, body.text(), at)?;
        let blank = side_message(*side, Direction::In, &came.message_id, &body, at);
        let new = NewSideMessage { author: (&who.name, who.address.as_str()), inbox: Some(came.inbox), ..blank };
        let message = w.add_side_message(&new)?;
        w.index_side_message(live.id, message, subject, body.text(), &who.name)?;
        let event = Event::SideAnswered { side: *side, subject: subject.clone(), who: who.name.clone(), unverified: false };
        let line = w.add_entry(&NewEntry { event: Some(&event), ..entry(live.id, EntryKind::Event, at) })?;
        let change = Change { ticket: Some(live.id), side: Some(*side), entry: Some(line), what: "side-answered", ..Change::default() };
        w.record(&outside(who, at), &change)?;
        if let Some(a) = live.assignee {
            w.notify(cast.agents[a].id, NotificationKind::ThirdPartyAnswered, live.id, &who.name, at)?;
        }
        let (side, side_message) = (Some(*side), Some(message));
        settle(
            w,
            &came,
            &Settled { state: Some(InboxState::Side), subject: subject.clone(), ticket: Some(live.id), side, side_message, ..Settled::default() },
        )
    }

    fn side_done(&mut self, w: &Write<'_>, live: &Live, at: Time) -> Result<(), DeskError> {
        let Some((side, subject, _)) = &live.side else { return Ok(()) };
        w.set_side_state(*side, SideState::Done)?;
        w.read_side(*side)?;
        let event = Event::SideDone { side: *side, subject: subject.clone() };
        self.happened(w, live, &event, &Change { what: "side-done", side: Some(*side), ..Change::default() }, at)
    }

    // What they share ------------------------------------------------------------------------------------------------------------------

    fn letter(&mut self, tongue: usize, name: &str) -> String {
        let text = self.cast.tongues[tongue].0.letter(&mut self.dice, name);
        if self.dice.percent(0.01) { format!("{RARE_WORD} {text}") } else { text }
    }

    fn message_id(&mut self, domain: &str) -> String {
        self.mails += 1;
        format!("{:x}.{:08x}@{domain}", self.mails, self.dice.next() & 0xffff_ffff)
    }

    /// Puts a mail into the outbox and sends it at once.
    #[allow(clippy::too_many_arguments)]
    fn send(
        &self,
        w: &Write<'_>,
        live: &Live,
        agent: &Colleague,
        to: &Address,
        (kind, entry, side): (OutboxKind, Option<EntryId>, Option<(SideId, SideMessageId)>),
        (message_id, raw): (&str, &str),
        at: Time,
    ) -> Result<(), DeskError> {
        w.queue_mail(&NewMail {
            kind,
            mailbox: self.cast.mailbox,
            ticket: Some(live.id),
            entry,
            side,
            agent: Some(agent.id),
            message_id,
            sender: Some(&self.cast.own),
            raw: raw.as_bytes(),
            recipients: std::slice::from_ref(to),
            at,
            due_at: at,
            undo: None,
        })?;
        if let Some((claim, _)) = w.claim(self.cast.generation, &[], at)? {
            w.settle(claim.delivery, self.cast.generation, claim.attempts, &Attempt::Sent("250 OK".into()), at)?;
        }
        Ok(())
    }

    /// The event line and the row of history of a change by the ticket's agent, or by nobody.
    fn happened(&self, w: &Write<'_>, live: &Live, event: &Event, change: &Change<'_>, at: Time) -> Result<(), DeskError> {
        let agent = live.assignee.map(|a| &self.cast.agents[a]);
        let blank = entry(live.id, EntryKind::Event, at);
        let line = w.add_entry(&NewEntry { agent: agent.map(|a| a.id), author: (agent.map_or("", |a| &a.name), ""), event: Some(event), ..blank })?;
        let act = agent.map_or(Actor::System.act(at), |a| inside(a, at));
        w.record(&act, &Change { ticket: Some(live.id), entry: Some(line), ..change.clone() })?;
        Ok(())
    }
}

fn waits(w: &Write<'_>, live: &Live, at: Time) -> Result<(), StoreError> {
    w.change_ticket(live.id, &TicketPatch { waiting_since: Some(live.waiting), unread: Some(live.waiting.is_some()), ..TicketPatch::default() }, at)
}

fn settle(w: &Write<'_>, came: &Came, to: &Settled) -> Result<(), DeskError> {
    let why = "nothing names a ticket".to_owned();
    Ok(w.settle_mail(came.inbox, &Settled { why, message_id: came.message_id.clone(), content_hash: came.hash, ..to.clone() })?)
}

fn outside(who: &Someone, at: Time) -> Act<'_> {
    Act { at, actor: who.address.as_str(), agent: None, as_login: None }
}

fn inside(agent: &Colleague, at: Time) -> Act<'_> {
    Act { at, actor: &agent.login, agent: Some(agent.id), as_login: None }
}

static NOTHING: std::sync::LazyLock<Body> = std::sync::LazyLock::new(Body::default);

fn entry<'a>(ticket: TicketId, kind: EntryKind, at: Time) -> NewEntry<'a> {
    NewEntry {
        ticket,
        kind,
        at,
        agent: None,
        contact: None,
        author: ("", ""),
        subject: None,
        body: &NOTHING,
        event: None,
        recipients: None,
        automatic: false,
        inbox: None,
    }
}

fn side_message<'a>(side: SideId, direction: Direction, message_id: &'a str, body: &'a Body, at: Time) -> NewSideMessage<'a> {
    NewSideMessage { side, direction, at, agent: None, contact: None, author: ("", ""), body, message_id, automatic: false, inbox: None }
}

fn raw(from: &str, to: &str, subject: &str, message_id: &str, text: &str) -> String {
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{message_id}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    )
}
