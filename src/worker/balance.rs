//! A mailbox's accounts: every mail on the server beside the receipts of the store, and each difference by name.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use crate::desk::Desk;
use crate::mail::imap::{Account, Connection, ImapError};
use crate::model::{MailboxId, Time};
use crate::store::{Beginning, Cursor, StoreError};
use crate::words::Words;

/// What keeps a mailbox from being compared.
#[derive(Debug, thiserror::Error)]
pub enum BalanceError {
    /// The server.
    #[error(transparent)]
    Imap(#[from] ImapError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BalanceError {
    /// The problem in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            BalanceError::Imap(e) => e.say(words),
            BalanceError::Store(e) => e.say(words),
        }
    }
}

/// Something in which server and store differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "difference", rename_all = "kebab-case")]
pub enum Difference {
    /// The server's UIDs mean other mails than when the mailbox was read last.
    NewUids {
        /// UIDVALIDITY in the store.
        was: u32,
        /// UIDVALIDITY on the server.
        is: u32,
    },
    /// The mailbox was read past this mail, and the store has no receipt for it.
    Missing {
        /// Its UID.
        uid: u32,
        /// When the server took it.
        at: Option<Time>,
    },
    /// It came after the last mail that was read.
    NotFetched {
        /// Its UID.
        uid: u32,
        /// When the server took it.
        at: Option<Time>,
    },
    /// It is stored, and has no place yet.
    NotPlaced {
        /// Its UID.
        uid: u32,
    },
}

/// How server and store stand to each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// Mails on the server.
    pub on_server: usize,
    /// Of those, the ones with a receipt.
    pub received: usize,
    /// How the mails with a receipt ended, by the state's word.
    pub ended: Vec<(String, u32)>,
    /// On the server before the mailbox was connected: none of the desk's mail.
    pub old: usize,
    /// In the store, and no longer on the server.
    pub gone: usize,
    /// When the desk's part of the mailbox begins; `None` when it was never read.
    pub begun_at: Option<Time>,
    /// Every difference.
    pub differences: Vec<Difference>,
}

/// Compares a mailbox with the store. Nothing is fetched, and nothing written.
///
/// # Errors
/// When the server or the store cannot be read.
pub fn balance(desk: &Desk, account: &Account, mailbox: MailboxId) -> Result<Balance, BalanceError> {
    let store = desk.store();
    let Some((cursor, beginning)) = store.cursor(mailbox)?.zip(store.beginning(mailbox)?) else { return Ok(Balance::default()) };
    let mut connection = Connection::open(account, Arc::default())?;
    let selected = connection.select()?;
    let uids = connection.uids_after(0)?;
    let begun_at = Some(beginning.at);
    if selected.uid_validity != cursor.uid_validity {
        connection.logout()?;
        let differences = vec![Difference::NewUids { was: cursor.uid_validity, is: selected.uid_validity }];
        return Ok(Balance { on_server: uids.len(), begun_at, differences, ..Balance::default() });
    }
    // The server was asked first: what a worker fetches meanwhile has its receipt, and is no difference.
    let receipts = store.receipts(mailbox, cursor.uid_validity)?;
    let known: HashSet<u32> = receipts.iter().copied().collect();
    let without: Vec<u32> = uids.iter().copied().filter(|uid| !known.contains(uid)).collect();
    let dates = connection.dates(&without)?;
    connection.logout()?;
    let (old, mut differences) = sort_out(&without, &receipts, cursor, beginning, &dates);
    for uid in store.unplaced_uids(mailbox, cursor.uid_validity)? {
        differences.push(Difference::NotPlaced { uid });
    }
    let here: HashSet<u32> = uids.iter().copied().collect();
    Ok(Balance {
        on_server: uids.len(),
        received: uids.len() - without.len(),
        ended: store.receipt_states(mailbox, cursor.uid_validity)?,
        old,
        gone: receipts.iter().filter(|uid| !here.contains(uid) && **uid <= cursor.last_uid).count(),
        begun_at,
        differences,
    })
}

/// What has no receipt: how many mails are older than the desk, and the differences.
///
/// A mail is older when the server took it before the mailbox was connected, unless it stands behind one that was received: UIDs rise.
fn sort_out(without: &[u32], receipts: &[u32], cursor: Cursor, beginning: Beginning, dates: &HashMap<u32, Time>) -> (usize, Vec<Difference>) {
    let first_received = receipts.first().copied().unwrap_or(u32::MAX);
    let (mut old, mut differences) = (0, Vec::new());
    for &uid in without {
        let at = dates.get(&uid).copied();
        let is_old = if uid <= beginning.reread_to {
            at.is_some_and(|at| at < beginning.at)
        } else {
            uid < first_received && at.is_none_or(|at| at < beginning.at)
        };
        if uid > cursor.last_uid {
            differences.push(Difference::NotFetched { uid, at });
        } else if is_old {
            old += 1;
        } else {
            differences.push(Difference::Missing { uid, at });
        }
    }
    (old, differences)
}

/// The UIDs up to the cursor that the store lacks, rising.
pub(super) fn missing(
    desk: &Desk,
    connection: &mut Connection,
    mailbox: MailboxId,
    cursor: Cursor,
    beginning: Beginning,
) -> Result<Vec<u32>, BalanceError> {
    let uids = connection.uids_after(0)?;
    let receipts = desk.store().receipts(mailbox, cursor.uid_validity)?;
    let known: HashSet<u32> = receipts.iter().copied().collect();
    let without: Vec<u32> = uids.into_iter().filter(|uid| !known.contains(uid)).collect();
    let dates = connection.dates(&without)?;
    let (_, differences) = sort_out(&without, &receipts, cursor, beginning, &dates);
    let lacking = |d: &Difference| match d {
        Difference::Missing { uid, .. } => Some(*uid),
        _ => None,
    };
    Ok(differences.iter().filter_map(lacking).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGUN: Time = Time(1_000_000);

    fn sorted(without: &[u32], receipts: &[u32], last_uid: u32, reread_to: u32, late: &[u32]) -> (usize, Vec<Difference>) {
        let time = |uid: u32| if late.contains(&uid) { Time(2_000_000) } else { Time(500) };
        let dates = without.iter().map(|uid| (*uid, time(*uid))).collect();
        sort_out(without, receipts, Cursor { uid_validity: 1, last_uid }, Beginning { at: BEGUN, reread_to }, &dates)
    }

    #[test]
    fn what_was_there_before_is_old_and_what_the_reading_went_past_is_missing() {
        let (old, differences) = sorted(&[1, 2, 5, 9], &[4, 6], 6, 0, &[9]);
        assert_eq!(old, 2);
        let at = Some(Time(500));
        assert_eq!(differences, [Difference::Missing { uid: 5, at }, Difference::NotFetched { uid: 9, at: Some(Time(2_000_000)) }]);
    }

    #[test]
    fn under_new_uids_the_time_alone_tells_the_old_from_the_missing() {
        let (old, differences) = sorted(&[1, 3], &[2, 4], 4, 4, &[3]);
        assert_eq!((old, differences.len()), (1, 1));
        assert!(matches!(differences[0], Difference::Missing { uid: 3, .. }));
    }

    #[test]
    fn a_mailbox_from_which_nothing_came_yet_has_only_old_mail() {
        assert_eq!(sorted(&[1, 2], &[], 2, 0, &[]), (2, Vec::new()));
    }
}
