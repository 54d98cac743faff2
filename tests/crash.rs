//! Kill it anywhere, any process: no mail lost, none sent twice, no half ticket.
//!
//! `ASIDE_KILLS` says how often a worker is killed (30 when it says nothing), `ASIDE_SEED` where.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use aside::desk::{Desk, NoteRequest};
use aside::model::outgoing::InternalText;
use aside::model::ticket::NotificationKind;
use aside::model::{MailboxId, TicketId};
use aside::store::{Source, Store};
use aside::worker::{Setup, Worker};
use desk::{TestDesk, another_process};
use jiff::tz::TimeZone;
use rig::line::{Line, Passes, Trip, When};
use rig::{Rig, rig_or_skip};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use work::{Books, DESK, connected, letter, now, policy, servers, text, until};

/// How long a dead worker's lease holds.
const LEASE: Duration = Duration::from_millis(300);
/// A mail of many pieces, in bytes.
const BIG: usize = 8_000;
/// So many pieces pass on a wire while a worker does what one round gives it to do.
const STEPS: u64 = 28;

/// Random numbers that a failed run can be repeated with.
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        let seed = std::env::var("ASIDE_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| RandomState::new().hash_one(1));
        println!("ASIDE_SEED={seed}");
        Dice(seed)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn kills() -> u64 {
    std::env::var("ASIDE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(30)
}

// The processes that are killed ---------------------------------------------------------------------------------------------------------

/// Starts a process of this very program that does nothing but one of the tasks below.
fn child(task: &str, d: &TestDesk, ports: (u16, u16), mailbox: &str) -> Child {
    another_process("a_process_that_others_kill", &d.path())
        .env("ASIDE_TEST_TASK", task)
        .env("ASIDE_TEST_PORTS", format!("{} {}", ports.0, ports.1))
        .env("ASIDE_TEST_MAILBOX", mailbox)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a line does to a process.
fn signal(pid: Pid, signal: Signal) -> Box<dyn FnOnce() + Send> {
    Box::new(move || {
        let _ = kill_process(pid, signal);
    })
}

/// What a line does to put a worker to sleep between two of its writes: who sleeps in the middle of one keeps the file locked for all.
fn sleep_between_writes(pid: Pid, database: &Path) -> Box<dyn FnOnce() + Send> {
    let database = database.to_owned();
    Box::new(move || {
        let file = Connection::open(database).unwrap();
        file.busy_timeout(Duration::from_secs(10)).unwrap();
        file.execute_batch("BEGIN IMMEDIATE").unwrap();
        kill_process(pid, Signal::STOP).unwrap();
        until("every thread of it sleeps", || threads_sleep(pid).then_some(()));
        file.execute_batch("ROLLBACK").unwrap();
    })
}

fn threads_sleep(pid: Pid) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
    threads.flatten().all(|thread| {
        // a thread that has ended meanwhile has no file any more
        let stat = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('T'))
    })
}

fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
#[ignore = "is what the other tests kill"]
fn a_process_that_others_kill() {
    let Ok(task) = std::env::var("ASIDE_TEST_TASK") else { return };
    // whoever started this may be killed too
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).unwrap();
    let database = std::env::var("ASIDE_TEST_DATABASE").unwrap();
    match task.as_str() {
        "worker" => {
            let _worker = Worker::start(child_setup(&database), |_| {}).unwrap();
            std::thread::sleep(Duration::from_secs(60));
        }
        _ => work_by_hand(&database),
    }
}

fn child_setup(database: &str) -> Setup {
    let ports = std::env::var("ASIDE_TEST_PORTS").unwrap();
    let mailbox = std::env::var("ASIDE_TEST_MAILBOX").unwrap();
    let (imap, smtp) = ports.split_once(' ').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap();
    Setup {
        database: database.into(),
        policy: policy(),
        zone: TimeZone::UTC,
        mailboxes: vec![servers(DESK, Some(rig::account_imap_at(&mailbox, imap)), Some(rig::account_smtp_at(smtp)))],
        holder: format!("child {}", std::process::id()),
        lease: LEASE,
    }
}

