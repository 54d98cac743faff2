//! `aside demo`: the console on a believable desk in a temporary file, whose customers and third parties answer.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;

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
use crate::tui::keymap::Keymap;
use crate::worker::{MailboxServers, Setup, Status};

/// How often the demo's mailbox is looked at where the server says nothing by itself.
const POLL: Duration = Duration::from_secs(5);
/// How long the demo's server, which is in this process, may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn run(context: &mut Context) -> Result<(), Failure> {
    console::needs_terminal()?;
    // the reader's own colours and keys stay; a broken configuration does not keep anybody from the demo
    let config = context.found.as_ref().map(|f| f.config.clone()).unwrap_or_default();
    let directory = Temporary::new()?;
    let login = system::login()?;
    let stories = Stories::load(&login).map_err(|e| told(&e))?;
    let (desk, server) = play(&directory, &stories)?;
    let actor = desk.actor(&login, None)?;
    let worker = worker(&directory, &desk, &stories.desk.address, &server)?;
    let keymap = Keymap::default();
    console::open(context, Console { desk, actor, config: &Config { mailboxes: Vec::new(), ..config }, keymap, worker, told: shown })
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

/// A directory for this user alone, gone when the demo ends.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Result<Temporary, Failure> {
        let path = std::env::temp_dir().join(format!("aside-demo-{:016x}", system::nonce()?));
        DirBuilder::new().mode(0o700).create(&path).map_err(|e| Failure::file(&path, e))?;
        Ok(Temporary(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let path: &Path = &self.0;
        // what cannot be removed now goes with the system's temporary files
        let _ = fs::remove_dir_all(path);
    }
}
