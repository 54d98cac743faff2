//! `aside doctor`: is everything as it should be? Each line says what was looked at, how it is, and what to do.

mod accounts;
mod desk;
mod files;
mod servers;
mod surroundings;

use serde::Serialize;

use super::Context;
use super::failure::{Code, Failure};
use super::out::Paint;
use crate::config::Config;
use crate::words::Words;

#[derive(clap::Args, Debug)]
pub(super) struct Doctor {
    #[arg(long)]
    offline: bool,
    #[arg(id = "accounts", long = "mail", conflicts_with = "offline")]
    accounts: bool,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Ok,
    Warn,
    Fail,
}

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize)]
struct Check {
    /// What was looked at, as scripts know it.
    check: &'static str,
    /// How it is.
    state: State,
    /// What was found.
    what: String,
    /// What to do; nothing when all is well.
    advice: Option<String>,
    /// The mailbox that it is about, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    mailbox: Option<String>,
    /// The mail that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<u32>,
}

impl Check {
    fn ok(check: &'static str, what: String) -> Check {
        Check { check, state: State::Ok, what, advice: None, mailbox: None, uid: None }
    }

    fn warn(check: &'static str, what: String, advice: String) -> Check {
        Check { check, state: State::Warn, what, advice: Some(advice), mailbox: None, uid: None }
    }

    /// A failure whose sentence says what to do.
    fn fail(check: &'static str, what: String) -> Check {
        Check { check, state: State::Fail, what, advice: None, mailbox: None, uid: None }
    }
}

impl Doctor {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut checks = Vec::new();
        let words = context.words.clone();
        if self.accounts {
            accounts::all(&words, &context.place()?, &mut checks)?;
            return verdict(context, &checks);
        }
        files::configuration(&words, &context.found, &mut checks);
        // with a broken configuration the rest is looked at as if there were none
        let config = context.found.as_ref().map(|f| f.config.clone()).unwrap_or_default();
        let found = context.found.clone().unwrap_or_default();
        let place = super::open::Place::of(&context.globals, found)?;
        if let Some(store) = files::database(&words, &place.database, &mut checks) {
            desk::all(&words, &place, store, &mut checks);
        }
        if self.offline {
            checks.push(Check::ok("servers", words.say("cli-doctor-offline")));
        } else {
            servers::all(&words, &config, &mut checks);
        }
        surroundings::all(&words, &config, &mut checks);
        verdict(context, &checks)
    }
}

/// Shows what was found; a failure when anything has failed.
fn verdict(context: &mut Context, checks: &[Check]) -> Result<(), Failure> {
    show(context, checks)?;
    let worst = checks.iter().map(|c| c.state).max();
    if worst == Some(State::Fail) { Err(Failure::Silent(Code::Failed)) } else { Ok(()) }
}

/// Looks at the servers of a new configuration alone.
pub(super) fn mail(context: &mut Context, config: &Config) -> Result<bool, Failure> {
    let mut checks = Vec::new();
    servers::all(&context.words, config, &mut checks);
    if !context.out.json {
        show(context, &checks)?;
    }
    Ok(checks.iter().all(|check| check.state == State::Ok))
}

fn show(context: &mut Context, checks: &[Check]) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(&checks);
    }
    for check in checks {
        let (paint, sign) = match check.state {
            State::Ok => (Paint::Green, context.words.say("cli-doctor-ok")),
            State::Warn => (Paint::Yellow, context.words.say("cli-doctor-warn")),
            State::Fail => (Paint::Red, context.words.say("cli-doctor-fail")),
        };
        let sign = context.out.paint(paint, &format!("{sign:<6}"));
        let what = crate::tui::widgets::text::clean_line(&check.what).into_owned();
        context.out.line(&format!("{sign} {}: {what}", name(&context.words, check.check)))?;
        if let Some(advice) = &check.advice {
            context.out.body("       ", advice)?;
        }
    }
    Ok(())
}

/// What was looked at, in the reader's words.
fn name(words: &Words, check: &str) -> String {
    words.say(&format!("cli-doctor-{check}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_looked_at_has_its_name() {
        let checks = [
            "config",
            "config-mode",
            "database",
            "database-mode",
            "schema",
            "integrity",
            "agent",
            "mailboxes",
            "lease",
            "outbox",
            "accounts",
            "servers",
            "imap",
            "smtp",
            "clock",
            "terminal",
            "log",
        ];
        for check in checks {
            assert!(!name(&Words::default(), check).starts_with("cli-"), "{check}");
        }
    }
}
