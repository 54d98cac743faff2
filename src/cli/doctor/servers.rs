//! The mail servers: reached, safe, and with the right password.

use std::sync::Arc;

use super::Check;
use crate::cli::open;
use crate::config::Config;
use crate::mail::imap::{self, Connection, ImapError};
use crate::mail::smtp;
use crate::words::Words;

/// Logs in everywhere and opens each folder; nothing is fetched and nothing sent.
pub(super) fn all(words: &Words, config: &Config, checks: &mut Vec<Check>) {
    for servers in config.mailboxes.iter().map(open::servers) {
        if let Some(account) = &servers.imap {
            checks.push(incoming(words, account));
        }
        if let Some(account) = &servers.smtp {
            checks.push(outgoing(words, account));
        }
    }
}

fn incoming(words: &Words, account: &imap::Account) -> Check {
    match look(account) {
        Ok(mails) => {
            let server = format!("{}:{}", account.host, account.port);
            let args = [("server", (&server).into()), ("folder", (&account.folder).into()), ("count", mails.into())];
            Check::ok("imap", words.say_with("cli-doctor-imap-good", &args))
        }
        Err(e) => Check::fail("imap", e.say(words)),
    }
}

/// Opens the folder: how many mails are in it.
fn look(account: &imap::Account) -> Result<u32, ImapError> {
    let mut connection = Connection::open(account, Arc::default())?;
    let selected = connection.select()?;
    connection.logout()?;
    Ok(selected.exists)
}

fn outgoing(words: &Words, account: &smtp::Account) -> Check {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return Check::fail("smtp", e.to_string()),
    };
    match runtime.block_on(smtp::check(account)) {
        Ok(()) => {
            let server = format!("{}:{}", account.host, account.port);
            Check::ok("smtp", words.say_with("cli-doctor-smtp-good", &[("server", (&server).into())]))
        }
        Err(e) => Check::fail("smtp", e.say(words)),
    }
}
