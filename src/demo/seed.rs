//! Plays the stories against a desk: what came in as raw mails, what agents did as the desk's own verbs, each at its time.
//!
//! Nothing is written beside the desk: signed addresses, threads, statuses, notifications and search come about as in real life.

mod found;

use std::collections::BTreeMap;
use std::time::Duration;

use super::cast::Person;
use super::dice::Dice;
use super::letter::{Kind, Letter, Received, delivery_report};
use super::stories::{Act, FileSetup, MailKind, Step, Stories, seconds};
use super::world::Post;
use crate::desk::{Actor, Desk, DeskError, NoteRequest, ReplyRequest, SideAnswer, SideRequest};
use crate::model::delivery::Attempt;
use crate::model::outgoing::{CustomerText, InternalText, OutgoingFile, SideText};
use crate::model::status::Status;
use crate::model::ticket::Assign;
use crate::model::{Address, Mailbox, MailboxId, SideId, TeamId, TicketId, Time};
use crate::store::{InboxState, Source, StoreError};

pub use found::found;

/// How long before the first story the desk was founded.
const HISTORY: Duration = Duration::from_hours(11 * 24);
/// How often the desk's clock ticks while the stories are played: it closes what is solved and wakes what is snoozed.
const TICK: i64 = 6 * 3600;

/// The stories could not be played.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The desk refused a step.
    #[error("the demo's story “{story}” stops: {why}")]
    Step {
        /// Which story.
        story: String,
        /// Why.
        why: Box<DeskError>,
    },
    /// The desk could not be founded.
    #[error(transparent)]
    Desk(Box<DeskError>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A step names what does not exist.
    #[error("the demo's story “{story}” names “{name}”, which does not exist")]
    Unknown {
        /// Which story.
        story: String,
        /// What it names.
        name: String,
    },
    /// A mail ended where the story does not want it.
    #[error("a mail of the demo's story “{story}” ended as {state}: {why}")]
    Misplaced {
        /// Which story.
        story: String,
        /// Where it ended.
        state: &'static str,
        /// Why.
        why: String,
    },
}

impl From<DeskError> for SeedError {
    fn from(error: DeskError) -> SeedError {
        SeedError::Desk(Box::new(error))
    }
}

/// What playing the stories came to.
#[derive(Debug)]
pub struct Seeded {
    /// What arrives later, while the demo runs.
    pub arrivals: Vec<(Time, Post)>,
}

/// Plays everything that has happened, in one transaction, and writes down what is still to come. The same `seed` gives the same mails.
///
/// # Errors
/// When the desk refuses a step or a mail ends where the story does not want it: then nothing has happened.
pub fn play(desk: &Desk, stories: &Stories, now: Time, seed: u64) -> Result<Seeded, SeedError> {
    desk.store().write(|_| play_all(desk, stories, now, seed))
}

fn play_all(desk: &Desk, stories: &Stories, now: Time, seed: u64) -> Result<Seeded, SeedError> {
    let mut player = Player::new(desk, stories, now, seed)?;
    let mut arrivals = Vec::new();
    let mut next_tick = stories.steps.first().map_or(0, |s| s.at);
    for step in &stories.steps {
        let at = Time(now.0.saturating_add(step.at.saturating_mul(1000)));
        if step.at > 0 {
            let mail = player.mail_of(step, at)?.ok_or_else(|| unknown(step, "a mail"))?;
            arrivals.push((at, Post { to: vec![mail.to], raw: mail.raw }));
            continue;
        }
        while next_tick < step.at {
            desk.tick(Time(now.0.saturating_add(next_tick.saturating_mul(1000))))?;
            next_tick += TICK;
        }
        player.play(step, at)?;
    }
    if let Some(admin) = stories.desk.agents.first().and_then(|a| player.agents.get(a.key.as_str())) {
        found::rules(desk, admin, now)?;
    }
    Ok(Seeded { arrivals })
}

/// Whose thread a mail of ours belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thread {
    Ticket(String),
    Side(String),
}

