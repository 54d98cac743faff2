//! What the server holds: accounts, folders and mails, and who waits for news of them.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{MAX_CONNECTIONS, MAX_MAIL};
use crate::model::Address;

/// All mails together, in bytes.
const MAX_HELD: usize = 512 << 20;
/// Accounts at the most: a client cannot fill the memory by logging in under many names.
const MAX_ACCOUNTS: usize = 10_000;
/// The folders that every account has.
const FOLDERS: [&str; 4] = ["Drafts", "INBOX", "Sent", "Trash"];

/// A mail that submission took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The envelope's sender; `None` is the null return path (RFC 5321, 4.5.5).
    pub from: Option<Address>,
    /// The envelope's recipients.
    pub to: Vec<Address>,
    /// The mail as the client sent it.
    pub raw: Arc<[u8]>,
}

/// There is no room for this mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the demo's mail server has no room for this mail")]
pub struct Full;

/// One mail in a folder.
#[derive(Clone)]
pub(super) struct Mail {
    /// Its number, for ever.
    pub uid: u32,
    /// Its flags, as the client set them.
    pub flags: String,
    /// When it came, as INTERNALDATE writes it.
    pub date: String,
    /// Its bytes.
    pub raw: Arc<[u8]>,
}

/// What SELECT and STATUS say of a folder.
pub(super) struct Summary {
    /// How many mails.
    pub mails: usize,
    /// The number that the next mail gets.
    pub next_uid: u32,
    /// UIDVALIDITY.
    pub validity: u32,
}

struct Account {
    validity: u32,
    folders: [Vec<Mail>; FOLDERS.len()],
}

#[derive(Default)]
struct State {
    accounts: BTreeMap<Address, Account>,
    held: usize,
    refused: BTreeMap<Address, String>,
    listeners: Vec<Sender<Accepted>>,
    connections: BTreeMap<u64, TcpStream>,
    connections_ever: u64,
    stopped: bool,
}

/// Everything the server holds.
#[derive(Default)]
pub(super) struct PostOffice {
    state: Mutex<State>,
    changed: Condvar,
}

impl State {
    fn account(&mut self, address: &Address) -> Option<&mut Account> {
        let key = address.split_detail().0;
        if !self.accounts.contains_key(&key) && self.accounts.len() >= MAX_ACCOUNTS {
            return None;
        }
        let validity = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX - 1) + 1;
        Some(self.accounts.entry(key).or_insert_with(|| Account { validity, folders: Default::default() }))
    }

    fn folder(&self, address: &Address, folder: usize) -> &[Mail] {
        self.accounts.get(&address.split_detail().0).map_or(&[], |a| a.folders[folder].as_slice())
    }

    fn add(&mut self, to: &Address, folder: usize, flags: String, raw: Vec<u8>) -> Result<u32, Full> {
        if raw.len() > MAX_MAIL + 4096 || self.held + raw.len() > MAX_HELD {
            return Err(Full);
        }
        let size = raw.len();
        let mails = &mut self.account(to).ok_or(Full)?.folders[folder];
        let uid = next_uid(mails);
        let date = jiff::Timestamp::now().strftime("%d-%b-%Y %H:%M:%S +0000").to_string();
        mails.push(Mail { uid, flags, date, raw: raw.into() });
        self.held += size;
        Ok(uid)
    }
}

fn next_uid(mails: &[Mail]) -> u32 {
    mails.last().map_or(1, |m| m.uid + 1)
}

/// The folder of that name. Only INBOX is found without regard to case (RFC 3501, 5.1).
pub(super) fn folder_named(name: &str) -> Option<usize> {
    FOLDERS.iter().position(|f| *f == name || (*f == "INBOX" && name.eq_ignore_ascii_case(f)))
}

/// The names of the folders.
pub(super) fn folders() -> [&'static str; FOLDERS.len()] {
    FOLDERS
}

impl PostOffice {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Into the inbox, with a Delivered-To line on top.
    pub(super) fn deliver(&self, to: &Address, raw: &[u8]) -> Result<(), Full> {
        let mut with_trace = format!("Delivered-To: {to}\r\n").into_bytes();
        with_trace.extend_from_slice(raw);
        self.append(to, 1, String::new(), with_trace).map(|_| ())
    }

