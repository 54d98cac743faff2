//! The mail worker: fetches, places and sends for the whole desk while it holds the lease.
//!
//! Any process may run one; only the one with the lease works. Each part has a thread and a connection to the store of its own: the
//! keeper renews the lease and does what the clock asks for, a poller for each mailbox fetches, the sender sends, and where a mailbox
//! wants it, the copier keeps copies of sent mails on the server.

mod balance;
mod copy;
mod lease;
mod poll;
mod send;

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use jiff::tz::TimeZone;

use crate::desk::{Desk, Policy};
use crate::mail::{imap, smtp};
use crate::model::{Address, Time};
use crate::store::Store;

pub use balance::{Balance, BalanceError, Difference, balance};
pub use poll::{Round, Wanted};

/// How long a part waits before it begins anew after a fault in the program.
const ANEW: Duration = Duration::from_secs(5);

/// One mailbox and its servers.
#[derive(Clone, Debug)]
pub struct MailboxServers {
    /// The mailbox's address: which row of the store it is.
    pub address: Address,
    /// Where its mail comes in.
    pub imap: Option<imap::Account>,
    /// How long to wait between two looks where the server does not tell by itself, and the longest IDLE.
    pub poll: Duration,
    /// Let the server tell when mail has come, where it can.
    pub idle: bool,
    /// Where its mail goes out.
    pub smtp: Option<smtp::Account>,
}

/// What a worker needs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The desk's file.
    pub database: PathBuf,
    /// How the desk behaves.
    pub policy: Policy,
    /// The time zone of dates in mails.
    pub zone: TimeZone,
    /// The mailboxes.
    pub mailboxes: Vec<MailboxServers>,
    /// This process, as the lease names it: unlike any other.
    pub holder: String,
    /// How long the lease holds without being renewed; it is renewed six times as often.
    pub lease: Duration,
}

impl Setup {
    /// The usual length of the lease: a worker that dies is replaced within a minute.
    pub const LEASE: Duration = Duration::from_secs(30);

    fn desk(&self) -> anyhow::Result<Desk> {
        let store = Store::open(&self.database).with_context(|| format!("opening {}", self.database.display()))?;
        Ok(Desk::new(store, self.policy.clone(), self.zone.clone())?)
    }

    /// The servers of a mailbox, given by its address.
    fn servers(&self, address: &Address) -> Option<&MailboxServers> {
        self.mailboxes.iter().find(|m| m.address == *address)
    }

    /// Why this process cannot take the lease: a password that it cannot read.
    fn unreadable_secret(&self) -> Option<String> {
        let secrets = self.mailboxes.iter().flat_map(|m| {
            let imap = m.imap.as_ref().map(|a| &a.secret);
            imap.into_iter().chain(m.smtp.as_ref().and_then(|a| a.secret.as_ref()))
        });
        secrets.filter_map(|s| s.read().err()).map(|e| e.to_string()).next()
    }
}

/// What the worker is up to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// It has just begun.
    #[default]
    Starting,
    /// No mailbox has a server: there is nothing to do but what the clock asks for.
    NoServers,
    /// It holds the lease and works.
    Working,
    /// Another process holds the lease.
    Elsewhere(String),
    /// It cannot take the lease because it cannot read a password.
    Locked(String),
    /// It holds the lease, and a server cannot be used.
    Trouble(String),
}

/// What the threads of one worker share.
struct Shared {
    setup: Setup,
    stop: AtomicBool,
    /// The generation under which this worker holds the lease; 0 while it does not.
    generation: Mutex<i64>,
    changed: Condvar,
    /// One for each poller, set to end its wait: the lease is lost, the worker stops, or somebody wants mail now.
    wakes: Vec<Arc<AtomicBool>>,
    /// Set to have servers tried again that could not be reached.
    hurry: AtomicBool,
    status: Mutex<Status>,
    /// Troubles of the parts, by name: a mailbox, its sending, its copies.
    troubles: Mutex<std::collections::BTreeMap<String, String>>,
    tell: Box<dyn Fn(Status) + Send + Sync>,
}

impl Shared {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn generation(&self) -> i64 {
        *locked(&self.generation)
    }

    fn set_generation(&self, generation: i64) {
        *locked(&self.generation) = generation;
        self.wake_all();
    }

    fn wake_all(&self) {
        for wake in &self.wakes {
            wake.store(true, Ordering::SeqCst);
        }
        self.changed.notify_all();
    }

    /// Has everything tried at once that waits for a server.
    fn hurry(&self) {
        self.hurry.store(true, Ordering::SeqCst);
        self.wake_all();
    }

    /// Sleeps, but not past a change of the lease or the end.
    fn nap(&self, longest: Duration) {
        let guard = locked(&self.generation);
        if !self.stopped() {
            drop(self.changed.wait_timeout(guard, longest));
        }
    }

    fn set_status(&self, status: Status) {
        let mut current = locked(&self.status);
        if *current != status {
            tracing::info!(?status, "mail worker");
            current.clone_from(&status);
            drop(current);
            (self.tell)(status);
        }
    }

