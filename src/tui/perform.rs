//! Runs effects on the desk's own thread; what comes of them returns as events.
//!
//! Writes keep their order. Of readings only the latest of a kind matters: earlier ones that wait are left out, and one that runs is
//! interrupted. Between effects the thread looks five times a second whether another process has written.

mod errands;
mod long;
mod outside;

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::effect::Effect;
use super::event::{Done, Event, Failure, Page, RawMail, Trouble};
use super::shell::{self, Running};
use super::{submit, trouble};
use crate::desk::{Actor, Beginning, CreateRequest, Desk, DeskError, Redaction, Reminder, SplitRequest, TranscriptRequest};
use crate::model::canned::Canned;
use crate::model::find::{Finder, FoundText};
use crate::model::query::{Query, begun};
use crate::model::report::Period;
use crate::model::settings::Kind;
use crate::model::status::Status;
use crate::model::ticket::{BoxKey, ListRequest, Presence, Sort, TicketHead};
use crate::model::until;
use crate::model::{EntryId, InboxId, SideId, TicketId, Time};
use crate::store::{NoteVersion, Problem};
use crate::tui::effect::{Mode, Quote, Remind, SideChange};
use crate::tui::panes::queue::found::FoundLine;
use crate::words::{Words, query_error};

/// How often the thread looks for what other processes have written.
const WATCH: Duration = Duration::from_millis(200);

/// What may take long to read, and can be interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Page,
    Report,
}

/// Where events go.
pub type Tell = Arc<dyn Fn(Event) + Send + Sync>;

/// The shell command that runs for the agent.
#[derive(Default)]
struct Pipes {
    running: Option<(u64, Running)>,
    /// Commands up to this number are not wanted any more.
    stopped: u64,
}

impl Pipes {
    fn stop(&mut self, id: u64) {
        self.stopped = self.stopped.max(id);
        if let Some((_, running)) = self.running.take_if(|(running, _)| *running <= id) {
            running.stop();
        }
    }
}

/// The desk's thread, from outside.
pub struct Performer {
    jobs: Option<Sender<Effect>>,
    errands: Sender<Effect>,
    pipes: Arc<Mutex<Pipes>>,
    reading: Arc<Mutex<Option<Reading>>>,
    interrupt: Box<dyn Fn() + Send>,
    thread: Option<JoinHandle<()>>,
}

