//! The desk itself: agents, mailboxes, worker, outbox.

use super::Check;
use crate::cli::failure::Failure;
use crate::cli::open::Place;
use crate::cli::system;
use crate::desk::Desk;
use crate::store::Store;
use crate::words::Words;

/// Everything that an open database tells.
pub(super) fn all(words: &Words, place: &Place, store: Store, checks: &mut Vec<Check>) {
    let desk = match Desk::new(store, place.policy(), place.zone.clone()) {
        Ok(desk) => desk,
        Err(e) => return checks.push(Check::fail("database", e.say(words))),
    };
    for (name, look) in [("agent", agent as Look), ("mailboxes", mailboxes), ("lease", lease), ("outbox", outbox)] {
        let found = look(words, place, &desk);
        checks.push(found.unwrap_or_else(|e| Check::fail(name, e.say(words).unwrap_or_default())));
    }
}

type Look = fn(&Words, &Place, &Desk) -> Result<Check, Failure>;

/// Whether the system's user is an agent.
fn agent(words: &Words, _: &Place, desk: &Desk) -> Result<Check, Failure> {
    let login = system::login()?;
    let agent = desk.store().agent_by_login(&login)?.ok_or(crate::desk::DeskError::UnknownUser(login))?;
    let role = words.role(agent.role);
    let args = [("login", (&agent.login).into()), ("name", (&agent.name).into()), ("role", (&role).into())];
    Ok(Check::ok("agent", words.say_with("cli-doctor-agent-is", &args)))
}

/// Whether mail can come in and go out by itself.
fn mailboxes(words: &Words, place: &Place, desk: &Desk) -> Result<Check, Failure> {
    let addresses: Vec<String> = desk.store().mailboxes()?.iter().map(|m| m.address.to_string()).collect();
    let configured = &place.config.mailboxes;
    let what = words.say_with("cli-doctor-mailboxes-are", &[("addresses", (&addresses.join(", ")).into())]);
    let (fetched, sent) = (configured.iter().any(|m| m.imap.is_some()), configured.iter().any(|m| m.smtp.is_some()));
    Ok(match (fetched, sent) {
        (true, true) => Check::ok("mailboxes", what),
        (true, false) => Check::warn("mailboxes", what, words.say("cli-doctor-mailboxes-no-smtp")),
        (false, true) => Check::warn("mailboxes", what, words.say("cli-doctor-mailboxes-no-imap")),
        (false, false) => Check::warn("mailboxes", what, words.say("cli-doctor-mailboxes-no-servers")),
    })
}

/// Who fetches and sends.
fn lease(words: &Words, place: &Place, desk: &Desk) -> Result<Check, Failure> {
    let now = system::now();
    Ok(match desk.store().lease()?.filter(|l| l.expires_at > now) {
        Some(lease) => Check::ok("lease", words.say_with("cli-doctor-lease-held", &[("holder", (&lease.holder).into())])),
        None if place.config.mailboxes.iter().all(|m| m.imap.is_none() && m.smtp.is_none()) => Check::ok("lease", words.say("cli-doctor-lease-free")),
        None => Check::warn("lease", words.say("cli-doctor-lease-free"), words.say("cli-doctor-lease-advice")),
    })
}

fn outbox(words: &Words, _: &Place, desk: &Desk) -> Result<Check, Failure> {
    let counts = desk.outbox_counts()?;
    let what = words.say_with("cli-doctor-outbox-is", &[("waiting", counts.waiting.into()), ("trouble", counts.trouble.into())]);
    Ok(if counts.trouble == 0 { Check::ok("outbox", what) } else { Check::warn("outbox", what, words.say("cli-doctor-outbox-advice")) })
}
