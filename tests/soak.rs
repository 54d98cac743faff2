//! A desk that works for an hour, on real servers, while things go wrong: nothing is lost, nothing is there twice, and no worker grows.
//!
//! ```text
//! ASIDE_SOAK_MINUTES=60 ASIDE_SOAK_RATE=20 TMPDIR=/mnt/small cargo test --release --test soak -- --ignored --nocapture
//! ```
//!
//! Customers and third parties write so many mails a second; agents answer, ask aside, note and take back. Two workers share the desk: one
//! is killed now and then, the other put to sleep, so that they take turns. Lines are cut, the servers are started anew, some third parties'
//! servers put mail off the first time, somebody tidies the mailbox up, its UIDs change twice, and the disk is full once: for that, `TMPDIR`
//! is to lie on a file system of its own with less than 16 GB free, which is then filled.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use aside::desk::{DeskError, NoteRequest, Policy, SideAnswer};
use aside::model::outgoing::{InternalText, SideText};
use aside::model::{Mailbox, MailboxId, OutboxId, SideId, TicketId};
use aside::store::Problem;
use aside::worker::{Setup, Worker, balance};
use desk::{TestDesk, another_process, header, reply_address};
use jiff::tz::TimeZone;
use rig::Rig;
use rig::line::Line;
use rustix::fs::{FallocateFlags, fallocate, statvfs};
use rustix::process::{Pid, Signal, kill_process};
use work::{Books, DESK, connected, letter, now, servers, text};

/// How long a dead worker's lease holds.
const LEASE: Duration = Duration::from_secs(3);
/// Time to take a mail back.
const UNDO: Duration = Duration::from_secs(2);
/// How often something goes wrong.
const TROUBLE: Duration = Duration::from_secs(20);
/// How long nothing may get done before the worker is called stuck: a mail that was put off waits for minutes.
const PATIENCE: Duration = Duration::from_secs(400);
/// How long the disk is full.
const FULL: Duration = Duration::from_secs(15);
/// An agent does something after every tenth mail or so: mails that leave go one after the other, each in a session of its own.
const ACTS_EVERY: usize = 10;
/// How many post at the same time.
const POSTERS: usize = 3;
/// A file system with more room than this is not filled.
const SMALL: u64 = 16 << 30;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn policy() -> Policy {
    Policy { undo_send: UNDO, notices_per_hour: 1000, ..Policy::default() }
}

// The workers ---------------------------------------------------------------------------------------------------------------------------

#[test]
#[ignore = "is what the soak starts, kills and puts to sleep"]
fn a_worker_of_the_soak() {
    let Ok(database) = std::env::var("ASIDE_TEST_DATABASE") else { return };
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).unwrap();
    let port = |name: &str| u16::try_from(number(name, 0)).unwrap();
    let mailbox = servers(DESK, Some(rig::account_imap_at(DESK, port("ASIDE_TEST_IMAP"))), Some(rig::account_smtp_at(port("ASIDE_TEST_SMTP"))));
    let holder = format!("worker {}", std::process::id());
    let setup = Setup { database: database.into(), policy: policy(), zone: TimeZone::UTC, mailboxes: vec![mailbox], holder, lease: LEASE };
    let _worker = Worker::start(setup, |_| {}).unwrap();
    loop {
        std::thread::sleep(Duration::from_secs(60));
    }
}

/// A worker's process; it ends with what holds it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn size(&self) -> Size {
        size(self.0.id())
    }

    fn signal(&self, what: Signal) {
        kill_process(Pid::from_child(&self.0), what).unwrap();
    }
}

/// What a process takes: resident memory in kB, and open files.
#[derive(Clone, Copy, Debug)]
struct Size {
    kb: u64,
    files: usize,
}

fn size(pid: u32) -> Size {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let kb = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap().trim().trim_end_matches(" kB").parse().unwrap();
    Size { kb, files: std::fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count() }
}

fn wal(database: &Path) -> u64 {
    std::fs::metadata(database.with_extension("db-wal")).map_or(0, |m| m.len())
}

// The post ------------------------------------------------------------------------------------------------------------------------------

/// A mail on its way to the desk: sender, recipient and bytes.
type Posted = (String, String, Vec<u8>);

