//! `aside doctor --mail`: the mails on the servers beside the receipts of the store.

use super::Check;
use crate::cli::failure::Failure;
use crate::cli::open::{self, Place};
use crate::desk::Desk;
use crate::mail::imap::Account;
use crate::model::{MailboxId, Time};
use crate::words::Words;
use crate::worker::{Balance, Difference, balance};

const CHECK: &str = "accounts";

/// Every mailbox with a server, one after the other.
pub(super) fn all(words: &Words, place: &Place, checks: &mut Vec<Check>) -> Result<(), Failure> {
    let desk = place.open()?;
    let known = desk.store().mailboxes()?;
    let mut compared = false;
    for servers in place.config.mailboxes.iter().map(open::servers) {
        let (Some(account), Some(row)) = (&servers.imap, known.iter().find(|m| m.address == servers.address)) else { continue };
        compared = true;
        one(words, &desk, account, (row.id, row.address.as_str()), checks);
    }
    if !compared {
        checks.push(Check::ok(CHECK, words.say("cli-doctor-accounts-none")));
    }
    Ok(())
}

fn one(words: &Words, desk: &Desk, account: &Account, (mailbox, address): (MailboxId, &str), checks: &mut Vec<Check>) {
    let about = |mut check: Check, uid: Option<u32>| {
        check.mailbox = Some(address.to_owned());
        check.uid = uid;
        check
    };
    let found = match balance(desk, account, mailbox) {
        Ok(found) => found,
        Err(e) => return checks.push(about(Check::fail(CHECK, e.say(words)), None)),
    };
    let Some(begun_at) = found.begun_at else {
        let what = words.say_with("cli-doctor-accounts-never", &[("mailbox", address.into())]);
        return checks.push(about(Check::warn(CHECK, what, words.say("cli-doctor-accounts-never-advice")), None));
    };
    for (what, count) in summary(words, address, &found, begun_at) {
        if count > 0 {
            checks.push(about(Check::ok(CHECK, what), None));
        }
    }
    for difference in &found.differences {
        let (what, advice, uid) = told(words, address, *difference);
        checks.push(about(Check { advice: Some(advice), ..Check::fail(CHECK, what) }, uid));
    }
}

/// What is as it should be, each with its number.
fn summary(words: &Words, address: &str, found: &Balance, begun_at: Time) -> Vec<(String, usize)> {
    let ended: Vec<String> = found.ended.iter().map(|(state, count)| format!("{} {count}", words.say(&format!("explain-result-{state}")))).collect();
    let (ended, date) = (ended.join(", "), words.date_time(begun_at));
    let args = [("mailbox", address.into()), ("count", found.on_server.into()), ("received", found.received.into()), ("ended", (&ended).into())];
    let old = [("mailbox", address.into()), ("count", found.old.into()), ("date", (&date).into())];
    let gone = [("mailbox", address.into()), ("count", found.gone.into())];
    vec![
        (words.say_with("cli-doctor-accounts-are", &args), 1),
        (words.say_with("cli-doctor-accounts-old", &old), found.old),
        (words.say_with("cli-doctor-accounts-gone", &gone), found.gone),
    ]
}

/// A difference, what to do about it, and the UID that it is about.
fn told(words: &Words, address: &str, difference: Difference) -> (String, String, Option<u32>) {
    let at = |at: Option<Time>| at.map_or_else(|| "–".to_owned(), |at| words.date_time(at));
    match difference {
        Difference::NewUids { was, is } => (
            words.say_with("cli-doctor-accounts-new-uids", &[("mailbox", address.into()), ("was", was.into()), ("is", is.into())]),
            words.say("cli-doctor-accounts-new-uids-advice"),
            None,
        ),
        Difference::Missing { uid, at: date } => (
            words.say_with("cli-doctor-accounts-missing", &[("mailbox", address.into()), ("uid", uid.into()), ("date", (&at(date)).into())]),
            words.say("cli-doctor-accounts-missing-advice"),
            Some(uid),
        ),
        Difference::NotFetched { uid, at: date } => (
            words.say_with("cli-doctor-accounts-not-fetched", &[("mailbox", address.into()), ("uid", uid.into()), ("date", (&at(date)).into())]),
            words.say("cli-doctor-accounts-sync-advice"),
            Some(uid),
        ),
        Difference::NotPlaced { uid } => (
            words.say_with("cli-doctor-accounts-not-placed", &[("mailbox", address.into()), ("uid", uid.into())]),
            words.say("cli-doctor-accounts-sync-advice"),
            Some(uid),
        ),
    }
}
