//! A mailbox: connect, fetch what is new, store it with the cursor, place it, wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;
use serde::Serialize;

use crate::desk::{Desk, Fetched};
use crate::mail::imap::{Batch, Connection, ImapError, Selected};
use crate::model::MailboxId;
use crate::store::Cursor;

use super::{MailboxServers, Shared, now};

/// A batch holds no more bytes than this, but at least one mail.
const BATCH: u64 = 32 * 1024 * 1024;
/// Pauses after the first, second, … failure in a row, in seconds.
const PAUSES: [u64; 7] = [2, 5, 15, 30, 60, 120, 300];
/// What only a person can mend is tried again so often.
const NEEDS_A_PERSON: Duration = Duration::from_secs(120);

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
    let mut line = Line::open(&desk, mailbox, Arc::clone(wake))?;
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
pub(super) fn fetch_once(desk: &Desk, mailbox: &MailboxServers, generation: i64, round: &mut Round) -> anyhow::Result<()> {
    if mailbox.imap.is_none() {
        return Ok(());
    }
    let mut line = Line::open(desk, mailbox, Arc::new(AtomicBool::new(false)))?;
    line.fetch_new(desk, generation, round)?;
    line.connection.logout()?;
    Ok(())
}

/// An open mailbox.
struct Line {
    connection: Connection,
    mailbox: MailboxId,
    cursor: Cursor,
}

impl Line {
    fn open(desk: &Desk, mailbox: &MailboxServers, wake: Arc<AtomicBool>) -> anyhow::Result<Line> {
        let account = mailbox.imap.as_ref().context("the mailbox has no IMAP server")?;
        let row = desk.store().mailboxes()?.into_iter().find(|m| m.address == mailbox.address);
        let id = row.with_context(|| format!("{} is no mailbox of this desk", mailbox.address))?.id;
        let mut connection = Connection::open(account, wake)?;
        let selected = connection.select()?;
        let cursor = begin(desk, &mut connection, id, selected)?;
        Ok(Line { connection, mailbox: id, cursor })
    }

    /// Fetches and places everything after the cursor.
    fn fetch_new(&mut self, desk: &Desk, generation: i64, round: &mut Round) -> anyhow::Result<()> {
        let uids = self.connection.uids_after(self.cursor.last_uid)?;
        let mut rest = uids.as_slice();
        while !rest.is_empty() {
            let batch = self.connection.fetch(rest, BATCH)?;
            let taken = batch.taken.clamp(1, rest.len());
            let cursor = Cursor { last_uid: rest[taken - 1].max(self.cursor.last_uid), ..self.cursor };
            let mails = as_fetched(batch);
            round.fetched += mails.len();
            let Some(stored) = desk.store_fetched(self.mailbox, cursor, &mails, generation, now())? else {
                anyhow::bail!("another process took the lease over");
            };
            self.cursor = cursor;
            for id in stored {
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
}

/// Where reading begins. A mailbox that is connected for the first time begins at what arrives from now on. When the server's UIDs mean
/// other mails than before (UIDVALIDITY), everything is looked at again: what is in the store already is found out by its content.
fn begin(desk: &Desk, connection: &mut Connection, mailbox: MailboxId, selected: Selected) -> anyhow::Result<Cursor> {
    let uid_validity = selected.uid_validity;
    match desk.store().cursor(mailbox)? {
        Some(cursor) if cursor.uid_validity == uid_validity => Ok(cursor),
        Some(old) => {
            tracing::warn!(%mailbox, was = old.uid_validity, is = uid_validity, "UIDVALIDITY changed: the mailbox is read again");
            Ok(Cursor { uid_validity, last_uid: 0 })
        }
        None => {
            let last_uid = match selected.uid_next {
                Some(next) => next.saturating_sub(1),
                None => connection.uids_after(0)?.last().copied().unwrap_or(0),
            };
            let cursor = Cursor { uid_validity, last_uid };
            desk.begin_at(mailbox, cursor, now())?;
            Ok(cursor)
        }
    }
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
