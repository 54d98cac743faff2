//! How fast a big desk is, through the same calls that the console and the mail worker make.
//!
//! ```text
//! cargo bench --bench desk                              every figure, on 100,000 tickets and 300,000 messages
//! cargo bench --bench desk -- search                    only the figures with this word in their name
//! cargo bench --bench desk -- --desk FILE               on a desk that is there already; what writes works on a copy of it
//! cargo bench --bench desk -- --generate FILE           only makes such a desk, to try anything else on
//! ```
//!
//! `--writer N` lets another connection receive N mails a second, each durable, while the figures are taken: the desk is written to.
//! `--tickets N`, `--messages N` (for each ticket, on average), `--agents N`, `--teams N` and `--seed N` make another desk. Without `--desk` the
//! desk is kept in the target directory and used again. A figure is the median and the 95th percentile of many runs, after some that do not
//! count.

mod generate;

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use aside::desk::{Actor, Desk, Policy};
use aside::model::report::Period;
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::{TicketId, Time};
use aside::store::{Source, Store};
use generate::Shape;
use jiff::tz::TimeZone;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What was asked for on the command line.
struct Options {
    generate: Option<PathBuf>,
    desk: Option<PathBuf>,
    shape: Shape,
    only: Vec<String>,
    /// Mails a second that come in meanwhile.
    writer: u32,
    wanted: bool,
}

fn main() -> Result {
    let options = options()?;
    if let Some(path) = &options.generate {
        return make(path, &options.shape);
    }
    if !options.wanted {
        println!("figures are taken by `cargo bench`");
        return Ok(());
    }
    let path = match &options.desk {
        Some(path) => path.clone(),
        None => kept(&options.shape)?,
    };
    let copy = (options.writer > 0).then(|| Copy::of(&path, "written")).transpose()?;
    let path = copy.as_ref().map_or(path, |c| c.0.clone());
    let mut bench = Bench::on(&path, options.only)?;
    let writer = (options.writer > 0).then(|| Writer::begin(path.clone(), options.writer));
    println!("{:58} {:>9} {:>9} {:>9}", "", "median", "p95", "target");
    bench.counts()?;
    bench.lists()?;
    bench.tickets()?;
    bench.searches()?;
    bench.other_reads()?;
    bench.ingest(&path)?;
    if let Some(writer) = writer {
        println!("{} mails came in meanwhile", writer.end()?);
    }
    if bench.missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", bench.missed.join(", ")).into()) }
}

fn options() -> Result<Options> {
    let mut out = Options { generate: None, desk: None, shape: Shape::big(now()), only: Vec::new(), writer: 0, wanted: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--bench" => out.wanted = true,
            "--generate" => out.generate = Some(value()?.into()),
            "--desk" => out.desk = Some(value()?.into()),
            "--tickets" => out.shape.tickets = value()?.parse()?,
            "--messages" => out.shape.messages = value()?.parse()?,
            "--agents" => out.shape.agents = value()?.parse()?,
            "--teams" => out.shape.teams = value()?.parse()?,
            "--writer" => out.writer = value()?.parse()?,
            "--seed" => out.shape.seed = value()?.parse()?,
            other if other.starts_with('-') => return Err(format!("{other} is not known; the head of benches/desk.rs says what is").into()),
            other => out.only.push(other.to_owned()),
        }
    }
    Ok(out)
}

fn now() -> Time {
    jiff::Timestamp::now().into()
}

/// Makes a desk and says how long that took.
fn make(path: &Path, shape: &Shape) -> Result {
    let begun = Instant::now();
    let made = generate::generate(path, shape, |part| eprint!("\r{:3.0} %", part.min(1.0) * 100.0))?;
    eprintln!("\r{} tickets and {} messages in {:.0?}: {}", made.tickets, made.messages, begun.elapsed(), path.display());
    Ok(())
}

/// The desk of this shape in the target directory, made when it is not there.
fn kept(shape: &Shape) -> Result<PathBuf> {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("desk-{}-{}-{}-{}-{}.db", shape.tickets, shape.messages, shape.agents, shape.teams, shape.seed);
    let path = directory.join(name);
    if !path.exists() {
        let half = path.with_extension("half");
        for old in [half.clone(), half.with_extension("half-wal"), half.with_extension("half-shm")] {
            let _ = std::fs::remove_file(old);
        }
        make(&half, shape)?;
        std::fs::rename(&half, &path)?;
    }
    Ok(path)
}

/// A desk to write into, so that the next figures are taken on what these were taken on. It goes with this.
struct Copy(PathBuf);