/// Those who bring mail to the server. They wait while it is away.
struct Post {
    mails: SyncSender<Posted>,
    open: Arc<RwLock<()>>,
    posters: Vec<JoinHandle<()>>,
}

impl Post {
    fn to(port: u16) -> Post {
        let (mails, taken): (_, Receiver<Posted>) = sync_channel(1000);
        let (taken, open) = (Arc::new(Mutex::new(taken)), Arc::<RwLock<()>>::default());
        let posters = (0..POSTERS).map(|_| {
            let (taken, open) = (Arc::clone(&taken), Arc::clone(&open));
            std::thread::spawn(move || {
                loop {
                    let next = taken.lock().unwrap().recv();
                    let Ok((from, to, raw)) = next else { return };
                    let _open = open.read().unwrap();
                    rig::deliver(port, &from, &to, &raw);
                }
            })
        });
        Post { posters: posters.collect(), mails, open }
    }

    /// Waits until everything was handed over.
    fn close(self) {
        drop(self.mails);
        for poster in self.posters {
            poster.join().unwrap();
        }
    }
}

/// Fills the file system of a directory. What is dropped gives the room back.
fn fill(directory: &Path) -> Option<File> {
    let space = statvfs(directory).unwrap();
    let free = space.f_bavail * space.f_frsize;
    if free > SMALL {
        return None;
    }
    // It has no name: it goes when it is closed.
    let ballast = tempfile::tempfile_in(directory).unwrap();
    let (mut at, mut piece) = (0, free);
    while piece >= 4096 {
        match fallocate(&ballast, FallocateFlags::empty(), at, piece) {
            Ok(()) => at += piece,
            Err(_) => piece /= 2,
        }
    }
    Some(ballast)
}

// The desk's day ------------------------------------------------------------------------------------------------------------------------

struct Soak {
    desk: TestDesk,
    rig: Rig,
    post: Post,
    /// How many mails had come, and the files that were in the mailbox, when it was last tidied up.
    untidy: (i64, Vec<PathBuf>),
    /// The disk is full: what an agent does may be refused.
    full: bool,
    refused: Cell<usize>,
    imap: Line,
    smtp: Line,
    turn: u64,
    delivered: i64,
    /// Tickets that are there, with the customer's address.
    tickets: Vec<(TicketId, String)>,
    /// Customers whose first mail is not a ticket yet, with its Message-ID.
    waiting: VecDeque<(String, String)>,
    /// Where customers and third parties answer: their address, the reply address and the Message-ID.
    answers: Vec<(String, String, String)>,
    sides: Vec<SideId>,
    taken_back: usize,
}

