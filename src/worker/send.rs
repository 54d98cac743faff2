//! The sender: claims what is due, sends it, settles it. One delivery is one SMTP transaction for one recipient.
//!
//! What became of a mail is kept in hand until it is written down: a full disk is waited for. A server that cannot be reached rests, and
//! so do all mails that go through it; they do not age meanwhile.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::runtime::Runtime;

use crate::desk::{Delivered, Desk};
use crate::mail::smtp::Session;
use crate::model::MailboxId;
use crate::model::delivery::{Attempt, DeliveryState};
use crate::store::{Claim, MailboxRow};

use super::poll::{NEEDS_A_PERSON, PAUSES, Round};
use super::{Setup, Shared, now};

/// How often the outbox is looked at when nothing is known to be due.
const LOOK: Duration = Duration::from_millis(250);
/// How soon the store is tried again when it failed.
const STORE_FAILED: Duration = Duration::from_secs(1);

/// Runs until the worker stops.
pub(super) fn run(shared: &Shared) {
    let mut sender = Sender::new(&shared.setup);
    let mut tools: Option<(Desk, Runtime)> = None;
    let mut looked_after = 0;
    while !shared.stopped() {
        let generation = shared.generation();
        if generation == 0 {
            tools = None; // whoever lost the lease drops its connections
            shared.nap(Duration::from_secs(1));
            continue;
        }
        if shared.hurry.swap(false, Ordering::SeqCst) {
            sender.resting.clear();
        }
        match step(shared, &mut sender, &mut tools, generation, &mut looked_after) {
            Ok(true) => {}
            Ok(false) => shared.nap(LOOK),
            Err(e) => {
                shared.trouble("outbox", Some(format!("{e:#}")));
                tools = None;
                shared.nap(STORE_FAILED);
            }
        }
    }
    if let Some((desk, _)) = &tools
        && let Err(e) = sender.settle(desk)
    {
        tracing::error!(error = format!("{e:#}"), "what became of a mail could not be written down");
    }
}

/// Settles what is in hand, or sends one delivery. False when nothing is due.
fn step(
    shared: &Shared,
    sender: &mut Sender<'_>,
    tools: &mut Option<(Desk, Runtime)>,
    generation: i64,
    looked_after: &mut i64,
) -> anyhow::Result<bool> {
    let (desk, runtime) = match tools {
        Some(t) => t,
        None => tools.insert((shared.setup.desk()?, runtime()?)),
    };
    sender.settle(desk)?;
    shared.trouble("outbox", None);
    if *looked_after != generation {
        // Only this part sends: what is being sent and is not in its hand was in the hand of one that failed.
        desk.take_over(generation + 1, now())?;
        *looked_after = generation;
    }
    if desk.store().next_due()?.is_none_or(|due| due > now()) || !sender.take(desk, runtime, generation)? {
        return Ok(false);
    }
    if let Some(hand) = &sender.hand {
        shared.trouble(&hand.part, hand.fate.trouble().map(|why| format!("{why}; what is in the outbox waits")));
    }
    sender.settle(desk)?;
    Ok(true)
}

/// Sends everything that is due.
pub(super) fn send_due(setup: &Setup, desk: &Desk, generation: i64, round: &mut Round) -> anyhow::Result<()> {
    let runtime = runtime()?;
    let mut sender = Sender::new(setup);
    while sender.take(desk, &runtime, generation)? {
        if let Some(hand) = &sender.hand {
            match &hand.fate {
                Fate::Tried(Attempt::Sent(_)) => round.sent += 1,
                Fate::Tried(Attempt::Later(why) | Attempt::Refused(why) | Attempt::Unknown(why)) | Fate::NotTried(why) => {
                    round.not_sent += 1;
                    round.troubles.push(format!("{}: {why}", hand.claim.recipient));
                }
            }
        }
        sender.settle(desk)?;
    }
    Ok(())
}

/// What became of a delivery that was claimed.
enum Fate {
    /// The server was reached.
    Tried(Attempt),
    /// It was not given to a server: there is none that could be reached, or it was not ours to give any more.
    NotTried(String),
}

impl Fate {
    fn trouble(&self) -> Option<&str> {
        match self {
            Fate::NotTried(why) => Some(why),
            Fate::Tried(_) => None,
        }
    }
}

