//! `aside worker`: fetches and sends without a console, until it is told to end.

use std::io::Write;

use tokio::signal::unix::{SignalKind, signal};

use super::Context;
use super::failure::Failure;
use crate::tui::widgets::text::clean_line;
use crate::words::Words;
use crate::worker::{Status, Worker};

pub(super) fn run(context: &mut Context) -> Result<(), Failure> {
    let place = context.place()?;
    drop(place.open()?); // what is wrong with the database is told at once
    let words = context.words.clone();
    let worker = Worker::start(place.worker()?, move |status| tell(&words, &status))?;
    let ended = wait_for_the_end();
    worker.stop();
    ended
}

/// Waits until the service manager or a person at the keyboard ends the process.
fn wait_for_the_end() -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::said("cli-worker-signals", &[("why", &e.to_string())]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
        let mut hangup = signal(SignalKind::hangup()).map_err(failed)?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hangup.recv() => {}
        }
        Ok(())
    })
}

/// One line for each change, for the service manager's journal. When nobody listens, the mail goes on all the same.
fn tell(words: &Words, status: &Status) {
    let line = match status {
        Status::Starting => words.say("cli-worker-starting"),
        Status::NoServers => words.say("cli-worker-no-servers"),
        Status::Working => words.say("cli-worker-working"),
        Status::Elsewhere(holder) => words.say_with("cli-worker-elsewhere", &[("holder", holder.into())]),
        Status::Locked(why) => words.say_with("cli-worker-locked", &[("why", why.into())]),
        Status::Trouble(why) => words.say_with("cli-worker-trouble", &[("why", why.into())]),
    };
    let _ = writeln!(std::io::stderr(), "{}", clean_line(&line));
}
