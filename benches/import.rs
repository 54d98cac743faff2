//! How many old mails come in for each second of the processor, and how much memory that takes, beside `notmuch new` and `mu index` on the
//! same files where those are installed.
//!
//! ```text
//! cargo bench --bench import                         20,000 made-up mails, three times
//! cargo bench --bench import -- --maildir DIR        the mails of a Maildir
//! cargo bench --bench import -- --mails N --runs N   more or fewer
//! ```
//!
//! A figure is the median of the runs. The seconds are the processor's, user and system, as the kernel counts them for a program that has
//! ended, so that what else goes on counts little; the programs take turns, so that it counts the same for each. Linux alone tells them.

#[allow(dead_code)] // the other bench uses the rest
#[path = "generate/random.rs"]
mod random;
#[allow(dead_code)]
#[path = "generate/words.rs"]
mod words;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use random::Dice;
use words::Tongue;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The desk's own address, which answers in the made-up mails.
const DESK: &str = "support@desk.example";
/// `/proc` counts in hundredths of a second on every machine (`USER_HZ`).
const TICKS: f64 = 100.0;

/// Makes a program ready in a directory of its own, to read a Maildir.
type Prepare = fn(&Path, &Path) -> Result<Command>;

/// What was asked for on the command line.
struct Options {
    maildir: Option<PathBuf>,
    mails: usize,
    runs: usize,
    wanted: bool,
}

/// What a run took.
#[derive(Clone, Copy, Debug)]
struct Taken {
    /// Seconds of the processor.
    seconds: f64,
    /// The most memory at once, in megabytes.
    megabytes: f64,
}

fn main() -> Result {
    let options = options()?;
    if !options.wanted {
        println!("figures are taken by `cargo bench`");
        return Ok(());
    }
    let maildir = match &options.maildir {
        Some(path) => std::fs::canonicalize(path)?,
        None => made_up(options.mails)?,
    };
    let mails = count(&maildir)?;
    let work = tempfile::tempdir()?;
    let programs: [(&str, Prepare); 3] = [("aside", aside), ("notmuch", notmuch), ("mu", mu)];
    let mut figures: Vec<(&str, Vec<Taken>)> = programs.iter().map(|(name, _)| (*name, Vec::new())).collect();
    for run in 0..options.runs {
        for ((name, prepare), (_, taken)) in programs.iter().zip(&mut figures) {
            if *name != "aside" && !installed(name) {
                continue;
            }
            let directory = work.path().join(format!("{name}-{run}"));
            std::fs::create_dir_all(&directory)?;
            taken.push(measured(&mut prepare(&directory, &maildir)?)?);
            std::fs::remove_dir_all(&directory)?;
        }
    }
    show(mails, &figures);
    Ok(())
}

fn options() -> Result<Options> {
    let mut out = Options { maildir: None, mails: 20_000, runs: 3, wanted: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--bench" => out.wanted = true,
            "--maildir" => out.maildir = Some(value()?.into()),
            "--mails" => out.mails = value()?.parse()?,
            "--runs" => out.runs = value()?.parse::<usize>()?.max(1),
            other => return Err(format!("{other} is not known; the head of benches/import.rs says what is").into()),
        }
    }
    Ok(out)
}

fn show(mails: usize, figures: &[(&str, Vec<Taken>)]) {
    println!("{mails} mails {:>30} {:>12} {:>10}", "mails a CPU second", "CPU seconds", "memory");
    for (name, taken) in figures {
        let mut taken = taken.clone();
        taken.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        match taken.get(taken.len() / 2) {
            Some(t) => println!("{name:12} {:>26.0} {:>12.1} {:>7.0} MB", mails as f64 / t.seconds, t.seconds, t.megabytes),
            None => println!("{name:12} is not installed"),
        }
    }
}

// The programs ---------------------------------------------------------------------------------------------------------------------------