impl Copy {
    fn of(path: &Path, ending: &str) -> Result<Copy> {
        let copy = Copy(path.with_extension(ending));
        copy.remove();
        for (end, must) in [("", true), ("-wal", false)] {
            let from = with_end(path, end);
            if must || from.exists() {
                std::fs::copy(from, with_end(&copy.0, end))?;
            }
        }
        Ok(copy)
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(with_end(&self.0, end));
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

/// Mails that come in while figures are taken, as those of a mail worker in another process do.
struct Writer {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<std::result::Result<u32, String>>,
}

impl Writer {
    fn begin(path: PathBuf, a_second: u32) -> Writer {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let receive = move || -> Result<u32> {
            let desk = open(&path)?;
            let mailbox = desk.store().mailboxes()?.first().map(|m| m.id);
            let (begun, first, mut count) = (Instant::now(), now().0 as u32, 0);
            while !stopped.load(Ordering::Relaxed) {
                // every second one is an answer to the one before
                let n = first.wrapping_add(count / 2);
                desk.receive(mail(n, count % 2 == 1).as_bytes(), Source::Ingest, mailbox, now())?;
                count += 1;
                std::thread::sleep((Duration::from_secs(1) / a_second * count).saturating_sub(begun.elapsed()));
            }
            Ok(count)
        };
        Writer { stop, thread: std::thread::spawn(move || receive().map_err(|e| e.to_string())) }
    }

    /// Stops, and says how many mails came in.
    fn end(self) -> Result<u32> {
        self.stop.store(true, Ordering::Relaxed);
        Ok(self.thread.join().map_err(|_| "the writer panicked")??)
    }
}

/// A desk, who looks at it, and which figures are wanted.
struct Bench {
    desk: Desk,
    admin: Actor,
    limited: Actor,
    now: Time,
    only: Vec<String>,
    missed: Vec<String>,
}

fn open(path: &Path) -> Result<Desk> {
    Ok(Desk::new(Store::open(path)?, Policy::default(), TimeZone::UTC)?)
}

fn request(within: BoxKey, sort: Sort, query: &str, offset: u32) -> ListRequest {
    ListRequest { within, query: query.to_owned(), sort: sort.into(), offset, limit: 60 }
}

impl Bench {
    fn on(path: &Path, only: Vec<String>) -> Result<Bench> {
        let desk = open(path)?;
        let (admin, limited) = (desk.actor("ana", None)?, desk.actor("agent3", None)?);
        Ok(Bench { desk, admin, limited, now: now(), only, missed: Vec::new() })
    }

    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|word| name.contains(word.as_str()))
    }

    /// Takes one figure; `target` is in milliseconds and holds for the 95th percentile.
    fn figure<T>(&mut self, name: &str, target: f64, act: impl Fn(&Bench) -> Result<T>) -> Result {
        if !self.wants(name) {
            return Ok(());
        }
        let mut times = Vec::new();
        let begun = Instant::now();
        for run in 0..220 {
            let at = Instant::now();
            black_box(act(self)?);
            if run >= 20 || begun.elapsed() > Duration::from_secs(2) {
                times.push(at.elapsed());
            }
            if begun.elapsed() > Duration::from_secs(4) && times.len() >= 5 {
                break;
            }
        }
        times.sort();
        let milliseconds = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
        let (median, p95) = (milliseconds(0.5), milliseconds(0.95));
        let kept = p95 <= target;
        println!("{name:58} {median:6.2} ms {p95:6.2} ms {target:6.1} ms{}", if kept { "" } else { "  MISSED" });
        if !kept {
            self.missed.push(name.to_owned());
        }
        Ok(())
    }

    /// The same for someone who sees everything and for someone who sees their teams.
    fn both<T>(&mut self, name: &str, target: f64, act: impl Fn(&Bench, &Actor) -> Result<T>) -> Result {
        self.figure(&format!("{name}, admin"), target, |b| act(b, &b.admin))?;
        self.figure(&format!("{name}, agent"), target, |b| act(b, &b.limited))
    }

    fn counts(&mut self) -> Result {
        self.both("counts of all boxes", 20.0, |b, who| Ok(b.desk.boxes(who)?))
    }