/// A delivery whose fate is known and not written down yet.
struct Hand {
    claim: Claim,
    generation: i64,
    /// What sends it, for people.
    part: String,
    fate: Fate,
}

/// A mailbox whose server could not be reached.
struct Rest {
    until: Instant,
    failures: usize,
}

struct Sender<'a> {
    setup: &'a Setup,
    hand: Option<Hand>,
    resting: HashMap<MailboxId, Rest>,
}

impl Sender<'_> {
    fn new(setup: &Setup) -> Sender<'_> {
        Sender { setup, hand: None, resting: HashMap::new() }
    }

    /// Takes a delivery into hand and tries it. False when nothing is due that can be tried.
    fn take(&mut self, desk: &Desk, runtime: &Runtime, generation: i64) -> anyhow::Result<bool> {
        let moment = Instant::now();
        let resting: Vec<MailboxId> = self.resting.iter().filter(|(_, rest)| rest.until > moment).map(|(id, _)| *id).collect();
        let mailboxes = desk.store().mailboxes()?;
        let Some(claim) = desk.claim_but_from(&resting, generation, now())? else { return Ok(false) };
        // From here on nothing may fail until the delivery is in hand.
        let from = mailboxes.into_iter().find(|m| m.id == claim.mailbox);
        let fate = self.deliver(desk, runtime, from.as_ref(), &claim, generation);
        let part = from.map_or_else(|| "outbox".to_owned(), |m| format!("{} (sending)", m.address));
        self.hand = Some(Hand { claim, generation, part, fate });
        Ok(true)
    }

    fn deliver(&mut self, desk: &Desk, runtime: &Runtime, from: Option<&MailboxRow>, claim: &Claim, generation: i64) -> Fate {
        let Some(account) = from.and_then(|m| self.setup.servers(&m.address)?.smtp.as_ref()) else {
            self.rest(claim.mailbox, true);
            return Fate::NotTried("no SMTP server is configured for its mailbox".to_owned());
        };
        let session = match runtime.block_on(Session::open(account)) {
            Ok(session) => session,
            Err(e) => {
                self.rest(claim.mailbox, e.needs_a_person());
                return Fate::NotTried(e.to_string());
            }
        };
        self.resting.remove(&claim.mailbox);
        let offered = match runtime.block_on(session.offer(claim.sender.as_ref(), &claim.recipient, &claim.raw)) {
            Ok(offered) => offered,
            Err(attempt) => return Fate::Tried(attempt),
        };
        match desk.text_goes_out(claim, generation, now()) {
            Ok(true) => Fate::Tried(runtime.block_on(offered.send(&claim.raw))),
            Ok(false) => Fate::NotTried("another process took the lease over".to_owned()),
            Err(e) => Fate::NotTried(e.to_string()),
        }
    }

    fn rest(&mut self, mailbox: MailboxId, needs_a_person: bool) {
        let failures = self.resting.get(&mailbox).map_or(0, |r| r.failures + 1);
        let pause = Duration::from_secs(PAUSES[failures.min(PAUSES.len() - 1)]);
        let pause = if needs_a_person { pause.max(NEEDS_A_PERSON) } else { pause };
        self.resting.insert(mailbox, Rest { until: Instant::now() + pause, failures });
    }

    /// Writes down what is in hand. When that fails it stays in hand.
    fn settle(&mut self, desk: &Desk) -> anyhow::Result<()> {
        let Some(Hand { claim, generation, fate, .. }) = &self.hand else { return Ok(()) };
        match fate {
            Fate::NotTried(why) => desk.put_back(claim, *generation, why, now())?,
            Fate::Tried(attempt) => match desk.settle(claim, *generation, attempt, now())? {
                Delivered::Settled(DeliveryState::Sent) => tracing::info!(delivery = %claim.delivery, "sent"),
                Delivered::Settled(state) => tracing::warn!(delivery = %claim.delivery, ?state, "not sent"),
                Delivered::LostLease => tracing::warn!(delivery = %claim.delivery, "the lease was lost while sending"),
            },
        }
        self.hand = None;
        Ok(())
    }
}

fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the mail runtime")
}
