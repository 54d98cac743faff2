//! IMAP (RFC 3501, and RFC 2177 for IDLE): one blocking connection to one folder of one mailbox.
//!
//! The thread that owns the connection selects, asks for the UIDs after the last one it has stored, fetches them in batches and
//! waits. IDLE is only a hint that something may have changed. After any [`ImapError`] the connection is out of step: drop it and
//! open a new one.

mod folder;
mod stream;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use imap::extensions::idle::WaitOutcome;
use imap::types::UnsolicitedResponse;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::secret::Secret;
use super::wire::{Auth, Security, WireError, spoken};
use crate::model::Time;
use stream::{Stream, Watch};

/// Mails in one batch, whatever their size.
const BATCH_MAX: usize = 50;
/// What a server may send for a command that fetches no mail, in bytes. The UIDs of a million mails take eight million.
const ALLOWANCE: u64 = 64 * 1024 * 1024;
/// UIDs in one command, so that its line stays short enough for every server.
const SET_MAX: usize = 500;
/// How often a thread that waits without IDLE looks whether it is woken.
const NAP: Duration = Duration::from_millis(100);

/// A mailbox on an IMAP server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The server's name, which its certificate must have.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// Who logs in.
    pub user: String,
    /// Where the password or token is.
    pub secret: Secret,
    /// Which of the two it is.
    pub auth: Auth,
    /// The certificate of the desk's own authority, if it has one.
    pub ca_file: Option<PathBuf>,
    /// The folder that mail comes in to, as people write it: `INBOX`.
    pub folder: String,
    /// How long to wait for the server at any point.
    pub timeout: Duration,
}

impl Account {
    fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// What went wrong with a mailbox.
#[derive(Debug, Error)]
pub enum ImapError {
    /// The server could not be reached, or not safely, or the connection broke.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The server does not take the login.
    #[error("{server}: the server does not accept the password of {user}: {words}")]
    WrongPassword {
        /// The server.
        server: String,
        /// Who logged in.
        user: String,
        /// The server's words.
        words: String,
    },
    /// The folder cannot be opened.
    #[error("{server}: the folder {folder} cannot be opened: {words}")]
    NoFolder {
        /// The server.
        server: String,
        /// The folder.
        folder: String,
        /// The server's words.
        words: String,
    },
    /// The server said no to a command.
    #[error("{server}: the server refused: {words}")]
    Refused {
        /// The server.
        server: String,
        /// The server's words.
        words: String,
    },
    /// The server does not keep to the protocol.
    #[error("{server}: the server's answer makes no sense: {words}: is it an IMAP server?")]
    Protocol {
        /// The server.
        server: String,
        /// What was wrong.
        words: String,
    },
}

impl ImapError {
    /// Whether trying again is useless until a person has changed something.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        match self {
            ImapError::Wire(wire) => wire.needs_a_person(),
            ImapError::WrongPassword { .. } | ImapError::NoFolder { .. } => true,
            ImapError::Refused { .. } | ImapError::Protocol { .. } => false,
        }
    }

    fn from_library(server: &str, error: imap::Error, watch: &Watch) -> ImapError {
        let server = server.to_owned();
        match error {
            imap::Error::Io(e) if e.kind() == std::io::ErrorKind::InvalidData => ImapError::Protocol { server, words: spoken(&e.to_string()) },
            imap::Error::Io(e) => ImapError::Wire(WireError::of_io(&server, &e)),
            imap::Error::ConnectionLost => ImapError::Wire(WireError::Closed { server, words: None }),
            // The library takes a line that it cannot read for a goodbye, and it cannot read words that are not ASCII.
            imap::Error::Bye(_) => match watch.last_status() {
                Some((status, words)) if matches!(status.as_str(), "NO" | "BAD") => ImapError::Refused { server, words },
                Some((_, words)) => ImapError::Wire(WireError::Closed { server, words: Some(words) }),
                None => ImapError::Protocol { server, words: "it sent a line that cannot be read".to_owned() },
            },
            imap::Error::No(no) => ImapError::Refused { server, words: spoken(&no.information) },
            imap::Error::Bad(bad) => ImapError::Refused { server, words: spoken(&bad.information) },
            imap::Error::Append => ImapError::Refused { server, words: "the mail was not taken into the folder".to_owned() },
            other => ImapError::Protocol { server, words: spoken(&other.to_string()) },
        }
    }
}

/// What a folder says when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// UIDVALIDITY: when it changes, all UIDs mean other mails.
    pub uid_validity: u32,
    /// The UID that the next mail will have, where the server says so.
    pub uid_next: Option<u32>,
    /// How many mails are in it.
    pub exists: u32,
}