fn installed(name: &str) -> bool {
    Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A program with nothing of this machine's user around it.
fn program(name: &str, directory: &Path) -> Command {
    let mut command = Command::new(name);
    command.env_clear().env("HOME", directory).env("LANG", "C.UTF-8").env("PATH", "/usr/local/bin:/usr/bin:/bin").current_dir(directory);
    command.stdout(Stdio::null());
    command
}

fn done(command: &mut Command) -> Result {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}

fn aside(directory: &Path, maildir: &Path) -> Result<Command> {
    let on_desk = || {
        let mut command = program(env!("CARGO_BIN_EXE_aside"), directory);
        command.arg("--db").arg(directory.join("desk.db"));
        command
    };
    done(on_desk().args(["init", "--yes", "--address", DESK, "--agent-name", "Ana Lima", "--agent-email", "ana@staff.example"]))?;
    let mut import = on_desk();
    import.args(["import", "maildir"]).arg(maildir);
    Ok(import)
}

fn notmuch(directory: &Path, maildir: &Path) -> Result<Command> {
    let config = directory.join("config");
    let text = format!("[database]\npath={}\nmail_root={}\n[user]\nprimary_email={DESK}\n", directory.display(), maildir.display());
    std::fs::write(&config, text + "[new]\ntags=new\n[maildir]\nsynchronize_flags=false\n")?;
    let mut new = program("notmuch", directory);
    new.arg("--config").arg(&config).args(["new", "--quiet"]);
    Ok(new)
}

fn mu(directory: &Path, maildir: &Path) -> Result<Command> {
    let home = directory.join("mu");
    let on_store = |verb: &str| {
        let mut command = program("mu", directory);
        command.arg(verb).arg("--muhome").arg(&home);
        command
    };
    done(on_store("init").arg("--maildir").arg(maildir).args(["--my-address", DESK]))?;
    let mut index = on_store("index");
    index.arg("--quiet");
    Ok(index)
}

/// Runs a program to its end.
fn measured(command: &mut Command) -> Result<Taken> {
    let before = children()?;
    let mut child = command.spawn()?;
    let mut megabytes: f64 = 0.0;
    let status = loop {
        megabytes = megabytes.max(most_memory(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    Ok(Taken { seconds: children()? - before, megabytes })
}

/// The seconds of the processor that this program's children took which have ended (`proc_pid_stat(5)`, fields 16 and 17).
fn children() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/self/stat cannot be read")?;
    let ticks: Vec<f64> = fields.split_whitespace().skip(13).take(2).map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS)
}

/// The most memory that a running program has had; nothing when it has ended.
fn most_memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok()).map_or(0.0, |kilobytes| kilobytes / 1024.0)
}

// The mails ------------------------------------------------------------------------------------------------------------------------------

/// How many mails a Maildir holds.
fn count(maildir: &Path) -> Result<usize> {
    let mut mails = 0;
    for part in ["cur", "new"] {
        mails += std::fs::read_dir(maildir.join(part))?.count();
    }
    Ok(mails)
}

/// A Maildir in the target directory, made when it is not there.
fn made_up(mails: usize) -> Result<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("maildir-{mails}"));
    if path.exists() {
        return Ok(path);
    }
    let half = path.with_extension("half");
    let _ = std::fs::remove_dir_all(&half);
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(half.join(part))?;
    }
    let directory = half.join("cur");
    let mut writer = Writer::new(&directory, mails);
    while writer.left > 0 {
        writer.thread()?;
    }
    std::fs::rename(&half, &path)?;
    Ok(path)
}

/// Writes threads of mails.
struct Writer<'a> {
    directory: &'a Path,
    dice: Dice,
    tongues: Vec<(Tongue, usize)>,
    threads: usize,
    left: usize,
    /// When the next thread begins, in seconds since 1970.
    at: i64,
}

