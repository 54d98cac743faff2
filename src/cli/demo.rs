//! `aside demo`: the console on a believable desk in a temporary file, whose customers and third parties answer.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use jiff::tz::TimeZone;
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::console::{self, Console};
use super::failure::{Code, Failure};
use super::{Context, system};
use crate::config::Config;
use crate::demo::server::Server;
use crate::demo::stories::Stories;
use crate::demo::world::Tempo;
use crate::demo::{begin, seed};
use crate::desk::Desk;
use crate::mail::secret::Secret;
use crate::mail::wire::{Auth, Security};
use crate::mail::{imap, smtp};
use crate::model::Address;
use crate::store::Store;
use crate::tui::event::WorkerStatus;
use crate::worker::{MailboxServers, Setup, Status};

/// How often the demo's mailbox is looked at where the server says nothing by itself.
const POLL: Duration = Duration::from_secs(5);
/// How long the demo's server, which is in this process, may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Args, Debug)]
pub(super) struct Demo {
    #[arg(id = "demo-plain", long = "plain")]
    plain: bool,
}

impl Demo {
    pub(super) fn run(self, context: &mut Context) -> Result<(), Failure> {
        let plain = self.plain || context.globals.plain;
        run(context, plain)
    }
}

fn run(context: &mut Context, plain: bool) -> Result<(), Failure> {
    console::needs_terminal()?;
    // the reader's own colours and keys stay; a broken configuration does not keep anybody from the demo
    let config = context.found.as_ref().map(|f| f.config.clone()).unwrap_or_default();
    let keymap = console::keymap(&config, "").unwrap_or_default();
    let directory = Temporary::new()?;
    let login = system::login()?;
    let stories = Stories::load(&login).map_err(|e| told(&e))?;
    let (desk, server) = play(&directory, &stories)?;
    let actor = desk.actor(&login, None)?;
    let worker = worker(&directory, &desk, &stories.desk.address, &server)?;
    console::open(
        context,
        Console { desk, actor, config: &Config { mailboxes: Vec::new(), ..config }, keymap, worker, demo: true, plain, told: shown },
    )
}

/// The desk, with everything that has happened on it, and the world around it.
fn play(directory: &Temporary, stories: &Stories) -> Result<(Desk, Server), Failure> {
    let now = system::now();
    let store = Store::create(&directory.0.join("desk.db"))?;
    let desk = seed::found(store, stories, TimeZone::system(), system::random()?, now).map_err(|e| told(&e))?;
    let dice = system::nonce()?;
    let seeded = seed::play(&desk, stories, now, dice).map_err(|e| told(&e))?;
    let server = begin(stories, seeded.arrivals, Tempo::default(), dice, system::now)
        .map_err(|e| Failure::said("cli-demo-server", &[("why", &e.to_string())]))?;
    Ok((desk, server))
}

fn told(error: &dyn std::error::Error) -> Failure {
    Failure::Told(Code::Failed, error.to_string())
}

/// A worker for the demo's server, on which any password is right.
fn worker(directory: &Temporary, desk: &Desk, address: &Address, server: &Server) -> Result<Setup, Failure> {
    let password = directory.0.join("password");
    let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&password).and_then(|mut f| f.write_all(b"demo\n"));
    written.map_err(|e| Failure::file(&password, e))?;
    let secret = Secret::File(password);
    let imap = imap::Account {
        host: "127.0.0.1".to_owned(),
        port: server.imap_port(),
        security: Security::None,
        user: address.to_string(),
        secret: secret.clone(),
        auth: Auth::Password,
        ca_file: None,
        folder: "INBOX".to_owned(),
        timeout: PATIENCE,
    };
    let smtp = smtp::Account {
        host: "127.0.0.1".to_owned(),
        port: server.smtp_port(),
        security: Security::None,
        user: Some(address.to_string()),
        secret: Some(secret),
        auth: Auth::Password,
        ca_file: None,
        timeout: PATIENCE,
        hello: Some("localhost".to_owned()),
    };
    Ok(Setup {
        database: desk.store().path().to_owned(),
        policy: desk.policy().clone(),
        zone: TimeZone::system(),
        mailboxes: vec![MailboxServers { address: address.clone(), imap: Some(imap), poll: POLL, idle: true, smtp: Some(smtp) }],
        holder: system::holder()?,
        lease: Setup::LEASE,
    })
}

/// What the screen says of the worker: that its mail is part of the demo.
fn shown(status: Status) -> WorkerStatus {
    match status {
        Status::Starting | Status::Working => WorkerStatus::Demo,
        other => other.into(),
    }
}

/// What the names of the demo's directories begin with; the process number follows.
const NAME: &str = "aside-demo-";

/// A directory for this user alone, gone when the demo ends. One whose process was killed goes when the next demo begins.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Result<Temporary, Failure> {
        let parent = std::env::temp_dir();
        sweep(&parent);
        let path = parent.join(format!("{NAME}{}-{:016x}", std::process::id(), system::nonce()?));
        DirBuilder::new().mode(0o700).create(&path).map_err(|e| Failure::file(&path, e))?;
        Ok(Temporary(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // what cannot be removed now goes with the system's temporary files
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Removes what this user's demos left whose process is gone.
fn sweep(parent: &Path) {
    let ours = |path: &Path| fs::symlink_metadata(path).is_ok_and(|about| about.is_dir() && about.uid() == system::uid());
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(NAME).and_then(|rest| rest.split_once('-')).and_then(|(number, _)| number.parse().ok());
        let gone = process.and_then(Pid::from_raw).is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH));
        if gone && ours(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_demo_left_goes_and_what_runs_stays() {
        let parent = tempfile::tempdir().unwrap();
        let names = [format!("{NAME}{}-00ff", i32::MAX), format!("{NAME}{}-00ff", std::process::id()), format!("{NAME}other")];
        for name in &names {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        sweep(parent.path());
        let left: Vec<bool> = names.iter().map(|name| parent.path().join(name).exists()).collect();
        assert_eq!(left, [false, true, true]);
    }
}
