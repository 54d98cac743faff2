//! How long a search takes from the shell, beside `notmuch search` and `mu find` in the same mails where those are installed.
//!
//! ```text
//! cargo bench --bench search                          20,000 made-up mails, which each program indexes first
//! cargo bench --bench search -- --maildir DIR         the mails of a Maildir
//! cargo bench --bench search -- --kept DIR            keeps what was indexed there, and uses it again
//! cargo bench --bench search -- 'word' 'two words'    other queries; each program reads these three alike: words, "a phrase", begin*
//! ```
//!
//! A figure is the median of many runs of the whole program, from its start to its end, which writes the newest 50 that it finds; the programs
//! take turns. What they count differs: aside finds tickets, notmuch threads, mu mails.

#[path = "peers/mod.rs"]
mod peers;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use peers::mails::{count, made_up};
use peers::{Result, installed};

/// What is looked for where nothing is said: words that are rare, common and very common, together, as a phrase, and begun.
const QUERIES: [&str; 7] = ["quokka", "printer", "de", "printer order", "\"as soon as possible\"", "refu*", "xylophonist"];
/// Runs of each query.
const RUNS: usize = 21;

/// Indexes a Maildir in a directory.
type Prepare = fn(&Path, &Path) -> Result<Command>;
/// A search in a directory.
type Search = fn(&Path, &str) -> Command;

struct Options {
    maildir: Option<PathBuf>,
    kept: Option<PathBuf>,
    queries: Vec<String>,
    wanted: bool,
}

fn main() -> Result {
    let options = options()?;
    if !options.wanted {
        println!("figures are taken by `cargo bench`");
        return Ok(());
    }
    let maildir = match &options.maildir {
        Some(path) => std::fs::canonicalize(path)?,
        None => made_up(20_000)?,
    };
    let temporary = tempfile::tempdir()?;
    let work = options.kept.clone().unwrap_or_else(|| temporary.path().to_owned());
    let all: [(&str, Prepare, Search); 3] = [("aside", peers::aside, aside), ("notmuch", peers::notmuch, notmuch), ("mu", peers::mu, mu)];
    let mut programs = Vec::new();
    for (name, prepare, search) in all {
        let directory = work.join(name);
        if name != "aside" && !installed(name) {
            println!("{name} is not installed");
            continue;
        }
        if !directory.exists() {
            std::fs::create_dir_all(&directory)?;
            eprintln!("{name} indexes {}", maildir.display());
            peers::done(&mut prepare(&directory, &maildir)?)?;
        }
        programs.push((name, directory, search));
    }
    println!("{} mails", count(&maildir)?);
    for query in &options.queries {
        println!("{query}");
        let mut taken = vec![Vec::new(); programs.len()];
        let mut found = vec![0; programs.len()];
        for _ in 0..RUNS {
            for (n, (_, directory, search)) in programs.iter().enumerate() {
                let begun = Instant::now();
                let out = search(directory, query).stdout(Stdio::piped()).stderr(Stdio::null()).output()?;
                taken[n].push(begun.elapsed());
                found[n] = out.stdout.iter().filter(|b| **b == b'\n').count();
            }
        }
        for (n, (name, ..)) in programs.iter().enumerate() {
            taken[n].sort();
            let milliseconds = |part: f64| taken[n][((RUNS - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
            println!("    {name:10} {:7.1} ms median {:7.1} ms p95   {} lines", milliseconds(0.5), milliseconds(0.95), found[n]);
        }
    }
    Ok(())
}

fn options() -> Result<Options> {
    let mut out = Options { maildir: None, kept: None, queries: Vec::new(), wanted: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--bench" => out.wanted = true,
            "--maildir" => out.maildir = Some(value()?.into()),
            "--kept" => out.kept = Some(value()?.into()),
            other if other.starts_with("--") => return Err(format!("{other} is not known; the head of benches/search.rs says what is").into()),
            other => out.queries.push(other.to_owned()),
        }
    }
    if out.queries.is_empty() {
        out.queries = QUERIES.map(str::to_owned).to_vec();
    }
    Ok(out)
}

fn aside(directory: &Path, query: &str) -> Command {
    let mut command = peers::on_desk(directory);
    command.args(["search", "--limit", "50", "--", query]);
    command
}

fn notmuch(directory: &Path, query: &str) -> Command {
    let mut command = peers::with_config(directory);
    command.args(["search", "--limit=50", "--sort=newest-first", "--", query]);
    command
}

fn mu(directory: &Path, query: &str) -> Command {
    let mut command = peers::on_store(directory, "find");
    command.args(["--maxnum", "50", "--sortfield", "date", "--reverse", query]);
    command
}
