//! A worker at work on a desk: its servers, what it is given to do, and the books that tell what came of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aside::desk::Policy;
use aside::mail::{imap, smtp};
use aside::model::{TicketId, Time};
use aside::store::Cursor;
use aside::worker::{MailboxServers, Setup, Status, Worker};
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags};

use crate::desk::{TestDesk, address};
use crate::rig::Rig;

pub const DESK: &str = "desk@desk.example";

pub fn now() -> Time {
    Time::from(jiff::Timestamp::now())
}

/// Mails leave at once.
pub fn policy() -> Policy {
    Policy { undo_send: Duration::ZERO, ..Policy::default() }
}

pub fn servers(mailbox: &str, imap: Option<imap::Account>, smtp: Option<smtp::Account>) -> MailboxServers {
    MailboxServers { address: address(mailbox), imap, poll: Duration::from_secs(60), idle: true, smtp }
}

/// The servers of a mailbox whose IMAP address is another: each test has a mailbox of its own on the shared servers.
pub fn on_rig(rig: &Rig, mailbox: &str, folder_of: &str) -> MailboxServers {
    servers(mailbox, Some(rig.account_imap(folder_of)), Some(rig.account_smtp(folder_of)))
}

pub fn setup(d: &TestDesk, holder: &str, mailboxes: Vec<MailboxServers>) -> Setup {
    let policy = d.desk.policy().clone();
    Setup { database: d.path(), policy, zone: TimeZone::UTC, mailboxes, holder: holder.into(), lease: Duration::from_secs(30) }
}

/// Starts a worker. What it says of itself is kept.
pub fn start(setup: Setup) -> (Worker, Said) {
    let said = Said::default();
    let heard = said.clone();
    (Worker::start(setup, move |status| heard.0.lock().unwrap().push(status)).unwrap(), said)
}

/// What a worker has said of itself.
#[derive(Clone, Default)]
pub struct Said(Arc<Mutex<Vec<Status>>>);

impl Said {
    pub fn last(&self) -> Option<Status> {
        self.0.lock().unwrap().last().cloned()
    }

    /// Its trouble, as soon as it has one.
    pub fn trouble(&self) -> String {
        until("the worker has a trouble", || match self.last() {
            Some(Status::Trouble(why)) => Some(why),
            _ => None,
        })
    }

    pub fn works(&self) {
        until("the worker works", || (self.last() == Some(Status::Working)).then_some(()));
    }
}

/// Waits until something holds; fails loudly when it never does.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(40);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until a mailbox, counted from 1, has been connected: what arrives from then on is the desk's.
pub fn connected(d: &TestDesk, mailbox: i64) -> Cursor {
    until("the mailbox is connected", || d.desk.store().cursor(aside::model::MailboxId(mailbox)).unwrap())
}

/// A mail as a person's program writes it.
pub fn letter(from: &str, to: &str, subject: &str, id: &str, body: &str) -> Vec<u8> {
    let head = format!("From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\n");
    format!("{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n").into_bytes()
}

pub fn text(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).into_owned()
}

/// The desk's file, read beside the desk: what is written is what counts.
pub struct Books(Connection);

impl Books {
    pub fn of(path: &Path) -> Books {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        connection.busy_timeout(Duration::from_secs(20)).unwrap();
        Books(connection)
    }

    /// One number.
    pub fn count(&self, sql: &str) -> i64 {
        self.0.query_row(sql, [], |r| r.get(0)).unwrap()
    }

    /// How many entries have a word in their text.
    pub fn entries_with(&self, word: &str) -> i64 {
        self.0.query_row("SELECT count(*) FROM entries WHERE instr(body, ?1) > 0", [word], |r| r.get(0)).unwrap()
    }

    /// The ticket whose first entry has a word in its text.
    pub fn ticket_with(&self, word: &str) -> Option<TicketId> {
        let sql = "SELECT ticket_id FROM entries WHERE instr(body, ?1) > 0 ORDER BY id LIMIT 1";
        self.0.query_row(sql, [word], |r| r.get(0)).ok().map(TicketId)
    }

    /// The ticket that a mail was placed on, by its Message-ID.
    pub fn ticket_of_mail(&self, message_id: &str) -> Option<TicketId> {
        let sql = "SELECT e.ticket_id FROM inbox i JOIN entries e ON e.inbox_id = i.id WHERE i.message_id = ?1";
        self.0.query_row(sql, [message_id], |r| r.get(0)).ok().map(TicketId)
    }

    /// State, attempts and words of the newest delivery to somebody.
    pub fn delivery(&self, recipient: &str) -> (String, i64, String) {
        let sql = "SELECT state, attempts, words FROM deliveries WHERE recipient = ?1 ORDER BY id DESC LIMIT 1";
        self.0.query_row(sql, [recipient], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap()
    }

    /// Recipient, state and the mail's Message-ID of every delivery.
    pub fn deliveries(&self) -> Vec<(String, String, String)> {
        let sql = "SELECT d.recipient, d.state, o.message_id FROM deliveries d JOIN outbox o ON o.id = d.outbox_id ORDER BY d.id";
        let mut statement = self.0.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// What is still to be done: mails that were not placed, and deliveries that are not settled, with what the server said last.
    pub fn undone(&self) -> Vec<String> {
        let sql = "SELECT 'mail ' || id || ' waits' FROM inbox WHERE state = 'waiting' UNION ALL
            SELECT recipient || ' ' || state || ', due ' || due_at || ', attempts ' || attempts || ', under ' || coalesce(generation, 'none') || ': ' || words
            FROM deliveries WHERE state IN ('queued', 'sending') UNION ALL
            SELECT 'lease of ' || holder || ' until ' || expires_at || ', under ' || generation FROM lease";
        let mut statement = self.0.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| r.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// Has the file refuse something from now on, as a full disk or a fault nobody foresaw would.
    pub fn refuse(&self, name: &str, what: &str) {
        self.0.execute_batch(&format!("CREATE TRIGGER {name} {what} BEGIN SELECT RAISE(ABORT, 'refused for the test'); END")).unwrap();
    }

    /// Has it take that again.
    pub fn take_again(&self, name: &str) {
        self.0.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
}
