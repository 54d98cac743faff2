//! The keys that reply addresses and Message-IDs are signed with, and what a token says under them.

use crate::mail::token::{Key, Keyring, Names, Reading};
use crate::model::{Address, Time};
use crate::store::{Change, Store};

use super::{Actor, Desk, DeskError, Right};

impl Desk {
    /// Signs with a new key from now on. Tokens do not expire: the older keys go on verifying, so that answers to old mails still find
    /// their place. `secret` is random. The number of the new key.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn rotate_key(&self, actor: &Actor, secret: &[u8; 32], now: Time) -> Result<u32, DeskError> {
        self.may(actor, Right::Settings)?;
        self.store.write(|w| {
            w.add_key(secret, now)?;
            w.record(&actor.act(now), &Change { what: "key", ..Change::default() })?;
            Ok::<_, DeskError>(())
        })?;
        self.reload_keys()?;
        Ok(self.keyring.borrow().newest())
    }

    /// Reads the keys again; true when there is a new one. Another process may have rotated them.
    pub(super) fn reload_keys(&self) -> Result<bool, DeskError> {
        let fresh = keyring(&self.store)?;
        let known = self.keyring.replace(fresh).newest();
        Ok(self.keyring.borrow().newest() != known)
    }

    /// The desk's address with what it names, signed.
    pub(super) fn signed_address(&self, base: &Address, names: Names) -> Address {
        self.keyring.borrow().address(base, names)
    }

    /// A signed Message-ID, without brackets.
    pub(super) fn signed_message_id(&self, names: Names, nonce: u64, domain: &str) -> String {
        self.keyring.borrow().message_id(names, nonce, domain)
    }

    pub(super) fn read_address(&self, address: &Address) -> Reading {
        self.keyring.borrow().read_address(address)
    }

    pub(super) fn read_message_id(&self, id: &str) -> Reading {
        self.keyring.borrow().read_message_id(id)
    }

    /// Whether the desk has made a Message-ID.
    pub(super) fn is_ours(&self, message_id: &str) -> Result<bool, DeskError> {
        Ok(match self.read_message_id(message_id) {
            Reading::Signed(_) => true,
            Reading::Forged => self.reload_keys()? && matches!(self.read_message_id(message_id), Reading::Signed(_)),
            Reading::NotOurs => false,
        })
    }
}

/// The store's keys.
pub(super) fn keyring(store: &Store) -> Result<Keyring, DeskError> {
    let keys = store.keys()?.into_iter().map(|(id, secret)| Key { id, secret }).collect();
    Keyring::new(keys).map_err(|e| DeskError::Keys(e.to_string()))
}
