//! The copier: keeps a copy of each sent mail in a folder on the server, where a mailbox wants that.
//!
//! It never touches a delivery: whatever goes wrong here, no mail is sent again. A copy that is there already, because the server keeps one
//! by itself or because we died before we could write it down, is found by its Message-ID.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::desk::Desk;
use crate::mail::imap::{Account, Connection};
use crate::model::{Address, MailboxId};

use super::poll::{PAUSES, Round};
use super::{Setup, Shared, now};

/// How often it looks for copies to keep.
const LOOK: Duration = Duration::from_secs(2);

/// Runs until the worker stops.
pub(super) fn run(shared: &Shared) {
    let mut resting: HashMap<MailboxId, (Instant, usize)> = HashMap::new();
    let mut desk = None;
    while !shared.stopped() {
        shared.nap(LOOK);
        let generation = shared.generation();
        if generation == 0 {
            desk = None;
            continue;
        }
        if let Err(e) = look(shared, &mut desk, generation, &mut resting) {
            shared.trouble("copies", Some(format!("{e:#}")));
            desk = None;
        }
    }
}

fn look(shared: &Shared, slot: &mut Option<Desk>, generation: i64, resting: &mut HashMap<MailboxId, (Instant, usize)>) -> anyhow::Result<()> {
    let desk = match slot {
        Some(desk) => desk,
        None => slot.insert(shared.setup.desk()?),
    };
    for target in targets(&shared.setup, desk)? {
        let failures = resting.get(&target.mailbox).map_or(0, |r| r.1);
        if resting.get(&target.mailbox).is_some_and(|r| r.0 > Instant::now()) {
            continue;
        }
        match keep(desk, &target, generation) {
            Ok(()) => {
                resting.remove(&target.mailbox);
                shared.trouble(&target.part, None);
            }
            Err(e) => {
                shared.trouble(&target.part, Some(format!("a copy of a sent mail could not be kept: {e:#}")));
                let pause = Duration::from_secs(PAUSES[failures.min(PAUSES.len() - 1)]);
                resting.insert(target.mailbox, (Instant::now() + pause, failures + 1));
            }
        }
    }
    Ok(())
}

/// Keeps every copy that is due.
pub(super) fn keep_all(setup: &Setup, desk: &Desk, generation: i64, round: &mut Round) -> anyhow::Result<()> {
    for target in targets(setup, desk)? {
        if let Err(e) = keep(desk, &target, generation) {
            round.troubles.push(format!("{}: {e:#}", target.part));
        }
    }
    Ok(())
}

/// A folder that copies go to.
struct Target {
    mailbox: MailboxId,
    account: Account,
    /// What keeps the copies, for people.
    part: String,
}

fn targets(setup: &Setup, desk: &Desk) -> anyhow::Result<Vec<Target>> {
    let rows = desk.store().mailboxes()?;
    let target = |address: &Address, folder: &String| {
        let account = setup.servers(address)?.imap.clone()?;
        let mailbox = rows.iter().find(|m| m.address == *address)?.id;
        Some(Target { mailbox, account: Account { folder: folder.clone(), ..account }, part: format!("{address} (copies)") })
    };
    Ok(setup.policy.mailboxes.iter().filter_map(|m| target(&m.address, m.sent_folder.as_ref()?)).collect())
}

fn keep(desk: &Desk, target: &Target, generation: i64) -> anyhow::Result<()> {
    let mut connection: Option<Connection> = None;
    while let Some(copy) = desk.store().next_copy(target.mailbox)? {
        let connection = match &mut connection {
            Some(open) => open,
            None => {
                let mut fresh = Connection::open(&target.account, Arc::default())?;
                fresh.select()?;
                connection.insert(fresh)
            }
        };
        if !desk.store().holds(generation, now())? {
            return Ok(());
        }
        if !connection.holds(&copy.message_id)? {
            connection.append(&target.account.folder, &copy.raw)?;
        }
        desk.store().write(|w| w.copy_kept(copy.outbox))?;
    }
    if let Some(connection) = connection {
        connection.logout()?;
    }
    Ok(())
}