/// What an agent does all day, as fast as it goes.
fn work_by_hand(database: &str) {
    let desk = Desk::new(Store::open(database.as_ref()).unwrap(), policy(), TimeZone::UTC).unwrap();
    let ana = desk.actor("ana", None).unwrap();
    for n in 0u64.. {
        let nonce = u64::from(std::process::id()) << 32 | n;
        let mail = letter(&format!("c{nonce}@customer.example"), DESK, "Help", &format!("k{nonce}@customer.example"), "It is broken again.");
        let ticket = desk.receive(&mail, Source::Ingest, Some(MailboxId(1)), now()).unwrap().ticket.unwrap();
        let note = NoteRequest { ticket, text: InternalText::new("@bruno look at this"), files: vec![], status: None };
        desk.note(&ana, &note, now()).unwrap();
        let mut reply = desk::reply_request(ticket, "We look into it.");
        reply.nonce = nonce * 2;
        desk.reply(&ana, &reply, now()).unwrap();
        let mut side = desk::side_request(ticket, "Do you have one?");
        side.nonce = nonce * 2 + 1;
        desk.open_side(&ana, &side, now()).unwrap();
    }
}

// A worker that is killed again and again -----------------------------------------------------------------------------------------------

/// What a desk was given to do, and what has to come of it.
struct Given {
    desk: TestDesk,
    mailbox: String,
    imap: Line,
    smtp: Line,
    /// Where its customers are.
    domain: &'static str,
    letters: Vec<String>,
    replies: usize,
}

impl Given {
    fn new(rig: &Rig, mailbox: &str, domain: &'static str) -> Given {
        let given = Given {
            desk: TestDesk::with(policy()),
            mailbox: mailbox.into(),
            imap: Line::to(rig.imap),
            smtp: Line::to(rig.smtp),
            domain,
            letters: Vec::new(),
            replies: 0,
        };
        let (worker, _) = work::start(given.setup(rig));
        connected(&given.desk, 1);
        worker.stop();
        given
    }

    fn setup(&self, rig: &Rig) -> Setup {
        Setup { lease: Duration::from_secs(10), ..work::setup(&self.desk, "the last", vec![work::on_rig(rig, DESK, &self.mailbox)]) }
    }

    fn books(&self) -> Books {
        Books::of(&self.desk.path())
    }

    /// Two customers write, and one who wrote before is answered, with a copy to another address.
    fn more_to_do(&mut self, rig: &Rig) {
        for size in [10, BIG] {
            let n = self.letters.len();
            let (word, from) = (format!("LETTER{n}END"), format!("c{n}@{}", self.domain));
            let body = format!("{word}\r\n{}", "so it goes, \r\n".repeat(size / 14));
            let mail = letter(&from, &self.mailbox, &format!("Request {n}"), &format!("l{n}@{}", self.domain), &body);
            rig.deliver(&from, &self.mailbox, &mail);
            self.letters.push(word);
        }
        let placed = self.letters.get(self.replies).and_then(|word| self.books().ticket_with(word));
        if let Some(ticket) = placed {
            self.answer(ticket);
        }
    }

    /// Answers the customer with the number of the answer.
    fn answer(&mut self, ticket: TicketId) {
        let n = self.replies;
        let mut reply = desk::reply_request(ticket, "This is our answer.");
        reply.to = vec![desk::mailbox(&format!("c{n}@{}", self.domain))];
        reply.cc = vec![desk::mailbox(&format!("boss{n}@{}", self.domain))];
        reply.nonce = 1000 + n as u64;
        self.desk.desk.reply(&self.desk.ana, &reply, now()).unwrap();
        self.replies += 1;
    }

    /// How much is not done yet.
    fn to_do(&self) -> i64 {
        let books = self.books();
        let placed = books.count("SELECT count(*) FROM inbox WHERE state <> 'waiting'");
        self.letters.len() as i64 - placed + books.count("SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')")
    }

