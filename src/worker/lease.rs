//! The keeper: takes and renews the lease, and does what the clock asks for.

use std::time::Duration;

use crate::desk::Desk;
use crate::store::Lease;

use super::{Shared, Status, now};

/// How often a password that could not be read is tried again.
const LOCKED: Duration = Duration::from_secs(60);

/// Runs until the worker stops.
pub(super) fn run(shared: &Shared) {
    let mut desk = None;
    while !shared.stopped() {
        let pause = match keep(shared, &mut desk) {
            Ok(pause) => pause,
            Err(e) => {
                shared.set_generation(0);
                shared.set_status(Status::Trouble(format!("{e:#}")));
                desk = None;
                shared.setup.lease / 6
            }
        };
        shared.nap(pause);
    }
}

fn keep(shared: &Shared, slot: &mut Option<Desk>) -> anyhow::Result<Duration> {
    let setup = &shared.setup;
    let pause = setup.lease / 6;
    let desk = match slot {
        Some(desk) => desk,
        None => slot.insert(setup.desk()?),
    };
    if shared.generation() == 0
        && let Some(why) = setup.unreadable_secret()
    {
        shared.set_status(Status::Locked(why));
        return Ok(LOCKED);
    }
    let lease = desk.store().write(|w| w.take_lease(&setup.holder, now(), now().after(setup.lease)))?;
    match lease {
        Some(lease) => work(shared, desk, &lease)?,
        None => {
            if shared.generation() != 0 {
                shared.set_generation(0);
            }
            let holder = desk.store().lease()?.map(|l| l.holder).unwrap_or_default();
            shared.set_status(Status::Elsewhere(holder));
        }
    }
    Ok(pause)
}

fn work(shared: &Shared, desk: &Desk, lease: &Lease) -> anyhow::Result<()> {
    if shared.generation() != lease.generation {
        let lost = desk.take_over(lease.generation, now())?;
        if lost > 0 {
            tracing::warn!(lost, "deliveries of unknown fate were left by an earlier worker");
        }
        shared.set_generation(lease.generation);
        let idle = shared.setup.mailboxes.iter().all(|m| m.imap.is_none() && m.smtp.is_none());
        shared.set_status(if idle { Status::NoServers } else { Status::Working });
    }
    desk.tick(now())?;
    desk.place_waiting(now())?;
    Ok(())
}
