//! A mailbox: connect, fetch what is new, store it with the cursor, place it, wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

use crate::desk::{Desk, Fetched};
use crate::mail::imap::{Batch, Connection, ImapError, Selected};
use crate::model::{InboxId, MailboxId};
use crate::store::{Beginning, Cursor};

use super::{MailboxServers, Shared, balance, now};

/// A batch holds no more bytes than this, but at least one mail.
const BATCH: u64 = 32 * 1024 * 1024;
/// Pauses after the first, second, … failure in a row, in seconds.
pub(super) const PAUSES: [u64; 7] = [2, 5, 15, 30, 60, 120, 300];
const TAKEN_OVER: &str = "another process took the lease over";
/// What only a person can mend is tried again so often.
pub(super) const NEEDS_A_PERSON: Duration = Duration::from_secs(120);

/// What a round of mail came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Mails fetched.
    pub fetched: usize,
    /// Mails placed.
    pub placed: usize,
    /// Copies sent.
    pub sent: usize,
    /// Copies that could not be sent.
    pub not_sent: usize,
    /// What went wrong with servers.
    pub troubles: Vec<String>,
}

/// What a round fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Wanted {
    /// What has come since the last one.
    #[default]
    New,
    /// Also what the store lacks of what came before.
    Missing,
}

/// Runs until the worker stops.
pub(super) fn run(shared: &Shared, mailbox: &MailboxServers, wake: &Arc<AtomicBool>) {
    let name = mailbox.address.as_str();
    let mut failures = 0usize;
    while !shared.stopped() {
        let generation = shared.generation();
        if generation == 0 {
            shared.nap(Duration::from_secs(1));
            continue;
        }
        let pause = match follow(shared, mailbox, wake, generation, &mut failures) {
            Ok(()) => continue, // the lease changed, or the worker stops
            Err(e) => {
                let waits_for_person = e.downcast_ref::<ImapError>().is_some_and(ImapError::needs_a_person);
                shared.trouble(name, Some(format!("{e:#}")));
                let pause = Duration::from_secs(PAUSES[failures.min(PAUSES.len() - 1)]);
                failures += 1;
                if waits_for_person { pause.max(NEEDS_A_PERSON) } else { pause }
            }
        };
        nap_unless_woken(shared, wake, pause);
    }
}

/// Sleeps between tries; somebody who wants mail now ends it.
fn nap_unless_woken(shared: &Shared, wake: &AtomicBool, pause: Duration) {
    let end = std::time::Instant::now() + pause;
    wake.store(false, Ordering::SeqCst);
    while std::time::Instant::now() < end && !shared.stopped() && !wake.load(Ordering::SeqCst) {
        shared.nap(Duration::from_millis(250));
    }
}

/// Follows one mailbox over one connection for as long as both hold.
fn follow(shared: &Shared, mailbox: &MailboxServers, wake: &Arc<AtomicBool>, generation: i64, failures: &mut usize) -> anyhow::Result<()> {
    let desk = shared.setup.desk()?;
    let mut line = Line::open(&desk, mailbox, Arc::clone(wake), generation)?;
    loop {
        wake.store(false, Ordering::SeqCst);
        if shared.generation() != generation || shared.stopped() {
            return Ok(());
        }
        line.fetch_new(&desk, generation, &mut Round::default())?;
        *failures = 0;
        shared.trouble(mailbox.address.as_str(), None);
        line.connection.wait(mailbox.poll)?;
    }
}

/// Fetches a mailbox once.
pub(super) fn fetch_once(desk: &Desk, mailbox: &MailboxServers, generation: i64, wanted: Wanted, round: &mut Round) -> anyhow::Result<()> {
    if mailbox.imap.is_none() {
        return Ok(());
    }
    let mut line = Line::open(desk, mailbox, Arc::new(AtomicBool::new(false)), generation)?;
    if wanted == Wanted::Missing {
        let missing = balance::missing(desk, &mut line.connection, line.mailbox, line.cursor, line.beginning)?;
        line.take(desk, &missing, generation, round)?;
    }
    line.fetch_new(desk, generation, round)?;
    line.connection.logout()?;
    Ok(())
}

/// An open mailbox.
struct Line {
    connection: Connection,
    mailbox: MailboxId,
    cursor: Cursor,
    beginning: Beginning,
}

impl Line {
    fn open(desk: &Desk, mailbox: &MailboxServers, wake: Arc<AtomicBool>, generation: i64) -> anyhow::Result<Line> {
        let account = mailbox.imap.as_ref().context("the mailbox has no IMAP server")?;
        let row = desk.store().mailboxes()?.into_iter().find(|m| m.address == mailbox.address);
        let id = row.with_context(|| format!("{} is no mailbox of this desk", mailbox.address))?.id;
        let mut connection = Connection::open(account, wake)?;
        if !mailbox.idle {
            connection.never_idle();
        }
        let selected = connection.select()?;
        let (cursor, beginning) = begin(desk, &mut connection, id, selected, generation)?;
        Ok(Line { connection, mailbox: id, cursor, beginning })
    }