    /// Runs a worker that is killed at the n-th step of a wire, or when it has done all. True when it came to that step.
    fn kill_at(&self, line: &Line, step: usize, passes: Passes, delay: Duration) -> bool {
        let mut worker = child("worker", &self.desk, (self.imap.port, self.smtp.port), &self.mailbox);
        let pid = Pid::from_child(&worker);
        line.arm(Trip { when: When::Piece(step), passes, delay, act: signal(pid, Signal::KILL) });
        let end = Instant::now() + Duration::from_secs(40);
        while worker.try_wait().unwrap().is_none() {
            let done = !line.tripped() && self.to_do() == 0;
            assert!(done || Instant::now() < end, "a worker that lives does not do its work: {:#?}", self.books().undone());
            if done {
                kill(&mut worker);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        line.disarm();
        line.tripped()
    }

    /// Every mail is in the store exactly once, and every answer has reached its reader exactly once, or is of unknown fate and may have.
    fn balance(&self, rig: &Rig) -> (usize, usize) {
        let books = self.books();
        let letters = self.letters.len() as i64;
        for table in ["inbox", "receipts", "tickets"] {
            assert_eq!(books.count(&format!("SELECT count(*) FROM {table}")), letters, "{table}");
        }
        assert_eq!(books.count("SELECT count(*) FROM inbox WHERE state <> 'ticket'"), 0);
        for word in &self.letters {
            assert_eq!(books.entries_with(word), 1, "{word}");
        }
        let deliveries = books.deliveries();
        assert_eq!(deliveries.len(), 2 * self.replies);
        let (mut unknown, mut arrived) = (0, 0);
        for (recipient, state, message_id) in deliveries {
            let mails = rig.mailbox(&recipient);
            let copies = mails.iter().filter(|raw| text(raw).contains(&message_id)).count();
            match state.as_str() {
                "sent" => assert_eq!(copies, 1, "{recipient}"),
                "unknown" => {
                    assert!(copies <= 1, "{recipient} got it {copies} times");
                    (unknown, arrived) = (unknown + 1, arrived + copies);
                }
                other => panic!("the delivery to {recipient} is {other}"),
            }
        }
        assert_eq!(self.desk.desk.store().integrity().unwrap(), [""; 0]);
        (unknown, arrived)
    }
}

#[test]
fn a_worker_that_is_killed_anywhere_loses_no_mail_and_sends_none_twice() {
    let Some(rig) = rig_or_skip() else { return };
    let mut dice = Dice::new();
    let mut given = Given::new(rig, "crash@desk.example", "crash.example");
    given.more_to_do(rig);
    assert!(!given.kill_at(&given.imap, usize::MAX, Passes::Before, Duration::ZERO), "the first one does its work");
    let (rounds, mut killed) = (kills(), 0);
    for round in 0..rounds {
        given.more_to_do(rig);
        let line = if round % 2 == 0 { &given.imap } else { &given.smtp };
        let step = 1 + dice.below(STEPS) as usize;
        let passes = if dice.below(3) > 0 { Passes::Before } else { Passes::Never };
        let delay = Duration::from_millis(if passes == Passes::Before { dice.below(40) } else { 0 });
        killed += u64::from(given.kill_at(line, step, passes, delay));
    }
    assert!(killed * 3 > rounds, "{killed} of {rounds} were killed in the middle of their work");

    let (worker, _) = work::start(given.setup(rig));
    until("all is done", || (given.to_do() == 0).then_some(()));
    until("every answer that was sent is there", || {
        let there =
            |(recipient, state, id): &(String, String, String)| state != "sent" || rig.mailbox(recipient).iter().any(|m| text(m).contains(id));
        given.books().deliveries().iter().all(there).then_some(())
    });
    let (unknown, arrived) = given.balance(rig);
    // nobody resends what may have arrived: it stays so
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(given.balance(rig), (unknown, arrived));
    worker.stop();
    let told = given.desk.desk.notifications(&given.desk.ana).unwrap();
    let failures = told.iter().filter(|n| n.kind == NotificationKind::DeliveryFailed).count();
    assert_eq!(failures, unknown.min(200), "the author is told of each");
    println!(
        "{rounds} workers, {killed} killed in the middle; {} mails in, each once; {} out, {} of them unknown, of which {arrived} had arrived",
        given.letters.len(),
        2 * given.replies,
        unknown
    );
}

#[test]
fn a_process_that_is_killed_while_agents_work_leaves_no_half_ticket() {
    let d = TestDesk::with(policy());
    let mut dice = Dice::new();
    for _ in 0..kills().min(60) {
        let mut console = child("by hand", &d, (0, 0), "");
        std::thread::sleep(Duration::from_millis(30 + dice.below(200)));
        kill(&mut console);
    }
    assert_eq!(d.desk.store().integrity().unwrap(), [""; 0]);
    let books = Books::of(&d.path());
    assert!(books.count("SELECT count(*) FROM tickets") > 10, "something was done at all");
    for (what, sql) in [
        (
            "a ticket without its mail",
            "SELECT count(*) FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.ticket_id = t.id AND e.kind = 'customer')",
        ),
        (
            "a ticket without a history",
            "SELECT count(*) FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.ticket_id = t.id AND h.what = 'created')",
        ),
        ("a placed mail without an entry", "SELECT count(*) FROM inbox WHERE state <> 'waiting' AND entry_id IS NULL"),
        (
            "a reply without a mail",
            "SELECT count(*) FROM entries e WHERE e.kind = 'reply' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.entry_id = e.id)",
        ),
        (
            "a reply without a history",
            "SELECT count(*) FROM entries e WHERE e.kind = 'reply' AND NOT EXISTS (SELECT 1 FROM history h WHERE h.entry_id = e.id AND h.what = 'reply')",
        ),
        (
            "a reply that left no status",
            "SELECT count(*) FROM tickets t JOIN entries e ON e.ticket_id = t.id AND e.kind = 'reply' WHERE t.status = 'new'",
        ),
        ("a mail without recipients", "SELECT count(*) FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.outbox_id = o.id)"),
        ("a side without a message", "SELECT count(*) FROM sides s WHERE NOT EXISTS (SELECT 1 FROM side_messages m WHERE m.side_id = s.id)"),
        ("a side without people", "SELECT count(*) FROM sides s WHERE NOT EXISTS (SELECT 1 FROM side_participants p WHERE p.side_id = s.id)"),
        (
            "a side's message without a mail",
            "SELECT count(*) FROM side_messages m WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.side_message_id = m.id)",
        ),
        (
            "a mention without a notification",
            "SELECT count(*) FROM mentions m WHERE NOT EXISTS (SELECT 1 FROM notifications n WHERE n.ticket_id = m.ticket_id)",
        ),
        (
            "a text that search does not know",
            "SELECT count(*) FROM entries e WHERE e.kind <> 'event' AND NOT EXISTS (SELECT 1 FROM search_docs s WHERE s.entry_id = e.id)",
        ),
    ] {
        assert_eq!(books.count(sql), 0, "{what}");
    }
}

/// A worker falls asleep before some words on its way out have passed, sleeps past its lease, and another takes over. What became of the mail in its hand, and how
/// often it arrived.
fn slept(rig: &Rig, mailbox: &str, domain: &'static str, words: &'static str) -> (String, usize) {
    let mut given = Given::new(rig, mailbox, domain);
    let (imap, smtp) = (&given.imap, &given.smtp);
    let mut sleeper = child("worker", &given.desk, (imap.port, smtp.port), mailbox);
    let pid = Pid::from_child(&sleeper);
    until("it works", || (imap.connections().0 == 1).then_some(()));
    let act = sleep_between_writes(pid, &given.desk.path());
    smtp.arm(Trip { when: When::Says(words), passes: Passes::After, delay: Duration::ZERO, act });
    let mail = letter(&format!("sam@{domain}"), mailbox, "Asleep?", &format!("s1@{domain}"), "Is anybody there?");
    let ticket = given.desk.desk.receive(&mail, Source::Ingest, Some(MailboxId(1)), now()).unwrap().ticket.unwrap();
    given.answer(ticket);
    until("it sleeps with a mail in its hand", || given.smtp.tripped().then_some(()));

    let (worker, said) = work::start(given.setup(rig));
    until("another takes over", || given.desk.desk.store().lease().unwrap().filter(|l| l.holder == "the last"));
    said.works();
    let settled = |g: &Given| g.books().deliveries().iter().all(|d| d.1 != "queued" && d.1 != "sending").then_some(());
    until("everything is settled without it", || settled(&given));
    let before = given.books().deliveries();
    let taken = given.imap.connections().1 + given.smtp.connections().1;
    kill_process(pid, Signal::CONT).unwrap();
    until("it drops its connections", || (given.imap.connections().0 + given.smtp.connections().0 == 0).then_some(()));

    let another = letter(&format!("tom@{domain}"), mailbox, "Another", &format!("s2@{domain}"), "TOMWRITES");
    rig.deliver(&format!("tom@{domain}"), mailbox, &another);
    let another = until("the other one fetches", || given.books().ticket_with("TOMWRITES"));
    given.answer(another);
    rig.wait_for(&format!("c1@{domain}"), 1);
    until("it is settled", || settled(&given));
    assert_eq!(given.books().deliveries()[..2], before[..], "what was settled stays so");
    assert_eq!(given.imap.connections().1 + given.smtp.connections().1, taken, "it opens no new ones");
    assert_eq!(given.books().entries_with("TOMWRITES"), 1);
    kill(&mut sleeper);
    worker.stop();
    (before[0].1.clone(), rig.mailbox(&format!("c0@{domain}")).len())
}

#[test]
fn a_worker_that_slept_past_its_lease_sends_nothing_that_another_may_have_sent() {
    let Some(rig) = rig_or_skip() else { return };
    // it never heard that it may send the text, so the other one could send it
    assert_eq!(slept(rig, "slept@desk.example", "slept.example", "354"), ("sent".to_owned(), 1));
}

#[test]
fn a_worker_that_slept_in_the_middle_of_a_mail_settles_nothing_when_it_wakes() {
    let Some(rig) = rig_or_skip() else { return };
    let (state, arrived) = slept(rig, "middle@desk.example", "middle.example", "Date: ");
    assert!(state == "unknown" && arrived <= 1, "{state}, {arrived} times");
}