/// One mail from the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its UID.
    pub uid: u32,
    /// When the server took it.
    pub internal_date: Option<Time>,
    /// The whole mail, as it is.
    pub bytes: Vec<u8>,
}

/// What one [`Connection::fetch`] came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many of the UIDs asked for are dealt with, counted from the first: go on with the rest.
    pub taken: usize,
    /// The mails, in the order of the UIDs.
    pub mails: Vec<Fetched>,
    /// Those that the server did not give, each with the reason.
    pub missing: Vec<(u32, String)>,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// The server says that something has changed.
    Changed,
    /// The time is over.
    TimedOut,
    /// `wake` was set.
    Interrupted,
}

/// A connection that is logged in.
pub struct Connection {
    session: imap::Session<Stream>,
    server: String,
    folder: String,
    wake: Arc<AtomicBool>,
    watch: Arc<Watch>,
    idles: bool,
}

impl Connection {
    /// Connects, logs in, and tells the server who we are where it wants to know (RFC 2971).
    ///
    /// Setting `wake` ends a [`Connection::wait`] within a fraction of a second; the connection never clears it.
    ///
    /// # Errors
    /// Says what is wrong with host, port, security, certificate or password.
    pub fn open(account: &Account, wake: Arc<AtomicBool>) -> Result<Connection, ImapError> {
        let server = account.server();
        let secret = account.secret.read().map_err(WireError::from)?;
        let watch = Arc::new(Watch::new(ALLOWANCE));
        let (stream, greeted) = Stream::open(account, Arc::clone(&wake), Arc::clone(&watch))?;
        let mut client = imap::Client::new(stream);
        if !greeted {
            let greeting = client.read_greeting().map_err(|e| ImapError::from_library(&server, e, &watch))?;
            if !greeting.starts_with(b"* OK") {
                return Err(ImapError::Protocol { server, words: spoken(&String::from_utf8_lossy(&greeting)) });
            }
        }
        let mut session = log_in(client, account, &secret, &watch)?;
        let capabilities = session.capabilities().map_err(|e| ImapError::from_library(&server, e, &watch))?;
        if capabilities.has_str("ID") {
            let hello = concat!("ID (\"name\" \"aside\" \"version\" \"", env!("CARGO_PKG_VERSION"), "\")");
            session.run_command_and_read_response(hello).map_err(|e| ImapError::from_library(&server, e, &watch))?;
        }
        let idles = capabilities.has_str("IDLE");
        Ok(Connection { session, server, folder: account.folder.clone(), wake, watch, idles })
    }

    /// Opens the account's folder, for reading alone: no flag on the server is ever changed.
    ///
    /// # Errors
    /// When there is no such folder, or the connection broke.
    pub fn select(&mut self) -> Result<Selected, ImapError> {
        self.allow(ALLOWANCE);
        let opened = self.session.examine(folder::on_the_wire(&self.folder)).map_err(|e| self.fault(e));
        let no_folder = |words| ImapError::NoFolder { server: self.server.clone(), folder: self.folder.clone(), words };
        let opened = opened.map_err(|e| match e {
            ImapError::Refused { words, .. } => no_folder(words),
            other => other,
        })?;
        let Some(uid_validity) = opened.uid_validity else { return Err(no_folder("the server has no lasting UIDs".to_owned())) };
        Ok(Selected { uid_validity, uid_next: opened.uid_next, exists: opened.exists })
    }