impl Performer {
    /// Starts the thread. `console` names this console among those on the same desk.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(desk: Desk, actor: Actor, words: Words, console: String, sync: Box<dyn Fn() + Send>, tell: Tell) -> std::io::Result<Performer> {
        let (jobs, receiver) = channel();
        let reading = Arc::new(Mutex::new(None));
        let interrupt = Box::new(desk.store().interrupter());
        let errands = errands::start(Arc::clone(&tell))?;
        let pipes = Arc::new(Mutex::new(Pipes::default()));
        let runner = Runner {
            desk,
            actor,
            words,
            console,
            sync,
            tell,
            pipes: Arc::clone(&pipes),
            reading: Arc::clone(&reading),
            last: 0,
            renewed: 0,
            presence: Vec::new(),
        };
        let thread = std::thread::Builder::new().name("desk".to_owned()).spawn(move || runner.run(&receiver))?;
        Ok(Performer { jobs: Some(jobs), errands, pipes, reading, interrupt, thread: Some(thread) })
    }

    /// Asks for something.
    pub fn perform(&self, effect: Effect) {
        if let Some(stops) = stops(&effect) {
            // Only a reading is ever interrupted: the thread takes the flag down, under the lock, before it goes on to anything else.
            let reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
            if *reading == Some(stops) {
                (self.interrupt)();
            }
        }
        if let Effect::StopPipe(id) = effect {
            self.pipes.lock().unwrap_or_else(PoisonError::into_inner).stop(id);
        } else if errands::is_errand(&effect) {
            let _ = self.errands.send(effect);
        } else if let Some(jobs) = &self.jobs {
            // A thread that has ended takes nothing; the loop notices by its missing answers.
            let _ = jobs.send(effect);
        }
    }

    /// Finishes all that was asked for, so that no draft is lost.
    pub fn finish(mut self) {
        self.pipes.lock().unwrap_or_else(PoisonError::into_inner).stop(u64::MAX);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Runner {
    desk: Desk,
    actor: Actor,
    words: Words,
    console: String,
    sync: Box<dyn Fn() + Send>,
    tell: Tell,
    pipes: Arc<Mutex<Pipes>>,
    reading: Arc<Mutex<Option<Reading>>>,
    /// The last history row that was told.
    last: i64,
    /// The last history row that was looked at for changes of settings.
    renewed: i64,
    /// Who was where, as last seen.
    presence: Vec<(TicketId, Presence)>,
}

fn now() -> Time {
    Time::from(Timestamp::now())
}

impl Runner {
    fn run(mut self, jobs: &Receiver<Effect>) {
        self.last = self.desk.store().last_history().unwrap_or(0);
        self.renewed = self.last;
        let mut waiting = VecDeque::new();
        let mut watched = Instant::now();
        loop {
            match jobs.recv_timeout(WATCH.saturating_sub(watched.elapsed())) {
                Ok(effect) => waiting.push_back(effect),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            loop {
                waiting.extend(jobs.try_iter());
                let Some(effect) = waiting.pop_front() else { break };
                if waiting.iter().any(|later| replaces(later, &effect)) {
                    continue;
                }
                if long::may_be_long(&effect) {
                    self.perform_long(effect, jobs, &mut waiting);
                } else {
                    self.perform(effect);
                }
            }
            if watched.elapsed() >= WATCH {
                watched = Instant::now();
                self.watch();
            }
        }
        let _ = self.desk.leave(&self.console, now());
    }

    /// Tells what other processes have written since the last look.
    fn watch(&mut self) {
        if !self.desk.store().others_wrote().unwrap_or(false) {
            return;
        }
        let last = self.desk.store().last_history().unwrap_or(self.last);
        let presence = self.desk.presence(&self.console, now()).unwrap_or_default();
        if last > self.last || presence != self.presence {
            (self.last, self.presence) = (last, presence);
            (self.tell)(Event::Changed(last));
        }
        self.renew();
        self.tell_counts();
    }

    /// When settings were changed, the actor is read anew: what they may do and see follows at once.
    fn renew(&mut self) {
        let last = self.desk.store().last_history().unwrap_or(self.renewed);
        let seen = std::mem::replace(&mut self.renewed, last);
        if last <= seen || !self.desk.store().settings_changed_after(seen).unwrap_or(false) {
            return;
        }
        let event = match self.desk.renewed(&self.actor) {
            Ok(actor) => {
                self.actor = actor;
                self.actor.agent().map(|me| Event::SettingsChanged(Box::new(me.clone())))
            }
            Err(DeskError::UnknownUser(_)) => Some(Event::Dismissed),
            Err(_) => None,
        };
        event.into_iter().for_each(|e| (self.tell)(e));
    }

    fn tell_counts(&self) {
        if let Ok(counts) = self.desk.outbox_counts() {
            (self.tell)(Event::OutboxWaiting(counts.waiting));
        }
        if let Ok(count) = self.desk.quarantine_count(&self.actor) {
            (self.tell)(Event::Quarantined(count));
        }
    }

    fn perform(&mut self, effect: Effect) {
        let wrote = is_write(&effect);
        self.answer(effect);
        if wrote {
            self.wrote();
        }
    }

    fn answer(&self, effect: Effect) {
        let typed = typed(&effect);
        self.tell_result(self.done(effect), typed);
    }

    /// Tells what came of an effect, with the effect itself when it had something typed in it and could not be done.
    fn tell_result(&self, result: Result<Option<Event>, DeskError>, typed: Option<Box<Effect>>) {
        match result {
            Ok(Some(Event::Failed(Failure::Other(message)))) => (self.tell)(not_done(typed, message)),
            Ok(Some(event)) => (self.tell)(event),
            Ok(None) => {}
            Err(error) if is_interrupted(&error) => {}
            Err(error) => (self.tell)(not_done(typed, trouble::of(&self.words, &error))),
        }
    }

    fn wrote(&mut self) {
        self.last = self.desk.store().last_history().unwrap_or(self.last);
        self.renew();
        self.tell_counts();
    }

    fn done(&self, effect: Effect) -> Result<Option<Event>, DeskError> {
        let (desk, actor) = (&self.desk, &self.actor);
        Ok(match effect {
            Effect::LoadBoxes => Some(Event::Boxes(desk.boxes(actor)?)),
            Effect::LoadViews => Some(Event::Views(desk.view_boxes(actor, now())?)),
            Effect::LoadAgents { show } => Some(Event::Agents { agents: desk.agents_now()?, show }),
            Effect::LoadTags => Some(Event::Tags(desk.tags()?)),
            Effect::LoadFields => Some(Event::Fields(desk.fields()?)),
            Effect::LoadPage(request) => Some(self.page(request)?),
            Effect::LoadFound { query, tickets, length } => Some(self.found(query, &tickets, length)?),
            Effect::LoadTicket(id) => {
                let mut ticket = desk.ticket(actor, id)?;
                self.put_presence(&mut ticket.head);
                Some(Event::TicketLoaded(Box::new(ticket)))
            }
            Effect::LoadPeople => Some(Event::People(desk.agents()?, desk.teams()?)),
            Effect::LoadCanned => {
                let rows = desk.canned(actor)?.into_iter();
                Some(Event::Canned(rows.map(|r| Canned { id: r.id, shortcut: r.shortcut, title: r.title, text: r.text, files: r.files }).collect()))
            }
            Effect::LoadNotifications => Some(Event::Notifications(desk.notifications(actor)?)),
            Effect::LoadDrafts(id) => Some(Event::Drafts(id, desk.drafts(actor, id)?.into_iter().map(submit::draft_of).collect())),
            Effect::LoadRaw(id) => Some(self.raw(id)?),
            Effect::LoadVersions(ticket, entry) => Some(Event::Text(self.versions(ticket, entry)?)),
            Effect::LoadWaiting => Some(Event::Waiting(desk.waiting_sides(actor)?)),
            Effect::LoadReport { days, query } => {
                let period = Period::last(days, now(), self.words.zone().clone());
                let report = self.interruptible(Reading::Report, || desk.report(actor, &period, &query, now()))?;
                Some(Event::Report { days, query, report: Box::new(report) })
            }
            Effect::LoadParty(address) => Some(Event::Party(Box::new(desk.party(actor, &address)?))),
            Effect::LoadCustomer(address) => Some(Event::Customer(Box::new(desk.customer(actor, &address)?))),
            Effect::LoadBeside(id) => Some(Event::Beside(Box::new(desk.ticket(actor, id)?))),
            Effect::LoadMacros => Some(Event::Macros(desk.macros(actor)?)),
            Effect::OpenSettings(kind) => Some(Event::Settings(kind, desk.settings(actor, kind, &self.words)?)),
            Effect::LoadOrganizations => Some(Event::Organizations(desk.organizations()?)),
            Effect::GoTo(id) => Some(Event::Numbered(id, self.is_there(id)?)),
            Effect::NextAnswer => Some(Event::NextAnswer(desk.next_unread_answer(actor)?)),
            Effect::LoadQuarantine => Some(Event::Quarantine(desk.quarantine(actor)?)),
            Effect::LoadHeld(id) => Some(Event::Held(Box::new(desk.held_mail(actor, id)?))),
            Effect::SelectAll(request) => {
                let tickets = desk.all_in(actor, &request, now())?;
                Some(Event::Selected(request, tickets))
            }
            Effect::FindTickets { like, text } => Some(Event::TicketsFound { rows: self.find_tickets(like, &text)?, text }),
            Effect::SuggestPeople(prefix) => Some(Event::Suggestions { found: desk.suggest_people(&prefix)?, prefix }),
            other => self.write(other)?,
        })
    }

    fn write(&self, effect: Effect) -> Result<Option<Event>, DeskError> {
        let (desk, actor, at) = (&self.desk, &self.actor, now());
        Ok(match effect {
            Effect::ServeNext => Some(Event::Done(Done::Served(desk.serve_next(actor, at)?))),
            Effect::Split { ticket, message, sides } => {
                let new = desk.split(actor, &SplitRequest { ticket, message, sides }, at)?;
                Some(Event::Done(Done::Split(ticket, new)))
            }
            Effect::Create { requester, subject } => {
                let request = CreateRequest { requester, subject, team: None, mailbox: None, beginning: Beginning::Nothing, files: Vec::new() };
                let made = desk.create(actor, &request, at)?;
                Some(Event::Done(Done::Created(Box::new(desk.ticket_head(actor, made.ticket)?))))
            }
            Effect::Submit(submission) => Some(submit::submit(desk, actor, &self.words, *submission, at)),
            Effect::Side { side, change, .. } => {
                match &change {
                    SideChange::Done => desk.side_done(actor, side, at)?,
                    SideChange::Reopen => desk.side_reopen(actor, side, at)?,
                    SideChange::Add(who) => desk.add_to_side(actor, side, std::slice::from_ref(who), &[], at)?,
                    SideChange::Accept(who) => desk.accept_participant(actor, side, who, at)?,
                    SideChange::Remove(who) => desk.remove_from_side(actor, side, who, at)?,
                }
                Some(Event::Done(Done::Side(side, change)))
            }
            Effect::Quote(quote) => Some(Event::Done(quote_across(desk, actor, quote, at)?)),
            Effect::SaveSettings(kind, text) => Some(self.save_settings(kind, text, at)),
            Effect::SaveView { name, query, sort } => {
                desk.save_view(actor, &name, &query, sort, at)?;
                Some(Event::Done(Done::ViewSaved(name)))
            }
            Effect::SetAvailable(available) => {
                desk.set_available(actor, actor.id(), available, at)?;
                Some(Event::Done(Done::Available(available)))
            }
            Effect::NoteContact(address, change) => {
                desk.note_contact(actor, &address, &change, at)?;
                Some(Event::Done(Done::ContactNoted))
            }
            Effect::Mute(ticket, muted) => {
                desk.mute(actor, ticket, muted, at)?;
                Some(Event::Done(Done::Muted(muted)))
            }
            Effect::ChangeOrganization(change) => {
                desk.change_organization(actor, &change, at)?;
                Some(Event::Done(Done::Organization(change.name)))
            }
            Effect::UndoSend(outbox) => {
                let draft = submit::draft_of(desk.undo_send(actor, outbox, at)?);
                Some(Event::Done(Done::SendUndone(outbox, Box::new(draft))))
            }
            Effect::Transcript(ticket, to) => {
                let request = TranscriptRequest { ticket, to, session: false, confirmed: Vec::new(), nonce: submit::nonce(at) };
                let (_, who) = desk.send_transcript(actor, &request, at)?;
                Some(Event::Done(Done::TranscriptSent(who.shown().to_owned())))
            }
            Effect::Redact(ticket, on) => Some(Event::Done(Done::Redacted(desk.redact(actor, &Redaction { ticket, on, words: None }, at)?))),
            Effect::DeleteNote(ticket, entry) => {
                desk.delete_note(actor, ticket, entry, at)?;
                Some(Event::Done(Done::NoteDeleted))
            }
            Effect::Resend(outbox) => {
                desk.send_again(actor, outbox, at)?;
                Some(Event::Done(Done::Resent))
            }
            Effect::Release(id, to) => {
                let receipt = desk.release(actor, id, to, at)?;
                Some(Event::Done(Done::Released(id, receipt.ticket)))
            }
            Effect::Discard(id, reason) => {
                desk.discard(actor, id, &reason, at)?;
                Some(Event::Done(Done::Discarded(id)))
            }
            Effect::Remind(reminders) => Some(self.remind(&reminders)),
            Effect::Due(sides, text) => Some(self.due(&sides, &text)?),
            Effect::MarkSeen(id) => desk.seen(actor, id, at)?.then_some(Event::Changed(self.last)),
            Effect::MarkSideSeen(side) => desk.side_seen(actor, side, at)?.then_some(Event::Changed(self.last)),
            Effect::MarkNotificationsSeen => desk.see_notifications(actor, at)?.then_some(Event::Changed(self.last)),
            Effect::SaveDraft(draft) => {
                desk.save_draft(actor, &submit::row_of(&draft, at))?;
                None
            }
            Effect::DropDraft(key) => {
                desk.drop_draft(actor, key.ticket, submit::mode_of(key.mode))?;
                None
            }
            Effect::Presence { ticket, typing } => {
                desk.be_present(actor, &self.console, ticket, typing, at)?;
                None
            }
            other => self.outside(other)?,
        })
    }

    /// A text that is not saved goes back to who wrote it.
    fn save_settings(&self, kind: Kind, text: String, at: Time) -> Event {
        match self.desk.save_settings(&self.actor, kind, &text, &format!("{kind}.toml"), at) {
            Ok(saved) => Event::Done(Done::SettingsSaved(saved)),
            Err(DeskError::Store(e)) => Event::SettingsRefused { kind, text, why: e.to_string() },
            Err(e) => Event::SettingsRefused { kind, text, why: e.say(&self.words) },
        }
    }

    /// Starts a shell command; its end is told from another thread. One runs at a time.
    fn pipe(&self, id: u64, command: &str, input: Vec<u8>) -> std::io::Result<()> {
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        if id > pipes.stopped {
            pipes.stop(id - 1);
            let tell = Arc::clone(&self.tell);
            pipes.running = Some((id, shell::start(command, input, shell::LONGEST, move |ran| tell(Event::Piped(id, ran)))?));
        }
        Ok(())
    }

    fn is_there(&self, id: TicketId) -> Result<bool, DeskError> {
        match self.desk.ticket_head(&self.actor, id) {
            Ok(_) => Ok(true),
            Err(DeskError::NoSuchTicket(_)) => Ok(false),
            Err(e) => Err(e),
        }
    }

    /// Without words, the requester's other tickets; else what the number or the words find, whatever else they would mean in a query.
    fn find_tickets(&self, like: TicketId, text: &str) -> Result<Vec<TicketHead>, DeskError> {
        const MOST: u32 = 50;
        let open = |rows: Vec<TicketHead>| rows.into_iter().filter(|r| r.status != Status::Closed && r.merged_into.is_none()).collect();
        if text.is_empty() {
            return Ok(open(self.desk.other_tickets(&self.actor, like)?));
        }
        let number = text.strip_prefix('#').unwrap_or(text).parse().ok().map(TicketId);
        if let Some(found) = number.map(|n| self.desk.ticket_head(&self.actor, n)) {
            return match found {
                Ok(head) => Ok(vec![head]),
                Err(DeskError::NoSuchTicket(_)) => Ok(Vec::new()),
                Err(e) => Err(e),
            };
        }
        let request = |query: String| ListRequest { within: BoxKey::AllOpen, query, sort: Sort::Updated.into(), offset: 0, limit: MOST };
        match self.desk.list(&self.actor, &request(begun(text)), now()) {
            Err(DeskError::Query(_)) => Ok(open(self.desk.list(&self.actor, &request(format!("\"{}\"", text.replace('"', " "))), now())?.rows)),
            page => Ok(open(page?.rows)),
        }
    }

    /// One reminder that cannot be written stops none of the others.
    fn remind(&self, reminders: &[Remind]) -> Event {
        let (mut sent, mut failed) = (Vec::new(), Vec::new());
        for r in reminders {
            let reminder = Reminder { side: r.side, last_at: Some(r.last_at), nonce: submit::nonce(now()) };
            match self.desk.remind(&self.actor, &reminder, now()) {
                Ok(mail) => sent.push((r.ticket, mail)),
                Err(error) => failed.push(trouble::of(&self.words, &error)),
            }
        }
        Event::Done(Done::Reminded(sent, failed))
    }

    fn due(&self, sides: &[SideId], text: &str) -> Result<Event, DeskError> {
        let due = match text {
            "" => None,
            text => match until::read(text, now(), self.words.zone()).filter(|t| *t != Time::NEVER) {
                Some(time) => Some(time),
                None => return Ok(self.no_such_time(text)),
            },
        };
        for side in sides {
            self.desk.side_due(&self.actor, *side, due, now())?;
        }
        Ok(Event::Done(Done::Due(sides.len(), due)))
    }

    fn no_such_time(&self, text: &str) -> Event {
        let what = self.words.say_with("console-trouble-time", &[("text", text.into())]);
        Event::Failed(Failure::Other(Trouble { what, next: self.words.say("console-trouble-time-next") }))
    }

    fn page(&self, request: ListRequest) -> Result<Event, DeskError> {
        match self.interruptible(Reading::Page, || self.desk.list(&self.actor, &request, now())) {
            Ok(mut page) => {
                page.rows.iter_mut().for_each(|row| self.put_presence(row));
                Ok(Event::Page(page))
            }
            Err(DeskError::Query(error)) => Ok(Event::BadQuery {
                query: request.query,
                at: error.at,
                what: query_error(&self.words, &error).lines().last().unwrap_or_default().to_owned(),
            }),
            Err(error) => Err(error),
        }
    }

    /// As a page that comes later interrupts it, so it is one of its kind.
    fn found(&self, query: String, tickets: &[TicketId], length: usize) -> Result<Event, DeskError> {
        let finder = Query::parse(&query).map(|q| Finder::of(&q)).unwrap_or_default();
        let texts = self.interruptible(Reading::Page, || self.desk.found_in(&self.actor, &query, tickets, now()))?;
        let line = |(ticket, found): (TicketId, FoundText)| {
            let excerpt = finder.excerpt(&found.text, length);
            (!excerpt.hits.is_empty()).then_some((ticket, FoundLine { excerpt, side: found.side }))
        };
        Ok(Event::Found { query, lines: texts.into_iter().filter_map(line).collect() })
    }

    fn put_presence(&self, head: &mut TicketHead) {
        head.presence = self.presence.iter().filter(|(id, _)| *id == head.id).map(|(_, who)| who.clone()).collect();
    }

    fn versions(&self, ticket: TicketId, entry: EntryId) -> Result<Page, DeskError> {
        let said = |v: &NoteVersion| {
            let date = self.words.date_time(v.until);
            format!("{}\n\n{}", self.words.say_with("console-version-until", &[("date", (&date).into()), ("who", (&v.by).into())]), v.text)
        };
        let versions: Vec<String> = self.desk.note_versions(&self.actor, ticket, entry)?.iter().map(said).collect();
        Ok(Page { title: self.words.say("console-versions"), about: String::new(), text: versions.join("\n\n") })
    }

    fn raw(&self, id: InboxId) -> Result<Event, DeskError> {
        let (row, raw) = self.desk.raw(&self.actor, id)?;
        Ok(Event::Raw(RawMail { inbox: id, why: row.why, source: String::from_utf8_lossy(&raw).into_owned() }))
    }

    /// Reads something that a later request may interrupt.
    fn interruptible<T>(&self, what: Reading, read: impl FnOnce() -> T) -> T {
        let set = |value| *self.reading.lock().unwrap_or_else(PoisonError::into_inner) = value;
        set(Some(what));
        let result = read();
        set(None);
        result
    }
}

/// The reading that an effect makes pointless while it runs.
fn stops(effect: &Effect) -> Option<Reading> {
    match effect {
        Effect::LoadPage(_) => Some(Reading::Page),
        Effect::LoadReport { .. } | Effect::ForgetReport => Some(Reading::Report),
        _ => None,
    }
}

/// Whether a later effect makes an earlier one pointless.
fn replaces(later: &Effect, earlier: &Effect) -> bool {
    match (later, earlier) {
        (Effect::LoadPage(_), Effect::LoadPage(_))
        | (Effect::LoadFound { .. }, Effect::LoadFound { .. })
        | (Effect::LoadTicket(_), Effect::LoadTicket(_))
        | (Effect::SuggestPeople(_), Effect::SuggestPeople(_))
        | (Effect::FindTickets { .. }, Effect::FindTickets { .. })
        | (Effect::LoadBoxes, Effect::LoadBoxes)
        | (Effect::LoadViews, Effect::LoadViews)
        | (Effect::LoadWaiting, Effect::LoadWaiting)
        | (Effect::LoadParty(_), Effect::LoadParty(_))
        | (Effect::LoadCustomer(_), Effect::LoadCustomer(_))
        | (Effect::LoadBeside(_), Effect::LoadBeside(_))
        | (Effect::LoadReport { .. } | Effect::ForgetReport, Effect::LoadReport { .. })
        | (Effect::LoadNotifications, Effect::LoadNotifications)
        | (Effect::LoadQuarantine, Effect::LoadQuarantine) => true,
        (Effect::SaveDraft(a), Effect::SaveDraft(b)) => a.key == b.key,
        _ => false,
    }
}

/// An effect that has something typed in it, kept in case it cannot be done.
fn typed(effect: &Effect) -> Option<Box<Effect>> {
    effect.is_typed().then(|| Box::new(effect.clone()))
}

fn not_done(typed: Option<Box<Effect>>, message: Trouble) -> Event {
    Event::Failed(match typed {
        Some(asked) => Failure::Typed { asked, message },
        None => Failure::Other(message),
    })
}

fn is_write(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ServeNext
            | Effect::Split { .. }
            | Effect::Create { .. }
            | Effect::Submit(_)
            | Effect::Side { .. }
            | Effect::Remind(_)
            | Effect::Due(..)
            | Effect::Quote(_)
            | Effect::NoteContact(..)
            | Effect::Mute(..)
            | Effect::ChangeOrganization(_)
            | Effect::SaveSettings(..)
            | Effect::SaveView { .. }
            | Effect::SetAvailable(_)
            | Effect::UndoSend(_)
            | Effect::Resend(_)
            | Effect::DeleteNote(..)
            | Effect::Redact(..)
            | Effect::Transcript(..)
            | Effect::Release(..)
            | Effect::Discard(..)
            | Effect::MarkSeen(_)
    )
}

fn quote_across(desk: &Desk, actor: &Actor, quote: Quote, now: Time) -> Result<Done, DeskError> {
    Ok(match quote {
        Quote::ForSide { ticket, entry, files } => {
            let text = desk.quote_for_side(actor, ticket, entry, now)?;
            Done::Quoted { ticket, mode: Mode::SideNew, text, files }
        }
        Quote::ForCustomer { side, message, naming } => {
            let (ticket, text) = desk.quote_for_customer(actor, side, Some(message), naming, now)?;
            Done::Quoted { ticket, mode: Mode::Reply, text, files: Vec::new() }
        }
    })
}

fn is_interrupted(error: &DeskError) -> bool {
    matches!(error, DeskError::Store(e) if e.problem == Problem::Interrupted)
}
