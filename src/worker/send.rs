//! The sender: claims what is due, sends it, settles it. One delivery is one SMTP transaction for one recipient.

use std::time::Duration;

use anyhow::Context;

use crate::desk::{Delivered, Desk};
use crate::mail::smtp;
use crate::model::delivery::{Attempt, DeliveryState};
use crate::model::{MailboxId, Time};
use crate::store::Claim;

use super::poll::Round;
use super::{MailboxServers, Setup, Shared, now};

/// How often the outbox is looked at when nothing is known to be due.
const LOOK: Duration = Duration::from_millis(250);
/// A mail that cannot even begin, because its mailbox has no server here, waits so long.
const NO_SERVER: Duration = Duration::from_secs(60);

/// Runs until the worker stops.
pub(super) fn run(shared: &Shared) {
    let mut tools: Option<(Desk, tokio::runtime::Runtime)> = None;
    while !shared.stopped() {
        let generation = shared.generation();
        if generation == 0 {
            tools = None; // whoever lost the lease drops its connections
            shared.nap(Duration::from_secs(1));
            continue;
        }
        match step(shared, &mut tools, generation) {
            Ok(true) => {}
            Ok(false) => shared.nap(LOOK),
            Err(e) => {
                shared.trouble("outbox", Some(format!("{e:#}")));
                tools = None;
                shared.nap(Duration::from_secs(5));
            }
        }
    }
}

/// Sends one delivery. False when nothing is due.
fn step(shared: &Shared, tools: &mut Option<(Desk, tokio::runtime::Runtime)>, generation: i64) -> anyhow::Result<bool> {
    let (desk, runtime) = match tools {
        Some(t) => t,
        None => tools.insert((shared.setup.desk()?, runtime()?)),
    };
    if desk.store().next_due()?.is_none_or(|due| due > now()) {
        return Ok(false);
    }
    let Some(claim) = desk.claim(generation, now())? else { return Ok(false) };
    let outcome = deliver(&shared.setup, desk, runtime, &claim, generation)?;
    let from = mailbox(&shared.setup, desk, claim.mailbox)?.map_or_else(|| "outbox".to_owned(), |m| format!("outbox {}", m.address));
    match outcome {
        Outcome::Tried(Attempt::Later(why)) | Outcome::NoServer(why) => shared.trouble(&from, Some(why)),
        Outcome::Tried(_) => shared.trouble(&from, None),
    }
    Ok(true)
}

/// Sends everything that is due.
pub(super) fn send_due(setup: &Setup, desk: &Desk, generation: i64, round: &mut Round) -> anyhow::Result<()> {
    let runtime = runtime()?;
    while let Some(claim) = desk.claim(generation, now())? {
        match deliver(setup, desk, &runtime, &claim, generation)? {
            Outcome::Tried(Attempt::Sent(_)) => round.sent += 1,
            Outcome::Tried(Attempt::Later(why) | Attempt::Refused(why) | Attempt::Unknown(why)) | Outcome::NoServer(why) => {
                round.not_sent += 1;
                round.troubles.push(format!("{}: {why}", claim.recipient));
            }
        }
    }
    Ok(())
}

enum Outcome {
    Tried(Attempt),
    NoServer(String),
}

fn deliver(setup: &Setup, desk: &Desk, runtime: &tokio::runtime::Runtime, claim: &Claim, generation: i64) -> anyhow::Result<Outcome> {
    let Some(account) = mailbox(setup, desk, claim.mailbox)?.and_then(|m| m.smtp.as_ref()) else {
        let why = "no SMTP server is configured for its mailbox".to_owned();
        let later: Time = now().after(NO_SERVER);
        desk.store().write(|w| w.unclaim(claim.delivery, generation, later, &why))?;
        return Ok(Outcome::NoServer(why));
    };
    let attempt = runtime.block_on(smtp::send(account, claim.sender.as_ref(), &claim.recipient, &claim.raw));
    match desk.settle(claim, generation, &attempt, now())? {
        Delivered::Settled(DeliveryState::Sent) => tracing::info!(delivery = %claim.delivery, "sent"),
        Delivered::Settled(state) => tracing::warn!(delivery = %claim.delivery, ?state, "not sent"),
        Delivered::LostLease => tracing::warn!(delivery = %claim.delivery, "the lease was lost while sending"),
    }
    Ok(Outcome::Tried(attempt))
}

fn mailbox<'a>(setup: &'a Setup, desk: &Desk, id: MailboxId) -> anyhow::Result<Option<&'a MailboxServers>> {
    let rows = desk.store().mailboxes()?;
    let row = rows.iter().find(|m| m.id == id);
    Ok(row.and_then(|r| setup.mailboxes.iter().find(|m| m.address == r.address)))
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the mail runtime")
}