/// A mail on its way in.
struct Mail {
    to: Address,
    raw: Vec<u8>,
}

struct Player<'a> {
    desk: &'a Desk,
    stories: &'a Stories,
    dice: Dice,
    mailbox: Option<MailboxId>,
    generation: i64,
    agents: BTreeMap<&'a str, Actor>,
    teams: BTreeMap<String, TeamId>,
    tickets: BTreeMap<String, TicketId>,
    sides: BTreeMap<String, SideId>,
    /// Our last mail of each thread, as its recipients see it.
    sent: BTreeMap<Thread, Received>,
    now: Time,
}

fn unknown(step: &Step, name: &str) -> SeedError {
    SeedError::Unknown { story: step.ticket.clone(), name: name.to_owned() }
}

fn refused(step: &Step, why: DeskError) -> SeedError {
    SeedError::Step { story: step.ticket.clone(), why: Box::new(why) }
}

impl<'a> Player<'a> {
    fn new(desk: &'a Desk, stories: &'a Stories, now: Time, seed: u64) -> Result<Player<'a>, SeedError> {
        let mut agents = BTreeMap::new();
        for agent in &stories.desk.agents {
            agents.insert(agent.key.as_str(), desk.actor(&agent.login, None)?);
        }
        // The lease is over when the demo begins: the worker that sends from then on takes it.
        let lease = desk.store().write(|w| w.take_lease("the demo's stories", now.before(HISTORY), now))?;
        Ok(Player {
            desk,
            stories,
            dice: Dice::new(seed),
            mailbox: desk.store().mailboxes()?.first().map(|m| m.id),
            generation: lease.map_or(0, |l| l.generation),
            agents,
            teams: desk.teams()?.into_iter().map(|t| (t.name, t.id)).collect(),
            tickets: BTreeMap::new(),
            sides: BTreeMap::new(),
            sent: BTreeMap::new(),
            now,
        })
    }

    fn play(&mut self, step: &Step, at: Time) -> Result<(), SeedError> {
        if let Some(mail) = self.mail_of(step, at)? {
            return self.receive(step, &mail, at);
        }
        self.act(step, at)?;
        match &step.act {
            Act::Reply { .. } => self.send(&Thread::Ticket(step.ticket.clone()), at),
            Act::Side { side, .. } | Act::SideReply { side, .. } => self.send(&Thread::Side(side.clone()), at),
            _ => Ok(()),
        }
    }

    // What comes in -------------------------------------------------------------------------------------------------------------------

    fn person(&self, step: &Step, key: &str) -> Result<&'a Person, SeedError> {
        self.stories.cast.by_key(key).ok_or_else(|| unknown(step, key))
    }

    /// The bytes of a step's mail; `None` when the step is none.
    fn mail_of(&mut self, step: &Step, at: Time) -> Result<Option<Mail>, SeedError> {
        let desk = self.stories.desk.mailbox();
        match &step.act {
            Act::Mail { person, subject, text, files, kind } => {
                let answered = self.sent.get(&Thread::Ticket(step.ticket.clone())).cloned();
                let details = Details { subject: subject.as_deref(), text, cc: Vec::new(), files, kind: *kind };
                Ok(Some(write(self.person(step, person)?, desk, answered.as_ref(), details, at, &mut self.dice)))
            }
            Act::SideMail { side, person, subject, text, cc, files, kind, stranger } => {
                let asked = self.sent.get(&Thread::Side(side.clone())).cloned().ok_or_else(|| unknown(step, side))?;
                let cc = cc.iter().map(|key| self.person(step, key).map(Person::mailbox)).collect::<Result<Vec<_>, _>>()?;
                let details = Details { subject: subject.as_deref(), text, cc, files, kind: *kind };
                let (to, answered) = (asked.reply_to.clone(), Some(&asked).filter(|_| !stranger));
                Ok(Some(write(self.person(step, person)?, to, answered, details, at, &mut self.dice)))
            }
            Act::Bounce { person, words } => {
                let about = self.sent.get(&Thread::Ticket(step.ticket.clone())).cloned().ok_or_else(|| unknown(step, "a mail of ours"))?;
                let recipient = &self.person(step, person)?.email;
                let raw = delivery_report(&about, recipient, &desk.address, words, at, &mut self.dice);
                Ok(Some(Mail { to: desk.address, raw }))
            }
            _ => Ok(None),
        }
    }

    fn receive(&mut self, step: &Step, mail: &Mail, at: Time) -> Result<(), SeedError> {
        let raw = [format!("Delivered-To: {}\r\n", mail.to).as_bytes(), &mail.raw].concat();
        let receipt = self.desk.receive(&raw, Source::Imap, self.mailbox, at).map_err(|why| refused(step, why))?;
        let wanted = match &step.act {
            Act::SideMail { stranger: true, .. } => [InboxState::Quarantine; 2],
            Act::SideMail { .. } => [InboxState::Side; 2],
            _ => [InboxState::Ticket, InboxState::Entry],
        };
        if !wanted.contains(&receipt.result) {
            return Err(SeedError::Misplaced { story: step.ticket.clone(), state: receipt.result.word(), why: receipt.why });
        }
        if let (Act::Mail { .. }, Some(ticket)) = (&step.act, receipt.ticket) {
            self.tickets.insert(step.ticket.clone(), ticket);
        }
        Ok(())
    }

    // What agents do --------------------------------------------------------------------------------------------------------------------

    fn act(&mut self, step: &Step, at: Time) -> Result<(), SeedError> {
        let ticket = *self.tickets.get(&step.ticket).ok_or_else(|| unknown(step, "a ticket"))?;
        let key = step.act.agent().ok_or_else(|| unknown(step, "an agent"))?;
        let actor = self.agents.get(key).cloned().ok_or_else(|| unknown(step, key))?;
        let desk = self.desk;
        // Whoever does something with a ticket has read it.
        let done = desk.seen(&actor, ticket, at).and_then(|_| match &step.act {
            Act::Take { .. } => desk.take(&actor, ticket, at),
            Act::Status { status, .. } => desk.set_status(&actor, ticket, *status, at),
            Act::Priority { priority, .. } => desk.set_priority(&actor, ticket, *priority, at),
            Act::Tag { add, .. } => desk.tag(&actor, ticket, add, &[], at),
            Act::Field { name, value, .. } => desk.set_field(&actor, ticket, name, Some(value), at),
            Act::Note { text, .. } => {
                let note = NoteRequest { ticket, text: InternalText::new(text.trim()), files: Vec::new(), status: None };
                desk.note(&actor, &note, at).map(|_| ())
            }
            Act::Reply { text, status, files, .. } => desk.reply(&actor, &self.reply(ticket, text, *status, files), at).map(|_| ()),
            _ => Ok(()),
        });
        done.map_err(|why| refused(step, why))?;
        match &step.act {
            Act::Assign { to, .. } => {
                let to = self.agents.get(to.as_str()).ok_or_else(|| unknown(step, to))?.id();
                desk.assign(&actor, ticket, Assign::Agent(to), at).map_err(|why| refused(step, why))
            }
            Act::Team { team, .. } => {
                let team = *self.teams.get(team).ok_or_else(|| unknown(step, team))?;
                desk.assign(&actor, ticket, Assign::Team(team), at).map_err(|why| refused(step, why))
            }
            Act::Snooze { until, .. } => {
                let until = if until == "reply" { Time::NEVER } else { self.later(step, until)? };
                desk.snooze(&actor, ticket, Some(until), at).map_err(|why| refused(step, why))
            }
            _ => self.act_in_side(step, &actor, ticket, at),
        }
    }

    fn act_in_side(&mut self, step: &Step, actor: &Actor, ticket: TicketId, at: Time) -> Result<(), SeedError> {
        match &step.act {
            Act::Side { side, to, subject, text, status, .. } => {
                let request = SideRequest {
                    ticket,
                    subject: subject.clone(),
                    to: to.iter().map(|key| self.person(step, key).map(Person::mailbox)).collect::<Result<Vec<_>, _>>()?,
                    cc: Vec::new(),
                    text: text.trim().to_owned(),
                    files: Vec::new(),
                    status: *status,
                    confirmed: Vec::new(),
                    nonce: self.dice.number(),
                };
                let sent = self.desk.open_side(actor, &request, at).map_err(|why| refused(step, why))?;
                self.sides.insert(side.clone(), sent.side);
                Ok(())
            }
            Act::SideReply { side, text, .. } => {
                let id = self.side(step, side)?;
                let text = SideText::of(id, text.trim());
                let answer = SideAnswer { text, files: Vec::new(), status: None, seen: None, confirmed: Vec::new(), nonce: self.dice.number() };
                self.desk.answer_side(actor, &answer, at).map(|_| ()).map_err(|why| refused(step, why))
            }
            Act::SideDone { side, .. } => self.desk.side_done(actor, self.side(step, side)?, at).map_err(|why| refused(step, why)),
            _ => Ok(()),
        }
    }

    fn side(&self, step: &Step, key: &str) -> Result<SideId, SeedError> {
        self.sides.get(key).copied().ok_or_else(|| unknown(step, key))
    }

    fn reply(&mut self, ticket: TicketId, text: &str, status: Status, files: &[FileSetup]) -> ReplyRequest {
        let file = |f: &FileSetup| {
            let f = f.enclosure();
            OutgoingFile { name: f.name, media_type: f.media_type, bytes: f.bytes }
        };
        ReplyRequest {
            ticket,
            text: CustomerText::public(text.trim()),
            to: Vec::new(),
            cc: Vec::new(),
            bcc: Vec::new(),
            files: files.iter().map(file).collect(),
            status: Some(status),
            seen: None,
            confirmed: Vec::new(),
            nonce: self.dice.number(),
        }
    }

    fn later(&self, step: &Step, span: &str) -> Result<Time, SeedError> {
        let seconds = seconds(span).and_then(|s| u64::try_from(s).ok()).ok_or_else(|| unknown(step, span))?;
        Ok(self.now.after(Duration::from_secs(seconds)))
    }

    /// What is in the outbox leaves, and is kept as its recipients see it.
    fn send(&mut self, thread: &Thread, at: Time) -> Result<(), SeedError> {
        let at = at.after(self.desk.policy().undo_send);
        while let Some(claim) = self.desk.claim(self.generation, at)? {
            self.desk.settle(&claim, self.generation, &Attempt::Sent("250 2.0.0 Accepted".to_owned()), at)?;
            if let Some(mail) = Received::read(&claim.raw) {
                self.sent.insert(thread.clone(), mail);
            }
        }
        Ok(())
    }
}

/// What a step says about its mail.
struct Details<'a> {
    subject: Option<&'a str>,
    text: &'a str,
    cc: Vec<Mailbox>,
    files: &'a [FileSetup],
    kind: MailKind,
}

fn write(from: &Person, to: Mailbox, answered: Option<&Received>, details: Details<'_>, at: Time, dice: &mut Dice) -> Mail {
    let mut letter = match answered {
        Some(received) => Letter::answering(from, received, details.text, at),
        None => Letter::new(from, to, "", details.text, at),
    };
    if let Some(subject) = details.subject {
        subject.clone_into(&mut letter.subject);
    }
    letter.cc = details.cc;
    letter.files = details.files.iter().map(FileSetup::enclosure).collect();
    letter.kind = match details.kind {
        MailKind::Personal => Kind::Personal,
        MailKind::Away => Kind::Away,
        MailKind::List => Kind::List,
    };
    letter.quotes &= details.kind == MailKind::Personal;
    let raw = letter.bytes(dice);
    let to = letter.to.first().map_or_else(|| from.email.clone(), |m| m.address.clone());
    Mail { to, raw }
}

#[cfg(test)]
mod tests;
