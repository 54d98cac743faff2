//! `aside sync`: one round of mail, in and out.

use super::Context;
use super::failure::{Code, Failure};
use super::system;
use crate::desk::Desk;
use crate::worker::{self, Setup, Wanted};

#[derive(clap::Args, Debug)]
pub(super) struct Sync {
    #[arg(long)]
    missing: bool,
}

impl Sync {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let wanted = if self.missing { Wanted::Missing } else { Wanted::New };
        run(context, wanted)
    }
}

fn run(context: &mut Context, wanted: Wanted) -> Result<(), Failure> {
    let place = context.place()?;
    let desk = place.open()?;
    let setup = place.worker()?;
    ready(context, &desk, &setup)?;
    let round = worker::sync(&setup, wanted)?;
    if context.out.json {
        context.out.json(&round)?;
    } else {
        let counts =
            [("fetched", round.fetched.into()), ("placed", round.placed.into()), ("sent", round.sent.into()), ("failed", round.not_sent.into())];
        let text = context.words.say_with("cli-sync-done", &counts);
        context.out.clean(&text)?;
        for trouble in &round.troubles {
            context.out.clean(trouble)?;
        }
    }
    if round.troubles.is_empty() { Ok(()) } else { Err(Failure::Silent(Code::Failed)) }
}

/// Refuses in the reader's words what the round would refuse: no readable password, or another process at work.
fn ready(context: &Context, desk: &Desk, setup: &Setup) -> Result<(), Failure> {
    let imap = setup.mailboxes.iter().filter_map(|m| m.imap.as_ref()).map(|a| &a.secret);
    let smtp = setup.mailboxes.iter().filter_map(|m| m.smtp.as_ref()).filter_map(|a| a.secret.as_ref());
    for secret in imap.chain(smtp) {
        secret.read().map_err(|e| Failure::Told(Code::Failed, e.say(&context.words)))?;
    }
    match desk.store().lease()? {
        Some(lease) if lease.expires_at > system::now() => Err(Failure::said("cli-sync-elsewhere", &[("holder", &lease.holder)]).with(Code::Later)),
        _ => Ok(()),
    }
}