    fn lists(&mut self) -> Result {
        let team = self.limited.agent().and_then(|a| a.teams.first().copied()).ok_or("the agent has no team")?;
        let boxes = [
            ("mine", BoxKey::Mine),
            ("unassigned", BoxKey::Unassigned),
            ("mentions", BoxKey::Mentions),
            ("third parties", BoxKey::ThirdParties),
            ("all open", BoxKey::AllOpen),
            ("a team", BoxKey::Team(team)),
        ];
        for (name, key) in boxes {
            for sort in [Sort::Waiting, Sort::Updated, Sort::Created, Sort::Priority, Sort::Number] {
                let name = format!("list {name} by {sort:?}").to_lowercase();
                self.both(&name, 5.0, |b, who| Ok(b.desk.list(who, &request(key.clone(), sort, "", 0), b.now)?))?;
            }
        }
        for sort in [Sort::Waiting, Sort::Updated, Sort::Created, Sort::Priority, Sort::Number] {
            let name = format!("list all open by {sort:?}, row 10,000").to_lowercase();
            self.both(&name, 5.0, |b, who| Ok(b.desk.list(who, &request(BoxKey::AllOpen, sort, "", 10_000), b.now)?))?;
        }
        Ok(())
    }

    fn tickets(&mut self) -> Result {
        let (long, usual) = (self.longest()?, self.usual()?);
        self.figure("ticket, usual", 5.0, |b| Ok(b.desk.ticket(&b.admin, usual)?))?;
        self.figure("ticket, 2,000 messages", 50.0, |b| Ok(b.desk.ticket(&b.admin, long)?))?;
        self.figure("ticket head", 1.0, |b| Ok(b.desk.ticket_head(&b.limited, usual).ok()))?;
        self.figure("other tickets of a customer", 5.0, |b| Ok(b.desk.other_tickets(&b.admin, usual)?))
    }

    /// The ticket with the long timeline: the one whose requester writes on it again and again.
    fn longest(&self) -> Result<TicketId> {
        let page = self.desk.list(&self.admin, &request(BoxKey::AllOpen, Sort::Number, "status:open", 0), self.now)?;
        let mut found = (0, TicketId(1));
        for offset in (0..page.total).step_by(60) {
            for head in self.desk.list(&self.admin, &request(BoxKey::AllOpen, Sort::Number, "status:open", offset), self.now)?.rows {
                let entries = self.desk.store().ticket_history(head.id, 0)?.len();
                found = found.max((entries, head.id));
            }
        }
        Ok(found.1)
    }

    fn usual(&self) -> Result<TicketId> {
        let page = self.desk.list(&self.admin, &request(BoxKey::AllOpen, Sort::Updated, "", 0), self.now)?;
        Ok(page.rows.last().ok_or("there are no tickets")?.id)
    }

    fn searches(&mut self) -> Result {
        let words = generate::RARE_WORD;
        let queries = [
            ("a rare word", words.to_owned()),
            ("a common word", "printer".to_owned()),
            ("the commonest word", "de".to_owned()),
            ("two common words", "printer order".to_owned()),
            ("the beginning of a word", "refu*".to_owned()),
            ("the beginning of a word, two letters", "in*".to_owned()),
            ("a phrase", "\"as soon as possible\"".to_owned()),
            ("a pair of Chinese characters", "退款".to_owned()),
            ("a word that is nowhere", "xylophonist".to_owned()),
            ("a word and a status", "printer status:open".to_owned()),
            ("a rare word and a status", format!("{words} status:open")),
            ("the commonest word and a rare status", "de status:on-hold".to_owned()),
            ("a word, mine", "printer assignee:me".to_owned()),
            ("a word in a team", "printer team:billing".to_owned()),
            ("a word, not another", "printer -refund".to_owned()),
            ("not a word", "-de".to_owned()),
            ("a word of the subject", "subject:invoice".to_owned()),
            ("a status", "status:open".to_owned()),
            ("a status that most have", "status:closed".to_owned()),
            ("open and pending", "status:open,pending".to_owned()),
            ("a domain", "requester:@firm7.example".to_owned()),
            ("a part of a name", "requester:becker".to_owned()),
            ("a requester and a status", "requester:@firm7.example status:open".to_owned()),
            ("a tag", "tag:vip".to_owned()),
            ("a rare tag, not another", "tag:legal -tag:billing status:open".to_owned()),
            ("a third party", "third:@mail3.example".to_owned()),
            ("side conversations with an unread answer", "side:unread".to_owned()),
            ("what waits for long", "waiting:>4h".to_owned()),
            ("made today", "created:today".to_owned()),
            ("with a file", "has:attachment".to_owned()),
            ("with a file of this name", "file:photo-77".to_owned()),
            ("with a note, in a team, urgent", "has:note team:returns priority:urgent".to_owned()),
            ("mentions me", "mentions:me".to_owned()),
            ("a number", "#4711".to_owned()),
        ];
        for (name, query) in queries {
            self.both(&format!("search {name}"), 30.0, |b, who| Ok(b.desk.list(who, &request(BoxKey::AllOpen, Sort::Waiting, &query, 0), b.now)?))?;
            self.both(&format!("search {name}, best first"), 30.0, |b, who| {
                Ok(b.desk.list(who, &request(BoxKey::AllOpen, Sort::Best, &query, 0), b.now)?)
            })?;
        }
        self.figure("search, by priority: printer", 30.0, |b| {
            Ok(b.desk.list(&b.admin, &request(BoxKey::AllOpen, Sort::Priority, "status:closed", 0), b.now)?)
        })
    }

