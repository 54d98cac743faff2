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

#[path = "peers/mod.rs"]
mod peers;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use peers::mails::{count, made_up};
use peers::{Result, installed};

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
    let programs: [(&str, Prepare); 3] = [("aside", peers::aside), ("notmuch", peers::notmuch), ("mu", peers::mu)];
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