    /// Notes that a part has a trouble, or has none any more.
    fn trouble(&self, part: &str, trouble: Option<String>) {
        let mut troubles = locked(&self.troubles);
        match trouble {
            Some(t) => {
                tracing::warn!(part, trouble = t, "mail");
                troubles.insert(part.to_owned(), t);
            }
            None if troubles.remove(part).is_none() => return,
            None => {}
        }
        let first = troubles.iter().next().map(|(part, t)| format!("{part}: {t}"));
        drop(troubles);
        if self.generation() != 0 {
            self.set_status(first.map_or(Status::Working, Status::Trouble));
        }
    }
}

/// A lock whose holder panicked is still good: what it guards is replaced whole.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running worker. Dropping it stops it.
pub struct Worker {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts the worker's threads. `tell` is called from them whenever the status changes.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn start(setup: Setup, tell: impl Fn(Status) + Send + Sync + 'static) -> anyhow::Result<Worker> {
        let polled: Vec<MailboxServers> = setup.mailboxes.iter().filter(|m| m.imap.is_some()).cloned().collect();
        let wakes: Vec<Arc<AtomicBool>> = polled.iter().map(|_| Arc::default()).collect();
        let shared = Arc::new(Shared {
            setup,
            stop: AtomicBool::new(false),
            generation: Mutex::new(0),
            changed: Condvar::new(),
            wakes: wakes.clone(),
            hurry: AtomicBool::new(false),
            status: Mutex::default(),
            troubles: Mutex::default(),
            tell: Box::new(tell),
        });
        let mut worker = Worker { shared, threads: Vec::new() };
        worker.spawn("lease", lease::run)?;
        worker.spawn("send", send::run)?;
        if worker.shared.setup.policy.mailboxes.iter().any(|m| m.sent_folder.is_some()) {
            worker.spawn("copy", copy::run)?;
        }
        for (mailbox, wake) in polled.into_iter().zip(wakes) {
            worker.spawn("poll", move |shared| poll::run(shared, &mailbox, &wake))?;
        }
        Ok(worker)
    }

    fn spawn(&mut self, name: &'static str, run: impl Fn(&Shared) + Send + 'static) -> anyhow::Result<()> {
        let shared = Arc::clone(&self.shared);
        let begin = move || {
            // One mail that nobody foresaw must not stop all others.
            while std::panic::catch_unwind(AssertUnwindSafe(|| run(&shared))).is_err() {
                tracing::error!(part = name, "a fault in the program: this part of the mail worker begins anew");
                shared.nap(ANEW);
            }
        };
        let thread = std::thread::Builder::new().name(format!("mail-{name}")).spawn(begin).context("starting a thread")?;
        self.threads.push(thread);
        Ok(())
    }

    /// Looks for mail now instead of at the next poll, and tries servers again that could not be reached.
    pub fn look_now(&self) {
        self.shared.hurry();
    }

    /// Stops: a mail that is being sent is sent to its end, and the lease is given back.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        self.shared.wake_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
        let generation = self.shared.generation();
        if generation != 0
            && let Ok(desk) = self.shared.setup.desk()
        {
            let _ = desk.store().write(|w| w.drop_lease(generation));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if !self.threads.is_empty() {
            self.end();
        }
    }
}

/// One round of mail in this process: what waits is placed, every mailbox is fetched, and what is due is sent.
///
/// # Errors
/// When another process holds the lease, or the store fails. Troubles with servers are in the result.
pub fn sync_once(setup: &Setup) -> anyhow::Result<Round> {
    sync(setup, Wanted::New)
}

/// The same, fetching more than what is new when that is wanted.
///
/// # Errors
/// When another process holds the lease, or the store fails. Troubles with servers are in the result.
pub fn sync(setup: &Setup, wanted: Wanted) -> anyhow::Result<Round> {
    if let Some(why) = setup.unreadable_secret() {
        anyhow::bail!("a password cannot be read: {why}");
    }
    let desk = setup.desk()?;
    let lease = desk.store().write(|w| w.take_lease(&setup.holder, now(), now().after(Duration::from_secs(600))))?;
    let Some(lease) = lease else {
        let holder = desk.store().lease()?.map(|l| l.holder).unwrap_or_default();
        anyhow::bail!("another process fetches and sends for this desk: {holder}");
    };
    let mut round = Round::default();
    let result = sync_under(setup, &desk, lease.generation, wanted, &mut round);
    desk.store().write(|w| w.drop_lease(lease.generation))?;
    result.map(|()| round)
}

fn sync_under(setup: &Setup, desk: &Desk, generation: i64, wanted: Wanted, round: &mut Round) -> anyhow::Result<()> {
    desk.take_over(generation, now())?;
    desk.tick(now())?;
    round.placed += desk.place_waiting(now())?.len();
    for mailbox in &setup.mailboxes {
        if let Err(e) = poll::fetch_once(desk, mailbox, generation, wanted, round) {
            round.troubles.push(format!("{}: {e:#}", mailbox.address));
        }
    }
    send::send_due(setup, desk, generation, round)?;
    copy::keep_all(setup, desk, generation, round)
}

/// The clock.
fn now() -> Time {
    Time::from(jiff::Timestamp::now())
}