    fn other_reads(&mut self) -> Result {
        let usual = self.usual()?;
        let last = self.desk.store().last_history()?;
        self.figure("has anybody written?", 0.1, |b| Ok(b.desk.store().others_wrote()?))?;
        self.figure("the last hundred rows of history", 2.0, |b| Ok(b.desk.history_after(last - 100)?))?;
        self.figure("notifications", 5.0, |b| Ok(b.desk.notifications(&b.limited)?))?;
        self.figure("side conversations that wait, admin", 5.0, |b| Ok(b.desk.waiting_sides(&b.admin)?))?;
        self.figure("side conversations that wait, agent", 5.0, |b| Ok(b.desk.waiting_sides(&b.limited)?))?;
        for (days, target) in [(30, 500.0), (365, 2000.0)] {
            let period = Period::last(days, self.now, TimeZone::UTC);
            self.figure(&format!("report of {days} days, admin"), target, |b| Ok(b.desk.report(&b.admin, &period, "", b.now)?))?;
            self.figure(&format!("report of {days} days, agent"), target, |b| Ok(b.desk.report(&b.limited, &period, "", b.now)?))?;
        }
        self.figure("people whose name begins so", 5.0, |b| Ok(b.desk.suggest_people("ana")?))?;
        self.figure("canned responses", 5.0, |b| Ok(b.desk.canned(&b.limited)?))?;
        self.figure("drafts", 5.0, |b| Ok(b.desk.drafts(&b.admin, usual)?))?;
        self.figure("presence", 5.0, |b| Ok(b.desk.presence("none", b.now)?))?;
        self.figure("counts of the outbox", 5.0, |b| Ok(b.desk.outbox_counts()?))?;
        self.figure("quarantine", 5.0, |b| Ok(b.desk.quarantine(&b.admin)?))
    }

    /// Mails, each durable before the next is taken: new tickets, and answers to tickets that are there.
    fn ingest(&mut self, path: &Path) -> Result {
        const MAILS: u32 = 2000;
        if !self.wants("ingest") {
            return Ok(());
        }
        let copy = Copy::of(path, "ingest")?;
        for (name, answers) in [("ingest: new tickets", false), ("ingest: answers", true)] {
            let desk = open(&copy.0)?;
            let mailbox = desk.store().mailboxes()?.first().map(|m| m.id);
            let begun = Instant::now();
            for n in 0..MAILS {
                desk.receive(mail(n, answers).as_bytes(), Source::Ingest, mailbox, now())?;
            }
            let rate = f64::from(MAILS) / begun.elapsed().as_secs_f64();
            println!("{name:58} {rate:6.0} mails a second, each durable; target 1000{}", if rate >= 1000.0 { "" } else { "  MISSED" });
            if rate < 1000.0 {
                self.missed.push(name.to_owned());
            }
        }
        Ok(())
    }
}

fn mail(n: u32, answer: bool) -> String {
    let text = "The printer on the second floor shows an error since this morning. We have tried another cable and another cartridge, and it \
                still does not print. Could you tell us when somebody can come and look at it? Our order number is below.\r\n";
    let thread = if answer { format!("In-Reply-To: <new{n}@customer.example>\r\n") } else { String::new() };
    let kind = if answer { "answer" } else { "new" };
    format!(
        "From: Carla Dias <carla{}@customer.example>\r\nTo: desk@desk.example\r\nSubject: Printer {n} does not print\r\n\
         Message-ID: <{kind}{n}@customer.example>\r\n{thread}Date: Tue, 17 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nHello,\r\n\r\n{text}\r\nOrder {n}\r\n\r\n{text}\r\nKind regards\r\nCarla\r\n",
        n % 500
    )
}