    /// Fetches and places everything after the cursor.
    fn fetch_new(&mut self, desk: &Desk, generation: i64, round: &mut Round) -> anyhow::Result<()> {
        let uids = self.connection.uids_after(self.cursor.last_uid)?;
        let Some(last) = uids.last().copied() else { return Ok(()) };
        let wanted = self.without_old(uids)?;
        self.take(desk, &wanted, generation, round)?;
        if last > self.cursor.last_uid {
            self.store(desk, last, &[], generation)?;
        }
        Ok(())
    }

    /// Fetches and places these mails, in the order of their UIDs.
    fn take(&mut self, desk: &Desk, uids: &[u32], generation: i64, round: &mut Round) -> anyhow::Result<()> {
        let mut rest = uids;
        while !rest.is_empty() {
            let batch = self.connection.fetch(rest, BATCH)?;
            let taken = batch.taken.clamp(1, rest.len());
            let mails = as_fetched(batch);
            round.fetched += mails.len();
            for id in self.store(desk, rest[taken - 1], &mails, generation)? {
                match desk.place(id, now()) {
                    Ok(_) => round.placed += 1,
                    // it is stored: the keeper tries again, and sets it aside when that never ends
                    Err(e) => tracing::error!(message = %id, error = %e, "a stored message could not be placed"),
                }
            }
            rest = &rest[taken..];
        }
        Ok(())
    }

    /// Stores mails, and with them that the mailbox is read up to a UID.
    fn store(&mut self, desk: &Desk, up_to: u32, mails: &[Fetched], generation: i64) -> anyhow::Result<Vec<InboxId>> {
        let cursor = Cursor { last_uid: up_to.max(self.cursor.last_uid), ..self.cursor };
        let stored = desk.store_fetched(self.mailbox, cursor, mails, generation, now())?;
        self.cursor = cursor;
        stored.context(TAKEN_OVER)
    }

    /// What was in the mailbox before the desk was is none of its mail, also under new UIDs.
    fn without_old(&mut self, uids: Vec<u32>) -> Result<Vec<u32>, ImapError> {
        let Beginning { at, reread_to } = self.beginning;
        let (again, mut new): (Vec<u32>, Vec<u32>) = uids.into_iter().partition(|uid| *uid <= reread_to);
        if again.is_empty() {
            return Ok(new);
        }
        let dates = self.connection.dates(&again)?;
        let mut wanted: Vec<u32> = again.into_iter().filter(|uid| dates.get(uid).is_none_or(|date| *date >= at)).collect();
        wanted.append(&mut new);
        Ok(wanted)
    }
}

/// Where reading begins. A mailbox that is connected for the first time begins at what arrives from now on. When the server's UIDs mean
/// other mails than before (UIDVALIDITY), everything that came since then is looked at again: what is in the store already is found out by
/// its content.
fn begin(desk: &Desk, connection: &mut Connection, mailbox: MailboxId, selected: Selected, generation: i64) -> anyhow::Result<(Cursor, Beginning)> {
    let uid_validity = selected.uid_validity;
    let known = desk.store().cursor(mailbox)?.zip(desk.store().beginning(mailbox)?);
    if let Some((cursor, beginning)) = known.filter(|(cursor, _)| cursor.uid_validity == uid_validity) {
        return Ok((cursor, beginning));
    }
    let newest = match selected.uid_next {
        Some(next) => next.saturating_sub(1),
        None => connection.uids_after(0)?.last().copied().unwrap_or(0),
    };
    let (cursor, beginning) = match known {
        Some((old, beginning)) => {
            tracing::warn!(%mailbox, was = old.uid_validity, is = uid_validity, "UIDVALIDITY changed: the mailbox is read again");
            (Cursor { uid_validity, last_uid: 0 }, Beginning { reread_to: newest, ..beginning })
        }
        None => {
            // Of two clocks that disagree, the later one: the newest mail that was there is old by either.
            let dates = if newest > 0 { connection.dates(&[newest])? } else { Default::default() };
            let at = dates.get(&newest).map_or(now(), |date| now().max(date.after(Duration::from_secs(1))));
            (Cursor { uid_validity, last_uid: newest }, Beginning { at, reread_to: 0 })
        }
    };
    anyhow::ensure!(desk.begin_at(mailbox, cursor, beginning, generation, now())?, TAKEN_OVER);
    Ok((cursor, beginning))
}

/// What the server could not give is stored as a note of that, so that it lands before a person instead of nowhere.
fn as_fetched(batch: Batch) -> Vec<Fetched> {
    let missing = batch.missing.into_iter().map(|(uid, why)| Fetched {
        uid,
        raw: format!("Subject: Message {uid} could not be fetched\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{why}\r\n")
            .into_bytes(),
    });
    let mut mails: Vec<Fetched> = batch.mails.into_iter().map(|m| Fetched { uid: m.uid, raw: m.bytes }).collect();
    mails.extend(missing);
    mails.sort_by_key(|m| m.uid);
    mails
}