    /// The UIDs of all mails after `last`, rising.
    ///
    /// # Errors
    /// When the connection broke.
    pub fn uids_after(&mut self, last: u32) -> Result<Vec<u32>, ImapError> {
        let Some(first) = last.checked_add(1) else { return Ok(Vec::new()) };
        self.allow(ALLOWANCE);
        self.session.noop().map_err(|e| self.fault(e))?;
        // What was announced up to here is in the answer; what is announced from here on is for `wait`.
        self.session.take_all_unsolicited().for_each(drop);
        let found = self.session.uid_search(format!("UID {first}:*")).map_err(|e| self.fault(e))?;
        // `n:*` always names the newest mail, however old it is (RFC 3501, 6.4.8).
        let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid > last).collect();
        uids.sort_unstable();
        Ok(uids)
    }

    /// Fetches the first of these mails: at most 50, and no more than `max_bytes` together, but at least one.
    ///
    /// A mail that the server cannot give never stops the others.
    ///
    /// # Errors
    /// When the connection broke.
    pub fn fetch(&mut self, uids: &[u32], max_bytes: u64) -> Result<Batch, ImapError> {
        let wanted = &uids[..uids.len().min(BATCH_MAX)];
        if wanted.is_empty() {
            return Ok(Batch::default());
        }
        let sizes = self.sizes(wanted)?;
        let (mut taken, mut bytes) = (0, 0u64);
        for uid in wanted {
            let size = u64::from(sizes.get(uid).copied().unwrap_or(0));
            if taken > 0 && bytes + size > max_bytes {
                break;
            }
            (taken, bytes) = (taken + 1, bytes + size);
        }
        let wanted = &wanted[..taken];
        // Servers count the size of a mail more or less well.
        let allowance = ALLOWANCE + 2 * bytes;
        let (mut mails, mut missing) = (HashMap::new(), HashMap::new());
        match self.bodies(wanted, allowance) {
            Ok(found) => mails = found,
            Err(ImapError::Refused { .. }) if taken > 1 => {
                for uid in wanted {
                    match self.bodies(&[*uid], allowance) {
                        Ok(found) => mails.extend(found),
                        Err(ImapError::Refused { words, .. }) => drop(missing.insert(*uid, words)),
                        Err(other) => return Err(other),
                    }
                }
            }
            Err(ImapError::Refused { words, .. }) => drop(missing.insert(wanted[0], words)),
            Err(other) => return Err(other),
        }
        let mut batch = Batch { taken, ..Batch::default() };
        for uid in wanted {
            match mails.remove(uid) {
                Some(mail) => batch.mails.push(mail),
                None => batch.missing.push((*uid, missing.remove(uid).unwrap_or_else(|| "it is no longer on the server".to_owned()))),
            }
        }
        Ok(batch)
    }

    /// When the server took each of these mails (INTERNALDATE); one that is gone, or whose time the server does not tell, is left out.
    ///
    /// # Errors
    /// When the connection broke.
    pub fn dates(&mut self, uids: &[u32]) -> Result<HashMap<u32, Time>, ImapError> {
        let mut dates = HashMap::new();
        for some in uids.chunks(SET_MAX) {
            self.allow(ALLOWANCE);
            let found = self.session.uid_fetch(set(some), "(UID INTERNALDATE)").map_err(|e| self.fault(e))?;
            dates.extend(found.iter().filter_map(|m| Some((m.uid?, Time::from_seconds(m.internal_date()?.timestamp())))));
        }
        Ok(dates)
    }

    /// Whether the folder that is open has a mail with this Message-ID, given without brackets.
    ///
    /// # Errors
    /// When the connection broke, or the server does not search.
    pub fn holds(&mut self, message_id: &str) -> Result<bool, ImapError> {
        self.allow(ALLOWANCE);
        let quoted: String = message_id.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\')).collect();
        let found = self.session.uid_search(format!("HEADER Message-ID \"{quoted}\"")).map_err(|e| self.fault(e))?;
        Ok(!found.is_empty())
    }

    /// RFC822.SIZE of each mail that is still there.
    fn sizes(&mut self, uids: &[u32]) -> Result<HashMap<u32, u32>, ImapError> {
        self.allow(ALLOWANCE);
        let found = self.session.uid_fetch(set(uids), "(UID RFC822.SIZE)").map_err(|e| self.fault(e))?;
        Ok(found.iter().filter_map(|m| Some((m.uid?, m.size?))).collect())
    }

    /// The mails by UID. Answers about other mails, which a server may send at any time, are left out.
    fn bodies(&mut self, uids: &[u32], allowance: u64) -> Result<HashMap<u32, Fetched>, ImapError> {
        self.allow(allowance);
        let found = self.session.uid_fetch(set(uids), "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])").map_err(|e| self.fault(e))?;
        let mail = |m: &imap::types::Fetch<'_>| {
            let uid = m.uid.filter(|uid| uids.contains(uid))?;
            let internal_date = m.internal_date().map(|d| Time::from_seconds(d.timestamp()));
            Some((uid, Fetched { uid, internal_date, bytes: m.body()?.to_vec() }))
        };
        Ok(found.iter().filter_map(mail).collect())
    }

    /// From now on this connection looks by itself instead of letting the server tell: for servers whose IDLE cannot be relied on.
    pub fn never_idle(&mut self) {
        self.idles = false;
    }

    /// Waits until the server says that something has changed, the time is over, or `wake` is set. Where the server has no IDLE,
    /// it only sleeps.
    ///
    /// Keep `longest` at some minutes: middleboxes forget silent connections, and some servers forget to tell.
    ///
    /// # Errors
    /// When the connection broke.
    pub fn wait(&mut self, longest: Duration) -> Result<Woken, ImapError> {
        if self.wake.load(Ordering::Relaxed) {
            return Ok(Woken::Interrupted);
        }
        let arrived = |u: &UnsolicitedResponse| matches!(u, UnsolicitedResponse::Exists(_));
        if self.session.take_all_unsolicited().any(|u| arrived(&u)) {
            return Ok(Woken::Changed);
        }
        if !self.idles {
            return Ok(self.nap(longest));
        }
        self.allow(ALLOWANCE);
        let outcome = self.session.idle().timeout(longest).keepalive(false).wait_while(|u| !arrived(&u));
        match outcome {
            Ok(WaitOutcome::MailboxChanged) => Ok(Woken::Changed),
            Ok(WaitOutcome::TimedOut) if self.wake.load(Ordering::Relaxed) => Ok(Woken::Interrupted),
            Ok(WaitOutcome::TimedOut) => Ok(Woken::TimedOut),
            Err(imap::Error::No(_) | imap::Error::Bad(_)) => {
                // It has IDLE in its list and does not want it: from now on this connection polls.
                self.idles = false;
                Ok(self.nap(longest))
            }
            Err(e) => Err(self.fault(e)),
        }
    }

    fn nap(&self, longest: Duration) -> Woken {
        let until = Instant::now() + longest;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if self.wake.load(Ordering::Relaxed) {
                return Woken::Interrupted;
            }
            if left.is_zero() {
                return Woken::TimedOut;
            }
            thread::sleep(left.min(NAP));
        }
    }

    /// Puts a copy of a sent mail into a folder, marked as read.
    ///
    /// # Errors
    /// When the folder is not there, or the connection broke.
    pub fn append(&mut self, folder: &str, bytes: &[u8]) -> Result<(), ImapError> {
        self.allow(ALLOWANCE);
        let folder = folder::on_the_wire(folder).replace('\\', "\\\\").replace('"', "\\\"");
        let done = self.session.append(&folder, bytes).flag(imap::types::Flag::Seen).finish();
        done.map(|_| ()).map_err(|e| self.fault(e))
    }

    /// Says goodbye.
    ///
    /// # Errors
    /// When the connection broke before.
    pub fn logout(mut self) -> Result<(), ImapError> {
        self.allow(ALLOWANCE);
        self.session.logout().map_err(|e| self.fault(e))
    }

    fn allow(&self, bytes: u64) {
        self.watch.allow(bytes);
    }

    fn fault(&self, error: imap::Error) -> ImapError {
        ImapError::from_library(&self.server, error, &self.watch)
    }
}