impl Soak {
    fn worker(&self) -> Running {
        let child = another_process("a_worker_of_the_soak", &self.desk.path())
            .env("ASIDE_TEST_IMAP", self.imap.port.to_string())
            .env("ASIDE_TEST_SMTP", self.smtp.port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Running(child.unwrap())
    }

    fn below(&mut self, n: usize) -> usize {
        self.turn = self.turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.turn >> 33) % n as u64) as usize
    }

    /// One mail comes in: a new request, or an answer.
    fn mail_comes(&mut self) {
        let n = self.delivered;
        let word = format!("LETTER{n}END");
        let size = [1, 10, 400][self.below(3)];
        let body = format!("{word}\r\n{}", "so it goes, and on it goes\r\n".repeat(size));
        if !self.answers.is_empty() && self.below(2) == 0 {
            let at = self.below(self.answers.len());
            let (from, to, id) = self.answers.swap_remove(at);
            let more = format!("In-Reply-To: <{id}>\r\nMIME-Version");
            let mail = text(&letter(&from, &to, "Re: it", &format!("m{n}@soak.example"), &body)).replacen("MIME-Version", &more, 1);
            self.post.mails.send((from, to, mail.into_bytes())).unwrap();
        } else {
            let (from, id) = (format!("c{n}@customer.example"), format!("m{n}@soak.example"));
            let mail = letter(&from, DESK, &format!("Request {n}"), &id, &body);
            self.waiting.push_back((from.clone(), id));
            self.post.mails.send((from, DESK.to_owned(), mail)).unwrap();
        }
        self.delivered += 1;
    }

    /// An agent does something.
    fn agent_acts(&mut self, books: &Books) {
        if let Some((from, id)) = self.waiting.front().cloned()
            && let Some(ticket) = books.ticket_of_mail(&id)
        {
            self.waiting.pop_front();
            self.tickets.push((ticket, from));
        }
        if self.tickets.is_empty() {
            return;
        }
        let recent = self.tickets.len().min(30);
        let at = self.tickets.len() - 1 - self.below(recent);
        let (ticket, customer) = self.tickets[at].clone();
        let nonce = self.turn;
        let (desk, ana) = (&self.desk.desk, &self.desk.ana);
        match nonce >> 20 & 7 {
            0..=3 => {
                let request = aside::desk::ReplyRequest { nonce, ..desk::reply_request(ticket, "This is our answer.") };
                let Ok(sent) = desk.reply(ana, &request, now()) else { return };
                if nonce >> 24 & 7 == 0 {
                    self.taken_back += usize::from(desk.undo_send(ana, sent.outbox, now()).is_ok());
                } else {
                    self.can_answer(sent.outbox, customer);
                }
            }
            4 => {
                let text = InternalText::new("@bruno look at this");
                self.done(desk.note(ana, &NoteRequest { ticket, text, files: vec![], status: None }, now()));
            }
            5 | 6 => {
                let domain = if nonce >> 30 & 3 == 0 { "grey.example" } else { "supply.example" };
                let whom = format!("p{}@{domain}", nonce >> 40);
                let request = aside::desk::SideRequest {
                    nonce,
                    to: vec![Mailbox::new("Parts", desk::address(&whom))],
                    ..desk::side_request(ticket, "Do you have one?")
                };
                let Some(sent) = self.done(desk.open_side(ana, &request, now())) else { return };
                self.sides.push(sent.side);
                self.can_answer(sent.outbox, whom);
            }
            _ => {
                let Some(side) = self.sides.last().copied() else { return };
                let text = SideText::of(side, "Any news?");
                let answer = SideAnswer { text, files: vec![], status: None, seen: None, confirmed: vec![], nonce };
                self.done(desk.answer_side(ana, &answer, now()));
            }
        }
    }

    /// What an agent did; nothing, when the disk was full.
    fn done<T>(&self, done: Result<T, DeskError>) -> Option<T> {
        match done {
            Ok(done) => Some(done),
            Err(DeskError::Store(e)) if self.full && e.problem == Problem::Full => {
                self.refused.set(self.refused.get() + 1);
                None
            }
            Err(e) => panic!("{e}"),
        }
    }

    fn can_answer(&mut self, outbox: OutboxId, who: String) {
        let raw = self.desk.sent_mail(outbox);
        let id = header(&raw, "Message-ID").trim_matches(['<', '>']).to_owned();
        let to = reply_address(&raw);
        self.answers.push((who, to, id));
    }

    fn to_do(&self, books: &Books) -> i64 {
        let placed = books.count("SELECT count(*) FROM inbox WHERE state NOT IN ('waiting', 'duplicate')");
        self.delivered - placed + books.count("SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')")
    }

    /// Every mail that came is there once, and every mail that left has arrived once.
    fn balance(&self, books: &Books) -> HashMap<String, usize> {
        for (what, sql) in [
            // A mail under its new UID is another receipt, and a duplicate.
            ("stored", "SELECT count(*) FROM inbox WHERE state <> 'duplicate'"),
            ("received", "SELECT (SELECT count(*) FROM receipts) - (SELECT count(*) FROM inbox WHERE state = 'duplicate')"),
            (
                "entries and messages",
                "SELECT (SELECT count(*) FROM entries WHERE inbox_id IS NOT NULL) + (SELECT count(*) FROM side_messages WHERE inbox_id IS NOT NULL)",
            ),
            ("placed", "SELECT count(*) FROM inbox WHERE state IN ('ticket', 'entry', 'side')"),
        ] {
            assert_eq!(books.count(sql), self.delivered, "{what}");
        }
        let mut copies: HashMap<(String, String), usize> = HashMap::new();
        let mut states: HashMap<String, usize> = HashMap::new();
        let deliveries = books.deliveries();
        let mut seen = std::collections::HashSet::new();
        for (recipient, _, _) in &deliveries {
            if seen.insert(recipient.clone()) {
                for raw in self.rig.mailbox(recipient) {
                    let id = header(&text(&raw), "Message-ID").trim_matches(['<', '>']).to_owned();
                    *copies.entry((recipient.clone(), id)).or_default() += 1;
                }
            }
        }
        for (recipient, state, id) in deliveries {
            let n = copies.remove(&(recipient.clone(), id.clone())).unwrap_or(0);
            match state.as_str() {
                "sent" => assert_eq!(n, 1, "{recipient} {id}"),
                "unknown" => assert!(n <= 1, "{recipient} {id} came {n} times"),
                "cancelled" => assert_eq!(n, 0, "{recipient} {id} was taken back"),
                other => panic!("the delivery to {recipient} is {other}"),
            }
            *states.entry(state).or_default() += 1;
        }
        assert!(copies.is_empty(), "somebody got what nobody sent: {copies:?}");
        assert_eq!(self.desk.desk.store().integrity().unwrap(), [""; 0]);
        let account = rig::account_imap_at(DESK, self.rig.imap);
        let server = balance(&self.desk.desk, &account, MailboxId(1)).unwrap();
        assert_eq!(server.differences, [], "the server has what the store has");
        states
    }
}