    /// Into any folder, as it is. Gives the UID.
    pub(super) fn append(&self, to: &Address, folder: usize, flags: String, raw: Vec<u8>) -> Result<u32, Full> {
        let uid = self.state().add(to, folder, flags, raw)?;
        self.changed.notify_all();
        Ok(uid)
    }

    /// What submission took: to each recipient, then to who listens.
    pub(super) fn accept(&self, mail: &Accepted, trace: &str) -> Result<(), Full> {
        let stored: Vec<u8> = [trace.as_bytes(), &mail.raw].concat();
        for to in &mail.to {
            self.deliver(to, &stored)?;
        }
        self.state().listeners.retain(|l| l.send(mail.clone()).is_ok());
        Ok(())
    }

    /// A new listener.
    pub(super) fn listen(&self) -> Receiver<Accepted> {
        let (send, receive) = channel();
        let mut state = self.state();
        if !state.stopped {
            state.listeners.push(send);
        }
        receive
    }

    /// RCPT for this address gets this line.
    pub(super) fn refuse(&self, address: &Address, reply: &str) {
        let line = reply.lines().next().unwrap_or_default().to_owned();
        self.state().refused.insert(address.clone(), line);
    }

    /// The line for an address that is refused.
    pub(super) fn refusal(&self, address: &Address) -> Option<String> {
        self.state().refused.get(address).cloned()
    }

    /// Everything in an inbox.
    pub(super) fn inbox(&self, address: &Address) -> Vec<Arc<[u8]>> {
        self.state().folder(address, 1).iter().map(|m| Arc::clone(&m.raw)).collect()
    }

    /// The first `known` mails of a folder.
    pub(super) fn mails(&self, address: &Address, folder: usize, known: usize) -> Vec<Mail> {
        self.state().folder(address, folder).iter().take(known).cloned().collect()
    }

    /// How much is in a folder. Makes the account when there is none yet, so that its UIDVALIDITY stays.
    pub(super) fn summary(&self, address: &Address, folder: usize) -> Option<Summary> {
        let mut state = self.state();
        let account = state.account(address)?;
        let mails = &account.folders[folder];
        Some(Summary { mails: mails.len(), next_uid: next_uid(mails), validity: account.validity })
    }

    /// Calls `tell` with the number of mails each time there are more than were told, until `done` is set through [`Self::finish`] or
    /// the server stops. Gives the number told last.
    pub(super) fn follow(&self, address: &Address, folder: usize, mut told: usize, done: &AtomicBool, mut tell: impl FnMut(usize)) -> usize {
        let mut state = self.state();
        loop {
            let count = state.folder(address, folder).len();
            if count > told {
                told = count;
                drop(state);
                tell(count);
                state = self.state();
                continue;
            }
            if state.stopped || done.load(Ordering::Relaxed) {
                return told;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends a [`Self::follow`].
    pub(super) fn finish(&self, done: &AtomicBool) {
        let state = self.state();
        done.store(true, Ordering::Relaxed);
        drop(state);
        self.changed.notify_all();
    }

    /// Registers a connection, so that stopping can close it. `None` when there are too many or the server has stopped.
    pub(super) fn connected(&self, stream: TcpStream) -> Option<u64> {
        let mut state = self.state();
        if state.stopped || state.connections.len() >= MAX_CONNECTIONS {
            return None;
        }
        state.connections_ever += 1;
        let number = state.connections_ever;
        state.connections.insert(number, stream);
        Some(number)
    }

    /// Forgets a connection.
    pub(super) fn disconnected(&self, number: u64) {
        self.state().connections.remove(&number);
    }

    /// Whether the server has stopped.
    pub(super) fn stopped(&self) -> bool {
        self.state().stopped
    }

    /// Closes every connection and every listener's channel.
    pub(super) fn stop(&self) {
        let mut state = self.state();
        state.stopped = true;
        state.listeners.clear();
        for stream in state.connections.values() {
            // Already closed by the other side is as good.
            let _ = stream.shutdown(Shutdown::Both);
        }
        drop(state);
        self.changed.notify_all();
    }
}