/// UIDs as a set in a command.
fn set(uids: &[u32]) -> String {
    uids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// PLAIN (RFC 4616), for names and passwords that LOGIN's ASCII cannot carry.
struct Plain<'a> {
    user: &'a str,
    password: &'a SecretString,
}

impl imap::Authenticator for Plain<'_> {
    type Response = String;

    fn process(&self, _challenge: &[u8]) -> String {
        format!("\0{}\0{}", self.user, self.password.expose_secret())
    }
}

/// XOAUTH2, as Google and Microsoft have it: the token at first; after a fault, which comes as a challenge, an empty answer.
struct OAuth2<'a> {
    user: &'a str,
    token: &'a SecretString,
}

impl imap::Authenticator for OAuth2<'_> {
    type Response = String;

    fn process(&self, challenge: &[u8]) -> String {
        if challenge.is_empty() { format!("user={}\x01auth=Bearer {}\x01\x01", self.user, self.token.expose_secret()) } else { String::new() }
    }
}

fn log_in(client: imap::Client<Stream>, account: &Account, secret: &SecretString, watch: &Watch) -> Result<imap::Session<Stream>, ImapError> {
    let user = account.user.as_str();
    let done = match account.auth {
        Auth::OAuth2 => client.authenticate("XOAUTH2", &OAuth2 { user, token: secret }),
        Auth::Password if user.is_ascii() && secret.expose_secret().is_ascii() => client.login(user, secret.expose_secret()),
        Auth::Password => client.authenticate("PLAIN", &Plain { user, password: secret }),
    };
    done.map_err(|(error, _)| {
        let server = account.server();
        let refused = match &error {
            imap::Error::No(_) => true,
            imap::Error::Bye(_) => watch.last_status().is_some_and(|(status, _)| status == "NO"),
            _ => false,
        };
        match ImapError::from_library(&server, error, watch) {
            ImapError::Refused { words, .. } if refused && !is_passing(&words) => ImapError::WrongPassword { server, user: user.to_owned(), words },
            other => other,
        }
    })
}

/// Whether a refused login says by its code (RFC 5530) that the password is not the reason.
fn is_passing(words: &str) -> bool {
    let words = words.to_uppercase();
    ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[THROTTLED]"].iter().any(|code| words.contains(code))
}