impl<'a> Writer<'a> {
    fn new(directory: &'a Path, mails: usize) -> Writer<'a> {
        let mut dice = Dice::new(1);
        let tongues = words::tongues(&mut dice);
        Writer { directory, dice, tongues, threads: 0, left: mails, at: 1_700_000_000 }
    }

    /// A customer's question, and who answers whom after it.
    fn thread(&mut self) -> Result {
        self.threads += 1;
        self.at += 600;
        let tongue = self.tongue();
        let (name, address) = words::person(&mut self.dice, self.threads);
        let subject = self.tongues[tongue].0.subject(&mut self.dice);
        let mails = (1 + self.dice.around(1.5) as usize).min(self.left);
        let (mut ids, mut quoted) = (Vec::new(), String::new());
        for n in 0..mails {
            let ours = n % 2 == 1;
            let person = format!("=?utf-8?Q?{}?= <{address}>", quoted_printable(&name).replace([' ', '\n'], "_"));
            let desk = format!("Support <{DESK}>");
            let (from, to, who) = if ours { (desk, person, "Support") } else { (person, desk, name.as_str()) };
            let new = wrapped(&self.text(tongue, who));
            let text = if quoted.is_empty() { new.clone() } else { format!("{new}\n\nOn 17 Nov 2026 at 10:01, <{address}> wrote:\n{quoted}") };
            let id = format!("{}.{n}.{:08x}@{}", self.threads, self.dice.next() & 0xffff_ffff, if ours { "desk.example" } else { "mail.example" });
            let subject = if n == 0 { subject.clone() } else { format!("Re: {subject}") };
            let head = self.head(&from, &to, &subject, &id, &ids, n as i64 * 3600);
            let mail = format!("{head}{}", self.body(&text));
            std::fs::write(self.directory.join(format!("{}.{n}.made:2,S", self.at)), mail)?;
            quoted = text.lines().take(200).fold(String::new(), |out, line| out + "> " + line + "\n");
            ids.push(id);
        }
        self.left -= mails;
        Ok(())
    }

    fn tongue(&mut self) -> usize {
        let mut left = self.dice.below(self.tongues.iter().map(|(_, share)| share).sum());
        self.tongues.iter().position(|(_, share)| left.checked_sub(*share).map(|less| left = less).is_none()).unwrap_or(0)
    }

    /// One letter or several, as long as mails are.
    fn text(&mut self, tongue: usize, who: &str) -> String {
        let letters = 1 + self.dice.around(1.5) as usize;
        (0..letters).map(|_| self.tongues[tongue].0.letter(&mut self.dice, who) + "\n\n").collect()
    }

    fn head(&mut self, from: &str, to: &str, subject: &str, id: &str, ids: &[String], after: i64) -> String {
        let date = jiff::Timestamp::from_second(self.at + after).unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S +0000");
        let signature: String = (0..4).map(|_| format!("\n\t {:016x}{:016x}{:016x}", self.dice.next(), self.dice.next(), self.dice.next())).collect();
        let subject = format!("=?utf-8?Q?{}?=", quoted_printable(subject).replace([' ', '\n'], "_"));
        let mut out =
            format!("Return-Path: <bounces@mail.example>\nDelivered-To: {DESK}\nReceived: from mx.mail.example by mx.desk.example; {date}\n");
        let _ = writeln!(out, "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; h=from:to:subject; b={signature}");
        let _ = writeln!(out, "From: {from}\nTo: {to}\nSubject: {subject}\nDate: {date}\nMessage-ID: <{id}>");
        if let Some(last) = ids.last() {
            let all: Vec<String> = ids.iter().map(|id| format!("<{id}>")).collect();
            let _ = writeln!(out, "In-Reply-To: <{last}>\nReferences: {}", all.join("\n "));
        }
        out + "MIME-Version: 1.0\n"
    }

    /// Plain text, or plain text and the same in HTML; some have a file.
    fn body(&mut self, text: &str) -> String {
        let plain = format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{}", quoted_printable(text));
        let mut parts = vec![plain];
        let mut kind = "mixed";
        if self.dice.percent(36.0) {
            kind = "alternative";
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>\n");
            parts.push(format!(
                "Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {{ margin: 0 }}</style></head><body><p>{escaped}</p></body></html>\n"
            ));
        } else if self.dice.percent(10.0) {
            let lines: String = (0..120)
                .map(|_| format!("{:016x}{:016x}{:016x}{:016x}\n", self.dice.next(), self.dice.next(), self.dice.next(), self.dice.next()))
                .collect();
            parts.push(format!("Content-Type: application/pdf; name=\"invoice.pdf\"\nContent-Disposition: attachment; filename=\"invoice.pdf\"\nContent-Transfer-Encoding: base64\n\n{lines}"));
        }
        if let [only] = parts.as_slice() {
            return only.clone();
        }
        let parts: String = parts.iter().map(|part| format!("--b1\n{part}\n")).collect();
        format!("Content-Type: multipart/{kind}; boundary=\"b1\"\n\n{parts}--b1--\n")
    }
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split_inclusive(' ') {
            if length + word.len() > 76 {
                out.push('\n');
                length = 0;
            }
            out.push_str(word);
            length += word.len();
        }
        out.push('\n');
    }
    out
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'\n' | b' '..=b'<' | b'>' | b'@'..=b'^' | b'`'..=b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "={byte:02X}");
            }
        }
    }
    out
}