/// What went wrong, and how often.
#[derive(Debug, Default)]
struct Troubles {
    kills: usize,
    sleeps: usize,
    cuts: usize,
    imap_restarts: usize,
    smtp_restarts: usize,
    new_uids: usize,
    full_disks: usize,
}

impl Soak {
    fn begin() -> Soak {
        let rig = Rig::start();
        let (imap, smtp) = (Line::to(rig.imap), Line::to(rig.smtp));
        Soak {
            desk: TestDesk::with(policy()),
            post: Post::to(rig.smtp),
            rig,
            untidy: (0, Vec::new()),
            full: false,
            refused: Cell::new(0),
            imap,
            smtp,
            turn: number("ASIDE_SEED", 1),
            delivered: 0,
            tickets: Vec::new(),
            waiting: VecDeque::new(),
            answers: Vec::new(),
            sides: Vec::new(),
            taken_back: 0,
        }
    }

    /// Something goes wrong.
    fn trouble(&mut self, steady: &Running, other: &mut Running, had: &mut Troubles) {
        match self.below(7) {
            0 | 1 => {
                *other = self.worker();
                had.kills += 1;
            }
            2 | 3 => {
                // the other takes over, and works until it is killed
                steady.signal(Signal::STOP);
                std::thread::sleep(LEASE * 2);
                steady.signal(Signal::CONT);
                had.sleeps += 1;
            }
            4 => {
                for line in [&self.imap, &self.smtp] {
                    line.cut(true);
                    std::thread::sleep(Duration::from_millis(300));
                    line.cut(false);
                }
                had.cuts += 1;
            }
            5 => {
                let open = Arc::clone(&self.post.open);
                let _closed = open.write().unwrap();
                self.rig.stop_smtp();
                self.rig.start_smtp();
                had.smtp_restarts += 1;
            }
            _ => {
                self.rig.stop_imap();
                self.rig.start_imap();
                had.imap_restarts += 1;
            }
        }
    }

    /// The mailbox's mails get new UIDs: all of them are read again.
    fn new_uids(&mut self) {
        self.rig.stop_imap();
        self.rig.forget_uids(DESK);
        self.rig.start_imap();
    }

    /// Somebody with another program tidies the mailbox up: what was there the last time goes, once the desk has all that had come by then.
    fn tidy(&mut self, books: &Books) {
        let (had_come, files) = std::mem::take(&mut self.untidy);
        if books.count("SELECT count(*) FROM inbox WHERE state <> 'duplicate'") >= had_come {
            for file in files {
                let _ = std::fs::remove_file(file); // the server may have given it another name
            }
            self.untidy = (self.delivered, self.rig.files(DESK));
        } else {
            self.untidy = (had_come, files);
        }
    }

    /// Waits until all is placed and settled. A mail that was put off is tried again after minutes.
    fn catches_up(&self, books: &Books) {
        let mut left = self.to_do(books);
        let mut patience = Instant::now() + PATIENCE;
        while self.to_do(books) > 0 {
            std::thread::sleep(Duration::from_millis(200));
            let now_left = self.to_do(books);
            if now_left < left {
                (left, patience) = (now_left, Instant::now() + PATIENCE);
            }
            assert!(Instant::now() < patience, "{left} things are never done: {:?}\n{}", books.undone(), self.rig.logs());
        }
    }
}

/// What the hour does, by the time: mails, and what goes wrong.
fn work(soak: &mut Soak, books: &Books, steady: &Running, minutes: u64, rate: u64) -> (Troubles, u64, Size) {
    let mut other = soak.worker();
    let mut had = Troubles::default();
    let begun = Instant::now();
    let whole = Duration::from_secs(minutes * 60);
    let (mut at_start, mut most_wal, mut ballast, mut filled) = (None, 0, None, false);
    let (mut next_mail, mut next_trouble) = (begun, begun + TROUBLE);
    while begun.elapsed() < whole {
        if Instant::now() >= next_mail {
            next_mail += Duration::from_micros(1_000_000 / rate);
            soak.mail_comes();
            if soak.below(ACTS_EVERY) == 0 {
                soak.agent_acts(books);
            }
        } else {
            std::thread::sleep(Duration::from_millis(2));
        }
        if ballast.as_ref().is_some_and(|(since, _): &(Instant, File)| since.elapsed() > FULL) {
            ballast = None;
            soak.full = false;
        }
        if at_start.is_none() && begun.elapsed() > whole / 5 {
            at_start = Some(steady.size());
        }
        if Instant::now() < next_trouble {
            continue;
        }
        next_trouble += TROUBLE;
        soak.tidy(books);
        most_wal = most_wal.max(wal(&soak.desk.path()));
        if had.new_uids == 0 && begun.elapsed() > whole / 8 || had.new_uids == 1 && begun.elapsed() > whole / 2 {
            soak.new_uids();
            had.new_uids += 1;
        } else if !filled && begun.elapsed() > whole / 3 {
            ballast = fill(&std::env::temp_dir()).map(|file| (Instant::now(), file));
            soak.full = ballast.is_some();
            had.full_disks = usize::from(soak.full);
            filled = true;
        } else {
            soak.trouble(steady, &mut other, &mut had);
        }
    }
    (had, most_wal, at_start.unwrap())
}

#[test]
#[ignore = "takes an hour"]
fn a_desk_that_works_for_an_hour_loses_nothing_and_does_not_grow() {
    let minutes = number("ASIDE_SOAK_MINUTES", 60);
    let rate = number("ASIDE_SOAK_RATE", 20);
    let mut soak = Soak::begin();
    let books = Books::of(&soak.desk.path());
    let steady = soak.worker();
    connected(&soak.desk, 1);
    let begun = Instant::now();
    let (had, most_wal, at_start) = work(&mut soak, &books, &steady, minutes, rate);
    let seconds = begun.elapsed().as_secs();
    let post = std::mem::replace(&mut soak.post, Post::to(soak.rig.smtp));
    post.close();
    soak.catches_up(&books);
    let caught_up = begun.elapsed().as_secs() - seconds;
    std::thread::sleep(Duration::from_secs(3)); // the last mails go through the server
    let at_end = steady.size();
    let states = soak.balance(&books);
    println!("{seconds} s, {} mails in at {rate} a second, all placed {caught_up} s after the last", soak.delivered);
    println!("out: {states:?}; {} taken back, {} sides, {} tickets", soak.taken_back, soak.sides.len(), books.count("SELECT count(*) FROM tickets"));
    println!(
        "{} of the mails out were put off at first",
        books.count("SELECT count(*) FROM deliveries WHERE attempts > 0 AND recipient LIKE '%@grey.example'")
    );
    println!("{had:?}; {} acts of agents refused for the full disk", soak.refused.get());
    println!("the steady worker: {at_start:?} after a fifth of the time, {at_end:?} at the end");
    println!(
        "WAL {} kB at the most, {} kB at the end; database {} kB",
        most_wal / 1024,
        wal(&soak.desk.path()) / 1024,
        std::fs::metadata(soak.desk.path()).unwrap().len() / 1024
    );
    assert!(at_end.kb < at_start.kb * 3 / 2 + 20_000, "the worker has grown");
    assert!(at_end.files <= at_start.files + 8, "files stay open");
    assert!(most_wal < 64 << 20, "the WAL is never written back");
}
